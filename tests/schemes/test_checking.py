"""check_records: every broken row is named. Rows are broken here with the triggers taken away, as a careless administrator might."""

import pytest
from django.db import connection

from accounts.models import RoleGrant
from lms.core.append_only import install_triggers
from schemes.checks import check
from schemes.dates import authority_day
from schemes.models import Certification, CertificationEvent, Decision
from schemes.privacy import export
from schemes.services import suspend
from tests.factories.accounts import UserFactory
from tests.factories.schemes import board_member, certified

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def held():
    certification = certified(UserFactory(called="Ada"), by=board_member("Yusra"))
    suspend(certification=certification, by=board_member(), reason="concern", private_note="x", effective_on=authority_day())
    return certification


def tampered(table, change):
    """Change rows past the triggers, and put the triggers back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER keep_{table}_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER keep_{table}_update")
        cursor.execute(f"UPDATE {table} SET {change}")
        if connection.vendor != "sqlite":
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER keep_{table}_update")
    install_triggers()


def says():
    return " / ".join(f"{problem.invariant} {problem.row}: {problem.says}" for problem in check())


def test_what_went_through_the_services_is_whole(held):
    assert list(check()) == []


@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("schemes_certificationevent", "effective_on = '2020-01-01' WHERE seq = 2", "columns say something else"),
        ("schemes_certificationevent", "body = '{}' WHERE seq = 2", "hash does not fit"),
        ("schemes_certificationevent", "prev = 'x' WHERE seq = 2", "does not follow"),
        ("schemes_certificationevent", "seq = 3 WHERE seq = 2", "does not follow"),
        ("schemes_certificationevent", "kind = 'lifted' WHERE seq = 1", "no award at its beginning"),
        ("schemes_certificationevent", "decision_id = NULL WHERE seq = 1", "awards without a decision"),
        ("schemes_schemeversion", "sha256 = 'x'", "SchemeVersion"),
        ("schemes_statementversion", "wording = 'x'", "StatementVersion"),
        ("schemes_casereport", "sha256 = 'x'", "CaseReport"),
    ],
)
def test_what_was_changed_is_named(held, table, change, expected):
    tampered(table, change)
    assert expected in says()


def test_a_decider_with_a_tie_is_named(held):
    cy = held.person.relations_of.get().by
    tampered("schemes_decision", f"decided_by_id = {cy.pk}")
    assert "with a tie" in says()
    assert "not on the board" in says()


def test_a_decider_whose_role_had_ended_is_named(held):
    RoleGrant.objects.filter(person=Decision.objects.get().decided_by).update(until_on="2021-01-01")
    assert "not on the board that day" in says()


def test_it_takes_as_many_statements_for_one_as_for_five(held, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        list(check())
    for _ in range(4):
        certified(UserFactory(), by=board_member())
    with CaptureQueriesContext(connection) as five:
        list(check())
    assert len(one.captured_queries) == len(five.captured_queries)


def test_the_export_holds_what_is_about_the_person_and_not_the_boards_note(held):
    copy = export(held.person)
    assert copy["applications"][0]["certificate_name"] == "Ada Núñez Ørsted"
    assert copy["decisions"][0]["reasons"] == "You met every requirement."
    assert [entry["kind"] for entry in copy["certifications"][0]["record"]] == ["awarded", "suspended"]
    assert copy["statements_signed"][0]["statement"] == "Code of ethics 1"
    assert "canary" not in str(copy)
    assert (Certification.objects.count(), CertificationEvent.objects.count()) == (1, 2)
