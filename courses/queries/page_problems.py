"""What is wrong on pages, for who told it and for editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from accounts.models import User
from courses.models import PageProblem
from lms.core.models import Narrative
from lms.core.narrative import attach_words

A_PAGE = 30


@dataclass(frozen=True)
class ProblemLine:
    """One report with its words, and what an editor wrote back ("" for nothing; None for words that were taken away)."""

    problem: PageProblem
    words: str | None
    answer: str | None


def own_problems(person: User, number: str | None) -> Page[ProblemLine]:
    """What somebody told the editors, newest first, thirty a page; a fixed number of statements."""
    return _page(PageProblem.objects.readable_by(person), number)


def problems_for_editors(state: str, number: str | None, module_key: UUID | None = None, step_key: str = "") -> Page[ProblemLine]:
    """Everything that is open, or was looked at, newest first, thirty a page; of one module or one step of it. Nothing says who told it."""
    rows = PageProblem.objects.filter(state=state)
    if module_key:
        rows = rows.filter(module_key=module_key, **({"step_key": step_key} if step_key else {}))
    return _page(rows, number)


def line_of(problem: PageProblem) -> ProblemLine:
    return lines_of([problem])[0]


def _page(rows: QuerySet[PageProblem], number: str | None) -> Page[ProblemLine]:
    told = rows.select_related("edition").defer("edition__content").order_by("-pk")
    page: Page[ProblemLine] = Paginator(told, A_PAGE).get_page(number)  # type: ignore[assignment]
    page.object_list = lines_of(page.object_list)  # type: ignore[arg-type]
    return page


def lines_of(problems: Iterable[PageProblem]) -> list[ProblemLine]:
    """Each with its words and its answer, in two statements."""
    rows = attach_words(problems)
    ids = [row.answer_id for row in rows if row.answer_id]
    answers = dict(Narrative.objects.filter(pk__in=ids).values_list("pk", "text")) if ids else {}
    return [ProblemLine(row, row.words, answers.get(row.answer_id) if row.answer_id else "") for row in rows]


def open_problems(module_keys: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many open reports each step of these modules has: {module key: {step key: number}}, one statement."""
    found: dict[UUID, dict[str, int]] = {}
    rows = PageProblem.objects.open().filter(module_key__in=list(module_keys)).order_by().values_list("module_key", "step_key")
    for module_key, step_key, number in rows.annotate(number=Count("pk")):
        found.setdefault(module_key, {})[step_key] = number
    return found
