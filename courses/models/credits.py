"""Minutes of training that count, each once (decisions.md 27)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.ids import PublicIdField

from .editions import ModuleEdition


@append_only
class TrainingCredit(models.Model):
    """So many minutes of a domain, for having completed a module. It names the edition: an auditor can print what was taught."""

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="training_credits")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="credits")
    module_key = models.UUIDField()
    domain = models.CharField(max_length=50)
    minutes = models.PositiveSmallIntegerField()
    delivery = models.CharField(max_length=12, choices=[("self_paced", _("self-paced"))], default="self_paced")
    awarded_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "module_key", "domain"], name="one_credit_per_module_and_domain"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="credit_minutes_above_zero"),
            models.CheckConstraint(condition=~Q(domain=""), name="credit_names_its_domain"),
        ]

    def __str__(self) -> str:
        return f"{self.domain}: {self.minutes}"
