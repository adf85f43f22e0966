"""The reports there are: what each answers, who may see it, and what draws it. One more is one module in figures/ and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import roles_of
from courses.models import Cohort
from lms.core.charts import Figure

from .figures import agreement, competencies, marking, practice_hours, progress, renewals, stops, supervision
from .figures.scope import Scope

RUN = frozenset({"manager", "inspector"})
SAID = {
    RUN: _("Programme managers and inspectors, for their own cohorts."),
    RUN | {"editor"}: _("Programme managers and inspectors, for their own cohorts. Editors, for everybody together."),
    RUN | {"quality"}: _("Quality assurers, for everybody. Programme managers and inspectors, for their own cohorts."),
}


@dataclass(frozen=True)
class Report:
    """`about_cases`: tells of applications and certifications, which an inspector of one cohort does not read."""

    key: str
    title: Any
    asks: Any
    draw: Callable[[Scope], Figure]
    who: frozenset[str] = RUN
    about_cases: bool = False
    by_edition: bool = False

    @property
    def seen_by(self) -> Any:
        return SAID[self.who]

    def is_for(self, reader: User) -> bool:
        mine = roles_of(reader) & self.who
        return bool(mine) and (not self.about_cases or Scope(reader).reads_cases)


REPORTS = (
    Report(progress.KEY, progress.SUBJECT, _("Who is ready, and who waits for us?"), progress.draw),
    Report(competencies.KEY, competencies.SUBJECT, _("What should we teach next?"), competencies.draw),
    Report(practice_hours.KEY, practice_hours.SUBJECT, _("Who needs a placement?"), practice_hours.draw),
    Report(supervision.KEY, supervision.SUBJECT, _("Is anybody unseen?"), supervision.draw),
    Report(marking.KEY, marking.SUBJECT, _("Are we fast, and fair?"), marking.draw),
    Report(agreement.KEY, agreement.SUBJECT, _("Which competency do we have to talk about?"), agreement.draw, RUN | {"quality"}),
    Report(stops.KEY, stops.SUBJECT, _("Which step loses people?"), stops.draw, RUN | {"editor"}, by_edition=True),
    Report(renewals.KEY, renewals.SUBJECT, _("In which month will most certificates end?"), renewals.draw, about_cases=True),
)
BY_KEY = {report.key: report for report in REPORTS}


def reports_for(reader: User) -> list[Report]:
    return [report for report in REPORTS if report.is_for(reader)]


@dataclass(frozen=True)
class Drawn:
    """A report on the first page: its figure, and where there is more."""

    report: Report
    figure: Figure
    is_wide: bool = False


def overview(reader: User, cohort: Cohort | None) -> list[Drawn]:
    """A manager's first page: progress and renewals over all cohorts, competencies and hours of the one that is looked at."""
    everything, one = Scope(reader), Scope(reader, cohort.public_id if cohort else "")
    found = [Drawn(BY_KEY[progress.KEY], progress.draw(everything))]
    if cohort:
        found.append(Drawn(BY_KEY[practice_hours.KEY], practice_hours.draw(one)))
    if everything.reads_cases:
        found.append(Drawn(BY_KEY[renewals.KEY], renewals.draw(everything)))
    if cohort:
        found.append(Drawn(BY_KEY[competencies.KEY], competencies.draw(one), is_wide=True))
    return found
