"""A course folder onto the pages of the workshop. The same folder again changes nothing (docs/course-format.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User
from courses.course_files.folder import Listing, list_folder
from courses.course_files.reading import Found, read_course
from courses.file_words import say
from courses.models import Module, ModuleEdition, Programme
from courses.queries.course_plan import Line, Plan, plan_of
from courses.queries.course_shelf import FILES, Standing, shelf
from lms.core.errors import Refused
from lms.core.permissions import require

from .course_gone import taken_back
from .course_places import Workshop, unknown
from .fill_pages import bare, fill
from .release_edition import release_edition
from .top_page import top_page
from .words_that_stay import open_questions

# What becomes of a page that somebody changed in the CMS since it was last in a file; "only_new" leaves every page that is there.
Existing = Literal["ask", "keep", "overwrite", "only_new"]


class ChangedMeanwhile(Refused):
    """Pages that somebody changed in the CMS since they were last in a file: what becomes of them has to be said."""


@dataclass
class LoadedCourse:
    """What came of it. `kept`: lines of the plan whose pages stay as somebody changed them.

    `waiting`: modules whose release is refused, with the reasons (crisis content waits for its readers).
    """

    plan: Plan
    programme: Programme
    new_pages: int = 0
    changed_pages: int = 0
    kept: list[Line] = field(default_factory=list)
    editions: list[ModuleEdition] = field(default_factory=list)
    waiting: dict[str, list[str]] = field(default_factory=dict)


def look_at_course(folder: Path) -> Found:
    """What stands in a folder, and everything that is wrong with it: in itself, and because this service does not know what it names."""
    return _looked_at(list_folder(folder))


def _looked_at(listing: Listing) -> Found:
    found = read_course(listing)
    gone = taken_back(found.course, found.references, found.shown) if found.course else []
    problems = (*found.problems, *unknown(found.references, Workshop()), *gone)
    course = _with_key(found.course) if found.course and not problems else None
    return replace(found, course=course, problems=problems)


def _with_key(course: Any) -> Any:
    """A programme without a key is known by its address."""
    key = course.programme.key or str(uuid5(NAMESPACE_URL, f"alongside:programme:{course.programme.slug}"))
    return replace(course, programme=replace(course.programme, key=key))


@transaction.atomic
def load_course(
    *,
    by: User,
    folder: Path,
    existing: Existing = "ask",
    unfinished: bool = False,
    publish: bool = False,
    release: bool = False,
    as_it_stands: bool = False,
    at: datetime | None = None,
) -> LoadedCourse:
    """Make or update the pages of a programme. New words are drafts, unless `publish`.

    `unfinished` takes in what no edition could hold yet. `release` also publishes, and releases each module that has no edition: what
    kind of change a later edition is, only a person can say. `as_it_stands`: `by` has read the words about which something is asked, and
    they stay; without it such a module waits. `at`: when they are released, now when left out. Pages that the folder does not have any
    more stay.
    Raises Refused with every problem and its place, or with the pages that somebody edited meanwhile; PermissionDenied for others than
    editors and administrators.
    """
    require(by, "courses.release_edition")
    listing = list_folder(folder)
    found = _looked_at(listing)
    problems = [*found.problems, *([] if unfinished else found.unfinished)]
    if problems or found.course is None:
        raise Refused(*(say(problem) for problem in problems))
    places = Workshop(listing)
    plan = plan_of(found.course, places)
    if plan.problems:
        raise Refused(*(say(problem) for problem in plan.problems))
    if existing == "ask" and plan.of("edited"):
        raise ChangedMeanwhile(*(_edited(line) for line in plan.of("edited")))
    return _load(plan, _Load(by, places, existing, publish or release), release, as_it_stands, at)


def _load(plan: Plan, load: "_Load", release: bool, as_it_stands: bool, at: datetime | None) -> LoadedCourse:
    try:
        programme = load.there(plan.programme, top_page())
        load.say(plan.programme, programme)
    except ValidationError as error:
        raise Refused(*error.messages) from error
    lines = list(plan.programme.walk())
    loaded = LoadedCourse(plan, programme, load.new, load.changed, [line for line in lines if load.stays(line)])
    _mark(programme, {id_of(line.file) for line in lines if line.verb != "gone" and not load.stays(line)}, load)
    if release:
        for module in Module.objects.child_of(programme).filter(module_key__in=plan.programme.order).order_by("path"):
            _release(loaded, module, load.by, as_it_stands, at)
    return loaded


def _mark(programme: Programme, written: set[tuple[str, str]], load: "_Load") -> None:
    """Of every page that now says what the folder says."""
    standing = shelf(Programme.objects.get(pk=programme.pk), load.places)
    mark((one for one in standing.walk() if id_of(one.file) in written), by=load.by)


def id_of(file: Any) -> tuple[str, str]:
    return type(file).__name__, file.key


def _edited(line: Line) -> str:
    words = _("“%(title)s” was changed in the CMS since it was last in a file. Keep what stands there, or overwrite it.")
    return words % {"title": line.file.title}


class _Load:
    def __init__(self, by: User, places: Workshop, existing: Existing, publish: bool) -> None:
        self.by, self.places, self.existing, self.publish = by, places, existing, publish
        self.new = self.changed = 0

    def there(self, line: Line, parent: Page) -> Any:
        """The page of a line: as it is edited now, or a new one that has only its key and title."""
        if line.standing:
            return line.standing.page
        page = bare(line.file)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        self.new += 1
        return page

    def say(self, line: Line, page: Any) -> None:
        """The page and those below it, with what the folder says of them."""
        self._say_one(line, page)
        # All steps are there before any is filled: a note may send people to one that comes later.
        below = [(one, self.there(one, page)) for one in line.below if one.verb != "gone"]
        if line.kind == "module":
            self.places.module = page
        for one, child in below:
            self.say(one, child)
        if line.order and not self.stays(line):
            _put_in_order(page, line.order)

    def stays(self, line: Line) -> bool:
        """Whether what stands is left alone though the folder says something else."""
        if line.verb not in ("changed", "edited"):
            return False
        return self.existing == "only_new" or (line.verb == "edited" and self.existing != "overwrite")

    def _say_one(self, line: Line, page: Any) -> None:
        if line.verb == "same":
            if self.publish and self.existing != "only_new" and (page.has_unpublished_changes or not page.live):
                self._publish(page.latest_revision or page.save_revision(user=self.by))
        elif not self.stays(line):
            self._write(line, page)

    def _write(self, line: Line, page: Any) -> None:
        fill(page, line.file, self.places)
        if line.standing is None:
            page.save()
        else:
            self.changed += 1
        revision = page.save_revision(user=self.by)
        if self.publish:
            self._publish(revision)

    def _publish(self, revision: Any) -> None:
        revision.publish(user=self.by, skip_permission_checks=True)  # asked at the start


def _put_in_order(parent: Page, order: Sequence[str]) -> None:
    """The pages below in the order of the folder; those that it does not have come after them."""
    below = [page.specific for page in parent.get_children().order_by("path")]
    asked = {key: place for place, key in enumerate(order)}
    wanted = sorted(below, key=lambda page: asked.get(_key(page), len(asked)))
    if [page.pk for page in wanted] == [page.pk for page in below]:
        return
    for page in wanted:
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")


def _key(page: Any) -> str:
    return str(page.module_key) if isinstance(page, Module) else str(page.step_key)


def mark(standing: Iterable[Standing], by: User | None) -> None:
    """Write down that this state of each page stands in a file, so that a later load may write over it."""
    for one in standing:
        if not one.is_in_files:
            log(instance=one.page, action=FILES, user=by, data={"sha256": one.sha256})


def _release(loaded: LoadedCourse, module: Module, by: User, as_it_stands: bool, at: datetime | None) -> None:
    if ModuleEdition.objects.filter(module_key=module.module_key).exists():
        return
    stays = [asked.sha256 for asked in open_questions(module)] if as_it_stands else []
    try:
        with transaction.atomic():
            loaded.editions.append(release_edition(module=module, by=by, note=_("First edition"), stays=stays, at=at))
    except Refused as error:
        loaded.waiting[module.title] = error.messages
