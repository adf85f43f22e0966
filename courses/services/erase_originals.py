"""The files behind a story in the editors' library: whoever takes a story back takes back the film itself, too."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from accounts.models import StoryConsent, User
from courses.editions.forgetting import Chosen, files_chosen
from courses.models import Step
from lms.core.models import EditorialDocument, EditorialMedia

KINDS: dict[str, Any] = {"recording": EditorialMedia, "document": EditorialDocument}


def erase_originals(*, consent: StoryConsent, by: User | None) -> int:
    """Delete the recordings and captions that only stories of this consent chose, on pages or in drafts; returns how many.

    Called by the act of taking back, in its transaction, before the blocks are emptied: they alone know the files. A file that another
    block or another page shows stays, and its editor sees it there. Bytes go when the transaction is through. Safe to repeat.
    """
    mine: set[Chosen] = set()
    others: set[Chosen] = set()
    for blocks in _bodies():
        chosen, elsewhere = files_chosen(blocks, consent.pk)
        mine |= chosen
        others |= elsewhere
    rows = [row for kind, key in sorted(mine - others) for row in KINDS[kind].objects.filter(pk=key) if not _is_shown_elsewhere(row)]
    for row in rows:
        _erase(row, by)
    return len(rows)


def _bodies() -> Iterator[list[dict[str, Any]]]:
    """The raw blocks of every step as it stands, and of every older draft."""
    for step in Step.objects.only("body").iterator():
        yield list(step.body.get_prep_value())
    drafts = Revision.page_revisions.filter(content_type__app_label="courses", content_type__model="step")
    for content in drafts.values_list("content", flat=True).iterator():
        yield json.loads(content.get("body") or "[]")


def _is_shown_elsewhere(row: Any) -> bool:
    """By something that is no step, such as a page about the service. Wagtail keeps a list of it."""
    uses = ReferenceIndex.get_references_to(row).exclude(content_type=ContentType.objects.get_for_model(Step))
    return bool(uses.exists())


def _erase(row: Any, by: User | None) -> None:
    """The row now; Wagtail deletes its file on commit, and we the captions that came with a recording."""
    log(instance=row, action="wagtail.delete", user=by, title=str(row.pk))
    if (captions := getattr(row, "captions", None)) and captions.name:
        transaction.on_commit(lambda: captions.storage.delete(captions.name))
    row.delete()
