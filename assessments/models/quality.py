"""What a quality assurer found about a judgement. It never changes the judgement."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.judgements import Judgement
from lms.core.append_only import append_only
from lms.core.models import Envelope


@append_only
class QualityCheck(Envelope):
    """One second look at one judgement. The words are the reason, or a remark, for the assessor."""

    OUTCOMES: ClassVar = [("agree", _("Agree")), ("return", _("Return with a reason"))]

    judgement = models.OneToOneField(Judgement, on_delete=models.PROTECT, related_name="quality_check")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quality_checks")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    checked_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(outcome__in=["agree", "return"]), name="quality_outcome_known")]

    def __str__(self) -> str:
        return self.public_id
