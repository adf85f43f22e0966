"""Messages, written in the transaction that causes them and delivered once it stands and their time has come."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import erasable

from .base import Record

# waiting: for its hour. held: for the end of a break. going: the worker has it. sent: by mail. here: shown on the service.
# dropped: it would tell old news, or is not wanted. could_not: no mail server takes it.
STATES = ("waiting", "held", "going", "sent", "here", "dropped", "could_not")
CHANNELS = ("mail", "here")
WEIGHTS = ("now", "news", "note", "reminder")
OPEN = ("waiting", "held")


class OutboxMessage(Record):
    """One message to one person. The deduplication key makes writing it twice the same as once.

    `version` is that of the wording (0: the code's own). The words go when they have been mailed; those of a message shown on the
    service stay 30 days (ux.md 5.4). `sealed` holds the words instead of `body` when they open something: codes and links.
    """

    to_ref = models.CharField(max_length=10, blank=True, db_index=True)
    address = models.EmailField(blank=True)
    sender = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    sealed = models.BinaryField(null=True)
    foot = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    dedup_key = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    weight = models.CharField(max_length=10, default="now")
    channel = models.CharField(max_length=10, default="mail")
    is_optional = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    not_before = models.DateTimeField(default=timezone.now)
    good_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # The one mail of a day or week that named this message.
    bundle_ref = models.CharField(max_length=10, blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="message_state_known"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="message_channel_known"),
            models.CheckConstraint(condition=Q(weight__in=WEIGHTS), name="message_weight_known"),
        ]
        indexes = [models.Index(fields=["state", "not_before"])]

    def __str__(self) -> str:
        return self.subject


@erasable
class DeliveryLine(models.Model):
    """One line of the delivery log, without a word of any message: to whom (an id), which kind and version, how, and what came of it."""

    SAYS: ClassVar = {
        "written": _("written"),
        "sent": _("sent by e-mail"),
        "here": _("shown on the service"),
        "later": _("the mail server had trouble; we try again"),
        "held": _("waits for the end of a break"),
        "dropped": _("dropped"),
        "could_not": _("could not be sent"),
    }

    message_ref = models.CharField(max_length=10, db_index=True)
    to_ref = models.CharField(max_length=10, blank=True, db_index=True)
    kind = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10)
    what = models.CharField(max_length=10)
    why = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=("written", "sent", "here", "later", "held", "dropped", "could_not")),
                name="delivery_line_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.what}"

    @property
    def says(self) -> object:
        return self.SAYS[self.what]
