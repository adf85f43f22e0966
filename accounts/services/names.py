"""What people are called, and what stands on their certificate."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import PreviousName, User
from lms.core.errors import Refused
from lms.core.sealed import seal

from .keys import person_key

LONGEST = 200


def clean_name(text: str) -> str:
    """One line without control characters: a name must never start a new mail header or turn the text around."""
    visible = "".join(" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in visible if c.isprintable() or c in "\u200c\u200d").split())[:LONGEST]


def keep_previous(person: User, kind: str, old: str) -> None:
    """Seal the old name with the person's own key: it stays theirs, and nobody else reads it."""
    if old:
        PreviousName.objects.create(person=person, kind=kind, sealed=seal(person_key(person), old, f"previous {kind}"))


@transaction.atomic
def change_called(*, person: User, called: str) -> User:
    """Change what somebody is called, everywhere, at once. Raises Refused for an empty name."""
    fresh = clean_name(called)
    if not fresh:
        raise Refused(_("Write what we should call you."))
    if fresh != person.called:
        keep_previous(person, "called", person.called)
        person.called = fresh
        person.save(update_fields=["called"])
    return person


@transaction.atomic
def choose_certificate_name(*, person: User, name: str, check_name: str, lang: str = "") -> User:
    """Keep the name for the certificate and the part of it that a checker will be asked for.

    Any script, 1 to 200 characters, one field. `check_name` must be a part of the name: usually the family name, or the whole of a
    single name. Raises Refused when either is empty or the part is not in the name.
    """
    fresh, part = clean_name(name), clean_name(check_name)
    if not fresh:
        raise Refused(_("Write the name that shall stand on your certificate."))
    if not part or part.casefold() not in fresh.casefold():
        raise Refused(_("Write the part of that name that a checker will be asked for, like your family name."))
    if fresh != person.certificate_name:
        keep_previous(person, "certificate_name", person.certificate_name)
    person.certificate_name, person.check_name, person.certificate_name_lang = fresh, part, lang
    person.save(update_fields=["certificate_name", "check_name", "certificate_name_lang"])
    return person
