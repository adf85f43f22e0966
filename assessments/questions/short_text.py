"""A word or a line, typed. {"answers": [{"id", "text", "worth", ...}]}: the first accepted answer that fits counts."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments.questions import answers, checks
from assessments.questions.answers import Answer
from assessments.questions.choices import FIELD
from assessments.questions.contract import WHOLE, Definition, Form, Kind, Mark, Note, Problem, Raw, Response, Unclear
from assessments.questions.texts import fits_pattern, folded, is_a_slip, plain, typed_text
from assessments.questions.words import say as _
from assessments.questions.worth import between

ANSWER_FIELDS = frozenset({"id", "text", "worth", "feedback", "case", "exact", "pattern"})
USUAL_LENGTH, MOST_LENGTH = 200, 500


class ShortText(Kind):
    name = "short_text"
    fields = frozenset({"answers", "near", "longest"})

    def problems(self, definition: Definition) -> list[Problem]:
        found = [*answers.answers_problems(definition, ANSWER_FIELDS, text_answer_problems), *checks.flag_problems(definition, "near")]
        if "longest" in definition:
            found += checks.whole_problems(definition["longest"], "longest", 1, MOST_LENGTH)
        return found

    def read(self, definition: Definition, raw: Raw) -> Response:
        text = typed_text((raw.get(FIELD) or [""])[0])
        longest = definition.get("longest", USUAL_LENGTH)
        if len(text) > longest:
            raise Unclear(_("Make this shorter: at most {most} characters.").format(most=longest))
        return {"text": text} if text else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        points = between(worth(definition, response, voided))
        if response is None:
            return Mark(points, better=best_notes(definition, points))
        found, near = found_in(definition, response["text"]), is_near(definition, response["text"])
        says = _("Very close. Look at the spelling again.") if near else (found or {}).get("feedback") or ""
        note = Note((found or {}).get("id", ""), response["text"], says, points == WHOLE)
        return Mark(points, (note,), () if near else best_notes(definition, points))

    def key(self, definition: Definition) -> str:
        return "; ".join(answer["text"] for answer in answers.whole_ones(definition))

    def summary(self, definition: Definition, response: Response) -> str:
        return str(response["text"]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        text = response["text"] if response else ""
        if typed is not None:
            text = (typed.get(FIELD) or [""])[0]
        sent = ((FIELD, text),) if text else ()
        return Form(self.name, definition["stem"], text=text, sent=sent, more={"longest": definition.get("longest", USUAL_LENGTH)})

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return [(answer["id"], answer["text"]) for answer in definition["answers"]]


def text_answer_problems(answer: Answer, path: str) -> Iterator[Problem]:
    yield from checks.words_problems(answer.get("text"), f"{path}.text", checks.LONGEST_LINE)
    yield from checks.flag_problems(answer, "case", "exact", "pattern", path=path)


def worth(definition: Definition, response: Response, voided: frozenset[str]) -> Fraction:
    found = found_in(definition, response["text"]) if response else None
    return answers.worth(definition, found, voided)


def found_in(definition: Definition, text: str) -> Answer | None:
    return next((answer for answer in definition["answers"] if fits(answer, text)), None)


def fits(answer: Answer, text: str) -> bool:
    if answer.get("exact"):
        meant, typed = folded(answer["text"]), folded(text)
    else:
        case = bool(answer.get("case"))
        meant, typed = plain(answer["text"], case=case), plain(text, case=case)
    return fits_pattern(meant, typed) if answer.get("pattern") else meant == typed


def is_near(definition: Definition, text: str) -> bool:
    """One slip away from an answer worth the whole point, and worth nothing as it stands."""
    found = found_in(definition, text)
    if not definition.get("near", True) or (found is not None and found["worth"] != "0"):
        return False
    plain_ones = [answer for answer in answers.whole_ones(definition) if not answer.get("pattern")]
    return any(is_a_slip(plain(text), plain(answer["text"])) for answer in plain_ones)


def best_notes(definition: Definition, points: Fraction) -> tuple[Note, ...]:
    """The first answer worth the whole point, for somebody who did not have it."""
    right = answers.whole_ones(definition)
    if points == WHOLE or not right:
        return ()
    return (Note(right[0]["id"], right[0]["text"], right[0].get("feedback") or "", fits=True),)
