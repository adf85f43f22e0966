"""Training minutes, for the scheme engine."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from courses.models import TrainingCredit


@dataclass(frozen=True)
class TrainingCredited:
    """Minutes of one domain that one completed module, or one workshop, gave.

    `edition` is the module's number, like "3.1", and "live" for a workshop, whose `module_key` is its own: each workshop counts for itself.
    """

    ref: str
    module_key: str
    title: str
    edition: str
    domain: str
    minutes: int
    delivery: str
    on: date


def training_credits(person_ids: Sequence[int]) -> dict[int, list[TrainingCredited]]:
    """Every credit of these people, oldest first, in one query. People without any are in the answer with an empty list."""
    found: dict[int, list[TrainingCredited]] = {person_id: [] for person_id in person_ids}
    rows = TrainingCredit.objects.in_force().filter(person_id__in=list(found)).order_by("awarded_on", "pk")
    by_module = ("module_key", "edition__title", "edition__number")
    by_workshop = ("attendance__workshop__public_id", "attendance__workshop__title")
    worth = ("domain", "minutes", "delivery", "awarded_on")
    for person_id, ref, module_key, module, number, workshop, title, *rest in rows.values_list(
        "person_id", "public_id", *by_module, *by_workshop, *worth
    ):
        about = (str(module_key), module, number) if module_key else (f"workshop:{workshop}", title, "live")
        found[person_id].append(TrainingCredited(ref, *about, *rest))
    return found


@dataclass(frozen=True)
class CreditTotal:
    """All minutes of one domain that one person was credited by one way of delivery ("self_paced", "live")."""

    domain: str
    delivery: str
    minutes: int


def credit_totals(people: QuerySet[User] | None = None) -> dict[int, list[CreditTotal]]:
    """Person's row id -> totals by domain and delivery, in one statement however many there are; of everybody when `people` is left out.

    Two records of one person are one: what stands under a joined one counts for the other, and the same module or workshop once.
    People without any credit are not in it.
    """
    who = Coalesce("person__merged_into", "person")
    rows = TrainingCredit.objects.in_force()
    rows = rows if people is None else rows.filter(person__in=people)
    each = rows.order_by().values_list(who, "domain", "delivery", "module_key", "attendance__workshop").annotate(most=Max("minutes"))
    totals: Counter[tuple[int, str, str]] = Counter()
    for person_id, domain, delivery, _module, _workshop, minutes in each.iterator():
        totals[person_id, domain, delivery] += minutes
    found: dict[int, list[CreditTotal]] = {}
    for (person_id, domain, delivery), minutes in sorted(totals.items()):
        found.setdefault(person_id, []).append(CreditTotal(domain, delivery, minutes))
    return found
