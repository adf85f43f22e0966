"""What we ask people to agree to: one purpose each, and what happens when they change their mind.

Each app registers what follows from an answer:

    @consent_effect("journal")
    def journal_effect(person, about_key, is_given): ...

and, for a purpose that is asked for each organisation or piece, who is asking at the moment:

    @consent_asked("share-progress")
    def employers_who_ask(person) -> list[Asked]: ...

The words of each question stand in accounts/starter/consents/ (accounts.privacy.wordings).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.queries import selves

Effect = Callable[[User, str, bool], None]


@dataclass(frozen=True)
class Purpose:
    """One purpose. `is_open` ones are offered to everybody; the others only while somebody asks. `lasts_days`: then it ends by itself."""

    key: str
    is_open: bool
    lasts_days: int | None = None


@dataclass(frozen=True)
class Asked:
    """One answer that is wanted: `key` tells it from others of its purpose, `label` is what the person reads."""

    key: str
    label: Any


PURPOSES = {
    purpose.key: purpose
    for purpose in (
        Purpose("journal", is_open=True),
        Purpose("pronouns", is_open=True),
        Purpose("share-progress", is_open=False, lasts_days=365),
        Purpose("organisation-watch", is_open=False, lasts_days=365),
        Purpose("story", is_open=False, lasts_days=730),
        Purpose("research", is_open=True),
        Purpose("optional-mails", is_open=True),
    )
}
_effects: dict[str, Effect] = {}
_asked: dict[str, Callable[[User], list[Asked]]] = {}


def consent_effect(purpose: str) -> Callable[[Effect], Effect]:
    """Register what follows from a yes (`is_given`) and from taking it back. Must be safe to repeat."""

    def keep(effect: Effect) -> Effect:
        _effects[PURPOSES[purpose].key] = effect
        return effect

    return keep


def consent_asked(purpose: str) -> Callable[[Callable[[User], list[Asked]]], Callable[[User], list[Asked]]]:
    """Register who asks a person about this purpose at the moment."""

    def keep(asks: Callable[[User], list[Asked]]) -> Callable[[User], list[Asked]]:
        _asked[PURPOSES[purpose].key] = asks
        return asks

    return keep


def carry_out(purpose: str, person: User, about_key: str, *, is_given: bool) -> None:
    """Do what follows. A purpose without an effect is one that others look up each time (`Consent.objects.says_yes`)."""
    if purpose in _effects:
        _effects[purpose](person, about_key, is_given)


def asked_of(person: User, purpose: Purpose) -> list[Asked]:
    """The answers of one purpose that are wanted from a person."""
    if purpose.is_open:
        return [Asked("", "")]
    return _asked[purpose.key](person) if purpose.key in _asked else []


@consent_effect("pronouns")
def show_pronouns(person: User, about_key: str, is_given: bool) -> None:
    """Shown to the people one works with, or to nobody again."""
    shown = person.pronouns_shown_to if is_given and person.pronouns_shown_to != "nobody" else "people" if is_given else "nobody"
    User.objects.filter(pk__in=selves(person)).update(pronouns_shown_to=shown)
    person.pronouns_shown_to = shown
