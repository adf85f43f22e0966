"""Two records of one person, joined: a dated link that can be taken back, never a move.

What was judged, confirmed, decided or sealed stays in the row where it was written. `User.merged_into` says what holds now;
these rows say who did it, when and why.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import append_only
from lms.core.ids import PublicIdField

CAN_BE_UNDONE = timedelta(days=30)


@append_only
class Merge(models.Model):
    """`joined` was found to be the same person as `kept`. The token in the mails stands here as a keyed hash."""

    REASONS = [
        ("two_invitations", _("They were invited twice")),
        ("new_address", _("They joined again with a new address")),
        ("lost_access", _("They could not get into the first record")),
        ("asked", _("They asked for it")),
    ]

    public_id = PublicIdField()
    kept = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_kept")
    joined = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_joined")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=REASONS)
    at = models.DateTimeField(default=timezone.now)
    token_hash = models.BinaryField(max_length=16, unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(kept=F("joined")), name="merge_needs_two")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def until(self) -> datetime:
        """Until when it can be taken back."""
        return self.at + CAN_BE_UNDONE

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undone")


@append_only
class MergeUndone(models.Model):
    """That the two records were taken apart again. `by` is None when somebody pressed the link in the mail."""

    REASONS = [("objection", _("The person said that it is wrong")), ("mistake", _("It was a mistake"))]

    merge = models.OneToOneField(Merge, on_delete=models.PROTECT, related_name="undone", primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, choices=REASONS)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.reason
