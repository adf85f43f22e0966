"""Begin, send, take back: nothing is sent that is a minute short, and nothing moves under somebody's feet."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from lms.core.errors import Refused
from schemes.models import Application, Attestation, CaseReport
from schemes.queries import needs, needs_of
from schemes.services import apply, sign_statement, start_application, withdraw
from tests.factories.accounts import UserFactory
from tests.factories.logbook import confirmed
from tests.factories.schemes import NAMES, QUICK, begun, certified, decided, ethics, quick, ready, release, sent, supervisor_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def refused(act, **arguments):
    with pytest.raises(Refused) as caught:
        act(**arguments)
    return caught.value.messages


def test_one_minute_short_is_refused_and_the_minute_is_named(ada):
    application = begun(ada)
    ready(ada, minutes=59)
    messages = refused(apply, application=application, by=ada, **NAMES)
    assert messages == ["Practice: You have 59 minutes of 1 hour. 1 minute to go."]
    application.refresh_from_db()
    assert (application.state, CaseReport.objects.count()) == ("draft", 0)


def test_the_missing_minute_makes_it_go_through(ada):
    application = begun(ada)
    ready(ada, minutes=59)
    confirmed(ada, ada.relations_of.get().by, minutes=1, on=ada.joined_at.date().replace(day=1, month=3))
    assert apply(application=application, by=ada, **NAMES).state == "submitted"


def test_another_figure_in_the_file_changes_the_answer_without_code(ada):
    quick()
    ready(ada)
    first = release()
    second = release(QUICK.replace("minutes: 60", "minutes: 61").replace("number: 1", "number: 2"))
    assert needs(ada, first).is_met
    assert (needs(ada, second).is_met, needs(ada, second).outcome.parts[0].missing) == (False, 1)


def test_everything_that_is_missing_is_named_at_once(ada):
    application = begun(ada)
    supervisor_of(ada)
    messages = refused(apply, application=application, by=ada, **NAMES)
    assert messages == ["Practice: You have 0 of 1 hour. 1 hour to go.", "Code of ethics: Not yet signed."]


def test_minutes_that_wait_for_the_supervisor_are_named_as_waiting(ada):
    from tests.factories.logbook import sent as sent_entry

    application = begun(ada)
    sent_entry(ada, supervisor_of(ada), minutes=60)
    sign_statement(person=ada, statement_version=ethics())
    assert refused(apply, application=application, by=ada, **NAMES) == [
        "Practice: You have 0 of 1 hour. 1 hour to go. 1 hour waits to be confirmed and will count then."
    ]


def test_what_is_sent_carries_its_report_and_the_names(ada):
    application = sent(ada)
    report = application.reports.get()
    assert report.report.is_met
    assert report.report.version_sha256 == application.scheme_version.sha256
    assert (application.certificate_name, application.check_name) == ("Ada Núñez Ørsted", "Ørsted")
    ada.refresh_from_db()
    assert ada.certificate_name == "Ada Núñez Ørsted"


def test_the_name_for_checkers_must_be_part_of_the_name(ada):
    application = begun(ada)
    ready(ada)
    assert "checker" in refused(apply, application=application, by=ada, **{**NAMES, "check_name": "Smith"})[0]


def test_without_the_declaration_nothing_is_sent(ada):
    application = begun(ada)
    ready(ada)
    assert "true" in refused(apply, application=application, by=ada, **{**NAMES, "declares_true": False})[0]


def test_sent_twice_is_sent_once(ada):
    application = sent(ada)
    again = apply(application=application, by=ada, **NAMES)
    assert (again.pk, again.sent_at, CaseReport.objects.count()) == (application.pk, application.sent_at, 1)


def test_nobody_sends_or_withdraws_for_somebody_else(ada):
    application, eve = begun(ada), UserFactory(called="Eve")
    for act in (lambda: apply(application=application, by=eve, **NAMES), lambda: withdraw(application=application, by=eve)):
        with pytest.raises(PermissionDenied):
            act()


def test_a_newer_version_does_not_move_somebody_who_has_begun(ada):
    application = begun(ada)
    release(QUICK.replace("minutes: 60", "minutes: 6000").replace("number: 1", "number: 2"))
    ready(ada)
    assert begun(ada) == application
    assert apply(application=application, by=ada, **NAMES).scheme_version.number == 1
    assert begun(UserFactory()).scheme_version.number == 2


def test_a_version_that_is_not_in_force_yet_takes_no_applications(ada):
    scheme = release(QUICK.replace("2020-01-01", "2099-01-01")).scheme
    assert refused(start_application, person=ada, scheme=scheme) == ["Nobody can apply under this scheme yet."]


def test_somebody_who_holds_it_is_told_the_number(ada):
    certification = certified(ada)
    assert certification.shown_number in refused(start_application, person=ada, scheme=quick())[0]


def test_withdrawn_and_begun_again(ada):
    first = withdraw(application=sent(ada), by=ada)
    assert first.state == "withdrawn"
    assert begun(ada).pk != first.pk


def test_a_decided_application_cannot_be_withdrawn(ada):
    application = sent(ada)
    decided(application)
    assert refused(withdraw, application=application, by=ada)


def test_the_database_refuses_a_second_open_application(ada):
    application = begun(ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(person=ada, scheme_version=application.scheme_version, credential_type=application.credential_type)


def test_a_statement_is_signed_once(ada):
    quick()
    first = sign_statement(person=ada, statement_version=ethics())
    assert sign_statement(person=ada, statement_version=ethics()) == first


@pytest.mark.parametrize("table", ["schemes_attestation", "schemes_schemeversion", "schemes_statementversion", "schemes_casereport"])
def test_what_was_released_or_signed_cannot_be_changed_by_raw_sql(ada, table):
    sent(ada)
    column = {"schemes_attestation": "signed_on = '2020-01-01'", "schemes_statementversion": "wording = 'x'"}.get(table, "body = 'x'")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column}")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    assert Attestation.objects.count() == 1


def test_reports_of_thirty_people_take_as_many_statements_as_of_one(django_assert_num_queries):
    version = release()
    people = [ready(UserFactory()) for _ in range(30)]
    for cohort in (people[:1], people):
        with django_assert_num_queries(8):
            reports = needs_of(cohort, version)
        assert len(reports) == len(cohort)
        assert all(report.is_met for report in reports.values())
