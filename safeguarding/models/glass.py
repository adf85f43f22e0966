"""Glass that was broken: a closed part of somebody's record, opened in need, for half an hour, with a reason that they can read."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import roles_of, selves
from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Envelope

OPEN_FOR = timedelta(minutes=30)
LONGEST_DELAY_DAYS = 14
MAY_BREAK = ("safeguarding", "privacy", "admin")


class GlassQuerySet(models.QuerySet["BreakGlass"]):
    def open_to(self, person: Any, at: datetime | None = None) -> Self:
        """What this person has open now, in a role that they still have."""
        ended = GlassEvent.objects.filter(glass=OuterRef("pk"), kind="ended")
        return self.filter(~Exists(ended), by=person, role__in=roles_of(person), until_at__gt=at or clock.now())

    def listed_for(self, person: Any) -> Self:
        """The privacy officer sees all that were ever opened, everybody else who may break glass their own."""
        return self if "privacy" in roles_of(person) else self.filter(by=person)

    def shown_to(self, person: Any, at: datetime | None = None) -> Self:
        """Openings of this person's record of which they may know by now."""
        return self.filter(person__in=selves(person), tell_at__lte=at or clock.now())

    def to_tell(self, at: datetime) -> Self:
        """Those whose owner should know by now and was not told yet."""
        return self.filter(~Exists(GlassEvent.objects.filter(glass=OuterRef("pk"), kind="told")), tell_at__lte=at)


@append_only
class BreakGlass(Envelope):
    """Who opened whose record, in which role, until when, and when the owner is told. The reason is its words."""

    DELAYS: ClassVar = [
        ("danger", _("Knowing now could put somebody in danger")),
        ("authority", _("An authority has asked us to wait")),
    ]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="glass_about")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="glass_broken")
    role = models.CharField(max_length=20)
    opened_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField()
    tell_at = models.DateTimeField()
    delay = models.CharField(max_length=12, choices=DELAYS, blank=True)

    objects = GlassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("person")), name="nobody_breaks_their_own_glass"),
            models.CheckConstraint(condition=Q(role__in=MAY_BREAK), name="glass_role_known"),
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="glass_ends_later"),
            models.CheckConstraint(
                condition=Q(delay="", tell_at=F("opened_at")) | Q(role="safeguarding", tell_at__gt=F("opened_at")) & ~Q(delay=""),
                name="only_safeguarding_delays_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["by", "until_at"]), models.Index(fields=["tell_at"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("safeguarding:glass_open", args=[self.public_id])


@append_only
class GlassEvent(models.Model):
    """The owner was told; or it was closed before its time."""

    KINDS: ClassVar = [("told", _("told")), ("ended", _("ended"))]

    glass = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=6, choices=KINDS)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["glass", "kind"], name="glass_event_once")]

    def __str__(self) -> str:
        return self.kind
