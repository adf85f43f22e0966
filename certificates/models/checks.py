"""That somebody asked, and what we answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import erasable

from .copies import Copy


@erasable
class CheckEvent(models.Model):
    """One answered check. Holds no address, no name and no number that was typed: never who asked, only that it was.

    `copy` is empty when what was typed led to none. Goes when its time is up, under a permit; how many there were stays.
    """

    NUMBER, CODE, SQUARE = "number", "code", "square"
    CHANNELS = [(NUMBER, _("with your number")), (CODE, _("with the code of your copy")), (SQUARE, _("with your square code"))]

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, null=True, related_name="checks")
    outcome = models.CharField(max_length=30)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["copy", "-at"])]
        constraints = [models.CheckConstraint(condition=Q(channel__in=["number", "code", "square"]), name="check_channel_known")]

    def __str__(self) -> str:
        return self.outcome
