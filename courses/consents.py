"""The journal is kept only for those who said yes to it; taking the yes back empties it (ux.md 5.1, class C)."""

from django.db.models import QuerySet

from accounts.models import Consent, User
from accounts.privacy.purposes import consent_effect
from accounts.queries import rows_of, selves
from lms.core import clock
from lms.core.written_once import WrittenOnce

from .models import JournalEntry

PURPOSE = "journal"


def stands_in_the_way(person: User) -> str:
    """ "" when private words may be kept; "no" when the person said no; "ask" when nobody asked yet, or the yes was taken back.

    One statement: it is asked on every step that has a box.
    """
    now = clock.now()
    answers = _open_answers(people=rows_of(person))
    if any(is_yes and not about and (ends is None or ends > now) for is_yes, about, ends in answers):
        return ""
    return "no" if any(not is_yes for is_yes, _about, _ends in answers) else "ask"


@WrittenOnce
def _open_answers(people: tuple[int, ...]) -> QuerySet:
    mine = Consent.objects.filter(person__in=people, purpose=PURPOSE, withdrawn_at__isnull=True)
    return mine.values_list("is_yes", "about_key", "expires_at")


@consent_effect(PURPOSE)
def empty_journal(person: User, about_key: str, is_given: bool) -> None:
    """The page said so before: everything in it goes, for good, with the words from other devices."""
    if not is_given:
        JournalEntry.objects.filter(person__in=selves(person)).delete()
