"""Steps that are looked after: out of every edition at once, for as long as it takes, without touching an edition."""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import append_only

ACTS = [("withdraw", _("withdrawn")), ("restore", _("back again"))]
REASONS = [
    ("safeguarding", _("Safeguarding: it may harm somebody")),
    ("consent", _("Consent: somebody in it wants it back")),
    ("mistake", _("Mistake: something in it is wrong")),
]


class StepWithdrawals(QuerySet):
    def last_of(self, module_key: UUID) -> Self:
        """The last event of each step of a module: what stands now."""
        here = self.filter(module_key=module_key)
        return here.filter(pk__in=here.order_by().values("step_key").annotate(last=Max("pk")).values("last"))

    def away(self, module_key: UUID) -> dict[str, str]:
        """Step key -> reason of every step of a module that is withdrawn now. One statement."""
        return dict(self.last_of(module_key).filter(act="withdraw").values_list("step_key", "reason"))


@append_only
class StepWithdrawal(models.Model):
    """A step was taken out of all editions of a module, or came back (ux.md 7.6). The last event of a step says how it stands.

    The count of a module's events is part of the key of everything drawn from its editions.
    """

    module_key = models.UUIDField(db_index=True)
    step_key = models.CharField(max_length=64)
    act = models.CharField(max_length=10, choices=ACTS)
    reason = models.CharField(max_length=12, choices=REASONS, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StepWithdrawals.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act="restore", reason="") | Q(act="withdraw", reason__in=[key for key, _words in REASONS]),
                name="withdrawal_says_why",
            ),
            models.CheckConstraint(condition=~Q(step_key=""), name="withdrawal_names_its_step"),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.step_key}"
