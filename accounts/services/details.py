"""One's own details: pronouns and who sees them, how pages are shown, names of before, the legal name where a scheme asks for one."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Consent, PreviousName, User
from accounts.queries import selves
from lms.core import clock
from lms.core.errors import Refused
from lms.core.sealed import CannotOpen, open_sealed, seal

from .consents import answer_consent, withdraw_consent
from .keys import person_key
from .names import clean_name, keep_previous

PRONOUNS = "pronouns"
LEGAL = "legal name"
LONGEST_PRONOUNS = 60


@transaction.atomic
def choose_pronouns(*, person: User, pronouns: str, shown_to: str, seen_sha256: str = "", at: datetime | None = None) -> User:
    """Keep pronouns in the person's own words, and who sees them.

    Showing them is consented to: `seen_sha256` says which words the person had before their eyes. Raises Refused when those have
    changed, and for an audience that there is not. Pronouns of before are not kept anywhere.
    """
    if shown_to not in dict(User.SHOWN_TO):
        raise Refused(_("Choose who sees your pronouns."))
    words = clean_name(pronouns)[:LONGEST_PRONOUNS]
    if shown_to == "nobody" or not words:
        _hide(person, at or clock.now())
    elif person.pronouns_shown_to == "nobody":
        answer_consent(person=person, purpose=PRONOUNS, is_yes=True, seen_sha256=seen_sha256, via="me", at=at)
    person.pronouns, person.pronouns_shown_to = words, shown_to if words else "nobody"
    person.save(update_fields=["pronouns", "pronouns_shown_to"])
    return person


def _hide(person: User, moment: datetime) -> None:
    """Take back a yes that stands, so that the page of consents says the same as this one."""
    for held in Consent.objects.filter(person__in=selves(person), purpose=PRONOUNS, is_yes=True, withdrawn_at=None):
        withdraw_consent(consent=held, by=person, via="me", at=moment)


@transaction.atomic
def change_details(*, person: User, sort_name: str, language: str, time_zone: str, country: str) -> User:
    """Keep the name for lists, the language and time zone of pages, and the country of the support lines.

    Raises Refused for a language that the service does not speak and for a time zone that there is not.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose one of the languages."))
    if time_zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list."))
    person.sort_name, person.language, person.time_zone, person.country = clean_name(sort_name), language, time_zone, country[:2]
    person.save(update_fields=["sort_name", "language", "time_zone", "country"])
    return person


def previous_names(person: User) -> list[tuple[PreviousName, str]]:
    """Names of before with the row that keeps each, newest first. For the person alone: their own key opens them."""
    rows = PreviousName.objects.filter(person__in=selves(person)).select_related("person").order_by("-until", "-pk")
    return [(row, _opened(row)) for row in rows]


def _opened(row: PreviousName) -> str:
    return open_sealed(person_key(row.person), bytes(row.sealed), f"previous {row.kind}")


@transaction.atomic
def forget_previous_names(*, person: User, rows: Iterable[int]) -> int:
    """Delete names of before that are this person's; gives how many. Nothing keeps them afterwards."""
    return PreviousName.objects.filter(person__in=selves(person), pk__in=list(rows)).delete()[0]


@transaction.atomic
def write_legal_name(*, person: User, name: str) -> User:
    """Keep the legal name, sealed with the person's own key; an empty one takes it away. The one before stays among theirs."""
    fresh = clean_name(name)
    before = legal_name_of(person)
    if fresh == before:
        return person
    if before:
        keep_previous(person, "legal_name", before)
    person.legal_name_sealed = seal(person_key(person), fresh, LEGAL) if fresh else None
    person.save(update_fields=["legal_name_sealed"])
    return person


def legal_name_of(person: User) -> str:
    """The legal name in clear, "" when there is none. Whoever shows it to anybody but the person leaves a read event."""
    if person.legal_name_sealed is None:
        return ""
    try:
        return open_sealed(person_key(person), bytes(person.legal_name_sealed), LEGAL)
    except CannotOpen:
        return ""
