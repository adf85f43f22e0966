"""The one place where everything that is to be said about a step or a module comes together, with the block that it belongs to.

Asked by the release screen, by the panel beside the editor, and by the task of the workflow that approves itself. Nothing of this stands
in `clean()`: a draft is saved however many rules it breaks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.block_checks import Check, stop
from courses.blocks import STEP_BLOCKS
from courses.models import Step, WordListEntry
from courses.wording import Finding as Said
from courses.wording import Word, look_at

BLOCKS = dict(STEP_BLOCKS)
MOST_BLOCKS, MANY_BLOCKS = 25, 15
DEFAULT_LANGUAGE = "en"
ANSWERED = {"long_sentence", "hard_to_read", "word"}  # the questions that the release asks an answer to


@dataclass(frozen=True)
class Finding(Check):
    """A check with its place. `place`: the title of a step or module. `block`: what the block calls itself, "" for the whole page."""

    place: str = ""
    page_id: int | None = None
    block_id: str = ""
    block: str = ""

    @property
    def content_path(self) -> str:
        """The place as the editor's form names it, for whoever opens the field; "" for the whole page."""
        return ".".join(part for part in ("body", self.block_id, self.path) if part) if self.block_id else ""

    @property
    def link(self) -> str:
        """The editor, opened at the block."""
        if self.page_id is None:
            return ""
        anchor = f"#block-{self.block_id}-section" if self.block_id else ""
        return reverse("wagtailadmin_pages:edit", args=[self.page_id]) + anchor


def findings_of_step(step: Step, words: Iterable[Word] | None = None) -> list[Finding]:
    """What one step's blocks say about themselves, how many there are, and how they read. `words`: the list, where it is at hand."""
    kinds = {child.id: str(BLOCKS[child.block_type].label) for child in step.body}
    found = [*_of_blocks(step), *_of_routes(step), *_of_shape(step), *_of_words(step, word_list() if words is None else words)]
    order = {"": len(kinds), **{block_id: place for place, block_id in enumerate(kinds)}}
    placed = sorted(found, key=lambda pair: order.get(pair[0], len(kinds)))
    return [
        Finding(check.level, check.says, check.path, step.title, step.pk, block_id, kinds.get(block_id, ""), question=check.question)
        for block_id, check in placed
    ]


def _of_blocks(step: Step) -> Iterator[tuple[str, Check]]:
    for child in step.body:
        for check in BLOCKS[child.block_type].release_checks(child.value):
            yield child.id, replace(check, path=path_in_form(child.get_prep_value()["value"], check.path))


def path_in_form(raw: Any, path: str) -> str:
    """ "items[1].html" -> "items.<id of the second row>.html", as the editor's form names it; as far as the form has such a field."""
    named: list[str] = []
    for name, number in re.findall(r"(\w+)|\[(\d+)\]", path):
        try:
            raw = raw[int(number)] if number else raw[name]
        except (KeyError, IndexError, TypeError):
            break
        named.append(str(raw["id"]) if number else name)
        raw = raw["value"] if number else raw
    return ".".join(named)


def _of_routes(step: Step) -> Iterator[tuple[str, Check]]:
    """Another way to the same leads to a step beside this one: learners of the module have no other."""
    for child in step.body:
        route = child.value.get("other_route") if child.block_type == "note" else None
        if route is not None and (route.pk == step.pk or route.path[: -step.steplen] != step.path[: -step.steplen]):
            yield child.id, stop(_("The other step must be another one of the same module."), "other_route")


def _of_shape(step: Step) -> Iterator[tuple[str, Check]]:
    notes = [(place, child.id) for place, child in enumerate(step.body) if child.block_type == "note"]
    if notes and [place for place, _id in notes] != [0]:
        yield notes[-1][1], stop(_("There is one content note in a step, and it comes first."))
    if not len(step.body):
        yield "", stop(_("This step is still empty."))
    if len(step.body) > MOST_BLOCKS:
        yield "", stop(_("This step is too long. Make two steps of it."))
    elif len(step.body) > MANY_BLOCKS:
        yield "", Check("ask", _("This step is long. Could it be two?"))


def _of_words(step: Step, words: Iterable[Word]) -> Iterator[tuple[str, Check]]:
    for said in look_at(step.body.get_prep_value(), words=list(words), language=language_of(step)):
        yield said.block_id, Check(said.level, sentence_of(said), said.path, question=_question(said))


def _question(said: Said) -> str:
    """What a release waits for an answer to: a long sentence, a step that is hard to read, a word of the list."""
    if said.level != "ask" or said.code not in ANSWERED:
        return ""
    return ":".join([said.code, str(said.values.get("phrase") or said.values.get("begins", ""))])


def language_of(step: Step) -> str:
    return str(step.locale.language_code) if step.locale_id else DEFAULT_LANGUAGE


def word_list() -> list[Word]:
    """What editors keep in the list, as values."""
    rows = WordListEntry.objects.values_list("phrase", "instead", "why", "language")
    return [Word(*row) for row in rows]


def sentence_of(said: Said) -> str:
    """A code with its values, in words."""
    return str(_SENTENCES[said.code](said.values))


def _word(values: Any) -> str:
    hint = _("“%(phrase)s”: could “%(instead)s” stand there?") if values["instead"] else _("“%(phrase)s”: could it go?")
    return " ".join(part for part in (hint % values, values["why"]) if part)


def _vague_link(values: Any) -> str:
    if not values["link"]:
        return _("A link has no words. Say where it leads.")
    return str(_("“%(link)s” says nothing when it is read alone. Say where the link leads.") % values)


_SENTENCES: dict[str, Any] = {
    "long_sentence": lambda values: _("A sentence has %(words)s words. Could it be two? It begins: “%(begins)s”") % values,
    "hard_to_read": lambda values: (
        _("The step is hard to read: LIX %(lix)s, and lessons stay below %(limit)s. Shorter words and sentences help.") % values
    ),
    "word": _word,
    "vague_link": _vague_link,
    "heading_order": lambda values: _("The heading “%(heading)s” leaves out a level. Make it a part of the step.") % values,
    "no_landing": lambda values: _("After a strong note, a landing gives people a quiet moment. There is none yet."),
}


def counted(findings: Iterable[Finding]) -> dict[str, Any]:
    """The findings by what they ask for: to mend, to think about, to know; and `open_count`, how many ask for anything."""
    found = list(findings)
    by_level = {f"{level}s": [finding for finding in found if finding.level == level] for level in ("stop", "ask", "warn")}
    return {**by_level, "open_count": len(by_level["stops"]) + len(by_level["asks"])}
