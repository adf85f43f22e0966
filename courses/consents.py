"""The journal is kept only for those who said yes to it; taking the yes back empties it (ux.md 5.1, class C)."""

from accounts.models import Consent, User
from accounts.privacy.consent_screen import must_ask
from accounts.privacy.purposes import consent_effect
from accounts.queries import selves

from .models import JournalEntry

PURPOSE = "journal"


def stands_in_the_way(person: User) -> str:
    """ "" when private words may be kept; "no" when the person said no; "ask" when nobody asked yet, or the yes was taken back."""
    if not must_ask(person, PURPOSE):
        return ""
    said_no = Consent.objects.filter(person__in=selves(person), purpose=PURPOSE, is_yes=False, withdrawn_at=None)
    return "no" if said_no.exists() else "ask"


@consent_effect(PURPOSE)
def empty_journal(person: User, about_key: str, is_given: bool) -> None:
    """The page said so before: everything in it goes, for good, with the words from other devices."""
    if not is_given:
        JournalEntry.objects.filter(person__in=selves(person)).delete()
