"""What an assessor decided about one round. An envelope for ever; its words are erasable (decisions.md 8)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import selves
from assessments.judging import MET, METHODS, NOT_YET, OUTCOMES, UNSAFE
from assessments.models.evidence import Submission, SubmissionRound
from assessments.models.frameworks import Authorisation, FrameworkVersion, PlanVersion
from lms.core.append_only import append_only
from lms.core.models import Envelope

# Said in the middle of a sentence: "Shown in writing".
METHOD_WORDS = {
    "reflective_account": _("in writing"),
    "work_product": _("in a piece of work"),
    "witness_testimony": _("in the words of a witness"),
    "professional_discussion": _("in a talk"),
    "direct_observation": _("at work, with somebody watching"),
    "simulated_role_play": _("in a role play"),
}


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def readable_by(self, person: User) -> Self:
        """The person it is about, who wrote it, and assessors who may read the piece."""
        open_pieces = Submission.objects.open_to_assessor(person)
        return self.filter(Q(person__in=selves(person)) | Q(assessor__in=selves(person)) | Q(round__submission__in=open_pieces))

    def received_by(self, person: User) -> Self:
        return self.filter(person__in=selves(person))


@append_only
class Judgement(Envelope):
    """One natural person judged one competency of another on a day, by a method, with authority (invariants 3, 4 and 5)."""

    OUTCOME_WORDS: ClassVar = [(MET, _("Met")), (NOT_YET, _("Not yet")), (UNSAFE, _("Not yet: needs a talk first"))]

    round = models.ForeignKey(SubmissionRound, on_delete=models.PROTECT, related_name="judgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="judgements")
    competency = models.CharField(max_length=60)
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements_made")
    authorised_by = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="judgements")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="judgements")
    method = models.CharField(max_length=30, choices=[(key, METHOD_WORDS[key]) for key in METHODS])
    outcome = models.CharField(max_length=10, choices=OUTCOME_WORDS)
    judged_on = models.DateField()

    objects = JudgementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "assessor"], name="one_judgement_per_round_and_assessor"),
            models.CheckConstraint(condition=~Q(assessor=F("person")), name="nobody_judges_themselves"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="judgement_outcome_known"),
            models.CheckConstraint(condition=~Q(method=""), name="judgement_has_a_method"),
        ]
        indexes = [models.Index(fields=["person", "competency", "judged_on"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("assessments:feedback", args=[self.public_id])

    @property
    def is_met(self) -> bool:
        return self.outcome == MET


@append_only
class JudgedCriterion(models.Model):
    """The answer to one criterion. A note beside it stands with the judgement's words."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="criteria")
    criterion_key = models.CharField(max_length=10)
    met = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "criterion_key"], name="one_answer_per_criterion")]

    def __str__(self) -> str:
        return self.criterion_key


class MarkingDraft(models.Model):
    """An assessor's unfinished marking of one round. Having one says "I have started on this"."""

    round = models.ForeignKey(SubmissionRound, on_delete=models.PROTECT, related_name="marking_drafts")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "assessor"], name="one_marking_draft_per_assessor")]

    def __str__(self) -> str:
        return f"{self.round_id}"
