"""The starter scheme, met with real rows of every app below: what they hold is what the engine weighs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import TrainingCredit
from lms.core.errors import Refused
from schemes.evidence import evidence_of
from schemes.models import Certification, SchemeVersion
from schemes.queries import needs
from schemes.services import apply, import_scheme, sign_statement, start_application
from tests.factories import assessments_evidence as assessed
from tests.factories import assessments_quiz as quizzes
from tests.factories import courses, logbook
from tests.factories.accounts import UserFactory
from tests.factories.schemes import NAMES, STARTER, board_member, decided, ethics, supervisor_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DOMAINS = {"listening": 480, "boundaries": 480, "confidentiality": 360, "crisis-response": 600, "cultural-sensitivity": 480}


@pytest.fixture
def version() -> SchemeVersion:
    return import_scheme(path=STARTER)


@pytest.fixture
def ada():
    return UserFactory(called="Ada Ørsted")


def taught(person, minutes=DOMAINS):
    for domain, amount in minutes.items():
        edition = courses.edition(slug=domain)
        TrainingCredit.objects.create(person=person, edition=edition, module_key=edition.module_key, domain=domain, minutes=amount)


def passed_the_test(person):
    quizzes.finish(quizzes.make_attempt(person=person, quiz=quizzes.make_quiz(key="core-knowledge")), right=9)


def judged(person, met=tuple(DOMAINS)):
    bo, framework = assessed.person("Bo", "assessor"), assessed.framework()
    for competency in met:
        assessed.authority(bo, framework, competency)
        assessed.judged(assessed.sent(person, framework, competency), bo)


def logged(person, practice=1200, supervision=(180, 180)):
    cy = supervisor_of(person)
    for n in range(4):
        logbook.confirmed(person, cy, minutes=practice // 4, on=logbook.DAY - timedelta(days=n))
    one_to_one, group = supervision
    logbook.confirmed(person, cy, kind="supervision", minutes=one_to_one, on=logbook.DAY - timedelta(days=10), activity="supervision")
    logbook.confirmed(
        person,
        cy,
        kind="supervision",
        minutes=group,
        mode="group",
        group_size=4,
        on=logbook.DAY - timedelta(days=11),
        activity="supervision",
    )


def everything(person, version, **less):
    taught(person, less.get("minutes", DOMAINS))
    passed_the_test(person)
    judged(person)
    logged(person, **less.get("log", {}))
    sign_statement(person=person, statement_version=ethics())
    return needs(person, version)


def test_somebody_who_has_done_everything_meets_all_six(ada, version):
    report = everything(ada, version)
    assert [(line.kind, line.have, line.need, line.state) for line in report.outcome.parts] == [
        ("training_minutes", 2400, 2400, "met"),
        ("quiz_passed", 1, 1, "met"),
        ("competencies_judged", 5, 5, "met"),
        ("practice_minutes", 1200, 1200, "met"),
        ("supervision_minutes", 360, 360, "met"),
        ("attestation", 1, 1, "met"),
    ]


def test_forty_hours_less_one_minute_is_refused_naming_that_minute(ada, version):
    everything(ada, version, minutes={**DOMAINS, "crisis-response": 599})
    application = start_application(person=ada, scheme=version.scheme)
    with pytest.raises(Refused) as caught:
        apply(application=application, by=ada, **NAMES)
    assert " ".join(caught.value.messages) == (
        "Training: You have 39 hours 59 minutes of 40 hours. 1 minute to go. "
        "Crisis response: 9 hours 59 minutes of 10 hours, 1 minute to go."
    )


def test_from_everything_to_a_certification(ada, version):
    everything(ada, version)
    decided(apply(application=start_application(person=ada, scheme=version.scheme), by=ada, **NAMES))
    assert Certification.objects.get().person == ada


def test_an_assessor_on_the_board_does_not_decide(ada, version):
    everything(ada, version)
    application = apply(application=start_application(person=ada, scheme=version.scheme), by=ada, **NAMES)
    from accounts.models import RoleGrant, User

    bo = User.objects.get(called="Bo")
    RoleGrant.objects.create(person=bo, role="board", from_on=assessed.LONG_AGO)
    with pytest.raises(Refused, match="judged this person's work"):
        decided(application, by=bo)


def test_who_runs_the_programme_does_not_decide(ada, version):
    everything(ada, version)
    application = apply(application=start_application(person=ada, scheme=version.scheme), by=ada, **NAMES)
    courses.place(ada)
    gus = board_member("Gus on the board")
    from accounts.models import RoleGrant

    RoleGrant.objects.create(person=gus, role="manager", from_on=assessed.LONG_AGO)
    with pytest.raises(Refused, match="run the programme"):
        decided(application, by=gus)


def test_an_unsafe_judgement_after_the_report_stops_the_award(ada, version):
    everything(ada, version)
    application = apply(application=start_application(person=ada, scheme=version.scheme), by=ada, **NAMES)
    frozen = application.reports.get()
    from accounts.models import User
    from assessments.models import SubmissionRound

    earlier = SubmissionRound.objects.get(submission__competency="boundaries")
    again = assessed.next_round(earlier, "Another time I lent them money.")
    assessed.judged(again, User.objects.get(called="Bo"), met=False, unsafe=True)
    assert frozen.report.is_met
    with pytest.raises(Refused, match="Something has changed"):
        decided(application, by=board_member(), report=frozen)


def test_a_piece_with_an_assessor_waits(ada, version):
    framework = assessed.framework()
    assessed.sent(ada, framework, "boundaries")
    line = needs(ada, version).outcome.parts[2]
    assert (line.waiting, line.missing, line.state) == (1, 5, "not_yet")


def test_evidence_is_read_in_eight_statements_however_many_people(ada, version):
    people = [ada, *(UserFactory() for _ in range(4))]
    for person in people:
        taught(person)
        sign_statement(person=person, statement_version=ethics())
    for cohort in (people[:1], people):
        with CaptureQueriesContext(connection) as counted:
            held = evidence_of([person.pk for person in cohort])
        assert len(counted.captured_queries) == 8
        assert all(len(held[person.pk].training) == 5 for person in cohort)
