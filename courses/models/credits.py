"""Minutes of training that count, each once (decisions.md 27)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.ids import PublicIdField

from .editions import ModuleEdition
from .workshops import Attendance


class TrainingCredits(QuerySet):
    def in_force(self) -> Self:
        """Those that count: minutes of a workshop count as long as what the register says of that person was not put right."""
        return self.filter(attendance__replaced_by__isnull=True)


@append_only
class TrainingCredit(models.Model):
    """So many minutes of a domain: for having completed a module, or for having been at a workshop.

    It names the edition, so that an auditor can print what was taught, or the line of the register.
    """

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="training_credits")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, null=True, related_name="credits")
    module_key = models.UUIDField(null=True)
    attendance = models.OneToOneField(Attendance, on_delete=models.PROTECT, null=True, related_name="credit")
    domain = models.CharField(max_length=50)
    minutes = models.PositiveSmallIntegerField()
    delivery = models.CharField(max_length=12, choices=[("self_paced", _("self-paced")), ("live", _("live"))], default="self_paced")
    awarded_on = models.DateField(default=clock.today)

    objects = TrainingCredits.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "module_key", "domain"], name="one_credit_per_module_and_domain"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="credit_minutes_above_zero"),
            models.CheckConstraint(condition=~Q(domain=""), name="credit_names_its_domain"),
            models.CheckConstraint(
                condition=Q(delivery="self_paced", edition__isnull=False, module_key__isnull=False, attendance__isnull=True)
                | Q(delivery="live", edition__isnull=True, module_key__isnull=True, attendance__isnull=False),
                name="credit_names_edition_or_attendance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain}: {self.minutes}"
