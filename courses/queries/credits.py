"""Training minutes, for the scheme engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courses.models import TrainingCredit


@dataclass(frozen=True)
class TrainingCredited:
    """Minutes of one domain that one completed module gave. `edition` is its number, like "3.1"."""

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
    rows = TrainingCredit.objects.filter(person_id__in=list(found)).order_by("awarded_on", "pk")
    fields = ("person_id", "public_id", "module_key", "edition__title", "edition__number", "domain", "minutes", "delivery", "awarded_on")
    for person_id, ref, module_key, *rest in rows.values_list(*fields):
        found[person_id].append(TrainingCredited(ref, str(module_key), *rest))
    return found
