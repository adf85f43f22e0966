"""/pause/: one press, no reason, and nobody is told who was not ticked."""

from datetime import timedelta

import pytest

from accounts.models import Break
from accounts.queries import is_on_break, on_break_as_told, open_break, pauses_of
from accounts.resting.pauses import Pause
from accounts.services.breaks import change_break, check_in, end_break, start_break
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import OutboxMessage
from lms.core.registry import contributions
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.courses import edition, learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@people.example")


@pytest.fixture
def cy(ada):
    cy = with_role("supervisor", "Cy", email="cy@people.example")
    RelationFactory(by=cy, of=ada)
    return cy


def days(number):
    return clock.today() + timedelta(days=number)


def boxes(day):
    return {"back_on_day": day.day, "back_on_month": day.month, "back_on_year": day.year}


def test_one_press_starts_a_break_and_another_ends_it(client, ada):
    client.force_login(ada)
    assert client.post("/pause/").url == "/pause/"
    assert is_on_break(ada)
    assert client.post("/pause/end/", follow=True).redirect_chain == [("/pause/back/", 302)]
    assert not is_on_break(ada)
    held = Break.objects.get()
    assert (held.began_on, held.ended_on, held.back_on, held.tells_supervisor, held.tells_manager) == (
        clock.today(), clock.today(), None, False, False,
    )  # fmt: skip


def test_two_presses_are_one_break_and_a_second_coming_back_does_no_harm(client, ada):
    client.force_login(ada)
    client.post("/pause/")
    assert start_break(person=ada) == open_break(ada)
    client.post("/pause/end/")
    assert client.post("/pause/end/").status_code == 302
    assert Break.objects.count() == 1


def test_looking_at_the_page_starts_nothing(client, ada):
    client.force_login(ada)
    assert client.get("/pause/").status_code == 200
    assert client.get("/pause/end/").status_code == 405
    assert not Break.objects.exists()


@pytest.mark.parametrize("on_break", [False, True])
def test_there_is_no_box_for_a_reason_and_nothing_is_ticked(client, ada, on_break):
    if on_break:
        start_break(person=ada)
    client.force_login(ada)
    page = client.get("/pause/").content.decode()
    assert "<textarea" not in page
    assert "checked" not in page
    texts = [part.split(">")[0] for part in page.split("<input")[1:] if 'type="text"' in part.split(">")[0]]
    assert [('inputmode="numeric"' in box, "back_on_" in box) for box in texts] == [(True, True)] * 3


def test_the_page_and_home_say_that_i_am_on_a_break(client, ada):
    start_break(person=ada, on=days(-3))
    client.force_login(ada)
    for address in ("/pause/", "/home/"):
        page = client.get(address).content.decode()
        assert "You are on a break" in page
        assert "I am back" in page
    assert "We miss you" not in page


def test_coming_back_offers_three_ways(client, ada):
    client.force_login(ada)
    page = client.get("/pause/back/").content.decode()
    for words in ("Nothing is lost", "Carry on", "Refresh first", "Talk to someone"):
        assert words in page


def test_a_day_that_is_not_ahead_is_asked_again_and_nothing_starts(client, ada):
    client.force_login(ada)
    answer = client.post("/pause/", boxes(days(0)) | {"tells_supervisor": "on"})
    assert answer.status_code == 422
    assert "Choose a day after today" in answer.content.decode()
    assert 'name="tells_supervisor" ' in answer.content.decode()
    assert not Break.objects.exists()


def test_nobody_hears_of_a_break_without_a_tick(client, ada, cy):
    client.force_login(ada)
    client.post("/pause/")
    assert OutboxMessage.objects.count() == 0
    assert on_break_as_told([ada.pk], "supervisor") == frozenset()
    client.force_login(cy)
    assert "on a break" not in client.get("/supervise/").content.decode().lower()


def test_a_supervisor_who_was_ticked_reads_that_and_no_more(client, ada, cy):
    client.force_login(ada)
    client.post("/pause/", {"tells_supervisor": "on"} | boxes(days(40)))
    told = OutboxMessage.objects.get()
    assert told.address == "cy@people.example"
    assert "Ada is on a break" in told.body
    assert "Ada" not in told.subject
    client.force_login(cy)
    page = client.get("/supervise/").content.decode()
    assert "On a break" in page
    assert f"{days(40):%B}" not in page, "the day is the person's own"


def test_taking_the_tick_away_hides_it_again(client, ada, cy):
    start_break(person=ada, tells_supervisor=True)
    client.force_login(ada)
    client.post("/pause/", {})
    client.force_login(cy)
    assert "On a break" not in client.get("/supervise/").content.decode()


def test_a_tick_that_comes_later_tells_once(ada, cy):
    start_break(person=ada)
    for _again in range(2):
        change_break(person=ada, back_on=None, tells_supervisor=True, tells_manager=False)
    assert OutboxMessage.objects.count() == 1


def test_nothing_can_be_chosen_for_a_break_that_is_not_there(ada):
    with pytest.raises(Refused):
        change_break(person=ada, back_on=None, tells_supervisor=True, tells_manager=True)


def test_one_word_on_the_chosen_day_and_none_on_any_other(ada):
    start_break(person=ada, back_on=days(10), on=days(0))
    assert [check_in(days(number)) for number in (0, 9, 11, 30)] == [0, 0, 0, 0]
    assert check_in(days(10)) == 1
    check_in(days(10))
    told = OutboxMessage.objects.get()
    assert "miss" not in told.body.lower()
    end_break(person=ada)
    assert check_in(days(10)) == 0


def test_pauses_are_read_in_one_query_for_everybody_who_was_asked_for(ada, cy, django_assert_num_queries):
    start_break(person=ada, on=days(-20))
    end_break(person=ada, on=days(-10))
    start_break(person=ada, on=days(-5))
    with django_assert_num_queries(1):
        found = pauses_of([ada.pk, cy.pk])
    assert found == {ada.pk: (Pause(days(-20), days(-10)), Pause(days(-5))), cy.pk: ()}
    assert [is_on_break(ada, days(number)) for number in (-21, -20, -11, -10, -6, -5, 0)] == [False, True, True, False, False, True, True]


def registered(verb):
    return dict(contributions(verb))["accounts.breaks"]


def test_the_copy_holds_the_days_and_an_erasure_takes_them_with_their_history(ada):
    start_break(person=ada, on=days(-20), tells_manager=True)
    end_break(person=ada, on=days(-10))
    assert registered("export")(ada)["breaks"] == [
        {
            "from": days(-20).isoformat(),
            "until": days(-10).isoformat(),
            "day_chosen": None,
            "told_supervisor": False,
            "told_programme": True,
        }
    ]
    assert [line.fate for line in registered("plan")(ada)] == ["now"]
    assert [line.fate for line in registered("erase")(ada)] == ["gone"]
    assert (Break.objects.count(), Break.history.count(), registered("plan")(ada)) == (0, 0, [])


def test_a_break_is_let_go_after_ten_years(ada):
    start_break(person=ada, on=days(-4000))
    kept = registered("keep")()[0]
    before = clock.now() - timedelta(days=kept.days)
    assert kept.apply(before) == 0, "an open break stays"
    end_break(person=ada, on=days(-3800))
    assert (kept.apply(before), Break.objects.count()) == (1, 0)


def test_the_cohort_page_says_so_only_when_that_was_ticked(client, ada):
    place = learning(ada, edition()).enrolment
    gus = with_role("manager", "Gus", email="gus@people.example")
    page = f"/manage/cohorts/{place.cohort.public_id.lower()}/"
    start_break(person=ada, tells_supervisor=True)
    client.force_login(gus)
    assert "On a break" not in client.get(page).content.decode()
    change_break(person=ada, back_on=None, tells_supervisor=False, tells_manager=True)
    assert "On a break" in client.get(page).content.decode()
    assert [message.address for message in OutboxMessage.objects.all()] == ["gus@people.example"]
