"""Places: never more people than a cohort takes, the list in its order, and answers without reasons."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Invitation, RoleGrant, User
from accounts.services import accept_invitation, erase, merge
from accounts.services.breaks import end_break, start_break
from courses.models import Cohort, CohortCode, Enrolment, PlaceRequest
from courses.queries.places import my_requests, places_screen, taken
from courses.registry import check
from courses.services.ask_for_place import answer_place_request, ask_for_place, take_back_place_request
from courses.services.cohort_codes import end_cohort_code, make_cohort_code, use_cohort_code
from courses.services.enrol import CohortFull, end_enrolment, enrol
from courses.services.invite_to_cohort import invite_to_cohort, print_code_for_cohort, take_back_from_cohort
from courses.services.offer_places import offer_due, take_offer
from courses.services.set_places import set_places
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import OutboxMessage
from lms.core.moves import NotAllowed
from tests.factories.cohorts import asking, facilitator, group_of
from tests.factories.courses import cohort, person, place, workshop
from tests.keeping import let_go

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def gus():
    return person("Gus", "manager")


def answer(request, gus, said):
    return answer_place_request(request=request, answer=said, by=gus)


def waiting(group, gus, *names):
    return [answer(asking(group, name), gus, "wait") for name in names]


def state(request):
    request.refresh_from_db()
    return request.state


def leave(group, who, gus):
    return end_enrolment(enrolment=Enrolment.objects.get(cohort=group, person=who), by=gus)


# --- how many ---------------------------------------------------------------------------------------


def test_a_full_cohort_takes_nobody_and_who_has_a_place_keeps_it():
    group, people = group_of(2, capacity=2)
    with pytest.raises(CohortFull):
        enrol(person=person("Eve"), cohort=group)
    assert enrol(person=people[0], cohort=group).person == people[0]
    assert taken(group) == 2


def test_an_invitation_keeps_a_place_until_it_ends(gus):
    group = cohort(capacity=1)
    sent = invite_to_cohort(cohort=group, email="ada@people.example", called="Ada", by=gus)
    with pytest.raises(Refused, match="Add places first"):
        invite_to_cohort(cohort=group, email="eve@people.example", called="Eve", by=gus)
    again = invite_to_cohort(cohort=group, email="ada@people.example", called="Ada", by=gus)  # the same place
    with pytest.raises(CohortFull):
        enrol(person=person("Zoë"), cohort=group)
    accept_invitation(invitation=again, called="Ada")
    assert taken(group) == 1
    assert Invitation.objects.get(pk=sent.pk).withdrawn_as == "replaced"


def test_fewer_places_than_are_taken_or_promised_are_refused(gus):
    group, _people = group_of(2)
    invite_to_cohort(cohort=group, email="zoe@people.example", called="Zoë", by=gus)
    with pytest.raises(Refused, match="3 places are taken or kept"):
        set_places(cohort=group, capacity=2, takes_requests=True, by=gus)
    assert set_places(cohort=group, capacity=3, takes_requests=True, by=gus).capacity == 3
    with pytest.raises(PermissionDenied):
        set_places(cohort=group, capacity=9, takes_requests=True, by=person("Eve"))


def test_two_records_of_one_person_take_one_place_and_a_break_gives_none_back(gus):
    group, (ada, other) = group_of(2, capacity=2)
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    start_break(person=ada)
    assert taken(group) == 1
    assert enrol(person=person("Eve"), cohort=group)
    with pytest.raises(CohortFull):
        enrol(person=person("Zoë"), cohort=group)


def test_somebody_who_left_comes_back_only_while_there_is_a_place(gus):
    group, (ada,) = group_of(1, capacity=1)
    leave(group, ada, gus)
    place(person("Eve"), group)
    with pytest.raises(CohortFull):
        enrol(person=ada, cohort=group)


def test_a_cohort_that_was_overfilled_by_hand_is_named_by_the_check():
    group, _people = group_of(2)
    type(group).objects.filter(pk=group.pk).update(capacity=1)
    (problem,) = check()
    assert (problem.invariant, problem.row) == (10, f"courses.Cohort {group.public_id}")


# --- asking -----------------------------------------------------------------------------------------


def test_asking_twice_is_asking_once_and_tells_the_managers_once(gus):
    group = cohort(takes_requests=True)
    ada = person("Ada")
    assert ask_for_place(person=ada, cohort=group) == ask_for_place(person=ada, cohort=group)
    told = OutboxMessage.objects.get(kind="courses.place_asked")
    assert (told.to_ref, "Ada" in told.body) == (gus.public_id, True)


@pytest.mark.parametrize("fields", [{"takes_requests": False}, {"takes_requests": True, "ends_on": clock.today() - timedelta(days=1)}])
def test_nobody_asks_where_nobody_may(fields):
    with pytest.raises(Refused):
        asking(cohort(**fields), "Ada")


YESTERDAY = {"ends_on": clock.today() - timedelta(days=1)}


def ended(group):
    """Its last day has passed since."""
    Cohort.objects.filter(pk=group.pk).update(**YESTERDAY)
    group.refresh_from_db()
    return group


def test_after_its_last_day_a_cohort_takes_nobody_new_by_any_way_and_who_is_in_stays(client, gus):
    group, (ada,) = group_of(1)
    asked, other = asking(group, "Asker"), asking(group, "Other")
    (offered,) = waiting(group, gus, "Waiter")
    sent = invite_to_cohort(cohort=group, email="zoe@people.example", called="Zoë", by=gus)
    ended(group)
    ways = (
        lambda: enrol(person=person("Eve"), cohort=group),
        lambda: make(group, gus),
        lambda: invite_to_cohort(cohort=group, email="eve@people.example", called="Eve", by=gus),
        lambda: print_code_for_cohort(cohort=group, called="Eve", by=gus, request_key="k"),
        lambda: answer(asked, gus, "place"),
        lambda: answer(asked, gus, "wait"),
        lambda: take_offer(request=offered, by=offered.person),
        lambda: accept_invitation(invitation=sent, called="Zoë"),
    )
    for way in ways:
        with pytest.raises(Refused, match="nobody new comes in"):
            way()
    assert (state(asked), state(offered), Enrolment.objects.count()) == ("asked", "offered", 1)
    assert not User.objects.filter(called="Zoë").exists()
    assert answer(other, gus, "decline").state == "declined"
    assert enrol(person=ada, cohort=group).person == ada
    client.force_login(offered.person)
    assert "nobody new comes in" in client.get("/places/").content.decode()
    assert group.title not in client.get("/home/").content.decode()
    client.force_login(gus)
    assert "Invite somebody" not in client.get(group.get_absolute_url()).content.decode()
    assert "Give a place" not in client.get(f"{group.get_absolute_url()}places/").content.decode()


def test_on_its_last_day_a_cohort_still_takes_people():
    assert place(person("Ada"), cohort(ends_on=clock.today())).state == "active"


def test_who_has_a_place_does_not_ask():
    group, (ada,) = group_of(1)
    with pytest.raises(Refused, match="You have a place"):
        ask_for_place(person=ada, cohort=group)


@pytest.mark.parametrize(("said", "becomes"), [("place", "placed"), ("wait", "offered"), ("decline", "declined")])
def test_one_press_answers_and_the_person_hears_that_there_is_an_answer(gus, said, becomes):
    asked = asking(cohort(takes_requests=True, capacity=5), "Ada")
    answer(asked, gus, said)
    assert state(asked) == becomes
    (told,) = OutboxMessage.objects.filter(kind="courses.place_answered")
    for word in ("declin", "refus", "full", "reason", "place"):
        assert word not in told.subject.lower()
    assert "Spring" not in told.body
    with pytest.raises(NotAllowed):
        answer(asked, gus, said)


def test_giving_a_place_in_a_full_cohort_is_the_waiting_list(gus):
    group, _people = group_of(1, capacity=1)
    asked = answer(asking(group, "Ada"), gus, "place")
    assert asked.state == "waiting"
    assert taken(group) == 1


def test_only_who_runs_the_cohort_answers(gus):
    group = cohort(takes_requests=True)
    asked = asking(group, "Ada")
    for somebody in (person("Eve"), facilitator(group), asked.person, person("Bo", "assessor")):
        with pytest.raises(PermissionDenied):
            answer(asked, somebody, "place")
    assert state(asked) == "asked"


def test_an_invitation_answers_what_was_asked(gus):
    group = cohort(takes_requests=True)
    asked = asking(group, "Ada")
    place(asked.person, group)
    assert state(asked) == "placed"


def test_the_database_holds_one_open_request_a_person_and_cohort():
    asked = asking(cohort(takes_requests=True), "Ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceRequest.objects.create(person=asked.person, cohort=asked.cohort)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceRequest.objects.filter(pk=asked.pk).update(state="waiting")  # without a place on the list


# --- the waiting list ---------------------------------------------------------------------------------


def test_a_place_given_back_is_offered_to_the_first_on_the_list_at_once(gus):
    group, (ada,) = group_of(1, capacity=1)
    first, second = waiting(group, gus, "First", "Second")
    leave(group, ada, gus)
    assert (state(first), state(second)) == ("offered", "waiting")
    assert OutboxMessage.objects.get(kind="courses.place_offered").to_ref == first.person.public_id
    take_offer(request=first, by=first.person)
    assert (state(first), taken(group)) == ("placed", 1)


def test_an_offer_keeps_the_place_and_goes_to_the_next_when_nobody_answers(gus):
    group, (ada,) = group_of(1, capacity=1)
    first, second = waiting(group, gus, "First", "Second")
    leave(group, ada, gus)
    with pytest.raises(CohortFull):
        enrol(person=person("Eve"), cohort=group)
    later = clock.now() + timedelta(days=8)
    with pytest.raises(NotAllowed, match="still on the list"):
        take_offer(request=first, by=first.person, at=later)
    assert offer_due(later) == 1
    assert (state(first), state(second)) == ("waiting", "offered")
    assert offer_due(later) == 0
    assert [row.person.called for row in places_screen(group, later).listed] == ["Second", "First"]


def test_more_places_are_offered_in_the_order_in_which_people_came(gus):
    group, _people = group_of(1, capacity=1)
    rows = waiting(group, gus, "A", "B", "C")
    set_places(cohort=group, capacity=3, takes_requests=True, by=gus)
    assert [state(row) for row in rows] == ["offered", "offered", "waiting"]


def test_who_rests_keeps_their_place_on_the_list(gus):
    group, (ada,) = group_of(1, capacity=1)
    first, second = waiting(group, gus, "First", "Second")
    start_break(person=first.person)
    leave(group, ada, gus)
    assert (state(first), state(second)) == ("waiting", "offered")
    end_break(person=first.person)
    take_back_place_request(request=second, by=second.person)
    assert (state(first), state(second)) == ("offered", "taken_back")


def joined_on_the_list(gus):
    """A full cohort of two; on its list Ada under two records that were joined since, and Zoë behind her."""
    group, people = group_of(2, capacity=2)
    rows = waiting(group, gus, "Ada", "Ada again", "Zoë")
    merge(kept=rows[0].person, joined=rows[1].person, by=person("Pat", "privacy"), reason="double")
    return group, people, PlaceRequest.objects.select_related("person").get(pk=rows[0].pk), *rows[1:]


def test_two_records_on_the_list_are_offered_one_place_and_the_other_goes_to_the_next(client, gus):
    group, people, first, twin, zoe = joined_on_the_list(gus)
    leave(group, people[0], gus)
    leave(group, people[1], gus)
    assert (state(first), state(twin), state(zoe)) == ("offered", "waiting", "offered")
    assert [row.pk for row in my_requests(first.person)] == [first.pk]
    client.force_login(first.person)
    assert "A place is kept for you" in client.get("/home/").content.decode()
    take_offer(request=first, by=first.person)
    assert (state(first), state(twin), taken(group)) == ("placed", "placed", 1)


def test_two_offers_to_one_person_keep_one_place(gus):
    group, people = group_of(2, capacity=2)
    first, twin, zoe = waiting(group, gus, "Ada", "Ada again", "Zoë")
    for one in people:
        leave(group, one, gus)
    assert (state(first), state(twin), state(zoe)) == ("offered", "offered", "waiting")
    merge(kept=first.person, joined=twin.person, by=person("Pat", "privacy"), reason="double")
    offer_due(clock.now())
    assert state(zoe) == "offered"


@pytest.mark.parametrize("act", ["taken_back", "declined"])
def test_what_one_person_asked_for_twice_is_taken_back_and_answered_once(gus, act):
    _group, _people, first, twin, _zoe = joined_on_the_list(gus)
    if act == "declined":
        answer(first, gus, "decline")
    else:
        take_back_place_request(request=first, by=first.person)
    assert (state(first), state(twin)) == (act, act)


def test_a_lapsed_invitation_frees_its_place_by_tick_and_one_taken_back_at_once(gus):
    group = cohort(capacity=1, takes_requests=True)
    sent = invite_to_cohort(cohort=group, email="zoe@people.example", called="Zoë", by=gus)
    (first,) = waiting(group, gus, "First")
    assert offer_due(clock.now()) == 0
    assert offer_due(clock.now() + timedelta(days=15)) == 1
    type(first).objects.filter(pk=first.pk).update(state="waiting")
    take_back_from_cohort(cohort=group, invitation=sent, by=gus)
    assert state(first) == "offered"


def test_erasing_takes_requests_and_the_kept_place_goes_on(gus):
    group, (ada,) = group_of(1, capacity=1)
    first, second = waiting(group, gus, "First", "Second")
    erase(person=ada, by=person("Pat", "privacy"), reason="asked for")
    offer_due(clock.now())
    assert state(first) == "offered"
    erase(person=first.person, by=User.objects.get(called="Pat"), reason="asked for")
    assert not PlaceRequest.objects.filter(person=first.person).exists()
    offer_due(clock.now())
    assert state(second) == "offered"


def test_answered_requests_go_after_a_year_and_who_waits_is_kept(gus):
    group, _people = group_of(1, capacity=1)
    (stays,) = waiting(group, gus, "First")
    answer(asking(group, "Gone"), gus, "decline")
    assert let_go("courses.place_requests", later=364) == 0
    assert let_go("courses.place_requests", later=366) == 1
    assert PlaceRequest.objects.get() == stays


# A story of acts in any order: whatever happens, never more people than places, and offers go in the order of the list.
ACTS = st.lists(
    st.tuples(st.sampled_from(["ask", "place", "leave", "grow", "take", "back", "late", "code"]), st.integers(0, 5)), max_size=14
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, size=st.integers(1, 3))
def test_never_more_people_than_places_whatever_happens(acts, size):
    with transaction.atomic():
        _live(acts, size)
        transaction.set_rollback(True)


def _live(acts, size):
    gus = User.objects.create_user(email="story@people.example", called="Gus")
    RoleGrant.objects.create(person=gus, role="manager")
    group, now = cohort(capacity=size, takes_requests=True), clock.now()
    people = [User.objects.create_user(email=f"{n}@story.example", called=f"P{n}") for n in range(6)]
    _row, code = make_cohort_code(cohort=group, ends_on=clock.today() + timedelta(days=400), by=gus)
    for act, n in acts:
        now += timedelta(hours=1)
        try:
            with transaction.atomic():
                now = _act(act, people[n], group, gus, code, now)
        except Refused:
            pass
        group.refresh_from_db()
        screen = places_screen(group, now)
        assert screen.taken + screen.kept_free <= group.capacity
        waiting = [row for row in screen.listed if row.state == "waiting"]
        assert not (waiting and screen.room), "nobody waits beside a free place"
        assert [row.queued_at for row in waiting] == sorted(row.queued_at for row in waiting)


def _act(act, who, group, gus, code, now):
    mine = PlaceRequest.objects.filter(person=who, cohort=group).order_by("pk").last()
    held = Enrolment.objects.taken().filter(person=who, cohort=group).first()
    if act == "ask":
        ask_for_place(person=who, cohort=group, at=now)
    elif act == "place" and mine:
        answer_place_request(request=mine, answer="place", by=gus, at=now)
    elif act == "leave" and held:
        end_enrolment(enrolment=held, by=gus, at=now)
    elif act == "grow":
        set_places(cohort=group, capacity=group.capacity + 1, takes_requests=True, by=gus, at=now)
    elif act == "take" and mine:
        take_offer(request=mine, by=who, at=now)
    elif act == "back" and mine:
        take_back_place_request(request=mine, by=who, at=now)
    elif act == "late":
        now += timedelta(days=8)
        offer_due(now)
    elif act == "code":
        use_cohort_code(typed=code, person=who, at=now)
    return now


# --- codes --------------------------------------------------------------------------------------------


def make(group, gus, days=7):
    return make_cohort_code(cohort=group, ends_on=clock.today() + timedelta(days=days), by=gus)


def test_a_code_gives_a_place_while_there_is_one_and_else_a_place_on_the_list(gus):
    group = cohort(capacity=1)
    _row, code = make(group, gus)
    ada, got = use_cohort_code(typed=f" {code.lower()[:4]}-{code[4:]}", person=person("Ada"))
    assert (got.cohort, got.person) == (group, ada)
    assert use_cohort_code(typed=code, person=ada)[1] == got
    _eve, listed = use_cohort_code(typed=code, person=person("Eve"))
    assert (listed.state, listed.came_by, taken(group)) == ("waiting", "code", 1)


def test_somebody_new_gets_an_account_without_an_address(gus):
    _row, code = make(cohort(), gus)
    made, got = use_cohort_code(typed=code, person=None, called="  Zoë ", password="a long pass phrase")
    assert (made.called, made.email, len(made.sign_in_number), got.person) == ("Zoë", None, 9, made)


def test_who_had_asked_comes_on_the_list_with_the_code(gus):
    group, _people = group_of(1, capacity=1)
    asked = asking(group, "Ada")
    use_cohort_code(typed=make(group, gus)[1], person=asked.person)
    assert state(asked) == "waiting"


def test_a_code_jumps_no_queue(gus):
    group, (ada,) = group_of(1, capacity=1)
    (first,) = waiting(group, gus, "First")
    start_break(person=first.person)
    leave(group, ada, gus)
    _eve, got = use_cohort_code(typed=make(group, gus)[1], person=person("Eve"))
    assert got.state == "offered"  # First rests, so Eve is asked; she is not simply put before
    assert state(first) == "waiting"


def test_every_code_that_does_not_work_is_answered_in_the_same_words(gus):
    group, over = cohort(), cohort("Over", ends_on=clock.today())
    ended = make(group, gus)[1]
    replaced = make(group, gus)[1]
    end_cohort_code(cohort=group, by=gus)
    old_row, old = make(over, gus)
    CohortCode.objects.filter(pk=old_row.pk).update(ends_on=clock.today() - timedelta(days=1))
    past = cohort("Past")
    of_past = make(past, gus)[1]
    Cohort.objects.filter(pk=past.pk).update(**YESTERDAY)
    said = set()
    for typed in (ended, replaced, old, of_past, "0000-0000-0000", "", "?", "7K4Q92XD3MTA"):
        with pytest.raises(Refused) as refused:
            use_cohort_code(typed=typed, person=person(f"Eve {len(said)}{typed}"))
        said.add(str(refused.value))
    assert len(said) == 1
    assert not Enrolment.objects.exists()


def test_only_a_hash_of_the_code_is_kept_and_only_a_manager_makes_one(gus):
    group = cohort()
    row, code = make(group, gus)
    assert code.encode() not in bytes(row.code_hash)
    with pytest.raises(PermissionDenied):
        make(group, facilitator(group))
    with pytest.raises(Refused, match="still to come"):
        make(group, gus, days=-1)


# --- pages --------------------------------------------------------------------------------------------


def test_asking_answering_and_taking_back_on_the_pages(client, gus):
    programme = workshop(person("Ed", "editor")).get_parent().specific
    group, ada = cohort(programme_key=programme.programme_key, takes_requests=True, capacity=1), person("Ada")
    client.force_login(ada)
    assert "Ask for a place" in client.get(f"/courses/{programme.slug}/").content.decode()
    page = client.post(f"/courses/{programme.slug}/ask/", {"cohort": group.public_id}, follow=True).content.decode()
    assert "Asked for" in page
    asked = PlaceRequest.objects.get()
    client.force_login(gus)
    assert "1 asks for a place" in client.get("/manage/cohorts/").content.decode()
    assert "Give a place" in client.get(f"{group.get_absolute_url()}places/").content.decode()
    address = f"{group.get_absolute_url()}requests/{asked.public_id}/"
    assert client.get(address).status_code == 405
    assert "Ada has a place." in client.post(address, {"answer": "place"}, follow=True).content.decode()
    assert "has changed since" in client.post(address, {"answer": "decline"}, follow=True).content.decode()
    assert Enrolment.objects.get().person == ada


def test_an_offer_is_taken_with_one_press(client, gus):
    group, (ada,) = group_of(1, capacity=1)
    (first,) = waiting(group, gus, "First")
    leave(group, ada, gus)
    client.force_login(first.person)
    assert "A place is kept for you" in client.get("/home/").content.decode()
    response = client.post(f"/places/{first.public_id.lower()}/take/", follow=True)
    assert "The place is yours" in response.content.decode()
    assert client.post(f"/places/{first.public_id.lower()}/take/", follow=True).status_code == 200
    client.force_login(ada)
    assert client.post(f"/places/{first.public_id.lower()}/take/").status_code == 404


def test_a_stranger_comes_in_with_the_code_and_guesses_are_slowed_down(client, gus):
    code = make(cohort(), gus)[1]
    said = {"code": code, "called": "Zoë", "password": "short"}
    assert client.post("/places/code/", said).status_code == 422
    page = client.post("/places/code/", {**said, "password": "a long pass phrase"}).content.decode()
    assert "Your sign-in number" in page
    assert Enrolment.objects.get().person.called == "Zoë"
    wrong = {**said, "password": "a long pass phrase", "code": "0000-0000-0000"}
    answers = [client.post("/places/code/", wrong).content.decode() for _ in range(11)]
    assert "This code does not work" in answers[0]
    assert "That was a lot of tries" in answers[10]
    assert User.objects.filter(called="Zoë").count() == 1


def test_the_code_is_shown_once_and_its_page_says_only_that_there_is_one(client, gus):
    group = cohort()
    client.force_login(gus)
    day = clock.today() + timedelta(days=9)
    parts = {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year}
    made = client.post(f"{group.get_absolute_url()}code/", parts)
    assert "no-store" in made.headers["Cache-Control"]
    assert "This is the only time" in made.content.decode()
    assert "There is a code that works until" in client.get(f"{group.get_absolute_url()}code/").content.decode()
    client.post(f"{group.get_absolute_url()}code/", {"act": "end"})
    assert not CohortCode.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("n", [2, 20])
def test_pages_of_places_take_a_fixed_number_of_statements(client, gus, django_assert_num_queries, n):
    group, _people = group_of(1, capacity=1)
    for i in range(n):
        asking(group, f"Asker {i}")
        waiting(group, gus, f"Waiter {i}")
    client.force_login(gus)
    client.get(f"{group.get_absolute_url()}places/")
    with django_assert_num_queries(8):
        assert client.get(f"{group.get_absolute_url()}places/").content.decode().count("Give a place") == n
