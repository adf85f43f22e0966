"""What the first pages show, read from every app in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from accounts.messaging.queries import unreached_count
from accounts.models import Invitation, User
from accounts.queries import selves
from assessments.models import FrameworkVersion, Judgement, Submission
from assessments.queries import open_submissions
from courses.models import Cohort, Enrolment, ModuleEnrolment, Programme
from courses.queries import CarryOn, carry_on, cohorts_for, shelves_of, with_dues
from courses.queries.learning import ShelfOfModules
from courses.queries.must_reads import Card, must_reads_of
from lms.core import clock
from lms.core.charts import LEAST
from lms.core.ids import normalise
from lms.core.models import Job
from lms.core.permissions import allowed
from logbook.models import Entry
from schemes.models import Application, SchemeVersion
from schemes.outcomes import PublicOutcome
from schemes.screens import Held, SchemeLine, record_screen

FEEDBACK_FOR = timedelta(days=30)
FEEDBACK_SHOWN = 3  # on a phone they stand above the path; the portfolio has them all
CURRENT = {PublicOutcome.CURRENT, PublicOutcome.CURRENT_WITH_CONDITIONS}


# --- /home/ ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FeedbackLine:
    """One judgement of my work: where it is read, never its words."""

    ref: str
    title: str
    outcome: str
    by: str
    on: date


@dataclass(frozen=True)
class LogLine:
    """My log of one kind: minutes that wait for a supervisor, and what waits for me (questions, and sessions they logged)."""

    kind: str
    waiting_minutes: int
    for_me: int


@dataclass(frozen=True)
class HomeScreen:
    shelves: list[ShelfOfModules]
    next_up: CarryOn | None
    paths: list[SchemeLine]
    held: list[Held]
    applications: list[Application]
    feedback: list[FeedbackLine]
    sent: list[str]
    log: list[LogLine]
    must_reads: list[Card]

    @property
    def modules(self) -> int:
        return sum(len(shelf.lines) for shelf in self.shelves)

    @property
    def has_begun(self) -> bool:
        """Whether any module was opened: before that, the page says how short the first step is."""
        return any(line.learning for shelf in self.shelves for line in shelf.lines)

    @property
    def starts_on(self) -> date | None:
        """The first day of a programme that has not begun, when no other has."""
        ahead = [shelf.cohort.starts_on for shelf in self.shelves if shelf.is_ahead]
        return min(ahead) if ahead and len(ahead) == len(self.shelves) else None

    @property
    def waiting_hours(self) -> list[LogLine]:
        return [line for line in self.log if line.waiting_minutes]

    @property
    def log_for_me(self) -> list[LogLine]:
        return [line for line in self.log if line.for_me]

    @property
    def has_path(self) -> bool:
        """Staff who neither learn nor apply are not told what they have not done."""
        return bool(self.paths and (self.shelves or self.applications or self.log or self.feedback))


def home_screen(person: User, at: datetime | None = None) -> HomeScreen:
    """Everything on a person's own first page. It starts from what is theirs; nothing of anybody else can come in."""
    record, shelves = record_screen(person), with_dues(person, shelves_of(person))
    judged = _newest_judged(person, (at or clock.now()) - FEEDBACK_FOR)
    pieces = [piece for row in sorted(selves(person)) for piece in open_submissions(row)]
    versions = _versions([*judged, *pieces])
    return HomeScreen(
        shelves=shelves,
        next_up=carry_on(person, shelves),
        paths=_open_paths(record["lines"], record["held"]),
        held=[one for one in record["held"] if one.outcome],
        applications=[one for one in record["applications"] if one.is_waiting],
        feedback=[_feedback(row, versions) for row in judged],
        sent=[_title(piece, versions) for piece in pieces],
        log=_log(person),
        must_reads=must_reads_of(person, at=at),
    )


def _open_paths(lines: Iterable[SchemeLine], held: Iterable[Held]) -> list[SchemeLine]:
    """The schemes I have applied under; else all, but those that lead to what I hold."""
    there = {one.certification.credential_type_id for one in held if one.outcome in CURRENT}
    paths = [line for line in lines if line.version.credential_type_id not in there]
    return [line for line in paths if line.application] or paths


def _newest_judged(person: User, since: datetime) -> list[Judgement]:
    """The newest judgement of each competency, newest first: an older "not yet" beside a newer "met" would only confuse."""
    received = Judgement.objects.received_by(person).filter(recorded_at__gte=since).select_related("assessor")
    newest: dict[tuple[int, str], Judgement] = {}
    for row in received.order_by("-recorded_at", "-pk"):
        newest.setdefault((row.framework_version_id, row.competency), row)
    return list(newest.values())[:FEEDBACK_SHOWN]


def _versions(rows: Iterable[Judgement | Submission]) -> dict[int, FrameworkVersion]:
    """Each framework version once: joined, its content would come with every row."""
    return FrameworkVersion.objects.in_bulk({row.framework_version_id for row in rows})


def _title(row: Judgement | Submission, versions: dict[int, FrameworkVersion]) -> str:
    about = versions[row.framework_version_id].competency(row.competency)
    return about.title if about else row.competency


def _feedback(row: Judgement, versions: dict[int, FrameworkVersion]) -> FeedbackLine:
    return FeedbackLine(row.public_id, _title(row, versions), row.outcome, row.assessor.called, row.judged_on)


def _log(person: User) -> list[LogLine]:
    """By kind, in one statement. Only entries about this person: what a supervisor has to sign is on the supervisor's own page."""
    mine = Entry.objects.filter(person__in=selves(person), state__in=("submitted", "returned")).order_by("kind")
    own = Q(logged_by=F("person"))
    rows = mine.values_list("kind").annotate(
        waiting=Sum("minutes", filter=own & Q(state="submitted"), default=0),
        for_me=Count("pk", filter=(own & Q(state="returned")) | (~own & Q(state="submitted"))),
    )
    return [LogLine(kind, minutes, count) for kind, minutes, count in rows]


# --- /manage/ --------------------------------------------------------------------------------------


@dataclass
class CohortStages:
    """How many people of a cohort are at each stage. Numbers only: a manager sees no evidence, no notes, no journal (ux.md 5.6)."""

    cohort: Cohort
    not_started: int = 0
    learning: int = 0
    completed: int = 0
    left: int = 0
    invited: int = 0
    links_ended: int = 0
    asking: list[Invitation] = field(default_factory=list)

    @property
    def here(self) -> int:
        return self.not_started + self.learning + self.completed

    @property
    def is_empty(self) -> bool:
        return not (self.not_started or self.learning or self.completed or self.left or self.invited)


@dataclass(frozen=True)
class ManageScreen:
    cohorts: list[CohortStages]
    stuck_jobs: int
    unreached: int
    may_open: bool
    # For the first run: whether there is a scheme in force, and a programme to open a cohort on.
    has_scheme: bool
    has_programme: bool

    def looked_at(self, ref: str) -> CohortStages | None:
        """The cohort with this public id; without one the newest that has people enough for a figure, or the newest."""
        if ref:
            return next((line for line in self.cohorts if line.cohort.public_id == normalise(ref)), None)
        enough = (line for line in self.cohorts if line.here >= LEAST)
        return next(enough, self.cohorts[0] if self.cohorts else None)

    @property
    def asking(self) -> list[CohortStages]:
        return [line for line in self.cohorts if line.asking]

    @property
    def empty(self) -> list[CohortStages]:
        return [line for line in self.cohorts if line.is_empty]

    @property
    def is_quiet(self) -> bool:
        return not (self.asking or self.empty or self.stuck_jobs or self.unreached)

    @property
    def numbers(self) -> dict[str, int]:
        names = ("learning", "not_started", "completed", "invited")
        return {name: sum(getattr(line, name) for line in self.cohorts) for name in names}


def manage_screen(person: User, at: datetime | None = None) -> ManageScreen:
    """A manager's first page over the cohorts that they run, however many there are."""
    stages = {line.cohort.pk: CohortStages(line.cohort) for line in cohorts_for(person)}
    _add_places(stages)
    _add_invitations({line.cohort.context_key: line for line in stages.values()}, at or clock.now())
    programmes = Programme.objects.values_list("programme_key", flat=True)
    return ManageScreen(
        cohorts=list(stages.values()),
        stuck_jobs=Job.objects.filter(state="stuck").count(),
        unreached=unreached_count(person),
        may_open=any(allowed(person, "courses.open_cohort", str(key)) for key in programmes),
        has_scheme=SchemeVersion.objects.in_force().exists(),
        has_programme=bool(programmes),
    )


def _add_places(stages: dict[int, CohortStages]) -> None:
    begun = Exists(ModuleEnrolment.objects.filter(enrolment=OuterRef("pk")))
    who = Coalesce("person__merged_into", "person")  # two records of one person are one
    places: Any = Enrolment.objects.filter(cohort__in=stages).annotate(has_begun=begun).order_by()
    for cohort_id, state, has_begun, number in places.values_list("cohort_id", "state", "has_begun").annotate(
        number_of=Count(who, distinct=True)
    ):
        stage = state if state in ("completed", "left") else "learning" if has_begun else "not_started"
        setattr(stages[cohort_id], stage, getattr(stages[cohort_id], stage) + number)


def _add_invitations(by_key: dict[str, CohortStages], moment: datetime) -> None:
    still_open = Invitation.objects.filter(context_key__in=by_key, used_at__isnull=True, withdrawn_at__isnull=True)
    for invitation in still_open.order_by("asked_again_at", "pk"):
        line = by_key[invitation.context_key]
        line.invited += 1
        line.links_ended += invitation.expires_at <= moment
        if invitation.asked_again_at:
            line.asking.append(invitation)
