"""The steps of a module over all its editions, for those who may put one aside; and the files that go with them."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from courses.editions.structure import media_of
from courses.models import EditionMedia, ModuleEdition, StepWithdrawal
from courses.models.taught import taught_from


@dataclass(frozen=True)
class StepStanding:
    """A step by its newest title, the numbers of the editions that have it, and its last event; None when nothing ever happened."""

    key: str
    title: str
    editions: tuple[str, ...]
    last: StepWithdrawal | None

    @property
    def is_away(self) -> bool:
        return self.last is not None and self.last.act == "withdraw"


def steps_of_module(module_key: UUID) -> list[StepStanding]:
    """In the order of the newest edition; steps that only older ones have come last. Two statements."""
    last = {event.step_key: event for event in StepWithdrawal.objects.last_of(module_key).select_related("by")}
    titles: dict[str, str] = {}
    numbers: dict[str, list[str]] = {}
    for edition in ModuleEdition.objects.light().filter(module_key=module_key).order_by("-pk"):
        for line in edition.outline["steps"]:
            titles.setdefault(line["key"], line["title"])
            numbers.setdefault(line["key"], []).append(edition.number)
    return [StepStanding(key, title, tuple(numbers[key]), last.get(key)) for key, title in titles.items()]


def is_file_away(sha256: str, person: User) -> bool:
    """Whether every step in which somebody is taught with a file is looked after. Never for who may see it on record.

    Reads the editions with this file: to be asked only where a step of their modules was ever withdrawn.
    """
    if EditionMedia.objects.on_record_for(person).filter(pk=sha256).exists():
        return False
    editions = ModuleEdition.objects.filter(taught_from(person, "pk"), media_uses__sha256=sha256).distinct()
    return not any(_stands_in(edition, sha256) for edition in editions)


def _stands_in(edition: ModuleEdition, sha256: str) -> bool:
    away = StepWithdrawal.objects.away(edition.module_key)
    return sha256 in media_of({"steps": [step for step in edition.read()["steps"] if step["key"] not in away]})
