"""What a safeguarding lead can do with a worry, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from courses.services.enrol import enrol
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent, Narrative, OutboxMessage, ReadSubject
from lms.core.moves import NotAllowed
from safeguarding.models import Concern
from safeguarding.services import add_note, close_concern, delay_sharing, hand_over, name_person, share, take_up
from tests.factories.accounts import RelationFactory, RoleGrantFactory, UserFactory, with_role
from tests.factories.courses import cohort
from tests.factories.safeguarding import CANARY, raised, shared, taken_up

pytestmark = pytest.mark.django_db


def page_of(concern) -> str:
    return f"/manage/concerns/{concern.public_id}/"


def test_the_queue_shows_codes_and_clocks_and_no_name(client, cast):
    concern = raised(cast.ada, cast.cy, danger="yes")
    client.force_login(cast.sam)
    page = client.get("/manage/concerns/").content.decode()
    main = page[page.index("<main") :]
    assert concern.code in main
    for secret in ("Ada", "Cy", CANARY):
        assert secret not in main


def test_the_queue_costs_the_same_for_one_and_for_thirty(client, cast, django_assert_max_num_queries):
    taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.sam)
    client.get("/manage/concerns/")
    with django_assert_max_num_queries(14):
        client.get("/manage/concerns/")
    for _each in range(29):
        taken_up(cast.ada, cast.cy, cast.sam)
    with django_assert_max_num_queries(14):
        client.get("/manage/concerns/")
    assert Concern.objects.count() == 30


def test_a_lead_goes_through_a_whole_concern(client, cast):
    concern = raised(cast.ada, cast.cy, danger="yes")
    client.force_login(cast.sam)
    assert CANARY in client.get(page_of(concern)).content.decode()
    client.post(page_of(concern) + "take-up/")
    client.post(page_of(concern) + "note/", {"text": "Rang and listened."})
    client.post(page_of(concern) + "delay/", {"choice": "talk_first"})
    assert "Not yet: Somebody will talk with them first" in client.get(page_of(concern)).content.decode()
    client.post(page_of(concern) + "share/", {"text": "Somebody cares about you."})
    client.post(page_of(concern) + "close/", {"found": "no", "text": "All is well."})
    page = client.get(page_of(concern)).content.decode()
    for words in (CANARY, "Rang and listened.", "Somebody cares about you.", "All is well."):
        assert words in page
    concern.refresh_from_db()
    assert (concern.state, concern.lead, concern.found_something) == ("closed", cast.sam, False)
    assert [event.verb for event in MoveEvent.objects.filter(record_ref=concern.public_id).order_by("pk")] == ["take_up", "close"]


@pytest.mark.parametrize(
    ("act", "typed"),
    [("note", {"text": " "}), ("share", {"text": ""}), ("delay", {"choice": "because"}), ("close", {"found": "no"}), ("hand-over", {})],
)
def test_something_missing_is_said_and_nothing_happens(client, cast, act, typed):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.sam)
    answer = client.post(page_of(concern) + f"{act}/", {"text": "kept words", **typed} if act == "hand-over" else typed)
    assert answer.status_code == 422
    assert concern.steps.count() == 2
    if act == "hand-over":
        assert "kept words" in answer.content.decode()


def test_an_unknown_act_is_not_there(client, cast):
    client.force_login(cast.sam)
    assert client.get(page_of(raised(cast.ada, cast.cy)) + "delete/").status_code == 404


def test_two_leads_take_up_once(client, cast):
    other = with_role("safeguarding", "Two")
    concern = raised(cast.ada, cast.cy)
    late = Concern.objects.get(pk=concern.pk)
    take_up(concern=concern, by=cast.sam)
    with pytest.raises(NotAllowed):
        take_up(concern=late, by=other)
    concern.refresh_from_db()
    assert concern.lead == cast.sam


def test_handing_over_tells_the_next_lead_without_a_name(cast):
    other = with_role("safeguarding", "Two")
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    hand_over(concern=concern, by=cast.sam, to=other, text="I am away next week.")
    concern.refresh_from_db()
    assert concern.lead == other
    mail = OutboxMessage.objects.get(to_ref=other.public_id, subject="Something was handed over to you")
    assert "Ada" not in mail.body


def test_a_lead_takes_over_from_one_who_is_away(cast):
    other = with_role("safeguarding", "Two")
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    hand_over(concern=concern, by=other, to=other, text="Sam is ill.")
    concern.refresh_from_db()
    assert concern.lead == other


@pytest.mark.parametrize("to", ["gus", "di", "ada", "sam"])
def test_nobody_else_gets_it(cast, to):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    with pytest.raises(Refused):
        hand_over(concern=concern, by=cast.sam, to=getattr(cast, to), text="Please.")


@pytest.mark.parametrize("who", ["cy", "gus", "di", "bo", "ash", "pia", "ada", "eve"])
def test_nobody_else_acts(cast, who):
    concern, person = raised(cast.ada, cast.cy), getattr(cast, who)
    for act in (
        lambda: take_up(concern=concern, by=person),
        lambda: add_note(concern=concern, by=person, text="x"),
        lambda: share(concern=concern, by=person, text="x"),
        lambda: close_concern(concern=concern, by=person, text="x", found_something=False),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_closed_concern_stays_as_it_is(cast):
    concern = close_concern(concern=taken_up(cast.ada, cast.cy, cast.sam), by=cast.sam, text="Done.", found_something=True)
    with pytest.raises(Refused):
        add_note(concern=concern, by=cast.sam, text="One more thing.")


def test_what_nobody_took_up_cannot_be_closed(cast):
    with pytest.raises(NotAllowed):
        close_concern(concern=raised(cast.ada, cast.cy), by=cast.sam, text="Done.", found_something=False)


# --- who may read ---------------------------------------------------------------------------------------------------


def test_a_lead_never_reads_a_worry_about_themselves(client, cast):
    RelationFactory(kind="supervises", by=cast.cy, of=cast.sam)
    concern = raised(cast.sam, cast.cy)
    client.force_login(cast.sam)
    assert client.get(page_of(concern)).status_code == 404
    assert concern.code not in client.get("/manage/concerns/").content.decode()
    assert OutboxMessage.objects.get().to_ref == cast.ash.public_id  # nobody can read it: administrators must find somebody


def test_a_declared_conflict_closes_it(cast):
    RelationFactory(kind="conflict", by=cast.sam, of=cast.ada)
    assert not Concern.objects.readable_by(cast.sam).filter(pk=raised(cast.ada, cast.cy).pk).exists()


def test_a_lead_who_also_decides_reads_nothing_and_is_told_nothing(client, cast):
    RoleGrantFactory(person=cast.sam, role="board")
    concern = raised(cast.ada, cast.cy)
    client.force_login(cast.sam)
    assert client.get(page_of(concern)).status_code == 404
    assert "You also decide about certificates." in client.get("/manage/concerns/").content.decode()
    assert OutboxMessage.objects.get().to_ref == cast.ash.public_id


def test_what_waits_stands_before_what_somebody_has_taken_up(client, cast):
    first, second = taken_up(cast.ada, cast.cy, cast.sam), raised(cast.ada, cast.cy)
    client.force_login(cast.sam)
    page = client.get("/manage/concerns/").content.decode()
    assert page.index(second.code) < page.index(first.code)


def test_a_role_that_ended_closes_it(client, cast):
    concern = raised(cast.ada, cast.cy)
    yesterday = clock.today() - timedelta(days=1)
    cast.sam.roles.update(from_on=yesterday, until_on=yesterday)
    client.force_login(cast.sam)
    assert client.get(page_of(concern)).status_code == 404


def test_a_lead_of_one_cohort_reads_that_cohort_only(cast):
    ours, theirs = cohort("Ours"), cohort("Theirs")
    enrol(person=cast.ada, cohort=ours)
    enrol(person=cast.eve, cohort=theirs)
    nearby = with_role("safeguarding", "Near", scope_kind="cohort", scope_key=ours.public_id)
    about_ada, about_eve = raised(cast.ada, cast.cy), raised(cast.eve, cast.cy)
    described = raised(None, cast.cy)
    assert list(Concern.objects.readable_by(nearby)) == [about_ada]
    assert set(Concern.objects.readable_by(cast.sam)) == {about_ada, about_eve, described}
    assert OutboxMessage.objects.filter(to_ref=nearby.public_id).count() == 1


def test_a_scope_that_nobody_knows_opens_nothing(cast):
    odd = UserFactory(called="Odd")
    RoleGrantFactory(person=odd, role="safeguarding", scope_kind="framework", scope_key="x")
    raised(cast.ada, cast.cy)
    assert not Concern.objects.readable_by(odd).exists()


# --- who is meant ---------------------------------------------------------------------------------------------------


def test_a_lead_says_who_is_meant_by_exact_address(client, cast):
    concern = raised(None, cast.eve)
    client.force_login(cast.sam)
    assert client.post(page_of(concern) + "who/", {"find": "Ada"}).status_code == 422
    client.post(page_of(concern) + "who/", {"find": cast.ada.email})
    concern.refresh_from_db()
    assert concern.person == cast.ada
    with pytest.raises(Refused):
        name_person(concern=concern, by=cast.sam, person=cast.eve)


def test_a_concern_about_the_lead_leaves_their_queue(client, cast):
    other = with_role("safeguarding", "Two")
    concern = raised(None, cast.eve)
    client.force_login(cast.sam)
    assert client.post(page_of(concern) + "who/", {"find": cast.sam.public_id}).url == "/manage/concerns/"
    assert client.get(page_of(concern)).status_code == 404
    assert Concern.objects.readable_by(other).filter(pk=concern.pk).exists()


# --- the person it is about -----------------------------------------------------------------------------------------


def test_the_person_sees_nothing_until_a_lead_shares_it(client, cast):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.ada)
    assert CANARY not in client.get("/concerns/").content.decode()
    share(concern=concern, by=cast.sam, text="Somebody was worried. Shall we talk?")
    page = client.get("/concerns/").content.decode()
    assert "Shall we talk?" in page
    assert "Sam" in page
    for secret in (CANARY, "Cy"):
        assert secret not in page
    assert OutboxMessage.objects.get(to_ref=cast.ada.public_id).subject == "There is something for you to read"


def test_readings_stand_under_the_person_only_once_they_know(client, cast):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.sam)
    client.get(page_of(concern))
    assert list(ReadSubject.objects.values_list("person_ref", "record_ref")) == [(concern.public_id, concern.public_id)]
    share(concern=concern, by=cast.sam, text="For you.")
    client.get(page_of(concern))
    assert list(ReadSubject.objects.order_by("pk").values_list("person_ref", flat=True)) == [concern.public_id, cast.ada.public_id]


def test_every_reading_leaves_an_event(client, cast):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.sam)
    for path in ("", "note/", "share/", "close/", "hand-over/", "delay/"):
        client.get(page_of(concern) + path)
    assert ReadSubject.objects.filter(record_ref=concern.public_id, event__actor_ref=cast.sam.public_id).count() == 6


def test_reasons_to_wait_are_fixed(cast):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    with pytest.raises(Refused):
        delay_sharing(concern=concern, by=cast.sam, choice="they would be cross")
    delay_sharing(concern=concern, by=cast.sam, choice="danger")
    assert concern.steps.last().get_choice_display() == "Telling them now could put somebody in danger"


def test_nothing_is_delayed_that_was_shared(cast):
    with pytest.raises(Refused):
        delay_sharing(concern=shared(cast.ada, cast.cy, cast.sam), by=cast.sam, choice="danger")


def test_words_never_stand_under_the_person(cast):
    taken_up(cast.ada, cast.cy, cast.sam)
    assert not Narrative.objects.filter(subject_ref=cast.ada.public_id).exists()
