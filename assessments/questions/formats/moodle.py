"""Moodle XML (Moodle docs, "Moodle XML format"): `read(source)` gives its questions, one after the other.

An illegal grade or broken XML refuses the whole file, as Moodle does. Categories are entries between the questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO

from assessments.questions import structural_problems
from assessments.questions.formats import moodle_choices, moodle_gaps, moodle_typed
from assessments.questions.formats.found import MOST_QUESTIONS, Finding, Found, Refused, Skipped, Unsayable
from assessments.questions.formats.html import sane, settled
from assessments.questions.formats.moodle_choices import Draft, where_of
from assessments.questions.formats.moodle_grades import grade
from assessments.questions.formats.moodle_own import with_own_fields
from assessments.questions.formats.moodle_words import Words
from assessments.questions.formats.xml import Node, elements, text_of
from assessments.questions.words import say as _

KINDS: dict[str, Callable[[Words], Draft]] = {
    "multichoice": moodle_choices.multichoice,
    "multichoiceset": moodle_choices.multichoiceset,
    "truefalse": moodle_choices.truefalse,
    "matching": moodle_choices.match,
    "match": moodle_choices.match,
    "ordering": moodle_choices.ordering,
    "shortanswer": moodle_typed.shortanswer,
    "numerical": moodle_typed.numerical,
    "essay": moodle_typed.essay,
    "cloze": moodle_gaps.multianswer,
    "multianswer": moodle_gaps.multianswer,
    "gapselect": moodle_gaps.select_missing_words,
    "ddwtos": moodle_gaps.select_missing_words,
}
# Kinds that Moodle takes in with grades, so that an illegal one refuses its file too.
GRADED = frozenset({"multichoice", "shortanswer", "numerical", "calculated", "calculatedsimple", "calculatedmulti"})
CONTEXTS = re.compile(r"\$[a-z]+\$")
LONGEST_NAME, MOST_LEVELS = 255, 20


def read(source: IO[bytes]) -> Iterator[Finding]:
    """Found and Skipped in the order of the file. Raises Refused, perhaps in the middle: nothing of the file counts then."""
    category: tuple[str, ...] = ()
    refs: set[str] = set()
    count = entries = 0
    for node in elements(source, "question"):
        entries += 1
        if node.get("type") == "category":
            category = path_of(text_of(node, "category/text") or text_of(node, "category"))
            continue
        count += 1
        if count > MOST_QUESTIONS:
            raise Refused(_("There are more than {most} questions in this file.").format(most=MOST_QUESTIONS))
        yield question(node, category, refs)
    if not entries:
        raise Refused(_("There is no Moodle question in this file."))


def path_of(written: str) -> tuple[str, ...]:
    """`$course$/top/Grief/Loss` is ("Grief", "Loss"). A name may hold a slash, written twice."""
    names = [sane(name).replace("\n", " ").strip()[:LONGEST_NAME] for name in re.split(r"(?<!/)/(?!/)", written)]
    if names and CONTEXTS.fullmatch(names[0]):
        names = names[1:]
    if names[:1] == ["top"]:
        names = names[1:]
    return tuple(name.replace("//", "/") for name in names if name.strip("/"))[:MOST_LEVELS]


def question(node: Node, category: tuple[str, ...], refs: set[str]) -> Finding:
    """`refs` holds what earlier questions are called, and takes in this one."""
    words, where = Words(node), where_of(node)
    name = sane(words.value("name/text"))[:LONGEST_NAME]
    kind = node.get("type", "").strip()
    try:
        check_grades(words, kind)
        if kind not in KINDS:
            raise Unsayable(why_not(kind))
        draft = settled(KINDS[kind](words))
    except Unsayable as unsayable:
        return Skipped(where, unsayable.why, name)
    definition = with_own_fields(draft.definition, node)
    if problems := structural_problems(definition):
        return Skipped(where, f"{problems[0].path}: {problems[0].says}", name)
    ref, notes = sane(words.value("idnumber")), [*draft.notes, *words.notes()]
    if ref and ref in refs:
        notes.append(_("Another question has the id “{ref}” already.").format(ref=ref))
        ref = ""
    refs.add(ref)
    return Found(where, definition, ref, name, category, words.tags(), draft.pictures, tuple(notes))


def check_grades(words: Words, kind: str) -> None:
    """Moodle looks at the grades before anything else."""
    for answer in words.every("answer") if kind in GRADED else ():
        grade(answer.get("fraction", "0"), where_of(answer))


def why_not(kind: str) -> str:
    if kind == "description":
        return _("It only tells something. There is nothing to answer.")
    if kind.startswith("random"):
        return _("It draws another question by chance. A test does that here.")
    if kind.startswith("calculated"):
        return _("It works out its numbers anew for everybody. That is not known here.")
    if kind.startswith(("ddmarker", "ddimage")):
        return _("It asks to drag something onto a picture. Not everybody can do that, so it is not known here.")
    return _("The kind “{kind}” is not known here.").format(kind=kind[:40])
