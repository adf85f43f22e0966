"""What is promised before an erasure is what happens; what must wait waits; what stays leads to nobody."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from accounts.models import DataRequest, Erasure, ErasureOrder, LegalHold, PersonKey, RoleGrant, User
from accounts.services import (
    carry_out,
    end_hold,
    erase,
    finish_erasures,
    order_erasure,
    place_hold,
    plan_erasure,
    take_back_erasure,
)
from accounts.services.requests import open_request
from certificates.models import Copy, CopySnapshot
from certificates.services import answer_check
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative, ReadEvent
from lms.core.moves import NotAllowed
from lms.core.registry import contributions
from schemes.models import Application, CertificationEvent
from schemes.public import PublicOutcome
from tests.erasing import where_held
from tests.factories import schemes
from tests.factories.accounts import UserFactory, with_role
from tests.factories.certificates import code_of, issued

pytestmark = [pytest.mark.django_db, pytest.mark.both]


# The stated keep list: an open concern stays until it has been looked into, and the plan says so in neutral words.
CONCERNS = {"concern", "concern_note"}


def found(canaries):
    return {name: places for name, canary in canaries.items() if name not in CONCERNS and (places := where_held(canary))}


# --- what was promised ------------------------------------------------------------------------------------------------


def test_what_the_plan_promised_is_what_happened_app_by_app(rich):
    plans, acts = dict(contributions("plan")), dict(contributions("erase"))
    assert set(plans) == set(acts)
    promised = {name: plan(rich.ada) for name, plan in plans.items()}
    assert {name for name, lines in promised.items() if lines} >= {
        "accounts",
        "assessments",
        "certificates",
        "courses",
        "logbook",
        "schemes",
    }
    done = {}
    for name, act in acts.items():
        acts_on = act

        def kept(person, name=name, act=acts_on):
            done[name] = act(person)
            return done[name]

        contributions_of("erase")[name] = kept
    try:
        erase(person=rich.ada, by=rich.ada, reason="asked")
    finally:
        contributions_of("erase").update(acts)
    for name, lines in promised.items():
        gone = {line.what for line in done[name] if line.fate == "gone"}
        stayed = {line.what for line in done[name] if line.fate == "kept"}
        assert (name, {line.what for line in lines if line.fate == "now"}) == (name, gone)
        assert (name, {line.what for line in lines if line.fate != "now"}) == (name, stayed)


@contextmanager
def trouble_for(person):
    """A part of the house that cannot let go of this person."""

    def act(whom):
        if whom.pk == person.pk:
            raise ValueError("canary")
        return []

    contributions_of("erase")["test"] = act
    yield
    contributions_of("erase").pop("test")


def contributions_of(verb):
    from lms.core import registry

    return registry._contributions[verb]


def test_of_a_whole_record_no_canary_is_left_anywhere(rich, commits, caplog):
    before = found(rich.canaries)
    assert set(before) >= {
        "evidence",
        "feedback",
        "shared_note",
        "decision_reasons",
        "request",
        "read_reason",
        "job",
        "role_reason",
        "contact",
    }
    with commits():
        erase(person=rich.ada, by=rich.ada, reason="asked")
    assert found(rich.canaries) == {}
    assert "canary" not in caplog.text
    left = User.objects.get(pk=rich.ada.pk)
    apps = {"accounts", "assessments", "certificates", "courses", "logbook", "schemes"}
    assert [line for name, plan in contributions("plan") if name in apps for line in plan(left) if line.fate == "now"] == []


def test_everybody_elses_records_are_as_they_were(rich):
    cy = rich.world.supervisor
    erase(person=rich.ada, by=rich.ada, reason="asked")
    cy.refresh_from_db()
    assert (cy.called, cy.is_active) == ("Cy", True)
    assert RoleGrant.objects.in_force().filter(person=cy, role="supervisor").exists()


def test_no_field_of_the_row_keeps_what_was_typed(rich):
    """A field that somebody adds to the person later is found here."""
    kept = {"id", "public_id", "language", "time_zone", "password", "pronouns_shown_to"}
    typed = [
        f for f in User._meta.local_fields if isinstance(f, models.CharField | models.TextField) and f.name not in kept and not f.choices
    ]
    assert len(typed) >= 6
    User.objects.filter(pk=rich.ada.pk).update(
        **{f.name: "xq" if f.max_length and f.max_length < 30 else f"{f.name}@canary.q" for f in typed}
    )
    erase(person=User.objects.get(pk=rich.ada.pk), by=rich.ada, reason="asked")
    row = User.objects.get(pk=rich.ada.pk)
    assert {f.name: getattr(row, f.name) for f in typed if "canary" in str(getattr(row, f.name)) or getattr(row, f.name) == "xq"} == {}


def test_a_read_stays_without_the_reason_that_was_typed(rich):
    erase(person=rich.ada, by=rich.ada, reason="asked")
    event = ReadEvent.objects.get(actor_ref=rich.world.safeguarding.public_id)
    assert (event.reason, [subject.person_ref for subject in event.subjects.all()]) == ("", [rich.ada.public_id])


def test_the_row_that_says_so_holds_our_sentences_only(rich):
    erase(person=rich.ada, by=rich.world.privacy, reason="asked")
    row = Erasure.objects.get()
    assert (row.person, row.by_ref, row.waits) == (rich.ada, rich.world.privacy.public_id, [])
    assert {fate for _what, fate, _why in row.lines} == {"gone", "kept"}


# --- certificates -----------------------------------------------------------------------------------------------------


def test_whoever_is_certified_gives_it_up_and_the_number_stays_as_a_tombstone():
    ada, di = UserFactory(called="Ada"), schemes.board_member()
    held = schemes.certified(ada, by=di)
    copy = issued(held)
    code, number = code_of(copy), held.number
    assert answer_check(asked=number, name="Ørsted", channel="number").outcome == PublicOutcome.CURRENT
    assert any("This certificate has ended" in line.what for line in plan_erasure(ada).now)
    for _ in range(2):  # the second time as after a restore
        erase(person=ada, by=ada, reason="asked")
        assert CertificationEvent.objects.filter(certification=held).last().kind == "surrendered"
        for asked, channel in ((number, "number"), (code, "code")):
            assert answer_check(asked=asked, name="Ørsted", channel=channel).outcome != PublicOutcome.CURRENT
        assert answer_check(asked=number, name="anything", channel="number").outcome == PublicOutcome.ENDED
    assert (Copy.objects.count(), CopySnapshot.objects.count()) == (1, 0)


def test_an_open_application_is_taken_back_first():
    ada = UserFactory(called="Ada")
    application = schemes.sent(ada)
    assert any("application" in line.what for line in plan_erasure(ada).now)
    erase(person=ada, by=ada, reason="asked")
    assert Application.objects.get(pk=application.pk).state == "withdrawn"


# --- holds ------------------------------------------------------------------------------------------------------------


def test_during_an_open_appeal_the_rest_goes_and_the_appeal_waits(rich):
    hold = place_hold(person=rich.ada, kind="appeal", by=rich.ada, ref="APPEAL")
    lists = plan_erasure(rich.ada)
    assert any("journal" in line.what for line in lists.now)
    assert all(line.why for line in lists.later)
    assert lists.keeps_account
    order = order_erasure(person=rich.ada, by=rich.ada, days=0)
    rich.ada.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, rich.ada.erased_at, rich.ada.is_active) == ("held", None, True)
    assert found({name: rich.canaries[name] for name in ("shared_note", "hours_question")}) == {}
    assert set(found({name: rich.canaries[name] for name in ("evidence", "decision_reasons", "contact")})) == {
        "evidence",
        "decision_reasons",
        "contact",
    }
    assert finish_erasures(clock.today()) == 0
    end_hold(hold=hold, by=rich.world.board)
    assert finish_erasures(clock.today()) == 1
    order.refresh_from_db()
    assert (order.state, found(rich.canaries)) == ("done", {})
    assert [row.waits != [] for row in Erasure.objects.all()] == [True, False]
    assert finish_erasures(clock.today()) == 0


def test_a_check_of_quality_keeps_the_work_and_lets_the_name_go(rich):
    place_hold(person=rich.ada, kind="audit", by=rich.world.privacy)
    order_erasure(person=rich.ada, by=rich.ada, days=0)
    rich.ada.refresh_from_db()
    assert rich.ada.erased_at
    assert set(found({name: rich.canaries[name] for name in ("evidence", "feedback", "contact", "called")})) == {"evidence", "feedback"}
    end_hold(hold=LegalHold.objects.get(), by=rich.world.privacy)
    finish_erasures(clock.today())
    assert found({name: rich.canaries[name] for name in ("evidence", "feedback")}) == {}


def test_an_open_concern_is_shown_in_no_other_words_than_a_duty_in_law(rich):
    words = []
    for kind in ("concern", "duty"):
        hold = place_hold(person=rich.ada, kind=kind, by=rich.world.privacy)
        words.append(hold.why)
        end_hold(hold=hold, by=rich.world.privacy)
    assert words[0] == words[1]
    assert "concern" not in words[0].lower()


def test_holds_are_placed_by_those_who_may_and_the_same_reason_is_one_hold(rich):
    with pytest.raises(PermissionDenied):
        place_hold(person=rich.ada, kind="duty", by=rich.world.manager)
    first = place_hold(person=rich.ada, kind="duty", by=rich.world.privacy)
    assert place_hold(person=rich.ada, kind="duty", by=rich.world.board) == first
    end_hold(hold=first, by=rich.world.board)
    with pytest.raises(Refused):
        end_hold(hold=first, by=rich.world.board)
    with pytest.raises(ValueError, match="whim"):
        place_hold(person=rich.ada, kind="whim", by=rich.world.privacy)


# --- ordering ---------------------------------------------------------------------------------------------------------


def test_there_are_seven_days_to_think_again(rich):
    order = order_erasure(person=rich.ada, by=rich.ada)
    assert finish_erasures(clock.today() + timedelta(days=6)) == 0
    with pytest.raises(Refused):
        order_erasure(person=rich.ada, by=rich.ada)
    take_back_erasure(order=order, by=rich.ada)
    assert finish_erasures(clock.today() + timedelta(days=8)) == 0
    again = order_erasure(person=rich.ada, by=rich.ada)
    assert finish_erasures(clock.today() + timedelta(days=7)) == 1
    rich.ada.refresh_from_db()
    assert rich.ada.erased_at
    with pytest.raises(NotAllowed):
        take_back_erasure(order=again, by=rich.ada)


def test_one_persons_trouble_keeps_nobody_else_waiting(rich):
    eve = UserFactory(called="Eve")
    for person in (rich.ada, eve):
        order_erasure(person=person, by=person)
    with trouble_for(rich.ada), pytest.raises(RuntimeError, match="1 erasures"):
        finish_erasures(clock.today() + timedelta(days=7))
    eve.refresh_from_db()
    rich.ada.refresh_from_db()
    assert (bool(eve.erased_at), rich.ada.erased_at) == (True, None)


def test_nobody_takes_back_what_somebody_else_ordered(rich):
    order = order_erasure(person=rich.ada, by=rich.ada)
    with pytest.raises(Refused):
        take_back_erasure(order=order, by=rich.world.privacy)


def test_the_privacy_officer_carries_out_what_was_asked_and_that_answers_it(rich):
    asked = open_request(person=rich.ada, kind="erasure")
    with pytest.raises(PermissionDenied):
        order_erasure(person=rich.ada, by=rich.world.manager, days=0, request=asked)
    with pytest.raises(Refused):
        order_erasure(person=rich.ada, by=rich.world.privacy, days=0)
    order_erasure(person=rich.ada, by=rich.world.privacy, days=0, request=asked)
    assert DataRequest.objects.get(pk=asked.pk).state == "answered"
    assert set(DataRequest.objects.exclude(pk=asked.pk).values_list("state", flat=True)) == {"taken_back"}


def test_the_last_administrator_hands_over_first():
    ash = with_role("admin", "Ash", from_on=clock.today() - timedelta(days=9))
    with pytest.raises(Refused):
        order_erasure(person=ash, by=ash, days=0)
    with_role("admin", "Ida")
    order_erasure(person=ash, by=ash, days=0)
    assert not RoleGrant.objects.in_force().filter(person=ash).exists()


def test_both_records_of_one_person_go():
    ada, twin = UserFactory(called="Ada Canary"), UserFactory(called="Ada Canary")
    User.objects.filter(pk=twin.pk).update(merged_into=ada, is_active=False)
    User.objects.filter(pk=ada.pk).update(has_duplicates=True)
    Narrative.objects.create(kind="test", subject_ref=twin.public_id, salt="", text="the canary")
    order_erasure(person=User.objects.get(pk=ada.pk), by=User.objects.get(pk=ada.pk), days=0)
    assert (User.objects.filter(called__contains="Canary").count(), Narrative.objects.count()) == (0, 0)
    assert Erasure.objects.count() == 2


def test_carrying_out_twice_is_carrying_out_once(rich):
    order = order_erasure(person=rich.ada, by=rich.ada, days=0)
    with pytest.raises(NotAllowed):
        carry_out(order=order, by=rich.ada)
    assert not PersonKey.objects.filter(person=rich.ada).exists()


# --- the pages --------------------------------------------------------------------------------------------------------


def test_the_page_shows_three_lists_and_needs_a_tick_and_a_choice(client, rich):
    client.force_login(rich.ada)
    page = client.get("/me/privacy/erase/").content.decode()
    assert all(title in page for title in ("Goes now", "Goes when its time is up", "Stays", "This certificate has ended"))
    assert client.post("/me/privacy/erase/", {"when": "now"}).status_code == 422
    assert client.post("/me/privacy/erase/", {"sure": "on"}).status_code == 422
    assert not ErasureOrder.objects.exists()


def test_now_ends_the_session_and_says_goodbye(client, rich, commits):
    client.force_login(rich.ada)
    with commits():
        page = client.post("/me/privacy/erase/", {"when": "now", "sure": "on"}, follow=True)
    assert page.redirect_chain[-1][0] == "/erased/"
    assert client.get("/home/").status_code == 302
    assert User.objects.get(pk=rich.ada.pk).erased_at


def test_later_can_be_taken_back_with_one_press(client, rich):
    client.force_login(rich.ada)
    page = client.post("/me/privacy/erase/", {"when": "later", "sure": "on"}, follow=True).content.decode()
    assert "Keep my record" in page
    client.post("/me/privacy/erase/keep/")
    assert ErasureOrder.objects.get().state == "taken_back"
    assert client.post("/me/privacy/erase/keep/").status_code == 404


def test_a_sign_in_of_an_hour_ago_is_asked_for_again(client, rich):
    client.force_login(rich.ada)
    session = client.session
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 3600} for each in session["account_authentication_methods"]]
    session.save()
    assert "/sign-in/again/" in client.get("/me/privacy/erase/").url
    client.post("/me/privacy/erase/", {"when": "now", "sure": "on"})
    assert not ErasureOrder.objects.exists()


def test_during_an_appeal_the_page_says_what_waits_and_why(client, rich):
    place_hold(person=rich.ada, kind="appeal", by=rich.ada)
    client.force_login(rich.ada)
    page = client.post("/me/privacy/erase/", {"when": "now", "sure": "on"}, follow=True).content.decode()
    assert "Your appeal is open" in page
    assert "The rest waits" in page


def test_the_privacy_officer_sees_the_lists_and_ticks_who_asked(client, rich):
    asked = open_request(person=rich.ada, kind="erasure")
    client.force_login(rich.world.privacy)
    address = f"/manage/data-requests/{asked.public_id}/erase/"
    assert "Goes now" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    client.post(address, {"sure": "on"})
    assert User.objects.get(pk=rich.ada.pk).erased_at


def test_the_privacy_officer_holds_back_and_ends_it(client, rich):
    asked = open_request(person=rich.ada, kind="erasure")
    client.force_login(rich.world.privacy)
    page = f"/manage/data-requests/{asked.public_id}/"
    client.post(f"{page}hold/", {"kind": "whim"})
    client.post(f"{page}hold/", {"kind": "duty"})
    hold = LegalHold.objects.get()
    client.post(f"{page}hold/{hold.public_id}/end/")
    assert not LegalHold.objects.in_force().exists()
