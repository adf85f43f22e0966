"""The screens, through the browser's door."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from lms.core import clock
from lms.core.models import Narrative, ReadEvent, ReadSubject
from logbook.models import Countersignature, Entry, Remark
from logbook.services import change_entry, countersign, log_entry, return_entry, submit, take_back
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.logbook import DAY, SOON_AFTER, asked, confirmed, draft, facts, sent, supervises

pytestmark = pytest.mark.django_db
CANARY = "the canary in the note"


def signed_in(client, person):
    client.force_login(person)
    return client


def page(client, name, **kwargs):
    response = client.get(reverse(f"logbook:{name}", kwargs=kwargs))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def post(client, name, data=None, **kwargs):
    return client.post(reverse(f"logbook:{name}", kwargs=kwargs), data or {})


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text)[1]


def today():
    return clock.today().isoformat()


def hours_form(**more):
    return {"when": today(), "minutes": "3 h", "activity": "direct_support", "mode": "individual", "setting": "drop_in"} | more


def session_form(**more):
    usual = {"when": today(), "minutes": "60 min", "activity": "supervision", "mode": "individual", "channel": "video"}
    return usual | {"topics": ["role"], "note": "agreed: rest"} | more


# --- hours ------------------------------------------------------------------------------------------


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


def client_post_follow(client, name, data=None, **kwargs):
    return client.post(reverse(f"logbook:{name}", kwargs=kwargs), data or {}, follow=True).content.decode()


# --- one entry --------------------------------------------------------------------------------------


def test_a_draft_is_changed_sent_and_taken_back(client, ada, cy):
    entry = draft(ada, cy)
    signed_in(client, ada)
    ref = {"ref": entry.public_id.lower()}
    form = page(client, "hours_change", **ref)
    data = hours_form(minutes="90 min", supervisor=cy.pk, seen=hidden(form, "seen"), keep="1")
    assert post(client, "hours_change", data, **ref).status_code == 302
    assert post(client, "hours_send", {"seen": Entry.objects.get().version}, **ref).status_code == 302
    assert (Entry.objects.get().state, Entry.objects.get().minutes) == ("submitted", 90)
    assert "Take it back" in page(client, "hours_entry", **ref)
    post(client, "hours_take_back", **ref)
    assert Entry.objects.get().state == "draft"


def test_two_windows_with_the_same_draft(client, ada, cy):
    entry = draft(ada, cy)
    signed_in(client, ada)
    seen = hidden(page(client, "hours_change", ref=entry.public_id), "seen")
    post(client, "hours_change", hours_form(minutes="60 min", seen=seen, keep="1"), ref=entry.public_id)
    second = post(client, "hours_change", hours_form(minutes="4 h", seen=seen, keep="1"), ref=entry.public_id)
    assert second.status_code == 422
    assert "has changed since you opened the page" in second.content.decode()
    assert 'value="4 h"' in second.content.decode()
    assert Entry.objects.get().minutes == 60


def test_throwing_away_asks_once_more(client, ada):
    entry = draft(ada)
    signed_in(client, ada)
    assert "Throw this draft away?" in page(client, "hours_remove", ref=entry.public_id)
    assert Entry.objects.exists()
    post(client, "hours_remove", ref=entry.public_id)
    assert not Entry.objects.exists()


def test_a_correction_stands_beside_what_was_confirmed(client, ada, cy):
    old = confirmed(ada, cy)
    signed_in(client, ada)
    assert post(client, "hours_change", hours_form(minutes="1", keep="1"), ref=old.public_id).status_code == 422
    data = hours_form(minutes="2")
    response = post(client, "hours_correct", data, ref=old.public_id)
    new = Entry.objects.get(supersedes=old)
    assert response.url == reverse("logbook:hours_entry", kwargs={"ref": new.public_id})
    assert "A correction waits to be confirmed" in page(client, "hours_entry", ref=old.public_id)
    countersign(entry=new, by=cy)
    assert "does not count any more" in page(client, "hours_entry", ref=old.public_id)
    assert "Replaced" in page(client, "hours")


@pytest.mark.parametrize(("make", "act"), [(sent, "change"), (sent, "remove"), (draft, "correct")])
def test_a_page_whose_time_is_not_now_leads_back_to_the_entry(client, ada, cy, make, act):
    entry = make(ada, cy)
    response = signed_in(client, ada).get(reverse(f"logbook:hours_{act}", kwargs={"ref": entry.public_id}))
    assert response.url == reverse("logbook:hours_entry", kwargs={"ref": entry.public_id})


def test_a_confirmed_entry_is_not_asked_about_any_more(client, ada, cy):
    entry = confirmed(ada, cy)
    for act in ("ask", "differ"):
        response = signed_in(client, cy).get(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id}))
        assert response.url == reverse("logbook:supervise_entry", kwargs={"ref": entry.public_id})


def test_a_supervisor_does_not_change_what_the_person_wrote(client, ada, cy):
    entry = sent(ada, cy)
    for act in ("change", "correct"):
        assert signed_in(client, cy).get(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id})).status_code == 403


def test_what_cannot_be_done_is_said_kindly_and_nothing_changes(client, ada, cy):
    entry = sent(ada, cy)
    old = entry.version
    countersign(entry=entry, by=cy)
    signed_in(client, ada)
    assert "This has changed since you opened it." in client_post_follow(client, "hours_take_back", ref=entry.public_id)
    assert "This entry was sent" in client_post_follow(client, "hours_remove", ref=entry.public_id)
    signed_in(client, cy)
    for act, data in (("ask", {"question": "Really?"}), ("differ", {"words": "Hm."})):
        response = post(client, f"supervise_{act}", data | {"seen": old}, ref=entry.public_id)
        assert response.status_code == 422
        assert next(iter(data.values())) in response.content.decode()
    assert not Remark.objects.exists()


def test_an_answer_that_comes_too_late_is_kept_on_the_page(client, ada, cy):
    entry = asked(ada, cy)
    change_entry(entry=entry, by=ada, facts=facts(minutes=30), supervisor=cy, today=SOON_AFTER)
    response = post(signed_in(client, ada), "hours_send", {"answer": "It was three.", "seen": entry.version}, ref=entry.public_id)
    assert response.status_code == 422
    assert "It was three." in response.content.decode()
    assert Entry.objects.get().state == "returned"


# --- supervision ------------------------------------------------------------------------------------


def test_a_session_is_logged_confirmed_and_then_counts(client, ada, cy):
    signed_in(client, ada)
    text = page(client, "supervision_new")
    assert "You and your supervisor both see this, and nobody else." in text
    post(client, "supervision_new", session_form(supervisor=cy.pk, send="1"))
    entry = Entry.objects.get()
    signed_in(client, cy)
    shown = page(client, "supervise_entry", ref=entry.public_id)
    assert "agreed: rest" in shown
    response = client_post_follow(client, "supervise_confirm", {"seen": hidden(shown, "seen")}, ref=entry.public_id)
    assert "Confirmed. These minutes count now." in response
    assert Countersignature.objects.get().by == cy


def test_the_supervisor_logs_a_session_and_the_trainee_confirms(client, ada, cy):
    signed_in(client, cy)
    assert "Ada confirms that it happened." in page(client, "session_new", ref=ada.public_id)
    assert post(client, "session_new", session_form(), ref=ada.public_id).status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.logged_by, entry.person) == ("submitted", cy, ada)
    signed_in(client, ada)
    assert "1 session for you to confirm" in page(client, "supervision")
    shown = page(client, "supervision_entry", ref=entry.public_id)
    post(client, "supervision_confirm", {"seen": hidden(shown, "seen")}, ref=entry.public_id)
    assert Countersignature.objects.get().by == ada


def test_a_group_shows_its_number(client, ada, cy):
    response = post(signed_in(client, cy), "session_new", session_form(mode="group"), ref=ada.public_id)
    assert "Say how many took part, two or more." in response.content.decode()
    post(client, "session_new", session_form(mode="group", group_size="4"), ref=ada.public_id)
    assert "in a group of 4" in page(client, "supervisee", ref=ada.public_id)


# --- signing ----------------------------------------------------------------------------------------


def ticks(*entries):
    return [f"{entry.public_id}.{entry.version}" for entry in entries]


def test_nothing_is_ticked_beforehand(client, ada, cy):
    sent(ada, cy)
    sent(ada, cy, minutes=60)
    text = page(signed_in(client, cy), "to_sign")
    assert "2 entries, 4 hours. Nothing is ticked for you." in text
    assert "checked" not in text


def test_ticked_entries_are_confirmed_and_the_others_wait(client, ada, cy):
    one, other = sent(ada, cy), sent(ada, cy, minutes=60)
    response = client_post_follow(signed_in(client, cy), "to_sign", {"entry": ticks(one), "happened": "on"})
    assert "Confirmed: 1 entry, 3 hours." in response
    assert Entry.objects.get(state="submitted") == other


def test_one_tick_for_a_person_confirms_what_was_shown(client, ada, cy):
    shown = [sent(ada, cy), sent(ada, cy, minutes=60)]
    later = sent(ada, cy, minutes=30)
    data = {"all": ada.public_id, f"shown-{ada.public_id}": ticks(*shown), "happened": "on"}
    assert "Confirmed: 2 entries, 4 hours." in client_post_follow(signed_in(client, cy), "to_sign", data)
    assert Entry.objects.get(state="submitted") == later


def test_ticks_without_the_declaration_are_kept_and_nothing_is_confirmed(client, ada, cy):
    entry = sent(ada, cy)
    response = post(signed_in(client, cy), "to_sign", {"entry": ticks(entry)})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Only then can they count." in text
    assert re.search(rf'value="{ticks(entry)[0]}"[^>]* checked', text)
    assert not Countersignature.objects.exists()


def test_the_declaration_without_ticks_says_what_to_do(client, ada, cy):
    sent(ada, cy)
    response = post(signed_in(client, cy), "to_sign", {"happened": "on"})
    assert "Tick the entries that happened as written." in response.content.decode()


def test_two_browsers_what_changed_meanwhile_is_not_signed(client, ada, cy):
    entry = sent(ada, cy)
    old = ticks(entry)
    take_back(entry=entry, by=ada)
    change_entry(entry=entry, by=ada, facts=facts(minutes=480), supervisor=cy)
    submit(entry=Entry.objects.get(), by=ada)
    text = client_post_follow(signed_in(client, cy), "to_sign", {"entry": old, "happened": "on"})
    assert "Ada: This entry has changed since you opened the page." in text
    assert not Countersignature.objects.exists()


def test_two_browsers_signing_the_same_entry_makes_one_signature(client, ada, cy):
    entry = sent(ada, cy)
    data = {"entry": ticks(entry), "happened": "on"}
    signed_in(client, cy)
    post(client, "to_sign", data)
    assert post(client, "to_sign", data).status_code == 302
    assert Countersignature.objects.count() == 1


def test_nobody_signs_through_the_list_what_they_may_not(client, ada, cy, eve):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    entry = sent(ada, cy)
    post(signed_in(client, dee), "to_sign", {"entry": ticks(entry), "happened": "on"})
    assert not Countersignature.objects.exists()


def test_a_question_goes_to_the_writer_and_comes_back_with_an_answer(client, ada, cy):
    entry = sent(ada, cy)
    signed_in(client, cy)
    assert "Ada reads this. Nobody else does." in page(client, "supervise_ask", ref=entry.public_id)
    post(client, "supervise_ask", {"question": "Was it two hours?", "seen": entry.version}, ref=entry.public_id)
    assert "Was it two hours?" in page(client, "to_sign")
    signed_in(client, ada)
    assert "There is a question" in page(client, "hours")
    assert "Was it two hours?" in page(client, "hours_entry", ref=entry.public_id)
    post(client, "hours_send", {"answer": "Three, with tidying up.", "seen": entry.version}, ref=entry.public_id)
    text = page(signed_in(client, cy), "to_sign")
    assert "Three, with tidying up." in text
    assert f'value="{ticks(Entry.objects.get())[0]}"' in text


def test_two_versions_stand_side_by_side(client, ada, cy):
    entry = sent(ada, cy)
    signed_in(client, cy)
    data = {"words": "The café was closed.", "minutes": "2 h", "seen": entry.version}
    assert post(client, "supervise_differ", data, ref=entry.public_id).status_code == 302
    for person, name in ((cy, "supervise_entry"), (ada, "hours_entry")):
        text = page(signed_in(client, person), name, ref=entry.public_id)
        assert 'class="said"' in text
        assert "The café was closed." in text
        assert "3 h" in text
        assert "2 h" in text


def test_an_empty_different_view_is_asked_to_say_something(client, ada, cy):
    entry = sent(ada, cy)
    response = post(signed_in(client, cy), "supervise_differ", {"words": ""}, ref=entry.public_id)
    assert response.status_code == 422
    assert not Remark.objects.exists()


# --- who sees what ----------------------------------------------------------------------------------

OWN = ["entry", "change", "send", "take_back", "remove", "correct"]


@pytest.mark.parametrize("act", OWN)
@pytest.mark.parametrize("kind", ["practice", "supervision"])
def test_foreign_entries_are_not_there(client, ada, cy, eve, act, kind):
    """The record exists, and 404 is all that anybody else hears: outsiders, other supervisors, staff."""
    note = CANARY if kind == "supervision" else ""
    entry = sent(ada, cy, kind=kind, note=note)
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    area = "hours" if kind == "practice" else "supervision"
    for person in (eve, dee, cy, *(with_role(role, role) for role in ("manager", "assessor", "board", "admin"))):
        signed_in(client, person)
        for method in (client.get, client.post):
            response = method(reverse(f"logbook:{area}_{act}", kwargs={"ref": entry.public_id}))
            assert response.status_code == 404
            assert CANARY not in response.content.decode()
    assert Narrative.objects.filter(text=CANARY).exists() is (kind == "supervision")


@pytest.mark.parametrize("act", ["entry", "change", "send", "correct", "confirm", "ask", "differ"])
def test_nobody_but_the_named_supervisor_stands_under_supervise(client, ada, cy, eve, act):
    entry = sent(ada, cy, kind="supervision", note=CANARY)
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    manager = with_role("manager", "Gus")
    RelationFactory(kind="manages", by=manager, of=ada)
    for person in (ada, eve, dee, manager, with_role("board", "Di"), with_role("assessor", "Bo")):
        signed_in(client, person)
        for method in (client.get, client.post):
            response = method(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id}))
            assert response.status_code == 404
            assert CANARY not in response.content.decode()


def test_the_note_is_on_the_entry_alone_and_for_its_two_people(client, ada, cy):
    entry = confirmed(ada, cy, kind="supervision", note=CANARY)
    for person, name in ((ada, "supervision_entry"), (cy, "supervise_entry")):
        assert CANARY in page(signed_in(client, person), name, ref=entry.public_id)
    for person, names in ((ada, ["supervision", "hours"]), (cy, ["supervise", "to_sign"])):
        for name in names:
            assert CANARY not in page(signed_in(client, person), name)


def test_a_supervisor_does_not_see_drafts(client, ada, cy):
    entry = draft(ada, cy, kind="supervision", note=CANARY)
    signed_in(client, cy)
    assert client.get(reverse("logbook:supervise_entry", kwargs={"ref": entry.public_id})).status_code == 404
    assert "Nothing yet." in page(client, "supervisee", ref=ada.public_id)


def test_a_supervisor_is_not_shown_what_was_sent_to_another(client, ada, cy):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    sent(ada, cy, minutes=77)
    text = page(signed_in(client, dee), "supervisee", ref=ada.public_id)
    assert "1 h 17 min" not in text
    assert "Nothing yet." in text


def test_opening_a_note_of_somebody_else_leaves_a_trace(client, ada, cy):
    entry = confirmed(ada, cy, kind="supervision", note="agreed: rest")
    page(signed_in(client, ada), "supervision_entry", ref=entry.public_id)
    assert not ReadEvent.objects.exists()
    page(signed_in(client, cy), "supervise_entry", ref=entry.public_id)
    event = ReadEvent.objects.get()
    assert (event.actor_ref, event.record_type) == (cy.public_id, "logbook.note")
    assert ReadSubject.objects.get().person_ref == ada.public_id


def test_a_page_without_words_leaves_no_trace(client, ada, cy):
    page(signed_in(client, cy), "supervise_entry", ref=confirmed(ada, cy).public_id)
    assert not ReadEvent.objects.exists()


def test_the_supervisors_desk_is_not_there_for_others(client, ada, cy, eve):
    for person in (ada, eve, with_role("manager", "Gus")):
        signed_in(client, person)
        for name, kwargs in (
            ("supervise", {}),
            ("to_sign", {}),
            ("supervisee", {"ref": ada.public_id}),
            ("session_new", {"ref": ada.public_id}),
        ):
            assert client.get(reverse(f"logbook:{name}", kwargs=kwargs)).status_code == 404


def test_a_supervisor_does_not_open_somebody_elses_supervisee(client, ada, cy):
    dee = with_role("supervisor", "Dee")
    for name in ("supervisee", "session_new"):
        assert signed_in(client, dee).get(reverse(f"logbook:{name}", kwargs={"ref": ada.public_id})).status_code == 404


def test_nobody_signed_out_gets_anywhere(client, ada, cy):
    entry = sent(ada, cy)
    for name, kwargs in (("hours", {}), ("hours_entry", {"ref": entry.public_id}), ("supervise", {}), ("to_sign", {})):
        response = client.get(reverse(f"logbook:{name}", kwargs=kwargs))
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("act", ["send", "take_back"])
def test_a_get_changes_nothing(client, ada, cy, act):
    entry = draft(ada, cy)
    response = signed_in(client, ada).get(reverse(f"logbook:hours_{act}", kwargs={"ref": entry.public_id}))
    assert response.status_code == 405
    assert Entry.objects.get().state == "draft"


def test_pages_of_people_are_not_stored(client, ada):
    response = signed_in(client, ada).get(reverse("logbook:hours"))
    assert "no-store" in response["Cache-Control"]


# --- budgets ----------------------------------------------------------------------------------------


def many(ada, cy, number):
    start = Entry.objects.count()
    for n in range(start, start + number):
        entry = sent(ada, cy, on=DAY - timedelta(days=n), kind="supervision", note=f"note {n}")
        if n % 3 == 0:
            return_entry(entry=entry, by=cy, question=f"question {n}")
        if n % 3 == 1:
            countersign(entry=entry, by=cy)


@pytest.mark.parametrize(
    ("who", "name", "budget"),
    [("ada", "supervision", 9), ("ada", "hours", 8), ("cy", "supervise", 6), ("cy", "to_sign", 8), ("cy", "supervisee", 10)],
)
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_one(client, ada, cy, django_assert_max_num_queries, who, name, budget):
    kwargs = {"ref": ada.public_id} if name == "supervisee" else {}
    signed_in(client, {"ada": ada, "cy": cy}[who])
    many(ada, cy, 1)
    page(client, name, **kwargs)  # the session and the content types are warm now
    for _ in range(2):
        with django_assert_max_num_queries(budget):
            page(client, name, **kwargs)
        many(ada, cy, 30)


def test_thirty_supervisees_take_as_many_queries_as_one(client, ada, cy, django_assert_max_num_queries):
    signed_in(client, cy)
    page(client, "supervise")
    for person in UserFactory.create_batch(29):
        supervises(cy, person)
        sent(person, cy)
    with django_assert_max_num_queries(6):
        page(client, "supervise")
    with django_assert_max_num_queries(8):
        page(client, "to_sign")
