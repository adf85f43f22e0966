"""What the page of breaks says about somebody's awards and months, before they start one (ux.md 4.5: limits are shown up front)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.resting.limits import register_limits
from schemes.dates import authority_day
from schemes.models import Application, Certification
from schemes.queries import Record, records_of
from schemes.requirements.base import Group, Requirement
from schemes.requirements.hours import LoggedMinutes
from schemes.standing import Standing


def limits(person: User) -> Iterator[str]:
    """One sentence for each award that ends by itself, and one where hours count for some months only."""
    held = {one.pk: one for one in Certification.objects.of(person).select_related("credential_type")}
    today = authority_day()
    for key, record in sorted(records_of(held).items()):
        now = record.on(today)
        if now.kept_until and now.code in ("current", "grace"):
            yield _about_an_award(held[key].credential_type.title, record, now)
    if any(_months_run_on(one) for one in Application.objects.of(person).open().select_related("scheme_version")):
        yield _("Your scheme counts some hours for a number of months only. Those months run on during a break.")


def _about_an_award(title: str, record: Record, now: Standing) -> str:
    most = record.terms[now.version].breaks_add_months
    told = {"title": title, "day": date_format(now.kept_until or authority_day(), "j F Y"), "most": most}
    if not most:
        return _("%(title)s: lasts until %(day)s. Your scheme does not move that day for a break.") % told
    return (
        ngettext(
            "%(title)s: lasts until %(day)s. Days on a break are added, up to %(most)d month in all.",
            "%(title)s: lasts until %(day)s. Days on a break are added, up to %(most)d months in all.",
            most,
        )
        % told
    )


def _months_run_on(application: Application) -> bool:
    return any(
        isinstance(one, LoggedMinutes) and one.within_months and not one.without_breaks
        for one in _inside(application.scheme_version.rules.requirement)
    )


def _inside(one: Requirement) -> Iterator[Requirement]:
    """A requirement with everything in it, groups opened."""
    yield one
    if isinstance(one, Group):
        for inner in one.of:
            yield from _inside(inner)


register_limits("schemes", limits)
