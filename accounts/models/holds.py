"""What must not go yet: an appeal, a check of quality, a duty in law (ux.md 5.5). Dated, for fixed reasons, shown to the person."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.models import Record

# Which parts of a record wait, by the names under which apps contribute to `erase`. Rooms ("schemes.appeals") follow their app.
PARTS_BY_KIND: dict[str, frozenset[str]] = {
    "appeal": frozenset({"accounts", "assessments", "certificates", "schemes"}),
    "audit": frozenset({"assessments"}),
    "concern": frozenset({"accounts", "safeguarding"}),
    "duty": frozenset({"accounts", "assessments", "certificates", "logbook", "schemes"}),
}
# A concern is named in no other words than a duty: the page must not be the place where somebody learns of it.
_DUTY = _("The law asks us to keep this for now. We check often whether it still does.")
WHY: dict[str, Any] = {
    "appeal": _("Your appeal is open. We need these to answer it, and to reach you with the answer."),
    "audit": _("This work is part of a check of how fairly we assess. It goes when the check is done."),
    "concern": _DUTY,
    "duty": _DUTY,
}


class Holds(models.QuerySet["LegalHold"]):
    def in_force(self, on: date | None = None) -> Self:
        """Holds of a day, its first included and its last not: what ends today lets go today."""
        day = on or clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)


class LegalHold(Record):
    """A part of somebody's record stays until a day, or until somebody ends it."""

    KINDS: ClassVar = [
        ("appeal", _("An appeal is open")),
        ("audit", _("Part of a check of quality")),
        ("concern", _("A concern is open")),
        ("duty", _("A duty in law, or a legal claim")),
    ]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="legal_holds")
    kind = models.CharField(_("why"), max_length=10, choices=KINDS)
    ref = models.CharField(max_length=40, blank=True)  # opaque: the record that asks for it
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Holds.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "ref"], condition=Q(until_on__isnull=True), name="one_open_hold_per_reason"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="hold_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(kind__in=["appeal", "audit", "concern", "duty"]), name="hold_kind_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def parts(self) -> frozenset[str]:
        return PARTS_BY_KIND[self.kind]

    @property
    def why(self) -> str:
        return str(WHY[self.kind])
