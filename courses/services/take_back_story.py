"""Somebody wants their words back: out of every edition, at once."""

from datetime import datetime

from django.db import transaction

from accounts.models import StoryConsent, User
from courses.editions.structure import fragments_of
from courses.models import EditionFragment, ModuleEdition, Redaction
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.permissions import require


@transaction.atomic
def take_back_story(*, consent: StoryConsent, by: User, reason: str, at: datetime | None = None) -> int:
    """End a story consent and remove its words from all editions; returns how many redactions were written. Safe to repeat.

    The editions' JSON names the words by hash only, so every hash still verifies (decisions.md 9).
    """
    require(by, "courses.take_back_story", consent)
    moment = at or clock.now()
    consent.taken_back_on = consent.taken_back_on or moment.date()
    consent.save(update_fields=["taken_back_on"])
    gone = EditionFragment.objects.filter(consent_ref=consent.public_id)
    hashes = set(gone.values_list("sha256", flat=True))
    if not hashes:
        return 0
    rows = [
        Redaction(edition=edition, fragment_sha256=sha256, reason=reason, by=by, at=moment)
        for edition in ModuleEdition.objects.iterator()
        for sha256 in hashes.intersection(fragments_of(edition.read()))
    ]
    Redaction.objects.bulk_create(rows)
    with purge_permit(purpose="redaction", by_ref=by.public_id, reason=reason):
        gone.delete()
    return len(rows)
