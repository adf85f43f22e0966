"""When a support line changes, the copies on disk follow; and once a night in any case."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from . import clock
from .models import SupportResource
from .orphans import remove_orphans
from .registry import register
from .services.support_copy import write_support_copies


@receiver([published, unpublished, post_delete], sender=SupportResource, dispatch_uid="support copies")
def follow_support_lines(**_: Any) -> None:
    transaction.on_commit(write_support_copies)


register("nightly", "core.support_copies", lambda on: write_support_copies())
register("nightly", "core.orphan_files", lambda on: remove_orphans(clock.now()))
