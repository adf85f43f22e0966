"""Logging practice hours."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lms.core import clock
from logbook.models import Entry
from logbook.services import log_entry, submit
from tests.factories.logbook import draft, facts, sent

from .pages import client_post_follow, hidden, hours_form, page, post, signed_in, today

pytestmark = pytest.mark.django_db


def test_the_first_page_invites(client, ada):
    assert "Add the first hour you spent supporting someone." in page(signed_in(client, ada), "hours")


def test_hours_are_logged_and_sent_in_one_step(client, ada, cy):
    signed_in(client, ada)
    response = post(client, "hours_new", hours_form(supervisor=cy.pk, send="1", start_minute="2 pm"))
    assert response.status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.minutes, entry.start_minute, entry.supervisor) == ("submitted", 180, 14 * 60, cy)
    text = page(client, "hours")
    assert "With Cy" in text
    assert "3 hours wait to be confirmed." in text


def test_without_a_supervisor_hours_stay_a_draft(client, eve):
    text = page(signed_in(client, eve), "hours_new")
    assert "You have no supervisor here yet" in text
    assert 'name="send"' not in text
    post(client, "hours_new", hours_form(keep="1"))
    assert Entry.objects.get().state == "draft"


def test_sending_without_choosing_who_confirms_says_what_to_do(client, ada, cy):
    response = post(signed_in(client, ada), "hours_new", hours_form(send="1"))
    assert response.status_code == 422
    assert "Choose who can confirm this, or keep it as a draft." in response.content.decode()


def test_hours_in_the_future_are_refused_and_what_was_typed_is_kept(client, ada, cy):
    tomorrow = clock.today() + timedelta(days=1)
    day = {"other_day_day": tomorrow.day, "other_day_month": tomorrow.month, "other_day_year": tomorrow.year}
    response = post(signed_in(client, ada), "hours_new", hours_form(when="other", minutes="1.5h", supervisor=cy.pk, send="1", **day))
    text = response.content.decode()
    assert response.status_code == 422
    assert "is still to come. Log these hours once they have happened." in text
    assert 'value="1.5h"' in text
    assert "<title>Error:" in text
    assert not Entry.objects.exists()


@pytest.mark.parametrize("typed", ["soon", "0", "1:75", "-2"])
def test_a_length_that_cannot_be_read_says_how_to_write_one(client, ada, typed):
    response = post(signed_in(client, ada), "hours_new", hours_form(minutes=typed, keep="1"))
    assert response.status_code == 422
    assert "Write the length like 1:30, 1.5 h or 90 min." in response.content.decode()


def test_another_day_without_a_day_says_what_is_missing(client, ada):
    response = post(signed_in(client, ada), "hours_new", hours_form(when="other", keep="1"))
    assert "Enter the day, the month and the year" in response.content.decode()


def test_the_same_form_sent_twice_is_one_entry(client, ada):
    once = hidden(page(signed_in(client, ada), "hours_new"), "once")
    for _ in range(2):
        assert post(client, "hours_new", hours_form(once=once, keep="1")).status_code == 302
    assert Entry.objects.count() == 1


def test_same_as_last_time_needs_a_day_and_a_length_only(client, ada, cy):
    sent(ada, cy, mode="group", group_size=5)
    text = page(signed_in(client, ada), "hours_new")
    assert "Same as last time?" in text
    assert "Peer support, in a group of 5, drop-in or centre." in text
    post(client, "hours_new", {"when": today(), "minutes": "2", "send": "1"})
    again = Entry.objects.get(on=clock.today())
    assert (again.minutes, again.mode, again.group_size, again.supervisor, again.state) == (120, "group", 5, cy, "submitted")


def test_another_kind_of_work_is_one_link_away(client, ada, cy):
    sent(ada, cy)
    response = signed_in(client, ada).get(reverse("logbook:hours_new") + "?full=1")
    assert 'name="activity"' in response.content.decode()


@pytest.fixture
def riverside(ada, cy):
    return log_entry(person=ada, by=ada, facts=facts(on=clock.today(), start_minute=14 * 60), supervisor=cy)


def post_full(client, data):
    return client.post(reverse("logbook:hours_new") + "?full=1", data)


OVERLAP = {"start_minute": "16:00", "minutes": "2", "keep": "1"}


def asked_about(client, ada):
    response = post_full(signed_in(client, ada), hours_form(**OVERLAP))
    text = response.content.decode()
    assert response.status_code == 422
    return text, hidden(text, "asked")


def test_an_overlap_is_one_question_with_three_honest_answers(client, ada, riverside):
    text, token = asked_about(client, ada)
    assert token == f"overlap:{riverside.public_id}:60"
    for answer in ("This one was shorter", "The other one was shorter", "Both are right"):
        assert answer in text
    assert "share 1 hour" in text
    assert 'class="lanes"' in text
    assert 'value="16:00"' in text
    assert Entry.objects.count() == 1


def test_both_are_right_keeps_both(client, ada, riverside):
    _text, token = asked_about(client, ada)
    assert post_full(client, hours_form(**OVERLAP, asked=token, answer="yes")).status_code == 302
    assert Entry.objects.exclude(pk=riverside.pk).get().confirmed_doubts == ["overlap"]


def test_this_one_was_shorter(client, ada, riverside):
    _text, token = asked_about(client, ada)
    post_full(client, hours_form(**OVERLAP, asked=token, answer="shorter"))
    entry = Entry.objects.exclude(pk=riverside.pk).get()
    assert (entry.start_minute, entry.minutes, entry.confirmed_doubts) == (17 * 60, 60, [])


def test_the_other_one_was_shorter(client, ada, riverside):
    _text, token = asked_about(client, ada)
    post_full(client, hours_form(**OVERLAP, asked=token, answer="other_shorter"))
    assert sorted(Entry.objects.values_list("start_minute", "minutes")) == [(14 * 60, 120), (16 * 60, 120)]


def test_what_was_sent_is_not_shortened_from_here(client, ada, riverside):
    submit(entry=riverside, by=ada)
    text, token = asked_about(client, ada)
    assert "The other one was shorter" not in text
    assert post_full(client, hours_form(**OVERLAP, asked=token, answer="other_shorter")).status_code == 422
    assert Entry.objects.get().minutes == 180


def test_no_answer_asks_again(client, ada, riverside):
    _text, token = asked_about(client, ada)
    assert post_full(client, hours_form(**OVERLAP, asked=token, answer="")).status_code == 422


def test_a_long_day_is_asked_about_and_kept_after_a_yes(client, ada):
    response = post(signed_in(client, ada), "hours_new", hours_form(minutes="13 h", keep="1"))
    text = response.content.decode()
    assert "That makes 13 hours on one day." in text
    post(client, "hours_new", hours_form(minutes="13 h", keep="1", asked=hidden(text, "asked"), answer="yes"))
    assert Entry.objects.get().confirmed_doubts == ["long_day"]


def test_a_day_that_midnight_took_off_the_page_is_asked_for_again(client, ada):
    before = clock.today() - timedelta(days=2)
    response = post(signed_in(client, ada), "hours_new", hours_form(when=before.isoformat(), keep="1"))
    assert "A new day has begun. Choose the day again." in response.content.decode()


def test_sending_all_drafts_needs_a_press(client, ada, cy):
    draft(ada, cy)
    assert signed_in(client, ada).get(reverse("logbook:hours_send_all")).status_code == 405
    assert Entry.objects.get().state == "draft"


def test_all_drafts_are_sent_at_once(client, ada, cy):
    draft(ada, cy)
    draft(ada, minutes=60)
    response = client_post_follow(signed_in(client, ada), "hours_send_all")
    assert "1 entry is on its way to be confirmed." in response
    assert "1 entry stays here:" in response
