"""Where questions from other systems came from, and files of questions that an editor looks through before taking them in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.questions import Question, QuestionBank
from lms.core.models import PrivateFile, Record


class QuestionOrigin(models.Model):
    """What a file called the question, so that reading the file again finds it, and how it was when it came.

    `identity` is a hash over category and name (assessments.services.take_in). `read_sha256` covers what the file said, `kept_sha256`
    what was kept of it: a question whose draft is something else by now was changed here, and no file changes it any more.
    """

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="origin")
    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=400, blank=True)
    read_sha256 = models.CharField(max_length=64)
    kept_sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "identity"], name="one_question_per_origin")]

    def __str__(self) -> str:
        return self.name or self.identity[:12]


class QuestionIntake(Record):
    """A file that an editor handed over: first looked through (`lines` say what would happen), then taken in or left."""

    STATES: ClassVar = [
        ("reading", _("Being read")),
        ("read", _("Looked through")),
        ("refused", _("Refused")),
        ("taking", _("Being taken in")),
        ("taken", _("Taken in")),
    ]

    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="intakes", verbose_name=_("bank"))
    file = models.OneToOneField(PrivateFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=STATES, default="reading")
    refused = models.CharField(max_length=500, blank=True)
    lines = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["reading", "read", "refused", "taking", "taken"]), name="question_intake_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
