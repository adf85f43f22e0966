"""What is promised before an erasure is what happens; what stays leads to nobody."""

import pytest
from django.db import models

from accounts.models import Erasure, RoleGrant, User
from accounts.services import (
    erase,
    plan_erasure,
)
from certificates.models import Copy, CopySnapshot
from certificates.services import answer_check
from lms.core.models import ReadEvent
from lms.core.registry import contributions
from schemes.models import Application, CertificationEvent
from schemes.public import PublicOutcome
from tests.accounts.erasing.canaries import contributions_of, found
from tests.factories import schemes
from tests.factories.accounts import UserFactory
from tests.factories.certificates import code_of, issued

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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
