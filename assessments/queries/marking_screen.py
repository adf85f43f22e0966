"""Everything an assessor sees of one piece while marking: the work, what changed, what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from assessments import deidentify, worddiff
from assessments.deidentify import Finding
from assessments.models import EvidenceFile, MarkingDraft, PlanVersion, Submission
from assessments.queries.authority import authority_for, obstacles, plan_for
from assessments.queries.marking import STARTED_FOR
from assessments.queries.rounds import Judged, RoundRead, read_rounds
from assessments.worddiff import SAME, Span
from lms.core import clock

PLACE = "place"


@dataclass(frozen=True)
class SentFile:
    """A file of a round. Its own name could say who sent it, so a blind reader gets a number."""

    evidence_file: EvidenceFile
    number: int

    @property
    def kind(self) -> str:
        return self.evidence_file.file.name.rpartition(".")[2]


@dataclass(frozen=True)
class MarkingScreen:
    """One piece, its waiting round, and the last round that somebody judged before it."""

    piece: Submission
    plan: PlanVersion
    now: RoundRead
    before: RoundRead | None
    places: list[Finding]
    files: list[SentFile]
    obstacles: list[str]
    draft: MarkingDraft | None
    others: list[str]

    @property
    def text(self) -> str:
        return self.now.piece.text if self.now.piece else ""

    @property
    def paragraphs(self) -> list[list[Span]]:
        """The text with the places marked where somebody could be recognised."""
        cut = deidentify.pieces(self.text, self.places)
        return worddiff.paragraphs([Span(PLACE if place else SAME, words) for words, place in cut])

    @property
    def changes(self) -> list[list[Span]]:
        """The text beside the one that was judged before; empty for a first round."""
        if self.before is None or self.before.piece is None:
            return []
        return worddiff.paragraphs(worddiff.compare(self.before.piece.text, self.text))

    @property
    def last_feedback(self) -> list[Judged]:
        return self.before.judged if self.before else []


def marking_screen(piece: Submission, assessor: User) -> MarkingScreen:
    """The screen for the newest round of a piece that `assessor` may read (see Submission.objects.open_to_assessor)."""
    rounds = read_rounds(piece)
    now, earlier = rounds[-1], [each for each in rounds[:-1] if each.judged]
    plan, drafts = plan_for(piece), _drafts(now)
    day = clock.today()
    authority = authority_for(assessor, piece, on=day)
    mine = [draft for draft in drafts if draft.assessor_id == assessor.pk]
    fresh = clock.now() - STARTED_FOR
    return MarkingScreen(
        piece=piece,
        plan=plan,
        now=now,
        before=earlier[-1] if earlier else None,
        places=deidentify.find(now.piece.text) if now.piece else [],
        files=files_of(piece, now),
        obstacles=obstacles(assessor, piece, plan.plan, on=day, authority=authority),
        draft=mine[0] if mine else None,
        others=[draft.assessor.called for draft in drafts if draft.assessor_id != assessor.pk and draft.started_at > fresh],
    )


def files_of(piece: Submission, read: RoundRead) -> list[SentFile]:
    """The files of a round that are still there, numbered as they were sent."""
    refs: Sequence[str] = [each["ref"] for each in read.round.files]
    kept = {each.public_id: each for each in piece.evidence_files.select_related("file").filter(public_id__in=refs)}
    return [SentFile(kept[ref], number) for number, ref in enumerate(refs, start=1) if ref in kept]


def _drafts(read: RoundRead) -> list[MarkingDraft]:
    return list(MarkingDraft.objects.filter(round=read.round).select_related("assessor").order_by("started_at"))
