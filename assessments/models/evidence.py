"""A learner's piece of work, each round of it as it was sent, and the files beside it."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Relation, User
from accounts.queries import one_with, selves
from assessments.frameworks import Competency
from assessments.models.frameworks import Authorisation, FrameworkVersion, PlanVersion
from assessments.states import DRAFT, JUDGED, SUBMISSION_MOVES, SUBMITTED, WITHDRAWN
from lms.core.append_only import append_only
from lms.core.models import Envelope, PrivateFile, Record

NOBODY = Q(pk__in=[])


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def readable_by(self, person: User, on: date | None = None) -> Self:
        """The writer reads all of it. An assessor reads what was sent, never a draft: see `open_to_assessor`."""
        return self._for_assessor(person, on, Q(person__in=selves(person)))

    def open_to_assessor(self, person: User, on: date | None = None) -> Self:
        """Pieces that this person, as an assessor, may read on a day.

        Authorised for exactly this competency that day; not the writer; no declared conflict; not their supervisor unless the plan
        allows it. What waits is open to all such assessors, anything else only to those who judged a round or had begun to: when another
        was quicker, what they typed must not vanish behind a 404 (ux.md 5.6).
        """
        return self._for_assessor(person, on).exclude(person__in=selves(person))

    def written_by(self, person: User) -> Self:
        return self.filter(person__in=selves(person))

    def waiting(self) -> Self:
        return self.filter(state=SUBMITTED)

    def _for_assessor(self, person: User, on: date | None, otherwise: Q = NOBODY) -> Self:
        same = {"framework_version": OuterRef("framework_version"), "competency": OuterRef("competency")}
        plans = PlanVersion.objects.filter(**same).order_by("-number").values("supervisor_may_assess")
        ties = Relation.objects.in_force(on)
        mine = selves(person)
        either = (Q(by__in=mine) & one_with("of", "person")) | (Q(of__in=mine) & one_with("by", "person"))
        allowed = (
            Q(Exists(Authorisation.objects.in_force(on).filter(assessor=person, **same)))
            & ~Q(Exists(ties.filter(either, kind="conflict")))
            & (Q(_supervisor_may=True) | ~Q(Exists(ties.filter(one_with("of", "person"), kind="supervises", by__in=mine))))
        )
        rounds = SubmissionRound.objects.filter(submission=OuterRef("pk"))
        worked_on_it = Q(Exists(rounds.filter(judgements__assessor=person))) | Q(Exists(rounds.filter(marking_drafts__assessor=person)))
        sent = Q(state=SUBMITTED) | Q(state__in=[DRAFT, JUDGED]) & worked_on_it
        return self.alias(_supervisor_may=Subquery(plans[:1])).filter(otherwise | (sent & allowed))


class Submission(Record):
    """One piece of work towards one competency. The draft is the writer's; what was sent stands in its rounds."""

    STATES: ClassVar = [
        (DRAFT, _("Started")),
        (SUBMITTED, _("With an assessor")),
        (JUDGED, _("Feedback given")),
        (WITHDRAWN, _("Taken back")),
    ]
    AUDIENCES: ClassVar = [("me", _("Only me")), ("assessor", _("An assessor"))]
    MOVES = SUBMISSION_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="submissions")
    competency = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    audience = models.CharField(_("who can read it"), max_length=10, choices=AUDIENCES, default="me")
    title = models.CharField(_("title"), max_length=120, blank=True)
    draft_text = models.TextField(blank=True)
    draft_number = models.PositiveIntegerField(default=0)
    lived_experience = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[DRAFT, SUBMITTED, JUDGED, WITHDRAWN]), name="submission_state_known"),
            models.CheckConstraint(condition=Q(state=DRAFT) | Q(draft_text=""), name="submission_sent_words_stand_in_rounds"),
            models.UniqueConstraint(
                fields=["person", "framework_version", "competency"],
                condition=Q(state__in=[DRAFT, SUBMITTED]),
                name="one_open_piece_per_competency",
            ),
        ]
        indexes = [models.Index(fields=["state", "framework_version", "competency"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("assessments:evidence", args=[self.public_id])

    @property
    def code(self) -> str:
        """What stands for the writer while the marking is blind. One code for one piece, so pieces cannot be put together."""
        return f"R-{self.public_id[:5].upper()}"

    @property
    def has_draft(self) -> bool:
        """Whether there is anything to send: words, or a file."""
        return bool(self.draft_text.strip()) or self.evidence_files.filter(in_draft=True).exists()

    @property
    def about(self) -> Competency:
        """The competency as this piece's framework version words it."""
        found = self.framework_version.competency(self.competency)
        if found is None:
            raise LookupError(self.competency)
        return found


@append_only
class SubmissionRound(Envelope):
    """What was sent, as it was sent. Its words are an assessments.words.Piece; of the recognition check only counts are kept."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(default=timezone.now)
    lived_experience = models.BooleanField(default=False)
    files = models.JSONField(default=list)  # [{"ref": EvidenceFile.public_id, "sha256", "size", "type"}]
    words_total = models.PositiveIntegerField()
    words_new = models.PositiveIntegerField()
    places_changed = models.PositiveSmallIntegerField(default=0)
    places_not_real = models.PositiveSmallIntegerField(default=0)
    places_as_is = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_round_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="round_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number}"

    @property
    def places_left_in(self) -> int:
        return self.places_not_real + self.places_as_is


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def readable_by(self, person: User) -> Self:
        """The writer: all. An assessor: those that were sent with a piece they may read."""
        sent = Q(submission__in=Submission.objects.open_to_assessor(person), was_sent=True)
        return self.filter(Q(submission__person__in=selves(person)) | sent)


class EvidenceFile(Record):
    """A file beside a piece. `in_draft` says that the next round takes it along; what was sent stays for its round."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="evidence_files")
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    in_draft = models.BooleanField(default=True)
    was_sent = models.BooleanField(default=False)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(in_draft=True) | Q(was_sent=True), name="evidence_file_belongs_somewhere")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("assessments:evidence_file", args=[self.public_id])
