"""Which part of a report to show."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .figures import stops
from .figures.places import STAGES
from .figures.scope import Scope


class ReportFilter(forms.Form):
    """`?cohort=`, and `?edition=` where a report is about one. A box with nothing to choose between is not there."""

    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    edition = forms.ChoiceField(label=_("Module and edition"), required=False)

    def __init__(self, asked: Any, scope: Scope, by_edition: bool = False) -> None:
        super().__init__({**asked.dict(), "cohort": asked.get("cohort", "").lower()})
        cohorts = [(one.public_id.lower(), one.title) for one in scope.all_cohorts]
        editions = [(stops.name_of(one), f"{one.title} {one.number}") for one in stops.editions(scope)] if by_edition else []
        self._offer("cohort", [("", _("All cohorts")), *cohorts] if len(cohorts) > 1 else [])
        self._offer("edition", editions if len(editions) > 1 else [])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class PeopleFilter(ReportFilter):
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *STAGES.items()])
