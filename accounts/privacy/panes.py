"""What may be seen of a person's own details while the glass is broken (ux.md 5.6, the cells marked B)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import PreviousName, User
from lms.core.registry import Pane, register

CONTACT, NAMES = "accounts.contact", "accounts.names"


def glass(person: User, role: str) -> list[Pane]:
    """The lead and an administrator: how to reach somebody. The privacy officer: which names are held, not what they were.

    A name that somebody left behind can do harm once it is seen: that it exists, and since when, answers every question so far.
    """
    if role == "privacy":
        return [Pane(_("Other names that we hold"), list(_other_names(person)), NAMES)]
    return [Pane(_("What they are called, and how to reach them"), list(_contact(person, role)), CONTACT)]


def _contact(person: User, role: str) -> Iterator[tuple[str, str]]:
    yield _("Called"), person.called
    yield _("E-mail address"), person.email or _("none")
    yield _("Country"), person.country or _("not said")
    yield _("Language and time zone"), f"{person.language}, {person.time_zone}"
    if role == "admin":
        yield _("Name on the certificate"), person.certificate_name or _("not chosen yet")


def _other_names(person: User) -> Iterator[tuple[str, str]]:
    yield _("Legal name"), _("held, sealed") if person.legal_name_sealed else _("none")
    for row in PreviousName.objects.filter(person=person).order_by("until"):
        yield str(row.get_kind_display()), _("an earlier one, until %(day)s") % {"day": row.until.date().isoformat()}


register("glass", "accounts", glass)
