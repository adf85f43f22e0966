"""How people are told things: in which words, by which way, on which days, and on which days nobody is."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lms.core.append_only import append_only


@append_only
class MessageWording(models.Model):
    """The words of one kind in one language that somebody released. Version 0 is the code's own; the highest one is in force."""

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=150)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    released_at = models.DateTimeField(default=timezone.now)
    released_by_ref = models.CharField(max_length=10)

    class Meta:
        ordering = ["kind", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "version"], name="one_message_wording_per_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="wording_version_from_one"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="wording_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"


class MessagePreference(models.Model):
    """How one person wants to be told: by mail or here only, on which days and hours, one by one or together, and what not at all.

    `days` are figures, 0 for Monday. `choices` holds only what differs from what is usual: kind -> whether it is wanted.
    """

    CHANNELS = [("mail", _("By e-mail")), ("here", _("Only here, on the service"))]
    DIGESTS = [
        ("none", _("One by one")),
        ("daily", _("Together, once a day")),
        ("weekly", _("Together, once a week, on the first of my days")),
    ]

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="message_preference")
    channel = models.CharField(max_length=10, choices=CHANNELS, default="mail")
    days = models.CharField(max_length=7, default="0123456")
    from_hour = models.PositiveSmallIntegerField(default=9)
    until_hour = models.PositiveSmallIntegerField(default=20)
    digest = models.CharField(max_length=10, choices=DIGESTS, default="none")
    news_in_breaks = models.BooleanField(default=False)
    choices: Any = models.JSONField(default=dict)
    # A mail server said that the person's address takes no mail. Gone when they change the address or ask us to try again.
    unreachable_since = models.DateTimeField(null=True, blank=True)
    unreachable_address = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_hour__gt=F("from_hour"), until_hour__lte=23), name="told_at_some_hour"),
            models.CheckConstraint(condition=~Q(days=""), name="told_on_some_day"),
        ]

    def __str__(self) -> str:
        return self.channel


class PublicHoliday(models.Model):
    """A day on which, and before which, no news is sent. A country with a row for a year uses its own rows for that year alone."""

    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, like GB."))
    on = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=100)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("public holiday")
        verbose_name_plural = _("public holidays")
        ordering = ["country", "on"]
        constraints = [models.UniqueConstraint(fields=["country", "on"], name="one_holiday_per_day")]

    def __str__(self) -> str:
        return f"{self.country} {self.on} {self.name}"
