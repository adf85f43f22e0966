"""Breaks: days on which every clock stands still. No reason anywhere, on purpose: a box for one would collect health data (ux.md 4.5)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.resting.pauses import Pause
from lms.core import clock
from lms.core.models import Record


class Break(Record):
    """Somebody stepped back on a day, and came back on another. What it moves is counted from here and stored nowhere."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="breaks")
    began_on = models.DateField(default=clock.today)
    back_on = models.DateField(_("the day you think you will be back"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    tells_supervisor = models.BooleanField(_("my supervisor"), default=False)
    tells_manager = models.BooleanField(_("my programme manager"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["began_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on__isnull=True), name="one_open_break"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="break_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(back_on__isnull=True) | Q(back_on__gt=F("began_on")), name="back_after_the_break_began"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def pause(self) -> Pause:
        """This break as a value for the pure rules."""
        return Pause(self.began_on, self.ended_on)
