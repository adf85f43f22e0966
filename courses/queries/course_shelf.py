"""A programme as its pages have it, in the words of its files: what a dump writes and what a load compares with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from wagtail.models import Page, PageLogEntry

from courses.course_files import blocks
from courses.course_files import course as files
from courses.course_files.texts import lines, one_line
from courses.course_files.writing import plain
from courses.models import Module, Programme, Step
from lms.core.canonical import canonical_json, sha256_hex

FILES = "courses.files"  # the log's word for "this state stood in a folder"
# Field of a programme file -> field of the page.
TEXTS = {
    "summary": "summary",
    "for_whom": "who_for",
    "time": "time_needed",
    "cost": "cost",
    "help": "help_offered",
    "hard": "hard_parts",
    "how_to_join": "how_to_join",
}


class Places(blocks.Places, Protocol):
    def sha256(self, path: str) -> str:
        """Of the bytes under a path that `name` gave."""


@dataclass(frozen=True)
class Standing:
    """One page: as it is edited now (or, if asked, as it is live), and what a file would say of it.

    `order`: the keys of the pages below it. `media`: SHA-256 of the files that it names. `marks`: states of it that were in files before.
    """

    page: Any
    file: Any
    order: tuple[str, ...] = ()
    below: tuple["Standing", ...] = ()
    media: Mapping[str, str] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()

    @property
    def sha256(self) -> str:
        return sha256_hex(canonical_json([plain(self.file), list(self.order), dict(self.media)]))

    @property
    def is_in_files(self) -> bool:
        """Whether nobody has changed it since a load or a dump, so that nothing would be lost."""
        return self.sha256 in self.marks

    def walk(self) -> Iterator[Self]:
        yield self
        for one in self.below:
            yield from one.walk()  # type: ignore[misc]


def shelf(programme: Programme, places: Places, *, live: bool = False) -> Standing:
    """The programme with its modules and their steps, in the order of the tree; with `live`, only what is published."""
    marks = _marks(programme)
    modules = [_module(page, places, marks, live) for page in _below(Module, programme, live)]
    page = _as_edited(programme, live)
    order = tuple(module.file.key for module in modules)
    return Standing(page, programme_file(page), order, tuple(modules), marks=marks.get(programme.pk, frozenset()))


def _below(kind: Any, parent: Page, live: bool) -> Any:
    pages = kind.objects.child_of(parent).select_related("latest_revision").order_by("path")
    return pages.live() if live else pages


def _as_edited(page: Any, live: bool) -> Any:
    return page if live or page.latest_revision is None else page.get_latest_revision_as_object()


def _module(page: Module, places: Places, marks: Mapping[int, frozenset[str]], live: bool) -> Standing:
    steps = [_step(step, places, marks, live) for step in _below(Step, page, live)]
    edited = _as_edited(page, live)
    order = tuple(step.file.key for step in steps)
    return Standing(edited, module_file(edited, places), order, tuple(steps), marks=marks.get(page.pk, frozenset()))


def _step(page: Step, places: Places, marks: Mapping[int, frozenset[str]], live: bool) -> Standing:
    edited = _as_edited(page, live)
    file = step_file(edited, places)
    media = {path: places.sha256(path) for path in media_paths(file)}
    return Standing(edited, file, media=media, marks=marks.get(page.pk, frozenset()))


def media_paths(step: files.Step) -> list[str]:
    return [path for block in step.blocks for path in blocks.media_of(block)]


def _marks(programme: Programme) -> dict[int, frozenset[str]]:
    """Page -> the states of it that are known to stand in files."""
    found: dict[int, set[str]] = {}
    pages = Page.objects.descendant_of(programme, inclusive=True).values("pk")
    for pk, data in PageLogEntry.objects.filter(page__in=pages, action=FILES).values_list("page_id", "data"):
        found.setdefault(pk, set()).add(data.get("sha256", ""))
    return {pk: frozenset(marks) for pk, marks in found.items()}


def programme_file(page: Programme) -> files.Programme:
    """Without the order of its modules, which is the order of the pages below."""
    texts: dict[str, Any] = {name: lines(getattr(page, field)) for name, field in TEXTS.items()}
    return files.Programme(
        key=str(page.programme_key), slug=page.slug, title=one_line(page.title), **texts, **_kept(page.file_facts, files.Programme)
    )


def module_file(page: Module, places: Places) -> files.Module:
    return files.Module(
        key=str(page.module_key),
        slug=page.slug,
        title=one_line(page.title),
        summary=one_line(page.summary),
        outcomes=tuple(dict.fromkeys(one_line(outcome.text) for outcome in page.outcomes.all())),
        minutes_by_domain={row.domain.code: row.minutes for row in page.minutes.all()},
        completion=_completion(page),
        prerequisites=tuple(key for row in page.needs.all() if (key := places.name("module", row.needs_id))),
        **_kept(page.file_facts, files.Module),
    )


def _completion(page: Module) -> files.Completion:
    quizzes = "passed" if page.asks_quizzes else ""
    return files.Completion(read=page.asks_reading, checks=page.asks_checks, quizzes=quizzes, scenarios=page.asks_scenarios)


def step_file(page: Step, places: Places) -> files.Step:
    return files.Step(
        key=page.step_key,
        slug="" if page.slug == page.step_key else page.slug,
        title=one_line(page.title),
        minutes=page.minutes,
        topics=tuple(sorted(topic.slug for topic in page.topics.all())),
        blocks=tuple(blocks.from_raw(raw, places) for raw in page.body.get_prep_value()),
    )


def _kept(facts: Mapping[str, Any] | None, file: Any) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in (facts or {}).items() if name in file.KEPT}
