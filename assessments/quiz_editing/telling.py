"""The rules of a test as lines of words, and what differs between two versions of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.question_forms.about import DIFFICULTIES
from assessments.question_forms.layouts import KIND_WORDS
from assessments.questions.quiz import QuizRules, quiz_rules
from assessments.quiz_editing.boxes import WORDS
from assessments.worddiff import ADDED, SAME, TAKEN_OUT


def told(definition: Mapping[str, Any]) -> list[str]:
    """One line for each thing that the rules say. Rely on `quiz_problems(definition) == []`."""
    rules = quiz_rules(definition)
    return [
        _("Bank: {bank}").format(bank=rules.bank),
        _("Topics: {titles}").format(titles=", ".join(rules.topics.values())),
        *(section_told(place, section, rules) for place, section in enumerate(definition["sections"], start=1)),
        _("Needed: {needed} of {of} points").format(needed=rules.needed, of=rules.of),
        *tries_told(rules),
        *days_told(rules),
        *words_told(rules),
    ]


def section_told(place: int, section: Mapping[str, Any], rules: QuizRules) -> str:
    return _("Section {number}: {says}").format(number=place, says="; ".join(map(str, parts_told(section, rules))))


def parts_told(section: Mapping[str, Any], rules: QuizRules) -> Iterator[str]:
    """What a section asks or draws, and what it needs."""
    if section.get("title"):
        yield f"“{section['title']}”"
    if "questions" in section:
        yield _("asks {keys}").format(keys=", ".join(section["questions"]))
    else:
        yield ngettext("draws one question", "draws {n} questions", section["draw"]).format(n=section["draw"])
    yield from drawn_told(section, rules)
    if "needed" in section:
        yield ngettext("one point needed here", "{n} points needed here", section["needed"]).format(n=section["needed"])
    if section.get("must_pass"):
        yield _("has to be right: {keys}").format(keys=", ".join(section["must_pass"]))


def drawn_told(section: Mapping[str, Any], rules: QuizRules) -> Iterator[str]:
    if section.get("topic"):
        yield rules.topics[section["topic"]]
    if section.get("difficulty"):
        yield str(dict(DIFFICULTIES)[str(section["difficulty"])])
    if section.get("tags"):
        yield _("tags {tags}").format(tags=", ".join(section["tags"]))
    if section.get("kinds"):
        yield _("only: {kinds}").format(kinds=", ".join(str(KIND_WORDS[kind]) for kind in section["kinds"]))


def tries_told(rules: QuizRules) -> Iterator[str]:
    yield _("Tries: {tries}").format(tries=rules.tries or _("as many as somebody likes"))
    if rules.wait_hours:
        yield _("Hours to wait after each try: {hours}").format(hours=", ".join(map(str, rules.wait_hours)))
    yield _("The last try counts") if rules.counts == "last" else _("The best try counts")


def days_told(rules: QuizRules) -> Iterator[str]:
    if rules.opens_on:
        yield _("First day: {day}").format(day=date_format(rules.opens_on))
    if rules.closes_on:
        yield _("Last day: {day}").format(day=date_format(rules.closes_on))
    if rules.minutes:
        yield _("Time limit: {minutes} minutes, because: {why}").format(minutes=rules.minutes, why=rules.because)


def words_told(rules: QuizRules) -> Iterator[str]:
    said = dict(WORDS[0].choices)
    yield str(said["" if rules.feedback == "after_test" else rules.feedback])
    yield _("Notes are allowed") if rules.open_book else _("Notes are not allowed")
    if rules.about:
        yield _("Before the test: {words}").format(words=rules.about)
    if rules.passed:
        yield _("After passing: {words}").format(words=rules.passed)
    yield _("Its questions have been reviewed") if rules.is_reviewed else _("Its questions have not been reviewed yet")


@dataclass(frozen=True)
class Line:
    """A line that stayed, came or went (`kind` as in worddiff)."""

    kind: str
    text: str

    @property
    def is_same(self) -> bool:
        return self.kind == SAME


def difference(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """All lines in order; of one that changed first how it was, then how it is."""
    found: list[Line] = []
    for step, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            found += [Line(SAME, text) for text in after[new_from:new_to]]
            continue
        found += [Line(TAKEN_OUT, text) for text in before[old_from:old_to]]
        found += [Line(ADDED, text) for text in after[new_from:new_to]]
    return found
