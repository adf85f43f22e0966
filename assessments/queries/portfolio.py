"""Where one person stands with each competency, and what comes next: a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.queries import selves
from assessments.frameworks import Competency
from assessments.judging import MET
from assessments.models import FrameworkVersion, Judgement, PlanVersion, Submission, SubmissionRound
from assessments.queries.authority import plans_for
from assessments.queries.rounds import Judged, judgements_with_words
from assessments.states import DRAFT, SUBMITTED, WITHDRAWN

# How long an assessor usually takes. Said on the page, and the target in the queue.
USUAL_DAYS = 7

Key = tuple[int, str]  # framework, competency


@dataclass(frozen=True)
class CompetencyStanding:
    """One competency for one person. `state` is met, waiting, not_yet, started or to_do."""

    version: FrameworkVersion
    competency: Competency
    plan: PlanVersion | None
    state: str
    judged: list[Judged]  # newest first
    pieces: list[Submission]  # newest first, without those taken back
    sent_at: datetime | None

    @property
    def newest(self) -> Judged | None:
        return self.judged[0] if self.judged else None

    @property
    def open_piece(self) -> Submission | None:
        return next((piece for piece in self.pieces if piece.state in (DRAFT, SUBMITTED)), None)

    @property
    def is_open(self) -> bool:
        return self.state != "met"

    @property
    def criteria_met(self) -> int:
        return sum(self.newest.met.values()) if self.newest else 0

    @property
    def next_step(self) -> str:
        """What the newest feedback asks for, addressed to the learner."""
        said = self.newest.feedback if self.newest else None
        return said.addressed_to(self.newest.judgement.person.called).next_step if said and self.newest else ""

    @property
    def url(self) -> str:
        return reverse("assessments:competency", args=[self.competency.key]) + f"?framework={self.version.framework.key}"

    @property
    def add_url(self) -> str:
        return reverse("assessments:evidence_new") + f"?competency={self.competency.key}&framework={self.version.framework.key}"

    @property
    def methods(self) -> list[str]:
        """How it was shown, each way once, for competencies that are met."""
        met = [each.judgement for each in self.judged if each.judgement.outcome == MET]
        return list(dict.fromkeys(judgement.get_method_display() for judgement in reversed(met)))


@dataclass(frozen=True)
class PortfolioFramework:
    """A framework with the person's standing in each of its competencies."""

    version: FrameworkVersion
    standings: list[CompetencyStanding]

    @property
    def title(self) -> str:
        return self.version.framework.title

    @property
    def open(self) -> list[CompetencyStanding]:
        """Those with a next step; feedback to work on first, then drafts, then what has not begun, then what waits."""
        order = ("not_yet", "started", "to_do", "waiting")
        return sorted((each for each in self.standings if each.is_open), key=lambda each: order.index(each.state))

    @property
    def met(self) -> list[CompetencyStanding]:
        return [each for each in self.standings if not each.is_open]

    @property
    def waiting(self) -> int:
        return self._count("waiting")

    @property
    def not_yet(self) -> int:
        return self._count("not_yet")

    def _count(self, state: str) -> int:
        return sum(each.state == state for each in self.standings)


def current_versions() -> list[FrameworkVersion]:
    """The newest version of each framework, in one query."""
    newest = FrameworkVersion.objects.filter(framework=OuterRef("framework")).order_by("-number").values("pk")[:1]
    return list(FrameworkVersion.objects.select_related("framework").filter(pk=Subquery(newest)).order_by("framework__title"))


def portfolio_of(person: User) -> list[PortfolioFramework]:
    """The person's portfolio in every framework: six queries, however many competencies and pieces there are."""
    versions = current_versions()
    plans = plans_for(version.pk for version in versions)
    pieces = _pieces(person)
    judged = _judged(person)
    return [
        PortfolioFramework(
            version,
            [
                _standing(version, each, plans.get((version.pk, each.key)), pieces, judged.get((version.framework_id, each.key), []))
                for each in version.competencies()
            ],
        )
        for version in versions
    ]


def standing_in(person: User, competency: str, framework: str | None = None) -> CompetencyStanding | None:
    """The standing in one competency; the first framework that has it when none is named."""
    for part in portfolio_of(person):
        for each in part.standings:
            if each.competency.key == competency and framework in (None, part.version.framework.key):
                return each
    return None


def _pieces(person: User) -> list[Submission]:
    last_sent = SubmissionRound.objects.filter(submission=OuterRef("pk")).order_by("-number").values("submitted_at")[:1]
    rows = Submission.objects.filter(person__in=selves(person)).exclude(state=WITHDRAWN).annotate(sent_at=Subquery(last_sent))
    return list(rows.annotate(framework=F("framework_version__framework")).order_by("-pk"))


def _judged(person: User) -> dict[Key, list[Judged]]:
    # The framework's key only: joining whole versions would read their content once for each judgement.
    rows = Judgement.objects.received_by(person).annotate(framework=F("framework_version__framework"))
    rows = rows.select_related("assessor", "person").prefetch_related("criteria")
    found: dict[Key, list[Judged]] = {}
    for each in judgements_with_words(rows.order_by("-judged_on", "-recorded_at", "-pk")):
        key = (each.judgement.framework, each.judgement.competency)  # type: ignore[attr-defined]
        found.setdefault(key, []).append(each)
    return found


def _standing(
    version: FrameworkVersion, competency: Competency, plan: PlanVersion | None, pieces: Iterable[Submission], judged: list[Judged]
) -> CompetencyStanding:
    mine = [piece for piece in pieces if piece.framework == version.framework_id and piece.competency == competency.key]  # type: ignore[attr-defined]
    waiting = [piece for piece in mine if piece.state == SUBMITTED]
    sent_at = waiting[0].sent_at if waiting else None  # type: ignore[attr-defined]
    return CompetencyStanding(version, competency, plan, _state(mine, judged), judged, mine, sent_at)


def _state(pieces: list[Submission], judged: list[Judged]) -> str:
    if judged and judged[0].judgement.outcome == MET:
        return "met"
    if any(piece.state == SUBMITTED for piece in pieces):
        return "waiting"
    if judged:
        return "not_yet"
    return "started" if pieces else "to_do"
