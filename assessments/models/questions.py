"""The question bank: what a question is about, and each version of it as it was released."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.questions.about import FIELDS
from assessments.quiz_states import DRAFT, IN_REVIEW, QUESTION_MOVES, READY, RETIRED, SENSITIVE_TOPICS
from lms.core.append_only import append_only
from lms.core.models import Record


class QuestionBank(models.Model):
    """A shelf of questions. Its key stands in quiz definitions and files and never changes."""

    key = models.SlugField(_("key"), max_length=36, unique=True)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Question(Record):
    """One question through all its versions. The key is stable in its bank, so that loading a file twice changes nothing."""

    STATES: ClassVar = [(DRAFT, _("Draft")), (IN_REVIEW, _("In review")), (READY, _("Ready")), (RETIRED, _("Retired"))]
    MOVES = QUESTION_MOVES

    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="questions", verbose_name=_("bank"))
    key = models.SlugField(_("key"), max_length=60)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=DRAFT)
    topic = models.SlugField(_("topic"), max_length=36)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    # assessments.questions.about says what may stand in these. "" of a language: that of the site.
    language = models.CharField(_("language"), max_length=35, blank=True, default="", db_default="")
    outcome = models.CharField(_("what it is to show"), max_length=200, blank=True, default="", db_default="")
    competency = models.CharField(_("competency"), max_length=60, blank=True, default="", db_default="")
    # The version that somebody is writing: free of structural problems, and perhaps not yet fit for learners.
    draft = models.JSONField(_("draft"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["bank_id", "topic", "key"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "key"], name="one_question_per_key"),
            models.CheckConstraint(condition=Q(state__in=[DRAFT, IN_REVIEW, READY, RETIRED]), name="question_state_known"),
        ]
        indexes = [models.Index(fields=["bank", "state", "topic"])]

    def __str__(self) -> str:
        return self.key

    @property
    def newest(self) -> "QuestionVersion | None":
        return self.versions.order_by("-number").first()

    @property
    def is_sensitive(self) -> bool:
        """Whether two people read it before tests draw it. Once it was, it stays so: another topic alone makes no words easier."""
        return self.topic in SENSITIVE_TOPICS or self.versions.filter(topic__in=SENSITIVE_TOPICS).exists()


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    def newest(self) -> Self:
        """Of each question the version with the highest number."""
        newer = QuestionVersion.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def drawable(self, bank_key: str) -> Self:
        """What a test may draw from a bank today."""
        return self.newest().filter(question__bank__key=bank_key, question__state=READY)


@append_only
class QuestionVersion(models.Model):
    """A question as it was released: never changed, so any paper can be shown again as it was (architecture.md 4)."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    topic = models.SlugField(max_length=36)
    tags = models.JSONField(default=list)
    language = models.CharField(max_length=35, blank=True, default="", db_default="")
    outcome = models.CharField(max_length=200, blank=True, default="", db_default="")
    competency = models.CharField(max_length=60, blank=True, default="", db_default="")
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_question_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="question_version_from_one"),
            models.CheckConstraint(condition=~Q(sha256=""), name="question_version_has_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.number}"

    def hashed(self) -> Mapping[str, Any]:
        """What the hash covers: the question itself and the topic under which it counts, and what else is said about it."""
        more = {field: getattr(self, field) for field in FIELDS if getattr(self, field)}
        return {"definition": self.definition, "topic": self.topic, "tags": self.tags, **more}


@append_only
class QuestionReview(models.Model):
    """Somebody read this version with one pair of eyes: from lived experience, or for safeguarding (decisions.md 34)."""

    LENSES: ClassVar = [("lived_experience", _("From lived experience")), ("safeguarding", _("For safeguarding"))]

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="reviews")
    lens = models.CharField(_("read"), max_length=20, choices=LENSES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "lens", "by"], name="one_review_per_lens_and_person"),
            models.CheckConstraint(condition=Q(lens__in=["lived_experience", "safeguarding"]), name="review_lens_known"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.lens}"
