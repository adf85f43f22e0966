"""When somebody lost their second lock: two people let them start again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.models import Record
from lms.core.moves import Move

RESET_STATES = [("asked", _("waits for a second person")), ("done", _("done")), ("withdrawn", _("taken back")), ("lapsed", _("too late"))]


class FactorReset(Record):
    """One person asked, another confirmed within a day; neither is the one whose factors go. How each step came is a MoveEvent."""

    METHODS = [
        ("met", _("We met, and I know them")),
        ("video", _("We spoke by video, and I know them")),
        ("phone", _("I called the number that we had before")),
        ("colleague", _("Somebody who works with them every day confirmed it")),
    ]
    MOVES = {
        "confirm": Move({"asked"}, "done", needs="accounts.confirm_factor_reset"),
        "withdraw": Move({"asked"}, "withdrawn", needs="accounts.withdraw_factor_reset"),
        "lapse": Move({"asked"}, "lapsed"),
    }

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=12, choices=METHODS)
    state = models.CharField(max_length=12, choices=RESET_STATES, default="asked")
    asked_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # when the person was told on their first page afterwards

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("asked_by")), name="nobody_asks_to_reset_their_own_factor"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | (~Q(confirmed_by=F("person")) & ~Q(confirmed_by=F("asked_by"))),
                name="factor_reset_needs_two_others",
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(confirmed_by__isnull=False), name="factor_reset_done_by_two"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="one_open_factor_reset"),
        ]

    def __str__(self) -> str:
        return self.state
