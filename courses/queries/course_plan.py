"""What loading a folder would do, page by page. Reads only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from courses.course_files import course as files
from courses.models import Module, Programme
from lms.core.written.reading import Problem

from .course_shelf import Places, Standing, media_paths, shelf

# "edited": it differs, and what stands there was never in a file. "gone": the folder has no such page.
Verb = Literal["new", "changed", "same", "edited", "gone"]


@dataclass(frozen=True)
class Line:
    """One page: what the folder says of it, and what stands. `order`: keys of the pages below, as the folder has them."""

    verb: Verb
    file: Any
    standing: Standing | None = None
    order: tuple[str, ...] = ()
    below: tuple["Line", ...] = ()

    @property
    def kind(self) -> str:
        return type(self.file).__name__.lower()

    def walk(self) -> Iterator["Line"]:
        yield self
        for line in self.below:
            yield from line.walk()


@dataclass(frozen=True)
class Plan:
    """`problems`: what the folder asks for and this service cannot do."""

    programme: Line
    problems: list[Problem] = field(default_factory=list)

    def of(self, *verbs: Verb) -> list[Line]:
        return [line for line in self.programme.walk() if line.verb in verbs]


def plan_of(course: files.Course, places: Places) -> Plan:
    """Keys say what belongs together, never titles."""
    page = Programme.objects.filter(programme_key=course.programme.key).select_related("latest_revision").first()
    standing = shelf(page, places) if page else None
    modules = [_module(folder, course, _find(standing, folder.module.key)) for folder in course.modules]
    order = tuple(folder.module.key for folder in course.modules)
    programme = _line(replace(course.programme, modules=()), standing, order, [*modules, *_gone(standing, order)])
    return Plan(programme, list(_elsewhere(course)))


def _module(folder: files.ModuleFolder, course: files.Course, standing: Standing | None) -> Line:
    order = tuple(step.key for step in folder.steps)
    steps = [_step(step, course, _find(standing, step.key)) for step in folder.steps]
    return _line(folder.module, standing, order, [*steps, *_gone(standing, order)])


def _step(step: files.Step, course: files.Course, standing: Standing | None) -> Line:
    file = replace(step, slug="") if step.slug == step.key else step
    line = _line(file, standing, (), ())
    is_same = standing is None or dict(standing.media) == {path: course.media[path] for path in media_paths(file)}
    # The same words with another picture under the same name.
    return line if is_same or line.verb != "same" else replace(line, verb=_changed(standing))


def _line(file: Any, standing: Standing | None, order: tuple[str, ...], below: Sequence[Line]) -> Line:
    return Line(_verb(file, standing, order), file, standing, order, tuple(below))


def _verb(file: Any, standing: Standing | None, order: tuple[str, ...]) -> Verb:
    if standing is None:
        return "new"
    if file == standing.file and not _is_in_other_order(standing.order, order):
        return "same"
    return _changed(standing)


def _changed(standing: Standing | None) -> Verb:
    return "changed" if standing is not None and standing.is_in_files else "edited"


def _is_in_other_order(stands: Sequence[str], asked: Sequence[str]) -> bool:
    """Of the pages that both know; one that is new, or gone, changes no order."""
    return [key for key in stands if key in asked] != [key for key in asked if key in stands]


def _find(standing: Standing | None, key: str) -> Standing | None:
    return next((one for one in standing.below if one.file.key == key), None) if standing else None


def _gone(standing: Standing | None, order: Sequence[str]) -> list[Line]:
    return [Line("gone", one.file, one) for one in standing.below if one.file.key not in order] if standing else []


def _elsewhere(course: files.Course) -> Iterator[Problem]:
    """A module belongs to one programme: its key would be taken twice."""
    names = {folder.module.key: folder.name for folder in course.modules}
    for module in Module.objects.filter(module_key__in=names):
        programme = module.get_parent().specific
        if str(programme.programme_key) != course.programme.key:
            file = f"{names[str(module.module_key)]}/module.yaml"
            yield Problem("key", 0, "module_elsewhere", {"value": str(module.module_key), "programme": programme.title}, file)
