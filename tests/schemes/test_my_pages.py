"""/record/ and /apply/: sentences to the minute, one's own case only, nothing typed lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schemes.models import Attestation
from tests.factories.accounts import UserFactory
from tests.factories.logbook import DAY, confirmed
from tests.factories.logbook import sent as sent_entry
from tests.factories.schemes import begun, board_member, certified, decided, quick, ready, release, sent, supervisor_of

pytestmark = pytest.mark.django_db
NEEDS, SEND, SIGN = "/apply/quick/", "/apply/quick/send/", "/apply/quick/code-of-ethics/"
TYPED = {"certificate_name": "Ada Núñez Ørsted", "check_name": "Ørsted", "certificate_name_lang": "es", "declares_true": "on"}


@pytest.fixture
def ada(client):
    quick()
    person = UserFactory(called="Ada Ørsted")
    client.force_login(person)
    return person


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_one_minute_missing_is_said_in_words(client, ada):
    ready(ada, minutes=59)
    said = page(client, NEEDS)
    assert "You have 59 minutes of 1 hour.</b> 1 minute to go." in said
    assert "1 requirement is met, 1 is for you." in said


def test_what_counts_and_what_does_not_is_shown_with_the_rule(client, ada):
    cy = supervisor_of(ada)
    confirmed(ada, cy, minutes=30, activity="outreach")
    sent_entry(ada, cy, minutes=15, activity="advocacy", on=ada.joined_at.date().replace(day=3, month=2))
    said = page(client, NEEDS)
    assert "What counts: 1 entry" in said
    assert '<span>Outreach</span><span class="num">Mon 2 Mar 2026 · 30 minutes</span>' in said
    assert "Not counted: Advocacy – waits for your supervisor" in said


def test_minutes_that_are_enough_once_confirmed_wait_for_somebody_else(client, ada):
    sent_entry(ada, supervisor_of(ada), minutes=60)
    assert "1 waits for somebody else" in page(client, NEEDS)


def test_everything_met_offers_to_apply(client, ada):
    ready(ada)
    said = page(client, NEEDS)
    assert "Everything is met." in said
    assert f'href="{SEND}"' in said


def test_the_record_names_whose_it_is_and_every_piece_that_counts(client, ada):
    ready(ada, minutes=59)
    said = page(client, "/record/")
    assert "Ada Ørsted, as it stands on" in said
    assert "59 minutes of 1 hour" in said
    assert "What counts: 1 entry" in said
    assert "2026 · 59 minutes</span>" in said


def test_the_hours_say_how_many_are_asked_and_whole_hours_say_their_unit_once(client, ada):
    assert "0 of 1 hour" in page(client, "/hours/")
    ready(ada, minutes=59)
    said = page(client, "/hours/")
    assert "59 minutes of 1 hour" in said
    assert "1 minute to go." in said


@pytest.mark.parametrize("entries", [1, 30])
def test_the_hours_with_what_is_asked_take_a_fixed_number_of_statements(client, ada, entries, django_assert_num_queries):
    cy = supervisor_of(ada)
    for at in range(entries):
        confirmed(ada, cy, on=DAY - timedelta(days=at))
    client.get("/hours/")
    with django_assert_num_queries(16):  # nine of them are the evidence and the schemes that it is held against
        client.get("/hours/")


def test_nobody_reads_how_far_somebody_else_is(client, ada):
    ready(ada, minutes=59)
    client.force_login(supervisor_of(ada))
    said = page(client, "/hours/")
    assert "59 minutes" not in said
    assert "0 of 1 hour" in said


def test_a_scheme_nobody_knows_is_not_there(client, ada):
    assert client.get("/apply/nowhere/").status_code == 404
    release_later = release(
        """\
format: alongside-scheme-1
scheme: {code: later, name: Later, authority: Board}
credential: {key: x, title: X}
version: {number: 1, effective_from: 2099-01-01}
terms: {}
requirements: [{kind: quiz_passed, key: q, title: Q, quiz: q}]
"""
    )
    assert client.get(release_later.scheme.get_absolute_url()).status_code == 404
    assert "later" not in page(client, "/apply/")


def test_the_code_of_ethics_is_read_and_signed(client, ada):
    said = page(client, SIGN)
    assert "I support people on their own terms." in said
    assert client.post(SIGN, {}).status_code == 422
    assert Attestation.objects.count() == 0
    assert client.post(SIGN, {"agrees": "on"}, follow=True).status_code == 200
    assert client.post(SIGN, {"agrees": "on"}, follow=True).status_code == 200
    assert Attestation.objects.get().person == ada
    assert "You signed this on" in page(client, SIGN)


def test_the_sign_page_answers_to_the_requirements_key_too_and_to_nothing_else(client, ada):
    assert page(client, "/apply/quick/ethics/")
    assert client.get("/apply/quick/anything/").status_code == 404


def test_my_case_says_where_it_is_and_then_what_was_decided_and_why(client, ada):
    application = sent(ada)
    assert "With the certification board since" in page(client, application.get_absolute_url())
    decided(application, "not_this_time", reasons="One session was logged twice.")
    said = page(client, application.get_absolute_url())
    assert "Not awarded this time" in said
    assert "One session was logged twice." in said


def test_case_sensitivity_of_the_id_does_not_matter(client, ada):
    assert page(client, reverse("schemes:case", args=[begun(ada).public_id.lower()]))


def test_somebody_elses_case_is_not_there(client, ada):
    other = sent(UserFactory(called="The canary"))
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.post(reverse("schemes:withdraw", args=[other.public_id])).status_code == 404
    other.refresh_from_db()
    assert other.state == "submitted"


def test_a_board_member_reads_a_case_on_the_boards_page_only(client):
    application = sent(UserFactory())
    client.force_login(board_member())
    assert client.get(application.get_absolute_url()).status_code == 404
    assert client.get(reverse("schemes:decision", args=[application.public_id])).status_code == 200


def test_an_application_is_taken_back_on_its_own_page(client, ada):
    application = sent(ada)
    address = reverse("schemes:withdraw", args=[application.public_id])
    assert "Take it back" in page(client, address)
    assert client.post(address, follow=True).status_code == 200
    application.refresh_from_db()
    assert application.state == "withdrawn"
    again = client.post(address, follow=True).content.decode()
    assert "has changed since you opened it" in again


def test_my_record_shows_the_number_and_where_it_stands(client, ada):
    assert "When you have one it will live here." in page(client, "/record/")
    certification = certified(ada)
    said = page(client, "/record/")
    assert certification.shown_number in said
    assert "This certificate is current" in said


def test_a_newer_version_is_mentioned_and_does_not_move_me(client, ada):
    application = begun(ada)
    from tests.factories.schemes import QUICK

    release(QUICK.replace("minutes: 60", "minutes: 6000").replace("number: 1", "number: 2"))
    said = page(client, NEEDS)
    assert "A newer one exists." in said
    assert "of 1 hour" in said
    assert application.scheme_version.number == 1


def test_after_a_request_for_more_the_case_leads_back_to_sending(client, ada):
    application = sent(ada)
    decided(application, "ask_for_more", reasons="Which name?")
    said = page(client, application.get_absolute_url())
    assert "One more thing is needed" in said
    assert SEND in said
    assert client.post(SEND, {**TYPED, "confirmed": "1"}).url == application.get_absolute_url()


def test_words_that_were_taken_back_are_said_to_be(client, ada):
    from lms.core.append_only import purge_permit
    from lms.core.models import Narrative

    application = sent(ada)
    decided(application, reasons="The canary")
    with purge_permit(purpose="redaction", by_ref="", reason="test"):
        Narrative.objects.all().delete()
    said = page(client, application.get_absolute_url())
    assert "taken back" in said
    assert "The canary" not in said


@pytest.mark.parametrize("entries", [1, 30])
def test_what_i_still_need_takes_a_fixed_number_of_statements(client, ada, entries, django_assert_max_num_queries):
    from datetime import date, timedelta

    cy = supervisor_of(ada)
    for n in range(entries):
        confirmed(ada, cy, minutes=1, on=date(2026, 1, 1) + timedelta(days=n))
    client.get(NEEDS)
    with django_assert_max_num_queries(15) as counted:
        client.get(NEEDS)
    assert len(counted.captured_queries) == len(page_queries(client, NEEDS))


def page_queries(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    return counted.captured_queries


def test_the_statements_do_not_grow_with_entries(client, ada):
    from datetime import date, timedelta

    cy = supervisor_of(ada)
    confirmed(ada, cy, minutes=1, on=date(2026, 1, 1))
    addresses = (NEEDS, "/record/", "/apply/", SEND)
    one = [len(page_queries(client, address)) for address in addresses]
    for n in range(1, 30):
        confirmed(ada, cy, minutes=1, on=date(2026, 1, 1) + timedelta(days=n))
    assert [len(page_queries(client, address)) for address in addresses] == one
    assert max(one) <= 16


def test_signed_out_people_are_asked_to_sign_in(client):
    quick()
    assert client.get(NEEDS).url.startswith("/sign-in/")


def test_somebody_who_holds_it_is_shown_their_number_and_not_asked_to_apply(client, ada):
    certification = certified(ada)
    said = page(client, NEEDS)
    assert certification.shown_number in said
    assert f'href="{SEND}"' not in said
    assert client.post(SEND, {**TYPED, "confirmed": "1"}).status_code == 422


def test_a_minute_short_is_told_before_the_page_to_check_on(client, ada):
    ready(ada, minutes=59)
    assert client.post(SEND, TYPED).status_code == 422


def test_the_boards_public_words_stand_on_my_record(client, ada):
    from schemes.dates import authority_day
    from schemes.services import suspend

    held, di = certified(ada, by=board_member("Yusra")), board_member()
    words = {"private_note": "The canary note", "public_text": "We will ring you this week."}
    suspend(certification=held, by=di, reason="concern", effective_on=authority_day(), **words)
    said = page(client, "/record/")
    assert "We will ring you this week." in said
    assert "canary" not in said
