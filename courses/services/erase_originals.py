"""The files behind a story in the library: whoever takes a story back takes back the film too, not only what editions hold of it."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import StoryConsent, User
from courses.editions.forgetting import Chosen, files_chosen
from courses.models import Step
from lms.core.models import EditorialDocument, EditorialMedia

KINDS: dict[str, Any] = {"recording": EditorialMedia, "document": EditorialDocument}


def erase_originals(*, consent: StoryConsent, by: User | None) -> frozenset[Chosen]:
    """Delete the recordings and captions that stories of this consent chose, on pages or in drafts; returns which.

    Called by the act of taking back, in its transaction, before the blocks are emptied: they alone know the files. They go also where
    another block or page shows them: a recording is its speaker's wherever it stands (docs/decisions/0102). Bytes go when the
    transaction is through. Safe to repeat.
    """
    mine = frozenset(chosen for blocks in _bodies() for chosen in files_chosen(blocks, consent.pk))
    for kind, key in sorted(mine):
        for row in KINDS[kind].objects.filter(pk=key):
            _erase(row, by)
    return mine


def _bodies() -> Iterator[list[dict[str, Any]]]:
    """The raw blocks of every step as it stands, and of every older draft."""
    for step in Step.objects.only("body").iterator():
        yield list(step.body.get_prep_value())
    drafts = Revision.page_revisions.filter(content_type__app_label="courses", content_type__model="step")
    for content in drafts.values_list("content", flat=True).iterator():
        yield json.loads(content.get("body") or "[]")


def _erase(row: Any, by: User | None) -> None:
    """The row now; Wagtail deletes its file on commit, and we the captions that came with a recording."""
    log(instance=row, action="wagtail.delete", user=by, title=str(row.pk))
    if (captions := getattr(row, "captions", None)) and captions.name:
        transaction.on_commit(lambda: captions.storage.delete(captions.name))
    row.delete()
