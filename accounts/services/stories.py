"""Noting that somebody lends us their story, and for what. Taking it back is an act of courses: there it leaves the lessons."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import StoryConsent, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

REACHED_BY = re.compile(r"@|\d(?:[ ./-]?\d){5,}")


@transaction.atomic
def note_story_consent(
    *, by: User, label: str, attribution: str, channels: Sequence[str], take_down: str = "", given_on: date | None = None,
    look_again_on: date | None = None,
) -> StoryConsent:  # fmt: skip
    """Keep a new consent. Raises Refused for a label that tells who it is and for a consent to nothing, PermissionDenied for others than
    editors and administrators."""
    require(by, "accounts.keep_story_consents")
    consent = _write(StoryConsent(given_on=given_on or clock.today()), label, attribution, channels, take_down, look_again_on)
    log(instance=consent, action="wagtail.create", user=by)
    return consent


@transaction.atomic
def change_story_consent(
    *, consent: StoryConsent, by: User, label: str, attribution: str, channels: Sequence[str], take_down: str = "",
    given_on: date | None = None, look_again_on: date | None = None,
) -> StoryConsent:  # fmt: skip
    """Change what is noted. A yes for more may be added; one for less is a story taken back, and a new consent for what stays.

    The log of the CMS says what was different before. Raises Refused as `note_story_consent` does, for a channel that would go, and for
    a consent that was taken back: that one is closed.
    """
    require(by, "accounts.keep_story_consents")
    held = StoryConsent.objects.select_for_update().get(pk=consent.pk)
    if held.taken_back_on:
        raise Refused(_("The person has taken this back. Note a new consent when they lend it again."))
    if not held.said_yes_to <= set(channels):
        raise Refused(_("Somebody who takes back a part takes back the story. Do that, then note a new consent for what stays."))
    before = _noted(held)
    held.given_on = given_on or held.given_on
    _write(held, label, attribution, channels, take_down, look_again_on)
    if data := _different(before, _noted(held)):
        log(instance=held, action="wagtail.edit", user=by, data=data)
    return held


WORDS = ("label", "attribution", "take_down")


def _noted(consent: StoryConsent) -> dict[str, Any]:
    """What is noted, as the log can hold it."""
    days = {"given_on": consent.given_on, "look_again_on": consent.look_again_on}
    words = {name: getattr(consent, name) for name in WORDS}
    return {"channels": sorted(consent.said_yes_to), **{name: day and day.isoformat() for name, day in days.items()}, **words}


def _different(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Each thing that changed, before and after; of words only that they changed, because the log outlives a story taken back."""
    names = [name for name in before if before[name] != after[name]]
    return {name: True if name in WORDS else [before[name], after[name]] for name in names}


def _write(
    consent: StoryConsent, label: str, attribution: str, channels: Sequence[str], take_down: str, look_again_on: date | None
) -> StoryConsent:
    if not channels:
        raise Refused(_("Choose at least one thing that they said yes to."))
    if REACHED_BY.search(label) or label.strip().casefold() == attribution.strip().casefold():
        raise Refused(_("The name in our list must not tell who it is. Describe the story, like: First night on the ward."))
    if look_again_on and look_again_on < consent.given_on:
        raise Refused(_("The day to ask again comes after the day of the consent."))
    consent.label, consent.attribution, consent.take_down = label.strip(), attribution.strip(), take_down.strip()
    consent.channels, consent.look_again_on = list(channels), look_again_on
    consent.save()
    return consent
