"""Short ways to say evidence, requirements and events in tests. Values only, no database."""

from datetime import UTC, date, datetime, timedelta

from logbook.crediting import LoggedHours
from schemes.requirements import (
    AllOf,
    Attestation,
    CompetenciesJudged,
    Evidence,
    JudgedCompetency,
    PracticeMinutes,
    QuizPassed,
    QuizResult,
    SentCompetency,
    SignedStatement,
    SupervisionMinutes,
    TrainingCredited,
    TrainingMinutes,
    Version,
    evaluate,
)
from schemes.standing import Event, EventKind, Terms

DAY = date(2027, 3, 3)
BEFORE = date(2027, 2, 1)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def training(minutes, domain="listening", module="m1", on=BEFORE, ref=None, edition="1.0"):
    return TrainingCredited(ref or f"T{module}{domain}{edition}", module, module.title(), edition, domain, minutes, on)


def quiz(passed=True, key="core", on=BEFORE, ref="Q1", correct=8):
    return QuizResult(ref, key, passed, correct, 10, on)


def judged(competency, outcome="met", on=BEFORE, ref=None, version=1, framework="core", at=None):
    return JudgedCompetency(
        ref or f"J{competency}{outcome}{on}{version}", framework, version, competency, outcome, on, at or noon(on), "written"
    )


def sent(competency, on=BEFORE, version=1):
    return SentCompetency(f"S{competency}", "core", version, competency, on)


def hours(minutes, ref, state="countersigned", mode="individual", on=BEFORE, kind="practice", activity="one-to-one", size=None, **rest):
    return LoggedHours(ref, kind, on, minutes, mode, size, activity, state, **rest)


def signed(version=1, on=BEFORE, ref="A1", statement="ethics"):
    return SignedStatement(ref, statement, version, on)


def asked(requirement, evidence=None, on=DAY, **pieces):
    """The outcome of one requirement."""
    version = Version("demo", 1, "0" * 64, AllOf(key="all", title="All", of=(requirement,)))
    held = evidence or Evidence(**{name: tuple(value) for name, value in pieces.items()})
    return evaluate(version, held, on).outcome.parts[0]


TRAINING = TrainingMinutes(key="training", title="Training", minutes=600, domains={"listening": 300, "boundaries": 300})
QUIZ = QuizPassed(key="knowledge", title="Test", quiz="core")
COMPETENCIES = CompetenciesJudged(
    key="competencies", title="Competencies", framework="core", framework_version=1, competencies=("listening", "boundaries")
)
PRACTICE = PracticeMinutes(key="practice", title="Practice", minutes=1200)
SUPERVISION = SupervisionMinutes(key="supervision", title="Supervision", minutes=360, individual_min_minutes=180, group_max_minutes=180)
ETHICS = Attestation(key="ethics", title="Code", statement="ethics", statement_version=1)
SIX = (TRAINING, QUIZ, COMPETENCIES, PRACTICE, SUPERVISION, ETHICS)
VERSION = Version("demo", 1, "0" * 64, AllOf(key="all", title="All", of=SIX))

TERMS = {1: Terms(valid_months=36, grace_days=30), 2: Terms(valid_months=12, grace_days=0)}
AWARDED_ON = date(2026, 5, 4)
LAST_DAY = date(2029, 5, 3)
LATER = noon(date(2040, 1, 1))


def event(seq, kind, on, recorded=None, text="", version=1, term_from=None):
    return Event(seq, EventKind(kind), on, recorded or noon(on), version, term_from, text)


def awarded(on=AWARDED_ON, seq=1, **more):
    return event(seq, "awarded", on, **more)


def after(day, days):
    return day + timedelta(days=days)
