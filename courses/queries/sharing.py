"""Shared reflections: one's own, and those that somebody was given."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import selves
from courses.models import Cohort, ModuleEdition, SharedReflection
from lms.core.models import Narrative
from lms.core.narrative import attach_words

from .drawing import drawn
from .learning import redaction_count

A_PAGE = 20


@dataclass(frozen=True)
class SharedLine:
    """One shared reflection with its words, the question it answers, and where it was written."""

    shared: SharedReflection
    prompt: str
    step: str

    @property
    def words(self) -> str:
        return self.shared.words or ""


def standing() -> QuerySet[SharedReflection]:
    """Those whose words were not taken back."""
    return SharedReflection.objects.filter(words_id__in=Narrative.objects.values("pk"))


def own_shared(person: User, number: str | None) -> Page[SharedLine]:
    """What somebody shared and has not taken back, newest first."""
    return _page(standing().filter(person__in=selves(person)), number)


def shared_in(cohort: Cohort, reader: User, number: str | None) -> Page[SharedLine]:
    """What people of a cohort gave to this reader, newest first, twenty a page; a fixed number of statements."""
    return _page(standing().filter(pk__in=SharedReflection.objects.given_to(reader).filter(cohort=cohort).values("pk")), number)


def cohorts_shared_with(person: User) -> QuerySet[Cohort]:
    """The cohorts in which somebody is one of those who may be given a reflection."""
    return Cohort.objects.taught_by(person)


def _page(rows: QuerySet[SharedReflection], number: str | None) -> Page[SharedLine]:
    told = rows.select_related("person", "cohort", "edition").defer("edition__content").annotate(stamp=redaction_count("edition"))
    page: Page[SharedLine] = Paginator(told.order_by("-pk"), A_PAGE).get_page(number)  # type: ignore[assignment]
    page.object_list = list(_lines(page.object_list))  # type: ignore[arg-type]
    return page


def _lines(rows: Iterable[SharedReflection]) -> Iterable[SharedLine]:
    for row in attach_words(rows):
        prompt, step = _question(row.edition, row.stamp, row.step_key, row.block_id)  # type: ignore[attr-defined]
        yield SharedLine(row, prompt, step)


def _question(edition: ModuleEdition, stamp: int, step_key: str, block_id: str) -> tuple[str, str]:
    """The question as it stood in the edition, and the step's title."""
    found = drawn(edition, stamp).by_key(step_key)
    value = found.find("reflection", block_id) if found else None
    return (value or {}).get("prompt", ""), found.title if found else ""
