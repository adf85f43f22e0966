"""How many people a page of the workshop concerns. An editor never sees who learns, nor a count so small that it points at somebody."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from wagtail.models import Page

from courses.models import Module, ModuleEdition, ModuleEnrolment, Step

from .page_problems import open_problems

FEWEST = 5  # decisions.md 15


@dataclass(frozen=True)
class OnEdition:
    """People on one edition: all, or those who are half-way. `people` is None when they are so few that a number would point at them."""

    number: str
    people: int | None
    is_newest: bool


@dataclass(frozen=True)
class WhoIsOn:
    editions: tuple[OnEdition, ...]
    changed_at: datetime | None
    problems: int = 0  # reports "something is not right" that wait for an editor
    problems_at: str = ""  # where they are read


def who_is_on(page: Page) -> WhoIsOn:
    """Editions of the module with their learners, newest first; when the page changed last."""
    module = page if isinstance(page, Module) else Module.objects.only("module_key").get(pk=page.get_parent().pk)
    counts = dict(
        ModuleEnrolment.objects.filter(module_key=module.module_key, enrolment__state="active")
        .values_list("edition")
        .annotate(people=Count("enrolment__person", distinct=True))
    )
    rows = list(ModuleEdition.objects.filter(module_key=module.module_key).order_by("-pk").values_list("pk", "number"))
    editions = tuple(OnEdition(number, shown(counts.get(pk, 0)), place == 0) for place, (pk, number) in enumerate(rows))
    step_key = page.step_key if isinstance(page, Step) else ""
    told = open_problems([module.module_key]).get(module.module_key, {})
    problems = told.get(step_key, 0) if step_key else sum(told.values())
    at = f"{reverse('courses_problems')}?{urlencode({'module': module.module_key, 'step': step_key})}"
    return WhoIsOn(editions, page.latest_revision_created_at, problems, at)


def shown(people: int) -> int | None:
    """The number, or None for one to four people."""
    return people if people == 0 or people >= FEWEST else None
