"""The whole demo, laid out once for every file that asks for it, and gone afterwards.

Twice, in truth: once in one go, of which only the facts are kept; then stopped after some people and run again. That second one stays.
"""

from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from assessments.models import AttemptResult, Judgement, QualityCheck
from courses.models import Enrolment, ModuleEnrolment
from lms.core import clock
from lms.demo.seed import STORIES, seed, tell_some
from logbook.models import Entry
from schemes.models import CertificationEvent

STOPPED_AFTER = 18  # people, all of whom were told of before anything was printed
FACTS = (
    (Enrolment, "person", ("cohort__title", "state", "since_on")),
    (ModuleEnrolment, "enrolment__person", ("module_key", "step_key", "touched_at", "completed_at")),
    (AttemptResult, "attempt__person", ("passed", "attempt__submitted_at")),
    (Judgement, "person", ("competency", "outcome", "judged_on", "assessor__email", "round__number", "round__submitted_at")),
    (QualityCheck, "judgement__person", ("judgement__competency", "outcome", "checked_on")),
    (Entry, "person", ("kind", "on", "minutes", "state", "activity", "setting")),
    (CertificationEvent, "certification__person", ("seq", "kind", "effective_on", "recorded_at", "term_from", "reason")),
)


def said_by(**options: Any) -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out, **options)
    return out.getvalue()


def facts() -> dict[str, list[Any]]:
    """Everybody and everything that has a date or a standing, without ids, numbers and codes."""
    found: dict[str, list[Any]] = {"people": sorted(User.objects.values_list("email", "called", "certificate_name"))}
    for model, person, fields in FACTS:
        found[model.__name__] = sorted(model.objects.values_list(f"{person}__email", *fields), key=str)
    return found


@dataclass(frozen=True)
class Laid:
    """`said` by the run that finished what another had begun; `facts` of the one in one go."""

    said: str
    facts: dict[str, list[Any]]
    today: date


@pytest.fixture(scope="package")
def laid(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        today = clock.today()
        with transaction.atomic():
            seed(today)
            in_one_go = facts()
            transaction.set_rollback(True)
        tell_some(today, STORIES[:STOPPED_AFTER])
        yield Laid(said_by(today=today), in_one_go, today)
        transaction.set_rollback(True)
