"""Somebody asked to be erased, and what was done about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import append_only
from lms.core.ids import PublicIdField
from lms.core.models import Record
from lms.core.moves import Move

WAITING, HELD, DONE, TAKEN_BACK = "waiting", "held", "done", "taken_back"
ORDER_MOVES = {
    "take_back": Move({WAITING}, TAKEN_BACK),
    "begin": Move({WAITING}, HELD),
    "finish": Move({WAITING, HELD}, DONE),
}


class ErasureOrder(Record):
    """Somebody confirmed that their record shall go: on a day, and what is held back when its hold ends."""

    STATES: ClassVar = [
        (WAITING, _("On its day")),
        (HELD, _("Begun; some parts wait")),
        (DONE, _("Done")),
        (TAKEN_BACK, _("Taken back")),
    ]
    MOVES = ORDER_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_orders")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey("accounts.DataRequest", on_delete=models.PROTECT, null=True, related_name="orders")
    ordered_at = models.DateTimeField(default=timezone.now)
    carry_out_on = models.DateField()
    state = models.CharField(max_length=12, choices=STATES, default=WAITING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=["waiting", "held"]), name="one_open_erasure_per_person"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "held", "done", "taken_back"]), name="erasure_order_state_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def is_held(self) -> bool:
        return self.state == HELD


@append_only
class Erasure(models.Model):
    """One erasure as it was carried out. `lines` are our own sentences, [what, fate, why]; nobody's words stand in them.

    `waits` names the parts that a hold kept back. `mac` ends the line of the ledger outside the database that says the same
    (accounts/privacy/ledger.py); a restored backup lacks this row while the ledger has the line, and that is how a restore is noticed.
    """

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasures")
    at = models.DateTimeField(default=timezone.now)
    by_ref = models.CharField(max_length=10)
    lines = models.JSONField(default=list)
    waits = models.JSONField(default=list)
    mac = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.public_id
