"""From an `Item` to a finding. Every proposal is marked by our own engine and kept only when it gives the file's points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from assessments.questions import structural_problems
from assessments.questions.checks import MOST_LINES
from assessments.questions.cloze_checks import MOST_GAPS_IN_DRAFT
from assessments.questions.formats.found import Finding, Found, Skipped, Unsayable
from assessments.questions.formats.html import from_plain, settled
from assessments.questions.formats.qti_cloze import cloze
from assessments.questions.formats.qti_feedback import Heard, Said, outcome, placed
from assessments.questions.formats.qti_item import Answers, Box, Item, Judge, Verdict
from assessments.questions.formats.qti_own import MARKDOWN, with_own_texts
from assessments.questions.formats.qti_people import PEOPLE, by_people
from assessments.questions.formats.qti_points import ids_for
from assessments.questions.formats.qti_proposals import Asked, Fields, fitted
from assessments.questions.formats.qti_trials import Trial, trials
from assessments.questions.words import say as _

ALWAYS_WHOLE = frozenset({"one", "order", "pairs"})  # in these kinds something is always worth the whole point


def finding(item: Item, found: Found) -> Finding:
    """`found` has everything but the definition. Raises nothing: what cannot be said is skipped with the reason."""
    try:
        kind, fields, said = asked_for(item)
    except Unsayable as unsayable:
        return Skipped(found.where, unsayable.why, found.name)
    stem = item.stem or from_plain(_("Fill the gaps.") if kind == "cloze" else found.name)
    if item.hints.get("markup") == MARKDOWN:
        stem = replace(stem, needs_markup=True)
    done = settled({"kind": kind, "stem": stem, **said.fields(), **fields})
    definition = with_own_texts(done.definition, item.hints, done.pictures.get)
    problems = structural_problems(definition)
    if problems:
        says = _("It cannot be kept as it is: {path}: {says}").format(path=problems[0].path, says=problems[0].says)
        return Skipped(found.where, says, found.name)
    notes = unique([*found.notes, *item.notes, *said.notes, *done.notes])
    return replace(found, definition=definition, pictures=done.pictures, notes=notes)


def unique(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))


def asked_for(item: Item) -> tuple[str, Fields, Said]:
    """The kind, its fields, and what is said afterwards. Raises Unsayable."""
    refuse_crowds(item)
    item = replace(item, boxes=tuple(map(with_known_lines, item.boxes)))
    if not item.boxes:
        raise Unsayable(_("It only shows something and asks nothing."))
    if item.boxes[0].shape in PEOPLE:
        return by_people(item)
    if len(item.boxes) > 1 or item.text:
        fields, said = cloze(item)
        return "cloze", fields, said
    if item.hints.get("kind") == "confidence" and item.boxes[0].shape == "one":
        return "confidence", unscored(item.boxes[0]), Said()
    return alone(item)


def refuse_crowds(item: Item) -> None:
    """Before anything is tried: trying grows with the square of what there is."""
    crowds = [len(part) for box in item.boxes for part in (box.lines, box.rows, box.typed, box.spans)]
    if len(item.boxes) > MOST_GAPS_IN_DRAFT or max(crowds, default=0) > MOST_LINES:
        raise Unsayable(_("It has more lines or gaps than a question can have here."))


def with_known_lines(box: Box) -> Box:
    """A file may call a line right that is not there."""
    known = {line.name for line in box.lines}
    return replace(box, correct=tuple(name for name in box.correct if name in known)) if box.shape in ("one", "many") else box


def unscored(box: Box) -> Fields:
    ids = ids_for([line.name for line in box.lines])
    return {"options": [{"id": name, "text": line.words} for name, line in zip(ids, box.lines, strict=True)]}


def alone(item: Item) -> tuple[str, Fields, Said]:
    (box,) = item.boxes
    tried = trials(box)
    item = with_points(item, box, tried)
    best = Asked(item, box, Fraction(1), item.hints).most(tried)
    if best <= 0:
        raise Unsayable(_("Nothing in it is right: no answer earns points."))
    if item.judge({}).score > 0:
        raise Unsayable(_("It gives points for leaving it open."))
    asked = Asked(item, box, best if box.shape in ALWAYS_WHOLE else item.most or best, item.hints)
    heard = [Heard(trial.parts, outcome(asked.worth(trial.answer)), asked.verdict(trial.answer).shown) for trial in tried]
    said = placed(item, heard)
    said.notes += item.notes
    proposal = fitted(asked, said, tried)
    return proposal.kind, proposal.fields, said


def with_points(item: Item, box: Box, tried: list[Trial]) -> Item:
    """Rules that give nobody points, beside a right answer that the file names: then that answer earns the point."""
    if not box.correct or any(item.judge({box.name: trial.answer}).score for trial in tried):
        return item
    note = _("It gave no points. What it calls right earns the point here.")
    return replace(item, judge=by_name(item.judge, box), most=None, notes=(*item.notes, note))


def by_name(judge: Judge, box: Box) -> Judge:
    def judged(answers: Answers) -> Verdict:
        given = answers.get(box.name, ())
        same = given == box.correct if box.shape == "order" else set(given) == set(box.correct)
        return Verdict(Fraction(bool(given) and same), judge(answers).shown)

    return judged
