"""/manage/decisions/ and /manage/certificates/: for the board alone, ties first, and nothing recorded before it was shown."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Relation
from lms.core.models import ReadSubject
from schemes import public
from schemes.board import decided_lately
from schemes.dates import authority_day
from schemes.models import Application, CaseReport, Certification, Decision
from schemes.outcomes import PublicOutcome
from schemes.services import suspend
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.logbook import confirmed
from tests.factories.schemes import board_member, certified, sent

pytestmark = pytest.mark.django_db
DECIDES = {"no_conflict": "on", "outcome": "award", "reasons": "You met every requirement."}


@pytest.fixture
def ada():
    return UserFactory(called="Ada Canary")


@pytest.fixture
def di(client):
    person = board_member()
    client.force_login(person)
    return person


def address(name, record):
    return reverse(f"schemes:{name}", args=[record.public_id])


def page(client, where, status=200):
    response = client.get(where)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_queue_lists_cases_without_names_oldest_first(client, di, ada):
    first, second = sent(ada), sent(UserFactory(called="Bel Canary"))
    said = page(client, "/manage/decisions/")
    assert said.index(first.code) < said.index(second.code)
    assert "Canary" not in said


def test_what_was_decided_in_the_last_90_days_stands_there_by_code_for_board_and_inspection(client, di, ada):
    case = Application.objects.get(pk=certified(ada).events.first().decision.application_id)
    client.force_login(with_role("inspector", "Ines"))
    said = page(client, "/manage/decisions/")
    assert (case.code in said, "Decided in the last 90 days" in said, "Canary" in said) == (True, True, False)
    assert not ReadSubject.objects.exists()
    page(client, address("decision", case))
    assert ReadSubject.objects.filter(event__record_type="schemes.case").exists()
    assert decided_lately(authority_day() + timedelta(days=90)) == []


def test_the_empty_queue_says_so(client, di):
    assert "Nothing ready" in page(client, "/manage/decisions/")


def test_a_decision_is_recorded_from_the_page(client, di, ada):
    application = sent(ada)
    where = address("decision", application)
    said = page(client, where)
    assert application.reports.get().fingerprint in said
    assert said.index("Conflicts of interest") < said.index("Your decision")
    assert "<strong>Cy</strong> confirmed hours of this person" in said
    report = application.reports.get()
    assert client.post(where, {**DECIDES, "report": report.public_id}).url == "/manage/decisions/"
    assert Decision.objects.get().report == report
    assert "Nothing to decide" in page(client, where)


def test_opening_a_case_is_kept_and_the_person_can_see_it(client, di, ada):
    page(client, address("decision", sent(ada)))
    assert ReadSubject.objects.get(event__record_type="schemes.case").person_ref == ada.public_id


def test_without_reasons_nothing_is_recorded_and_what_was_typed_stays(client, di, ada):
    where = address("decision", sent(ada))
    refused = client.post(where, {"outcome": "not_this_time", "reasons": "Half a thought"})
    assert refused.status_code == 422
    assert "Half a thought" in refused.content.decode()
    assert Decision.objects.count() == 0


def test_a_decider_with_a_tie_sees_a_kind_page_and_not_the_case(client, di, ada):
    application = sent(ada)
    RelationFactory(kind="manages", by=di, of=ada)
    where = address("decision", application)
    said = page(client, where)
    assert "Somebody else decides this" in said
    assert "One of you manages the other." in said
    assert "Canary" not in said
    client.post(where, {**DECIDES, "report": application.reports.get().public_id})
    assert Decision.objects.count() == 0


def test_the_page_says_what_came_in_later_and_a_new_report_holds_it(client, di, ada):
    application = sent(ada)
    confirmed(ada, Relation.objects.get(of=ada).by, minutes=15, on=date(2026, 2, 1))
    where = address("decision", application)
    assert "One thing came in later" in page(client, where)
    client.post(address("new_report", application))
    assert CaseReport.objects.count() == 2
    assert "came in later" not in page(client, where)


def test_stepping_aside_keeps_that_there_is_a_reason_and_no_more(client, di, ada):
    application = sent(ada)
    where = address("step_aside", application)
    assert "not what it is" in page(client, where)
    client.post(where)
    assert Relation.objects.get(kind="conflict").of == ada
    assert "Somebody else decides this" in page(client, address("decision", application))
    client.post(address("new_report", application))
    assert CaseReport.objects.count() == 1


def test_a_draft_is_nobodys_business(client, di, ada):
    from tests.factories.schemes import begun

    assert client.get(address("decision", begun(ada))).status_code == 404


@pytest.mark.parametrize("role", ["assessor", "supervisor", "manager", "editor", "admin"])
def test_other_staff_do_not_find_the_boards_pages(client, ada, role):
    certification = certified(ada)
    client.force_login(with_role(role, "Gus"))
    places = [
        "/manage/decisions/",
        "/manage/certificates/",
        address("decision", Application.objects.get()),
        address("certificate", certification),
    ]
    assert [client.get(where).status_code for where in places] == [404] * 4


def test_the_queue_and_a_case_take_a_fixed_number_of_statements(client, di, ada):
    application = sent(ada)

    def counts():
        found = []
        for where in ("/manage/decisions/", address("decision", application)):
            with CaptureQueriesContext(connection) as counted:
                client.get(where)
            found.append(len(counted.captured_queries))
        return found

    client.get(address("decision", application))
    one = counts()
    for _ in range(29):
        sent(UserFactory())
    assert counts() == one
    assert one[0] <= 6


# --- certificates ---------------------------------------------------------------------------------


def test_a_certificate_is_found_by_its_number_alone(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    where = "/manage/certificates/"
    assert client.post(where, {"number": certification.shown_number.lower()}).url == certification.get_absolute_url()
    assert client.post(where, {"number": "Ada Canary"}).status_code == 422
    assert "mistyped" in client.post(where, {"number": certification.number[:-1] + "0"}).content.decode() or certification.number.endswith(
        "0"
    )
    from lms.core.ids import new_number

    assert "no certificate with this number" in client.post(where, {"number": new_number()}).content.decode()


def changing(certification, act):
    return reverse("schemes:change", args=[certification.public_id, act])


def said(**more):
    today = authority_day()
    day = {"effective_on_day": today.day, "effective_on_month": today.month, "effective_on_year": today.year}
    return {**day, "reason": "concern", "private_note": "The canary note", "public_text": "", **more}


def test_suspending_shows_first_what_a_checker_will_see_and_then_does_it(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    where = changing(certification, "suspend")
    shown = client.post(where, said()).content.decode()
    assert "Not valid at present" in shown
    assert "The canary note" in shown
    assert certification.events.count() == 1
    assert client.post(where, said(confirmed="1")).url == certification.get_absolute_url()
    assert public.public_status([certification.pk])[certification.pk].outcome is PublicOutcome.NOT_VALID_AT_PRESENT
    record = page(client, certification.get_absolute_url())
    assert "The canary note" in record
    assert "Lift the suspension" in record


def test_a_day_to_come_changes_the_answer_of_that_day_only(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    shown = client.post(changing(certification, "revoke"), said(effective_on_year=authority_day().year + 1)).content.decode()
    assert "This certificate is current" in shown
    assert "This certificate has been revoked" in shown


def test_an_impossible_act_is_refused_kindly_with_what_was_typed(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    refused = client.post(changing(certification, "lift"), said(confirmed="1"))
    assert refused.status_code == 422
    assert "nothing to lift" in refused.content.decode()
    assert "The canary note" in refused.content.decode()


def test_unknown_acts_and_days_that_are_no_days(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    assert client.get(changing(certification, "delete")).status_code == 404
    assert client.post(changing(certification, "suspend"), said(effective_on_day="31", effective_on_month="2")).status_code == 422


def test_conditions_are_previewed_with_their_public_words(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    shown = client.post(changing(certification, "conditions"), said(public_text="Works with a mentor.")).content.decode()
    assert "Current, with conditions" in shown
    assert "Everybody who checks this certificate reads it" in shown


def test_somebody_with_a_tie_cannot_change_a_standing(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    RelationFactory(kind="supervises", by=di, of=ada)
    assert "Somebody else on the board has to do this" in page(client, certification.get_absolute_url())
    assert "Somebody else decides this" in page(client, changing(certification, "suspend"))
    client.post(changing(certification, "suspend"), said(confirmed="1"))
    assert certification.events.count() == 1


def test_a_board_member_does_not_read_the_notes_about_themselves(client, ada):
    certification, yusra = certified(ada), board_member("Yusra")
    suspend(certification=certification, by=yusra, reason="concern", private_note="The canary note", effective_on=authority_day())
    from tests.factories.accounts import RoleGrantFactory

    RoleGrantFactory(person=ada, role="board")
    client.force_login(ada)
    assert "canary note" not in page(client, certification.get_absolute_url())


def test_the_record_names_what_the_calendar_will_do(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    record = page(client, certification.get_absolute_url())
    assert "Days of grace" in record
    assert Certification.objects.count() == 1


def test_opening_a_record_with_its_notes_is_kept_and_the_person_can_see_it(client, di, ada):
    certification = certified(ada, by=board_member("Yusra"))
    page(client, certification.get_absolute_url())
    assert ReadSubject.objects.get(event__record_type="schemes.certification").person_ref == ada.public_id


def test_somebody_with_a_tie_does_not_read_the_boards_notes(client, di, ada):
    certification, yusra = certified(ada), board_member("Yusra")
    suspend(certification=certification, by=yusra, reason="concern", private_note="The canary note", effective_on=authority_day())
    assert "canary note" in page(client, certification.get_absolute_url())
    RelationFactory(kind="supervises", by=di, of=ada)
    record = page(client, certification.get_absolute_url())
    assert "canary note" not in record
    assert "The note was taken back" not in record
