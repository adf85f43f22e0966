"""What one box could be in our words, best proposal first, and the proof that a proposal gives the file's points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.questions import KINDS
from assessments.questions.contract import NOTHING_VOID
from assessments.questions.formats.found import Unsayable, letter
from assessments.questions.formats.qti_feedback import Said
from assessments.questions.formats.qti_item import Answer, Box, Item, Line, Verdict
from assessments.questions.formats.qti_points import ids_for, plain_number, worth_text
from assessments.questions.formats.qti_trials import NOBODY_TYPES, Trial, first_span, points, sample
from assessments.questions.orders import RULES as ORDER_RULES
from assessments.questions.texts import plain
from assessments.questions.words import say as _
from assessments.questions.worth import between

FINEST = Fraction(1, 10**6)  # worth is written with a denominator that has an end
Fields = dict[str, Any]
Ruled = tuple[str, Fields, list[str]]  # a rule, fields, and the lines that are right


@dataclass(frozen=True, slots=True)
class Asked:
    """One box with the other boxes left open. `scale`: the score that is the whole point here."""

    item: Item
    box: Box
    scale: Fraction
    hints: Mapping[str, Any]

    def verdict(self, answer: Answer) -> Verdict:
        return self.item.judge({self.box.name: answer})

    def worth(self, answer: Answer) -> Fraction:
        return self.verdict(answer).score / self.scale

    def most(self, trials: Sequence[Trial]) -> Fraction:
        return max((self.verdict(trial.answer).score for trial in trials), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind` with its fields but the stem; `ids`: ours by the names in the file."""

    kind: str
    fields: Fields
    ids: Mapping[str, str]

    def response(self, answer: Answer) -> dict[str, Any]:
        if self.kind in ("single_choice", "true_false"):
            return {"chosen": self.ids[answer[0]]}
        if self.kind == "multiple_response":
            return {"chosen": [self.ids[name] for name in answer]}
        if self.kind == "ordering":
            return {"order": [self.ids[name] for name in answer]}
        if self.kind == "matching":
            pairs = [pair.split(" ", 1) for pair in answer]
            return {"pairs": {self.ids[f"row {row}"]: self.ids[choice] for row, choice in pairs}}
        return {"text": unmistakable(answer[0]) if self.kind == "numeric" else answer[0]}

    def points(self, answer: Answer) -> Fraction:
        return KINDS[self.kind].grade({"stem": "", **self.fields}, self.response(answer), NOTHING_VOID).points


def unmistakable(numeral: str) -> str:
    """People may write 1.000 for a thousand; a decimal with more figures is one."""
    return numeral + "0000" if "." in numeral else numeral


def fitted(asked: Asked, said: Said, trials: Sequence[Trial]) -> Proposal:
    """The first proposal that gives every trial the file's points. Raises Unsayable."""
    worths = [(trial.answer, asked.worth(trial.answer)) for trial in trials]
    propose = truth if asked.item.is_truth else PROPOSALS[asked.box.shape]
    for proposal in propose(asked, said):
        if all(agree(proposal.points(answer), worth) for answer, worth in worths):
            return proposal
    raise Unsayable(_("Its points follow rules that cannot be said here."))


def agree(points: Fraction, worth: Fraction, within: Fraction = FINEST) -> bool:
    return abs(points - between(worth)) <= within


def one(asked: Asked, said: Said) -> Iterator[Proposal]:
    names = [line.name for line in asked.box.lines]
    ids = dict(zip(names, ids_for(names), strict=True))
    worths = {name: worth_text(asked.worth((name,))) for name in names}
    right = [name for name in names if worths[name] == "1"]
    key = next((name for name in asked.box.correct if name in right), right[0])
    options = [option(line, ids, said, worths if line.name != key else {}) for line in asked.box.lines]
    yield Proposal("single_choice", {"options": options, "key": ids[key], **asked.box.more}, ids)


def option(line: Line, ids: Mapping[str, str], said: Said, worths: Mapping[str, str]) -> Fields:
    worth = worths.get(line.name, "0")
    return {"id": ids[line.name], "text": line.words, **said.of(line.name), **({"worth": worth} if worth != "0" else {})}


def truth(asked: Asked, said: Said) -> Iterator[Proposal]:
    """Two lines of which the first says true and the second false; exactly one earns the point."""
    yes, no = (line.name for line in asked.box.lines)
    worths = {name: worth_text(asked.worth((name,))) for name in (yes, no)}
    if sorted(worths.values()) == ["0", "1"]:
        words = {f"feedback_{way}": said.parts[name] for way, name in (("true", yes), ("false", no)) if name in said.parts}
        yield Proposal("true_false", {"key": worths[yes] == "1", **words}, {yes: "true", no: "false"})
    yield from one(asked, said)


def weight(asked: Asked, name: str) -> Fraction:
    """What a line is worth: as the file says, otherwise as it is marked alone."""
    return asked.box.weights.get(name, Fraction(0)) / asked.scale if asked.box.weights else asked.worth((name,))


def many(asked: Asked, said: Said) -> Iterator[Proposal]:
    """All or nothing, a share for each, or what each line is worth by itself."""
    box = asked.box
    names = [line.name for line in box.lines]
    ids = dict(zip(names, ids_for(names), strict=True))
    worths = {name: worth_text(weight(asked, name)) for name in names}
    positive = [name for name in names if Fraction(worths[name]) > 0]
    positive = list(box.correct) if sorted(box.correct) == sorted(positive) else positive
    more = {name: value for name, value in box.more.items() if name != "floor"}
    bare = [option(line, ids, said, {}) for line in box.lines]
    weighed = {"options": [option(line, ids, said, worths) for line in box.lines], **box.more}
    proposals = [
        ("all_or_nothing", {"options": bare, **more}, list(box.correct) or positive),
        ("partial", {"options": bare, **more}, positive),
        ("worth", weighed, positive),
    ]
    for rule, fields, keys in preferred(proposals, asked.hints):
        if keys:
            yield Proposal("multiple_response", {**fields, "keys": [ids[name] for name in keys], "rule": rule}, ids)


def preferred(proposals: Sequence[Ruled], hints: Mapping[str, Any]) -> list[Ruled]:
    """Rules often agree on a small question; our own writer says which of them it was."""
    return sorted(proposals, key=lambda proposal: proposal[0] != hints.get("rule"))


def order(asked: Asked, said: Said) -> Iterator[Proposal]:
    names = [line.name for line in asked.box.lines]
    ids = dict(zip(names, ids_for(names), strict=True))
    options = [option(line, ids, said, {}) for line in asked.box.lines]
    key = [ids[name] for name in asked.box.correct]
    for rule, fields, _keys in preferred([(rule, {"options": options, "key": key}, key) for rule in ORDER_RULES], asked.hints):
        yield Proposal("ordering", {**fields, "rule": rule}, ids)


def pairs(asked: Asked, said: Said) -> Iterator[Proposal]:
    box = asked.box
    right = dict(pair.split(" ", 1) for pair in box.correct)
    names = [*(f"row {row.name}" for row in box.rows), *(line.name for line in box.lines)]
    ids = dict(zip(names, ids_for([name.removeprefix("row ") for name in names]), strict=True))
    worths = {row.name: asked.worth((f"{row.name} {right[row.name]}",)) for row in box.rows}
    choices = [{"id": ids[line.name], "text": line.words} for line in box.lines]
    by_row = {row.name: ids[f"row {row.name}"] for row in box.rows}
    hinted = {name: str(share) for name, share in dict(asked.hints.get("shares", {})).items()}
    for rule, shares in (("partial", hinted or shares_of(worths, by_row)), ("all_or_nothing", hinted)):
        rows = [pair_row(row, by_row[row.name], ids[right[row.name]], said, shares) for row in box.rows]
        yield Proposal("matching", {"rows": rows, "choices": choices, "rule": rule, **box.more}, ids)


def pair_row(row: Line, name: str, choice: str, said: Said, shares: Mapping[str, str]) -> Fields:
    return {"id": name, "text": row.words, "choice": choice, **said.of(row.name), **({"share": shares[name]} if name in shares else {})}


def shares_of(worths: Mapping[str, Fraction], ids: Mapping[str, str]) -> dict[str, str]:
    """How much rows count beside the one that counts most, which is left out as all are when they are alike."""
    most = max(worths.values())
    return {ids[row]: worth_text(worth / most) for row, worth in worths.items() if worth != most and most > 0}


def text(asked: Asked, said: Said) -> Iterator[Proposal]:
    """The accepted answers in the order of the rules; what another takes already is left out."""
    names = answer_ids([typed.name for typed in asked.box.typed])
    answers: list[Fields] = []
    kind = KINDS["short_text"]
    for place, typed in enumerate(asked.box.typed):
        typed_by_somebody = sample(typed)
        if answers and kind.grade({"answers": answers, "near": False}, {"text": typed_by_somebody}, NOTHING_VOID).notes[0].option:
            continue
        flags = {name: True for name in ("case", "exact", "pattern") if getattr(typed, name)}
        worth = worth_text(asked.worth((typed_by_somebody,)))
        answers.append({"id": names[place], "text": typed.text, **flags, "worth": worth, **said.of(str(place))})
    rest = worth_text(asked.worth((NOBODY_TYPES,)))
    if rest != "0" and not any(plain(answer["text"]) == "*" for answer in answers):
        answers.append({"id": unused("other", names), "text": "*", "pattern": True, "worth": rest})
    own = {name: asked.hints[name] for name in ("near", "longest") if name in asked.hints}
    yield Proposal("short_text", {"answers": answers, **own}, {})


def answer_ids(names: Sequence[str]) -> list[str]:
    return ids_for(names) if all(names) else [letter(place) for place in range(len(names))]


def unused(name: str, names: Sequence[str]) -> str:
    return name if name not in names else unused(name + "-", names)


def numbers(asked: Asked, said: Said) -> Iterator[Proposal]:
    """The spans in the order of the rules; then the same with the ends that a rule leaves out named before them."""
    box = asked.box
    names = answer_ids([span.name for span in box.spans])
    answers: list[Fields] = []
    for place, span in enumerate(box.spans):
        free = free_point(box, place)
        if free is None:
            continue
        worth = worth_text(asked.worth((plain_number(free),)))
        answers.append({"id": names[place], **span.fields, "worth": worth, **said.of(str(place))})
    without = Proposal("numeric", {"answers": answers, **box.more}, {})
    yield without
    yield Proposal("numeric", {"answers": [*edges(asked, without, names), *answers], **box.more}, {})


def edges(asked: Asked, without: Proposal, names: Sequence[str]) -> list[Fields]:
    """Ends of spans that do not belong to them: ours always do, so each is an answer of its own, looked at first."""
    ends = [plain_number(value) for value in points(asked.box.spans)]
    wrong = [end for end in ends if not agree(without.points((end,)), asked.worth((end,)))]
    return [
        {"id": unused(f"edge-{place}", names), "value": end, "worth": worth_text(asked.worth((end,)))}
        for place, end in enumerate(wrong, start=1)
    ]


def free_point(box: Box, place: int) -> Fraction | None:
    """A number that this span is the first to hold, rather inside than at an end; None when others take all of them."""
    ends = {end for span in box.spans for end in (span.low, span.high)}
    fitting = [value for value in points(box.spans) if first_span(box.spans, value) == place]
    return min(fitting, key=lambda value: value in ends, default=None)


PROPOSALS: dict[str, Callable[[Asked, Said], Iterator[Proposal]]] = {
    "one": one,
    "many": many,
    "order": order,
    "pairs": pairs,
    "text": text,
    "number": numbers,
}
