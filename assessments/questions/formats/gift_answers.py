"""What stands between the braces of a GIFT question, as the fields of a definition (Moodle docs, "GIFT format").

The kind follows from the signs: `#` first is a number, `~` anywhere is a choice, `=` with `->` is matching, T or F alone is true or
false, nothing at all is an essay, and everything else is a typed answer. Texts are pieces still (see `html.settled`), but for what is
compared with what people type or shown in a select: that is plain always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.questions.contract import NOTHING, WHOLE
from assessments.questions.formats.found import Unsayable, letter
from assessments.questions.formats.gift_numbers import number_fields
from assessments.questions.formats.gift_texts import Words, words_of
from assessments.questions.formats.gift_weights import split_weight
from assessments.questions.words import say as _

Fields = dict[str, Any]

# The gaps of Moodle's cloze look alike, but GIFT has no such question.
CLOZE = re.compile(r"\d*:[A-Z_]+:")
TRUTH = {"t": True, "true": True, "f": False, "false": False}
MOST_PARTS = 120
WILD = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `sign`: "=" or "~", "" when it has none. `worth`: None when no percentage was written."""

    sign: str
    worth: Fraction | None
    words: Words
    feedback: Words

    def named(self, place: int, **fields: Any) -> Fields:
        return {"id": letter(place), **fields, "feedback": self.feedback.piece}


def fields_of(text: str, style: str) -> Fields:
    """`text`: between the braces, without general feedback, marked. Raises Unsayable and UnknownGrade."""
    if CLOZE.match(text):
        raise Unsayable(_("This looks like a gap of Moodle’s cloze questions, which GIFT cannot hold."))
    return READERS[kind_of(text)](text, style)


def kind_of(text: str) -> str:
    if not text:
        return "essay"
    if text.startswith("#"):
        return "numeric"
    if "~" in text:
        return "choice"
    if "=" in text and "->" in text:
        return "matching"
    return "true_false" if text.split("#")[0].strip().lower() in TRUTH else "short_text"


def answers_in(text: str, style: str) -> Iterator[Answer]:
    """Each from its sign up to the next; words before the first sign are an answer too."""
    for part in parts_of(text, r"(?=[=~])"):
        sign = part[0] if part[:1] in ("=", "~") else ""
        worth, rest = split_weight(part[len(sign) :].lstrip())
        words, _hash, feedback = rest.partition("#")
        answer = Answer(sign, worth, words_of(words.strip(), style), words_of(feedback.strip(), style))
        if sign or answer.words.lines:
            yield answer


def parts_of(text: str, sign: str) -> list[str]:
    """`sign`: a pattern. Raises Unsayable early, before a very long question takes very long."""
    parts = re.split(sign, text)
    if len(parts) > MOST_PARTS:
        raise Unsayable(_("It has more than {most} answers.").format(most=MOST_PARTS))
    return [part.strip() for part in parts]


def essay(text: str, style: str) -> Fields:
    return {"kind": "essay", "marked": "met"}


def true_false(text: str, style: str) -> Fields:
    """The first feedback is for those who were wrong, the second for those who were right."""
    truth, *says = text.split("#", 2)
    wrong, right = (words_of(part.strip(), style).piece for part in [*says, "", ""][:2])
    key = TRUTH[truth.strip().lower()]
    on_true, on_false = (right, wrong) if key else (wrong, right)
    return {"kind": "true_false", "key": key, "feedback_true": on_true, "feedback_false": on_false}


def choice(text: str, style: str) -> Fields:
    """One line is right when a line is marked with `=` (and not with a part of the point), otherwise several may be chosen."""
    answers = [answer for answer in answers_in(text, style) if answer.words.lines]
    if len(answers) < 2:
        raise Unsayable(_("There is only one line to choose. Give at least two."))
    worths = [worth_in_choice(answer) for answer in answers]
    options = [answer.named(place, text=answer.words.piece, worth=str(worths[place])) for place, answer in enumerate(answers)]
    keys = [letter(place) for place, worth in enumerate(worths) if worth > NOTHING]
    best = [letter(place) for place, answer in enumerate(answers) if answer.sign == "=" and worths[place] == WHOLE]
    if best:
        return {"kind": "single_choice", "options": options, "key": best[0]}
    if not keys:
        raise Unsayable(_("No line is right: none is marked with = or worth more than nothing."))
    return {"kind": "multiple_response", "options": options, "keys": keys, "rule": "worth"}


def worth_in_choice(answer: Answer) -> Fraction:
    if answer.worth is not None:
        return answer.worth
    return WHOLE if answer.sign == "=" else NOTHING


def matching(text: str, style: str) -> Fields:
    """`=row -> choice`. A choice without a row fits nowhere; one that stands twice fits both rows."""
    rows: list[Fields] = []
    choices: list[str] = []
    for part in filter(None, parts_of(text, "=")):
        row, arrow, choice_text = part.partition("->")
        piece, choice_line = words_of(row.strip(), style).piece, Words(choice_text).line
        if not arrow or (piece and not choice_line):
            raise Unsayable(_("A line to match has nothing behind its ->."))
        if choice_line and choice_line not in choices:
            choices.append(choice_line)
        if piece:
            rows.append({"id": letter(len(rows)), "text": piece, "choice": str(choices.index(choice_line) + 1)})
    offered = [{"id": str(place), "text": line} for place, line in enumerate(choices, 1)]
    return {"kind": "matching", "rows": rows, "choices": offered, "rule": "partial"}


def short_text(text: str, style: str) -> Fields:
    answers = [answer for answer in answers_in(text, style) if answer.words.line]
    if not answers:
        raise Unsayable(_("No answer stands between its braces."))
    return {"kind": "short_text", "answers": [typed_answer(answer, place) for place, answer in enumerate(answers)]}


def typed_answer(answer: Answer, place: int) -> Fields:
    """A star stands for any text, `\\*` for a star (Moodle docs, "Short-Answer question type")."""
    line = answer.words.line
    is_pattern = bool(WILD.search(line))
    says = {"pattern": True} if is_pattern else {}
    return answer.named(place, text=line if is_pattern else line.replace("\\*", "*"), **says, worth=worth_of_typed(answer))


def worth_of_typed(answer: Answer) -> str:
    return str(WHOLE if answer.worth is None else answer.worth)


def numeric(text: str, style: str) -> Fields:
    """After a `~` stands what is said to any other number."""
    text, has_otherwise, otherwise = text[1:].partition("~")
    answers = list(answers_in(text, style))
    if not answers:
        raise Unsayable(_("No number stands between its braces."))
    named = [answer.named(place, **number_fields(answer.words.line), worth=worth_of_typed(answer)) for place, answer in enumerate(answers)]
    if has_otherwise:
        feedback = words_of(otherwise.partition("#")[2].strip(), style).piece
        named.append({"id": letter(len(named)), "any": True, "worth": str(NOTHING), "feedback": feedback})
    return {"kind": "numeric", "answers": named}


READERS: dict[str, Callable[[str, str], Fields]] = {
    "essay": essay,
    "true_false": true_false,
    "choice": choice,
    "matching": matching,
    "short_text": short_text,
    "numeric": numeric,
}
