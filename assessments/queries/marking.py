"""What waits for an assessor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from assessments.judging import MET, minutes_to_mark
from assessments.models import FrameworkVersion, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.queries.authority import plans_for
from assessments.queries.portfolio import USUAL_DAYS
from lms.core import clock

# Somebody who began and went away does not keep a piece from the others for longer than this.
STARTED_FOR = timedelta(hours=4)
WHO = Coalesce("person__merged_into", "person")  # two records of one person are one


@dataclass(frozen=True)
class MarkingItem:
    """One row of the queue: a code, never a name."""

    piece: Submission
    round: SubmissionRound
    title: str
    is_mine: bool
    started_by: str  # who else is on it: what they are called, or ""

    @property
    def words(self) -> int:
        return self.round.words_new

    @property
    def minutes(self) -> int:
        return minutes_to_mark(words=self.words, files=len(self.round.files))

    @property
    def target_on(self) -> date:
        return timezone.localdate(self.round.submitted_at) + timedelta(days=USUAL_DAYS)

    @property
    def days_waiting(self) -> int:
        return (clock.today() - timezone.localdate(self.round.submitted_at)).days

    @property
    def is_past_target(self) -> bool:
        return clock.today() > self.target_on


def marking_queue(assessor: User, *, at: datetime | None = None) -> list[MarkingItem]:
    """Everything this assessor may mark now: theirs first, each part oldest first. Six queries however long it is.

    Theirs is what they have begun, and what they gave feedback on before.
    """
    pieces = _waiting(assessor)
    versions = FrameworkVersion.objects.in_bulk({piece.framework_version_id for piece in pieces})
    plans = plans_for(versions)
    not_yet, begun = _not_yet_by(assessor), _begun(pieces, at or clock.now())
    items = []
    for piece in pieces:
        same = (piece.framework_version_id, piece.competency)
        said = not_yet.get((piece.who, *same), 0)  # type: ignore[attr-defined]
        if plans[same].plan.needs_another_assessor(said):
            continue
        piece.framework_version = versions[piece.framework_version_id]
        items.append(_item(piece, assessor, said_before=bool(said), begun=begun))
    return sorted(items, key=lambda item: (not item.is_mine, item.round.submitted_at))


def next_to_mark(assessor: User, *, after: Submission | None = None) -> MarkingItem | None:
    """The piece to open next: the first in the queue that nobody else has begun."""
    free = [item for item in marking_queue(assessor) if not item.started_by and item.piece != after]
    return free[0] if free else None


def _waiting(assessor: User) -> list[Submission]:
    newest_first = SubmissionRound.objects.order_by("-number")
    rows = Submission.objects.open_to_assessor(assessor).waiting().annotate(who=WHO)
    return list(rows.prefetch_related(Prefetch("rounds", queryset=newest_first)).order_by("pk"))


def _not_yet_by(assessor: User) -> dict[tuple[int, int, str], int]:
    rows = Judgement.objects.filter(assessor=assessor).exclude(outcome=MET)
    counts: dict[tuple[int, int, str], int] = {}
    for key in rows.annotate(who=WHO).values_list("who", "framework_version_id", "competency"):
        counts[key] = counts.get(key, 0) + 1
    return counts


def _begun(pieces: list[Submission], at: datetime) -> dict[int, list[MarkingDraft]]:
    fresh = MarkingDraft.objects.filter(round__submission__in=pieces, started_at__gt=at - STARTED_FOR).select_related("assessor")
    begun: dict[int, list[MarkingDraft]] = {}
    for draft in fresh:
        begun.setdefault(draft.round_id, []).append(draft)
    return begun


def _item(piece: Submission, assessor: User, *, said_before: bool, begun: dict[int, list[MarkingDraft]]) -> MarkingItem:
    newest = piece.rounds.all()[0]
    drafts = begun.get(newest.pk, [])
    others = [draft.assessor.called for draft in drafts if draft.assessor_id != assessor.pk]
    is_mine = said_before or any(draft.assessor_id == assessor.pk for draft in drafts)
    return MarkingItem(piece, newest, piece.about.title, is_mine, ", ".join(others))
