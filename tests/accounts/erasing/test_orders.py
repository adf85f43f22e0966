"""Ordering an erasure, thinking again, and what must wait for something that is open."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import DataRequest, Erasure, LegalHold, PersonKey, RoleGrant, User
from accounts.services import (
    carry_out,
    end_hold,
    finish_erasures,
    order_erasure,
    place_hold,
    plan_erasure,
    take_back_erasure,
)
from accounts.services.requests import open_request
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative
from lms.core.moves import NotAllowed
from tests.accounts.erasing.canaries import found, trouble_for
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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
