"""Rounds of a piece with their words, and what an assessor may read beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation, User
from assessments.models import Judgement, Submission, SubmissionRound
from assessments.words import Feedback, Piece
from lms.core.narrative import attach_words


@dataclass(frozen=True)
class Judged:
    """A judgement with its words (None when they were taken back) and its answers by criterion."""

    judgement: Judgement
    feedback: Feedback | None
    met: dict[str, bool]

    @property
    def asked_for(self) -> list[str]:
        """The keys of the criteria that were not met yet."""
        return [key for key, met in self.met.items() if not met]


@dataclass(frozen=True)
class RoundRead:
    """One round with everything said about it."""

    round: SubmissionRound
    piece: Piece | None
    judged: list[Judged]


def rounds_with_words(rounds: Iterable[SubmissionRound]) -> list[tuple[SubmissionRound, Piece | None]]:
    """Each round with what was sent (None when it was taken back), in one query for the words."""
    return [(row, Piece.unpack(row.words)) for row in attach_words(rounds)]


def judgements_with_words(judgements: Iterable[Judgement]) -> list[Judged]:
    """Each judgement with feedback and answers, in two queries. Give judgements with `criteria` prefetched, or it asks for each."""
    rows = attach_words(judgements)
    return [Judged(row, Feedback.unpack(row.words), {each.criterion_key: each.met for each in row.criteria.all()}) for row in rows]


def last_judged_round(piece: Submission) -> SubmissionRound | None:
    """The newest round that an assessor has read and judged."""
    return piece.rounds.filter(judgements__isnull=False).order_by("-number").first()


def read_rounds(piece: Submission) -> list[RoundRead]:
    """All rounds of a piece, oldest first, with words and judgements: five queries however many there are."""
    sent = rounds_with_words(piece.rounds.order_by("number"))
    rows = Judgement.objects.filter(round__submission=piece).select_related("assessor").prefetch_related("criteria").order_by("recorded_at")
    judged = judgements_with_words(rows)
    return [RoundRead(row, words, [each for each in judged if each.judgement.round_id == row.pk]) for row, words in sent]


def names_that_unmask(person: User) -> list[str]:
    """Names that would tell an assessor who wrote a piece: the writer's own, and of the organisations that work with us."""
    own = [person.called, person.certificate_name, *person.called.split(), *person.certificate_name.split()]
    return [*own, *Organisation.objects.filter(is_active=True).values_list("name", flat=True)]
