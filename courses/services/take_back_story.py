"""Somebody wants their story back: out of every edition, every page and every draft, at once."""

import json
from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from accounts.models import StoryConsent, User
from courses.editions.forgetting import Chosen, without_story
from courses.editions.structure import fragments_of
from courses.models import EditionFragment, ModuleEdition, Redaction, Step
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.permissions import require

from .erase_media import erase_story_media
from .erase_originals import erase_originals


@transaction.atomic
def take_back_story(*, consent: StoryConsent, by: User, reason: str, at: datetime | None = None) -> int:
    """End a story consent and remove its words and recordings from all editions; returns how many redactions were written.

    Safe to repeat. The files that an editor chose for it leave the library, and so the public folder of media.

    The editions' JSON names the words by hash only, so every hash still verifies (decisions.md 9). The words go from the pages of the
    workshop and from their older drafts too; the blocks stay there, empty, and cannot be released.
    """
    require(by, "courses.take_back_story", consent)
    moment = at or clock.now()
    # Before anything is looked through: an edition that is being released with these words holds the row until it stands.
    held = StoryConsent.objects.select_for_update().get(pk=consent.pk)
    held.taken_back_on = held.taken_back_on or moment.date()
    held.save(update_fields=["taken_back_on"])
    return _let_go(held, by, reason, moment)


def finish_taking_back(*, at: datetime | None = None) -> int:
    """Let go of every story whose consent ended in another way than through `take_back_story`; returns how many there were."""
    waiting = StoryConsent.objects.filter(taken_back_on__isnull=False, gone_at=None).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            held = StoryConsent.objects.select_for_update().get(pk=key)
            _let_go(held, None, "The consent had ended.", at or clock.now())
    return len(keys)


def _let_go(held: StoryConsent, by: User | None, reason: str, moment: datetime) -> int:
    count = _redact(held, by, reason, moment)
    _empty_pages(held, erase_originals(consent=held, by=by))
    held.gone_at = held.gone_at or moment
    held.save(update_fields=["gone_at"])
    return count


def _redact(consent: StoryConsent, by: User | None, reason: str, moment: datetime) -> int:
    gone = EditionFragment.objects.filter(consent_ref=consent.public_id)
    hashes = set(gone.values_list("sha256", flat=True))
    uses = _uses_of(hashes) | set(erase_story_media(consent_ref=consent.public_id, by=by, reason=reason))
    known = Redaction.objects.filter(edition__in={edition for edition, _sha256 in uses}).values_list("edition_id", "fragment_sha256")
    fresh = sorted(uses - set(known))
    Redaction.objects.bulk_create(
        Redaction(edition_id=edition, fragment_sha256=sha256, reason=reason, by=by, at=moment) for edition, sha256 in fresh
    )
    if hashes:
        with purge_permit(purpose="redaction", by_ref=by.public_id if by else "", reason=reason):
            gone.delete()
    return len(fresh)


def _uses_of(hashes: set[str]) -> set[tuple[int, str]]:
    """(edition id, hash) wherever an edition names one of these words."""
    if not hashes:
        return set()
    found = ((edition.pk, set(fragments_of(edition.read()))) for edition in ModuleEdition.objects.iterator())
    return {(key, sha256) for key, named in found for sha256 in hashes & named}


def _empty_pages(consent: StoryConsent, files: frozenset[Chosen]) -> None:
    """Past Wagtail's `save()`: that would make a new draft, and with it one more copy of the words."""
    for step in Step.objects.all().iterator():
        blocks, is_changed = without_story(list(step.body.get_prep_value()), consent.pk, files)
        if is_changed:
            Step.objects.filter(pk=step.pk).update(body=json.dumps(blocks))
    for draft in Revision.page_revisions.filter(content_type__app_label="courses", content_type__model="step").iterator():
        blocks, is_changed = without_story(json.loads(draft.content.get("body") or "[]"), consent.pk, files)
        if is_changed:
            Revision.objects.filter(pk=draft.pk).update(content={**draft.content, "body": json.dumps(blocks)})
