"""What the apps above are told, and who reads an entry at all."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from lms.core import clock
from logbook.crediting import Rule, credit
from logbook.models import Entry
from logbook.queries import (
    countersigners_of,
    hours,
    last_entry,
    sessions_to_confirm,
    supervisees_to_see,
    supervisors_to_name,
    to_sign,
    totals,
    totals_of,
    totals_with,
    waiting_count,
)
from logbook.services import correct_entry, countersign, submit
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.logbook import DAY, SOON_AFTER, asked, confirmed, draft, facts, sent, session_by, supervises

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def read_by(person, **more):
    return set(Entry.objects.readable_by(person, **more).values_list("public_id", flat=True))


# --- who reads --------------------------------------------------------------------------------------


def test_the_owner_reads_every_state(ada, cy):
    mine = [draft(ada), sent(ada, cy, minutes=60), asked(ada, cy, minutes=30), confirmed(ada, cy, minutes=15)]
    assert read_by(ada) == {entry.public_id for entry in mine}


def test_the_named_supervisor_reads_what_was_sent(ada, cy):
    draft(ada, cy)
    entry = sent(ada, cy, minutes=60)
    assert read_by(cy) == {entry.public_id}


def test_another_supervisor_of_the_same_person_reads_nothing_that_does_not_name_them(ada, cy):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    sent(ada, cy)
    assert read_by(dee) == set()


def test_an_ended_link_stays_readable_for_a_year(ada, cy):
    entry = sent(ada, cy)
    ended = date(2026, 4, 10)
    cy.relations_by.update(until_on=ended)
    assert read_by(cy, today=date(2027, 4, 10)) == {entry.public_id}
    assert read_by(cy, today=date(2027, 4, 11)) == set()


def test_nobody_else_reads_anything(ada, cy, eve):
    """Managers, assessors, the board and whoever runs the place see totals, never a row."""
    confirmed(ada, cy, kind="supervision", note="the canary")
    manager = with_role("manager", "Gus")
    RelationFactory(kind="manages", by=manager, of=ada)
    staff = [with_role(role, role) for role in ("assessor", "board", "admin", "quality", "editor", "supervisor")]
    for person in (manager, eve, AnonymousUser(), *staff):
        assert read_by(person) == set()


# --- hours ------------------------------------------------------------------------------------------


def test_hours_tell_every_state_and_nothing_that_was_replaced(ada, cy):
    old = confirmed(ada, cy)
    new = countersign(entry=correct_entry(entry=old, by=ada, facts=facts(minutes=120), today=SOON_AFTER), by=cy)
    waiting = sent(ada, cy, minutes=45)
    correct_entry(entry=new, by=ada, facts=facts(minutes=100), today=SOON_AFTER)
    logged = hours([ada.pk, cy.pk], "practice")
    assert {(e.ref, e.minutes, e.state) for e in logged[ada.pk]} == {
        (new.public_id, 120, "countersigned"),
        (waiting.public_id, 45, "submitted"),
    }
    assert logged[cy.pk] == []


def test_hours_feed_the_engine_as_they_are(ada, cy):
    confirmed(ada, cy, start_minute=14 * 60)
    draft(ada, cy, on=DAY + timedelta(days=1))
    assert credit(hours([ada.pk], "practice")[ada.pk], Rule(), date(2099, 1, 1)).minutes == 180


def test_a_confirmation_carries_its_day(ada, cy):
    confirmed(ada, cy)
    (logged,) = hours([ada.pk], "practice")[ada.pk]
    assert logged.countersigned_on == Entry.objects.get().countersignature.signed_on
    assert (logged.supervisor_id, logged.countersigned_by_id) == (cy.pk, cy.pk)


def test_kinds_are_apart(ada, cy):
    confirmed(ada, cy)
    confirmed(ada, cy, kind="supervision")
    assert [e.kind for e in hours([ada.pk], "supervision")[ada.pk]] == ["supervision"]


def test_hours_take_one_query_for_many_people(ada, cy, django_assert_num_queries):
    people = [ada, *UserFactory.create_batch(3)]
    for person in people[1:]:
        supervises(cy, person)
    for person in people:
        confirmed(person, cy)
    with django_assert_num_queries(1):
        assert [len(rows) for rows in hours([p.pk for p in people], "practice").values()] == [1, 1, 1, 1]


def test_whoever_stands_for_hours_is_named_in_both_directions(ada, cy):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    confirmed(ada, cy)
    countersign(entry=session_by(dee, ada), by=ada)
    assert countersigners_of(ada.pk) == {cy.pk, dee.pk}


# --- totals -----------------------------------------------------------------------------------------


def test_totals_by_state_and_by_activity(ada, cy):
    confirmed(ada, cy)
    confirmed(ada, cy, minutes=60, mode="group", group_size=3)
    confirmed(ada, cy, minutes=30, on=DAY - timedelta(days=1))
    sent(ada, cy, minutes=45)
    asked(ada, cy, minutes=20)
    draft(ada, minutes=15)
    found = totals(ada)
    assert (found.confirmed, found.waiting, found.returned, found.drafts) == (270, 45, 20, 15)
    assert (found.confirmed_count, found.waiting_count, found.returned_count, found.draft_count) == (3, 1, 1, 1)
    assert (found.logged, found.count) == (350, 6)
    assert found.by_activity == [("direct_support", "individual", 210), ("direct_support", "group", 60)]
    assert found.last_on == DAY


def test_totals_of_many_people_take_one_query(ada, eve, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert totals_of([ada.pk, eve.pk], "practice")[eve.pk].logged == 0


# --- the supervisor's desk --------------------------------------------------------------------------


def test_to_sign_is_by_person_with_questions_apart(ada, cy):
    waiting = sent(ada, cy)
    question = asked(ada, cy, minutes=60)
    draft(ada, cy, minutes=30)
    session_by(cy, ada)
    (person,) = to_sign(cy)
    assert (person.person, person.entries, person.asked, person.minutes) == (ada, [waiting], [question], 180)


def test_supervisees_with_last_contact_and_what_waits(ada, cy, django_assert_num_queries):
    lin = UserFactory(called="Lin")
    supervises(cy, lin, until_on=clock.today() - timedelta(days=30))
    gone = UserFactory(called="Gone")
    supervises(cy, gone, until_on=clock.today() - timedelta(days=800))
    confirmed(ada, cy, kind="supervision")
    sent(ada, cy, minutes=60)
    sent(ada, cy, minutes=30)
    with django_assert_num_queries(1):
        found = {p.called: p for p in supervisees_to_see(cy)}
    assert set(found) == {"Ada", "Lin"}
    assert (found["Ada"].supervises_now, found["Ada"].last_contact_on) == (True, DAY)
    assert (found["Ada"].to_sign_count, found["Ada"].to_sign_minutes) == (2, 90)
    assert (found["Lin"].supervises_now, found["Lin"].last_contact_on, found["Lin"].to_sign_count) == (False, None, 0)


def test_an_erased_person_waits_for_nobody(ada, cy):
    sent(ada, cy)
    User.objects.filter(pk=ada.pk).update(erased_at=clock.now(), is_active=False, email=None)
    assert to_sign(cy) == []
    assert not supervisees_to_see(cy).exists()
    assert not supervisors_to_name(cy).exists()


def test_supervisors_to_name_are_those_of_the_last_year(ada, cy):
    dee, old = with_role("supervisor", "Dee"), with_role("supervisor", "Old")
    supervises(dee, ada, until_on=clock.today() - timedelta(days=100))
    supervises(old, ada, until_on=clock.today() - timedelta(days=800))
    assert set(supervisors_to_name(ada)) == {cy, dee}


def test_totals_with_one_supervisor_hold_nothing_of_another(ada, cy):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    confirmed(ada, cy)
    confirmed(ada, dee, minutes=60)
    draft(ada, cy, minutes=30)
    assert (totals_with(cy, ada, "practice").logged, totals_with(dee, ada, "practice").logged) == (180, 60)


def test_what_waits_for_me(ada, cy):
    sent(ada, cy)
    asked(ada, cy, minutes=60)
    session = session_by(cy, ada)
    assert waiting_count(ada) == 2
    assert waiting_count(cy) == 1
    assert list(sessions_to_confirm(ada)) == [session]
    submit(entry=Entry.objects.get(state="returned"), by=ada)
    assert (waiting_count(ada), waiting_count(cy)) == (1, 2)


def test_same_as_last_time_is_the_newest_day(ada, cy):
    newest = sent(ada, cy)
    draft(ada, cy, minutes=60, on=DAY - timedelta(days=3))
    session_by(cy, ada)
    assert last_entry(ada, "practice") == newest
    assert last_entry(ada, "supervision") is None
