"""The steps of a module over all its editions, for those who may put one aside."""

from dataclasses import dataclass
from uuid import UUID

from courses.models import ModuleEdition, StepWithdrawal


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
