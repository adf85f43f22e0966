"""/adjustments/: what helps, never why; instructions only to those who need them."""

from datetime import timedelta

import pytest

from accounts.models import Adjustment
from accounts.queries import adjustments_for_tests, instructions_for
from accounts.services.adjustments import agree_adjustment, ask_adjustment, end_adjustment, talk_about_adjustment, words_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import OutboxMessage, ReadSubject
from lms.core.registry import contributions
from tests.factories.accounts import UserFactory, with_role
from tests.factories.courses import cohort, edition, learning

pytestmark = pytest.mark.django_db
CANARY = "the canary lamp at my desk"


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@people.example")


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


def test_what_needs_nobodys_yes_holds_at_once(client, ada):
    client.force_login(ada)
    assert client.post("/adjustments/", {"kinds": ["time_150", "rest_breaks"]}).url == "/adjustments/"
    assert {(row.kind, row.state, row.answer_by) for row in Adjustment.objects.all()} == {
        ("time_150", "agreed", None),
        ("rest_breaks", "agreed", None),
    }
    assert adjustments_for_tests(ada).minutes(60) == 90
    assert instructions_for(ada) == ["Where there is a time limit, allow half as much again.", "Allow breaks whenever asked."]
    assert "In force" in client.get("/adjustments/").content.decode()


def test_more_waits_for_an_answer_with_a_day(client, ada):
    client.force_login(ada)
    page = client.post("/adjustments/", {"kinds": ["time_200"]}, follow=True).content.decode()
    row = Adjustment.objects.get()
    assert (row.state, adjustments_for_tests(ada).minutes(60)) == ("asked", 60)
    assert f"We answer by {row.answer_by:%A} {row.answer_by.day}" in page


def test_asking_twice_is_asking_once_and_a_new_time_replaces_the_old(ada):
    for kind in ("time_125", "time_125", "time_150"):
        ask_adjustment(person=ada, kind=kind)
    assert adjustments_for_tests(ada).kinds == ("time_150",)
    assert Adjustment.objects.filter(kind="time_125").count() == 1


def test_a_longer_time_that_is_agreed_ends_the_shorter_one(ada, gus):
    ask_adjustment(person=ada, kind="time_150")
    longer = ask_adjustment(person=ada, kind="no_limit")
    assert adjustments_for_tests(ada).minutes(60) == 90, "what holds goes on until the answer"
    agree_adjustment(adjustment=longer, by=gus)
    assert adjustments_for_tests(ada).kinds == ("no_limit",)


def test_the_box_says_who_reads_it_and_that_nobody_need_say_why(client, ada):
    client.force_login(ada)
    page = client.get("/adjustments/").content.decode()
    assert "You need not say why. Please leave out health details." in page
    assert "You and the people who run your programme. Nobody else, and no assessor." in page
    assert "checked" not in page


@pytest.mark.parametrize("sent", [{}, {"words": "   "}])
def test_asking_for_nothing_is_asked_again(client, ada, sent):
    client.force_login(ada)
    answer = client.post("/adjustments/", sent)
    assert answer.status_code == 422
    assert "Tick what would help" in answer.content.decode()


def test_own_words_are_sealed_and_in_no_history(client, ada):
    client.force_login(ada)
    client.post("/adjustments/", {"words": CANARY})
    row = Adjustment.objects.get()
    assert CANARY.encode() not in bytes(row.words)
    assert words_of(row) == CANARY
    assert "words" not in [field.name for field in Adjustment.history.model._meta.fields]
    assert CANARY in client.get("/adjustments/").content.decode()


def test_words_that_are_too_long_or_missing_are_refused_kindly(ada):
    for words in ("", "x" * 1001):
        with pytest.raises(Refused):
            ask_adjustment(person=ada, kind="other", words=words)


def test_ending_asks_first_and_takes_the_words_with_it(client, ada):
    row = ask_adjustment(person=ada, kind="other", words=CANARY)
    client.force_login(ada)
    address = f"/adjustments/{row.public_id.lower()}/end/"
    assert client.get(address).status_code == 200
    assert Adjustment.objects.get().state == "asked"
    client.post(address)
    row = Adjustment.objects.get()
    assert (row.state, row.words, row.ended_on) == ("ended", None, clock.today())
    assert client.get(address).status_code == 404


def test_nobody_ends_what_helps_somebody_else(client, ada, gus):
    row = ask_adjustment(person=ada, kind="reader")
    with pytest.raises(Refused):
        end_adjustment(adjustment=row, by=gus)


def test_the_officer_reads_it_and_the_person_can_see_that(client, ada, gus):
    row = ask_adjustment(person=ada, kind="other", words=CANARY)
    client.force_login(gus)
    listed = client.get("/manage/adjustments/").content.decode()
    assert "Ada" in listed
    assert CANARY not in listed, "the list is for finding, the page for reading"
    assert CANARY in client.get(row.get_absolute_url()).content.decode()
    read = ReadSubject.objects.filter(person_ref=ada.public_id).values_list("event__record_type", "event__acting_role", "event__mode")
    assert sorted(read) == [("accounts.adjustment", "manager", "list"), ("accounts.adjustment", "manager", "view")]


@pytest.mark.parametrize(("pressed", "state"), [("agree", "agreed"), ("talk", "talk")])
def test_the_answer_is_yes_or_let_us_talk_and_its_mail_says_neither(client, ada, gus, pressed, state):
    row = ask_adjustment(person=ada, kind="paper")
    client.force_login(gus)
    assert client.post(row.get_absolute_url(), {"answer": pressed}).url == "/manage/adjustments/"
    assert Adjustment.objects.get().state == state
    told = OutboxMessage.objects.get()
    assert told.subject == "There is an answer for you"
    assert "paper" not in told.body.lower()


def test_only_the_manager_of_that_persons_programme_answers(client, ada):
    place = learning(ada, edition()).enrolment
    elsewhere = with_role("manager", "Gus of another group", scope_kind="cohort", scope_key=cohort("Another").public_id)
    here = with_role("manager", "Gus", scope_kind="cohort", scope_key=place.cohort.public_id)
    row = ask_adjustment(person=ada, kind="paper")
    client.force_login(elsewhere)
    assert "Ada" not in client.get("/manage/adjustments/").content.decode()
    assert client.get(row.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        agree_adjustment(adjustment=row, by=elsewhere)
    assert talk_about_adjustment(adjustment=row, by=here).state == "talk"


def test_nobody_answers_what_they_asked_for_themselves(gus):
    row = ask_adjustment(person=gus, kind="no_limit")
    with pytest.raises(Refused):
        agree_adjustment(adjustment=row, by=gus)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_takes_the_same_statements_for_one_and_for_thirty(client, gus, rows, django_assert_max_num_queries):
    for _row in range(rows):
        ask_adjustment(person=UserFactory(), kind="paper")
    client.force_login(gus)
    client.get("/manage/adjustments/")
    with django_assert_max_num_queries(9):
        client.get("/manage/adjustments/")


def registered(verb, name="accounts.adjustments"):
    return dict(contributions(verb))[name]


def test_the_copy_holds_them_and_an_erasure_takes_them_with_their_history(ada):
    ask_adjustment(person=ada, kind="other", words=CANARY)
    assert registered("export")(ada)["adjustments"][0]["words"] == CANARY
    assert [line.fate for line in registered("plan")(ada)] == ["now"]
    assert Adjustment.history.count() == 1
    assert [line.fate for line in registered("erase")(ada)] == ["gone"]
    assert (Adjustment.objects.count(), Adjustment.history.count(), registered("erase")(ada)) == (0, 0, [])


def test_they_are_kept_for_a_year_after_leaving(ada):
    now = clock.now()
    row = ask_adjustment(person=ada, kind="reader", on=clock.today() - timedelta(days=900))
    kept = registered("keep")()[0]
    assert kept.days == 365
    ada.last_login = now - timedelta(days=10)
    ada.save()
    assert kept.apply(now - timedelta(days=365)) == 0
    ada.last_login = now - timedelta(days=400)
    ada.save()
    assert kept.apply(now - timedelta(days=365)) == 1
    assert not Adjustment.objects.filter(pk=row.pk).exists()
