"""The sample of judgements that a quality assurer looks at: by code, never by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from accounts.models import Relation, User
from accounts.queries import selves
from assessments.models import Judgement, QualityCheck
from assessments.queries.rounds import Judged, judgements_with_words, rounds_with_words
from assessments.sampling import is_due, risk
from assessments.words import Piece
from lms.core.narrative import attach_words


@dataclass(frozen=True)
class SampleItem:
    """One judgement that waits for a second look, and why it is in the sample ("new" or "usual")."""

    judgement: Judgement
    risk: str

    @property
    def code(self) -> str:
        return self.judgement.round.submission.code

    @property
    def title(self) -> str:
        return self.judgement.round.submission.about.title


@dataclass(frozen=True)
class Checked:
    """A piece as it was sent, what was decided about it, and what a second look found so far."""

    judgement: Judgement
    piece: Piece | None
    judged: Judged
    check: QualityCheck | None

    @property
    def code(self) -> str:
        return self.judgement.round.submission.code


def sample_for(person: User) -> list[SampleItem]:
    """What waits for this quality assurer, early judgements of new assessors first, each part oldest first. Five queries.

    Never a judgement of their own or about themselves, nor of or about somebody with whom they have a tie.
    """
    due = dict(_due(_kept_from(person)))
    rows = Judgement.objects.filter(pk__in=due).select_related("round__submission__framework_version", "assessor")
    items = [SampleItem(row, risk(due[row.pk])) for row in rows.order_by("recorded_at", "pk")]
    return sorted(items, key=lambda item: item.risk != "new")


def _due(closed_to: set[int]) -> Iterable[tuple[int, int]]:
    """Judgements of the sample that nobody has looked at: (row id, the assessor's nth)."""
    nth = Window(RowNumber(), partition_by="assessor_id", order_by=["recorded_at", "pk"])
    looked_at = set(QualityCheck.objects.values_list("judgement_id", flat=True))
    rows = Judgement.objects.annotate(nth=nth).values_list("pk", "public_id", "assessor_id", "person_id", "nth")
    for pk, ref, assessor, person, place in rows:
        if pk not in looked_at and not {assessor, person} & closed_to and is_due(ref, place):
            yield pk, place


def _kept_from(person: User) -> set[int]:
    """Row ids of people whose work or whose judgements this quality assurer does not look at: their own, and of those tied to them."""
    mine = selves(person)
    ties = Relation.objects.in_force().filter(Q(by__in=mine) | Q(of__in=mine)).values_list("by_id", "of_id")
    return set(mine) | {pk for pair in ties for pk in pair}


def open_to_quality(person: User, ref: str) -> Judgement | None:
    """A judgement that waits for this quality assurer, or at which they have looked themselves."""
    wanted = Judgement.objects.filter(public_id=ref).select_related("round__submission__framework_version", "person", "assessor").first()
    if wanted is None:
        return None
    mine = QualityCheck.objects.filter(judgement=wanted, by__in=selves(person)).exists()
    return wanted if mine or any(pk == wanted.pk for pk, _nth in _due(_kept_from(person))) else None


def look_at(judgement: Judgement) -> Checked:
    """Everything that a second look needs, without a name of the learner."""
    ((_row, piece),) = rounds_with_words([judgement.round])
    (judged,) = judgements_with_words([judgement])
    code = judgement.round.submission.code
    feedback = judged.feedback.addressed_to(code) if judged.feedback else None
    return Checked(judgement, piece, Judged(judgement, feedback, judged.met), next(iter(checks_of([judgement])), None))


def checks_of(judgements: Iterable[Judgement]) -> list[QualityCheck]:
    """What was found about these judgements, with words, in two queries."""
    return attach_words(QualityCheck.objects.filter(judgement__in=list(judgements)).select_related("by", "judgement").order_by("pk"))


def looked_at_by(person: User) -> list[QualityCheck]:
    """The last twenty that this quality assurer has looked at."""
    rows = QualityCheck.objects.filter(by__in=selves(person)).select_related("judgement__round__submission")
    return list(rows.order_by("-pk")[:20])
