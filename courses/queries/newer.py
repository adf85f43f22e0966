"""A newer version of a module that somebody is half-way through: what would carry over."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from courses.editions.moving import CarryOver, carry_over
from courses.models import ModuleEdition

from .learning import ModuleLine
from .shapes import shapes_of


@dataclass(frozen=True)
class Newer:
    """The version that is taught now, and each step of it by what becomes of it."""

    edition: ModuleEdition
    carried: CarryOver

    @property
    def url(self) -> str:
        return reverse("courses:newer", args=[self.edition.slug])

    @property
    def kept(self) -> list[str]:
        return self._titles(self.carried.kept)

    @property
    def again(self) -> list[str]:
        return self._titles(self.carried.again)

    @property
    def fresh(self) -> list[str]:
        return self._titles(self.carried.fresh)

    def _titles(self, keys: Any) -> list[str]:
        return [line["title"] for line in self.edition.outline["steps"] if line["key"] in keys]


def newer_of(line: ModuleLine) -> Newer | None:
    """What is offered to somebody who is half-way through an older version; None for everybody else. A completed learner is never asked."""
    if not line.newer or line.state != "started" or line.learning is None:
        return None
    edition = ModuleEdition.objects.taught().light().get(module_key=line.edition.module_key)
    return Newer(edition, carry_over(line.learning.steps_done, shapes_of(line.edition), shapes_of(edition), "chose"))
