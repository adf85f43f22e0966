"""What waits for an assessor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
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
WHO = Coalesce("submission__person__merged_into", "submission__person")  # two records of one person are one
ON_A_PAGE = 50


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


@dataclass(frozen=True)
class _Waiting:
    """A piece in the queue, as little of it as it takes to put the queue in order and to add up its minutes."""

    round_id: int
    submitted_at: datetime
    minutes: int
    same: tuple[int, str]  # framework version and competency
    is_mine: bool
    started_by: str


@dataclass(frozen=True)
class MarkingPage:
    """Some of the queue: `page.object_list` holds items. `total` and `minutes` are of the whole queue."""

    page: Page[Any]
    total: int
    minutes: int


def marking_queue(assessor: User, *, at: datetime | None = None) -> list[MarkingItem]:
    """Everything this assessor may mark now: theirs first, each part oldest first. Six queries however long it is.

    Theirs is what they have begun, and what they gave feedback on before.
    """
    return _items(_queue(assessor, at or clock.now()))


def marking_page(assessor: User, number: Any) -> MarkingPage:
    """Fifty pieces of the queue; only theirs are read whole."""
    queue = _queue(assessor, clock.now())
    page: Any = Paginator(queue, ON_A_PAGE).get_page(number)
    page.object_list = _items(list(page.object_list))
    return MarkingPage(page, len(queue), sum(piece.minutes for piece in queue))


def next_to_mark(assessor: User, *, after: Submission | None = None) -> MarkingItem | None:
    """The piece to open next: the first in the queue that nobody else has begun."""
    free = [piece for piece in _queue(assessor, clock.now()) if not piece.started_by]
    items = (item for item in _items(free[:2]) if item.piece != after)  # `after` may be one of them
    return next(items, None)


def _queue(assessor: User, at: datetime) -> list[_Waiting]:
    newest = _newest_rounds(assessor)
    plans = plans_for(row["framework_version"] for row in newest)
    not_yet, begun = _not_yet_by(assessor), _begun(at)
    queue = []
    for row in newest:
        same = (row["framework_version"], row["competency"])
        said = not_yet.get((row["who"], *same), 0)
        if not plans[same].plan.needs_another_assessor(said):
            queue.append(_waiting(row, same, assessor, said_before=bool(said), drafts=begun.get(row["pk"], [])))
    return sorted(queue, key=lambda piece: (not piece.is_mine, piece.submitted_at, piece.round_id))


def _newest_rounds(assessor: User) -> list[dict[str, Any]]:
    """The round that waits of each piece: one narrow row, the words and the files left out."""
    pieces = Submission.objects.open_to_assessor(assessor).waiting()
    rounds = SubmissionRound.objects.filter(submission__in=pieces).order_by("submission", "number")
    about = {"framework_version": F("submission__framework_version"), "competency": F("submission__competency")}
    rows: Iterable[Any] = rounds.values("pk", "submission", "submitted_at", "words_new", "files", **about, who=WHO)
    newest: dict[int, dict[str, Any]] = {row["submission"]: row for row in rows}
    return list(newest.values())  # a later round takes the place of an earlier one


def _not_yet_by(assessor: User) -> dict[tuple[int, int, str], int]:
    rows = Judgement.objects.filter(assessor=assessor).exclude(outcome=MET)
    counts: dict[tuple[int, int, str], int] = {}
    who = Coalesce("person__merged_into", "person")
    for key in rows.annotate(who=who).values_list("who", "framework_version_id", "competency"):
        counts[key] = counts.get(key, 0) + 1
    return counts


def _begun(at: datetime) -> dict[int, list[MarkingDraft]]:
    """What somebody has begun lately, by round."""
    begun: dict[int, list[MarkingDraft]] = {}
    for draft in MarkingDraft.objects.filter(started_at__gt=at - STARTED_FOR).select_related("assessor"):
        begun.setdefault(draft.round_id, []).append(draft)
    return begun


def _waiting(row: dict[str, Any], same: tuple[int, str], assessor: User, *, said_before: bool, drafts: list[MarkingDraft]) -> _Waiting:
    others = [draft.assessor.called for draft in drafts if draft.assessor_id != assessor.pk]
    is_mine = said_before or any(draft.assessor_id == assessor.pk for draft in drafts)
    minutes = minutes_to_mark(words=row["words_new"], files=len(row["files"]))
    return _Waiting(row["pk"], row["submitted_at"], minutes, same, is_mine, ", ".join(others))


def _items(queue: Sequence[_Waiting]) -> list[MarkingItem]:
    """The pieces with what a row of the screen shows."""
    rounds = SubmissionRound.objects.select_related("submission").in_bulk([piece.round_id for piece in queue])
    versions = FrameworkVersion.objects.in_bulk({piece.same[0] for piece in queue})
    items = []
    for waiting in queue:
        newest = rounds[waiting.round_id]
        newest.submission.framework_version = versions[waiting.same[0]]
        items.append(MarkingItem(newest.submission, newest, newest.submission.about.title, waiting.is_mine, waiting.started_by))
    return items
