"""/test/…: what a person sees and does, through the pages, without JavaScript and with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.services.adjustments import ask_adjustment
from accounts.services.breaks import start_break
from assessments.models import Answer, Attempt, AttemptResult
from assessments.services.start_attempt import start_attempt
from assessments.services.void_attempt import void_attempt
from lms.core import clock
from lms.core.errors import Refused
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import (
    answer,
    finish,
    in_order,
    make_attempt,
    make_bank,
    make_question,
    make_quiz,
    many,
    slot_of,
    true_false,
)

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def page(client, ada):
    """Ada's browser."""
    client.force_login(ada)
    return client


@pytest.fixture
def quiz():
    return make_quiz(draw=4, needed=3, key="core-knowledge", about="About the test.", passed="Well done, Ada would say.")


@pytest.fixture
def attempt(ada, quiz):
    return start_attempt(person=ada, quiz=quiz)


def text(response):
    return " ".join(response.content.decode().split())


def stored(attempt, position=1):
    return Answer.objects.get(slot__attempt=attempt, slot__position=position)


def own_pages(attempt):
    return [attempt.question_url(1), attempt.check_url, attempt.result_url, reverse("assessments:test_set_aside", args=[attempt.public_id])]


# --- the front page of a test -----------------------------------------------------------------------------------------------------


def test_the_front_page_says_the_rules_before_anything_starts(page, quiz):
    shown = text(page.get("/test/core-knowledge/"))
    for words in (
        "About the test.",
        "You need 3 of 4",
        "No limit.",
        "After try 2: wait 24 hours",
        "You have 3 tries.",
        "Your tries are untouched",
    ):
        assert words in shown
    assert "Nobody has reviewed them yet" in shown
    assert not Attempt.objects.exists()


def test_a_reviewed_test_has_no_such_notice(page):
    make_quiz(draw=2, key="read", review="done", tries=None, open_book=False)
    shown = text(page.get("/test/read/"))
    assert "reviewed" not in shown
    assert "As many as you like" in shown
    assert "Please answer without notes" in shown


def test_starting_leads_to_the_first_question_and_starting_again_to_the_first_open_one(page, ada, quiz):
    response = page.post("/test/core-knowledge/")
    attempt = Attempt.objects.get(person=ada)
    assert response.url == attempt.question_url(1)
    answer(attempt, 1, {"chosen": "good"})
    assert "Carry on where you stopped" in text(page.get("/test/core-knowledge/"))
    assert page.post("/test/core-knowledge/").url == attempt.question_url(2)
    for position in (2, 3, 4):
        answer(attempt, position, {"chosen": "good"})
    assert page.post("/test/core-knowledge/").url == attempt.check_url


def test_an_unknown_or_unreleased_test_is_not_found(page):
    from assessments.models import Quiz

    Quiz.objects.create(key="later", title="Later")
    assert page.get("/test/nothing/").status_code == 404
    assert page.get("/test/later/").status_code == 404


def test_during_a_wait_the_page_says_when_the_next_try_opens(page, ada, quiz):
    for _ in range(2):
        finish(start_attempt(person=ada, quiz=quiz), right=0)
    shown = page.get("/test/core-knowledge/")
    assert "It stays open." in text(shown)
    assert "This is the last try." in text(shown)
    assert "Start" not in text(shown).split("Your next try")[1]
    refused = page.post("/test/core-knowledge/")
    assert refused.status_code == 422
    assert "Your next try opens on" in text(refused)


def test_after_the_last_try_there_is_another_way(page, ada, quiz):
    now = clock.now()
    for days in (9, 8, 3):
        finish(start_attempt(person=ada, quiz=quiz, at=now - timedelta(days=days)), right=0, at=now - timedelta(days=days))
    shown = text(page.get("/test/core-knowledge/"))
    assert "You choose together how else you can show what you know" in shown
    assert shown.count("See how it went") == 3


# --- one question -----------------------------------------------------------------------------------------------------------------


def test_a_question_stands_in_a_fieldset_with_its_text_as_legend(page, attempt):
    shown = text(page.get(attempt.question_url(1)))
    stem = slot_of(attempt).question_version.definition["stem"]
    assert f'<legend><h1 class="legend-q">{stem}</h1></legend>' in shown
    assert "question 1 of 4" in shown
    assert shown.count('type="radio"') == 3
    assert "Back to question" not in shown


def test_lines_keep_their_order_on_every_visit(page, attempt):
    order = slot_of(attempt).option_order
    for _ in range(2):
        shown = text(page.get(attempt.question_url(1)))
        places = [shown.index(f'value="{name}"') for name in order]
        assert places == sorted(places)


def test_save_and_next_keeps_the_answer_and_goes_on(page, attempt):
    response = page.post(attempt.question_url(1), {"answer": "good", "revision": "0", "go": "next"})
    assert response.url == attempt.question_url(2)
    assert (stored(attempt).response, stored(attempt).revision) == ({"chosen": "good"}, 1)
    assert "Question 1 saved at" in text(page.get(response.url))
    assert "checked" in text(page.get(attempt.question_url(1)))


@pytest.mark.parametrize(("position", "go", "leads_to"), [(2, "back", 1), (1, "back", 1), (1, "3", 3), (1, "99", 2), (3, "", 4)])
def test_every_button_saves_and_leads_where_it_says(page, attempt, position, go, leads_to):
    response = page.post(attempt.question_url(position), {"answer": "poor", "revision": "0", "go": go})
    assert response.url == attempt.question_url(leads_to)
    assert stored(attempt, position).response == {"chosen": "poor"}


@pytest.mark.parametrize(("position", "go"), [(4, "next"), (1, "check")])
def test_after_the_last_question_comes_the_look_over_all_answers(page, attempt, position, go):
    assert page.post(attempt.question_url(position), {"revision": "0", "go": go}).url == attempt.check_url


def test_a_flag_is_kept_and_listed(page, attempt):
    page.post(attempt.question_url(1), {"flagged": "on", "revision": "0", "go": "next"})
    assert stored(attempt).flagged
    assert "flagged" in text(page.get(attempt.question_url(2)))
    assert "Flagged" in text(page.get(attempt.check_url))


def test_an_older_tab_gets_both_answers_and_may_choose(page, attempt):
    page.post(attempt.question_url(1), {"answer": "good", "revision": "0"})
    shown = page.post(attempt.question_url(1), {"answer": "poor", "revision": "0", "flagged": "on"})
    assert shown.status_code == 409
    for words in ("You changed this in another tab. Here are both.", "The good line", "The poor line"):
        assert words in text(shown)
    assert stored(attempt).response == {"chosen": "good"}
    page.post(attempt.question_url(1), {"answer": "poor", "revision": "1", "flagged": "on", "go": "1"})
    assert (stored(attempt).response, stored(attempt).flagged) == ({"chosen": "poor"}, True)


@pytest.mark.parametrize("revision", ["", "x", "-1", "99"])
def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(page, attempt, revision):
    page.post(attempt.question_url(1), {"answer": "good", "revision": "0"})
    assert page.post(attempt.question_url(1), {"answer": "poor", "revision": revision}).status_code == 409
    assert stored(attempt).response == {"chosen": "good"}


def test_a_double_click_on_save_is_one_save(page, attempt):
    for _ in range(2):
        assert page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}).status_code == 302
    assert stored(attempt).revision == 1


def test_a_line_that_is_not_on_the_page_is_refused_kindly(page, attempt):
    shown = page.post(attempt.question_url(1), {"answer": "planted", "revision": "0"})
    assert shown.status_code == 422
    assert "Please choose again" in text(shown)
    assert "<title>Error:" in text(shown)
    assert stored(attempt).response is None


def test_a_place_that_is_not_on_the_paper_is_not_found(page, attempt):
    assert page.get(attempt.question_url(5)).status_code == 404


# --- every kind -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(ada):
    bank = make_bank(0)
    for definition in (many("Which fit here?"), in_order("What comes first?")):
        make_question(bank, topic="listening", definition=definition)
    make_question(bank, topic="boundaries", definition=true_false("It is so."))
    sections = [{"draw": 1, "kinds": [kind]} for kind in ("multiple_response", "ordering", "true_false")]
    return make_attempt(person=ada, quiz=make_quiz(bank=bank, draw=3, needed=2, sections=sections))


def test_several_lines_can_be_ticked_and_the_page_says_how_many(page, mixed):
    assert "There are 2." in text(page.get(mixed.question_url(1)))
    page.post(mixed.question_url(1), {"answer": ["one", "three"], "revision": "0"})
    assert stored(mixed, 1).response == {"chosen": ["one", "three"]}
    assert text(page.get(mixed.question_url(1))).count("checked") == 2


def test_lines_are_ordered_by_numbers(page, mixed):
    sent = {"place-first": "3", "place-second": "1", "place-third": "2", "revision": "0", "go": "next"}
    assert page.post(mixed.question_url(2), sent).url == mixed.question_url(3)
    assert stored(mixed, 2).response == {"order": ["second", "third", "first"]}


def test_lines_are_moved_with_buttons_and_the_page_stays(page, mixed):
    order = slot_of(mixed, 2).option_order
    response = page.post(mixed.question_url(2), {"order": order, "move": f"up:{order[1]}", "revision": "0"})
    assert response.url == mixed.question_url(2)
    assert stored(mixed, 2).response == {"order": [order[1], order[0], order[2]]}


def test_numbers_that_do_not_fit_stay_on_the_page_and_nothing_is_saved(page, mixed):
    shown = page.post(mixed.question_url(2), {"place-first": "7", "place-second": "1", "place-third": "", "revision": "0"})
    assert shown.status_code == 422
    assert "Give each line its own number, from 1 to 3." in text(shown)
    assert 'value="7"' in text(shown)
    assert stored(mixed, 2).revision == 0


def test_true_or_false(page, mixed):
    page.post(mixed.question_url(3), {"answer": "false", "revision": "0"})
    assert stored(mixed, 3).response == {"chosen": "false"}


# --- with the script --------------------------------------------------------------------------------------------------------------


def test_a_script_learns_the_time_and_the_new_revision(page, attempt):
    told = page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}, **JSON)
    assert (told.status_code, told.json()["revision"]) == (200, 1)
    assert told.json()["says"] == f"Saved {stored(attempt).saved_at:%H:%M}"


def test_a_script_is_told_what_stops_a_save(page, attempt, mixed, ada):
    page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}, **JSON)
    late = page.post(attempt.question_url(1), {"answer": "poor", "revision": "0"}, **JSON)
    assert (late.status_code, late.json()["show_both"]) == (409, True)
    half = page.post(mixed.question_url(2), {"place-first": "1", "revision": "0"}, **JSON)
    assert (half.status_code, half.json()) == (422, {"says": "Give each line its own number, from 1 to 3."})
    page.post(attempt.check_url)
    closed = page.post(attempt.question_url(1), {"answer": "poor", "revision": "1"}, **JSON)
    assert (closed.status_code, closed.json()["gone_to"]) == (409, attempt.result_url)
    assert stored(attempt).response == {"chosen": "good"}


# --- handing in and the result ----------------------------------------------------------------------------------------------------


def test_the_look_over_lists_every_question_and_says_what_is_open(page, attempt):
    answer(attempt, 1, {"chosen": "good"})
    shown = text(page.get(attempt.check_url))
    assert "3 questions are still open. You can hand in like this" in shown
    assert "The good line" in shown
    assert "disabled" not in shown


def test_looking_over_hands_nothing_in(page, attempt):
    page.get(attempt.check_url)
    attempt.refresh_from_db()
    assert attempt.is_open


def test_handing_in_twice_gives_the_same_result(page, attempt):
    assert page.post(attempt.check_url).url == attempt.result_url
    assert page.post(attempt.check_url).url == attempt.result_url
    assert AttemptResult.objects.count() == 1


def test_not_yet_is_said_with_counts_topics_and_the_next_try(page, attempt):
    finish(attempt, right=1)
    shown = text(page.get(attempt.result_url))
    for words in (
        "Not yet",
        "You had 1 of 4. You need 3.",
        "Two topics are worth another look.",
        "You can try again now",
        "One more try after that.",
    ):
        assert words in shown, words
    for words in ("Fail", "fail", "%", "Wrong", "Incorrect"):
        assert words not in shown.split("<main")[1].split("</main")[0], words


def test_passing_is_said_plainly(page, attempt):
    finish(attempt, right=3)
    shown = text(page.get(attempt.result_url))
    for words in ("You have passed", "You had 3 of 4. You needed 3.", "Well done, Ada would say.", "Secure"):
        assert words in shown, words
    assert "Start another try" not in shown


def test_each_question_can_be_read_again_with_the_reasons(page, attempt):
    finish(attempt, right=3)
    shown = text(page.get(attempt.result_url))
    assert shown.count("Why it is good") == 4
    assert shown.count("Why it is poor") == 1
    assert "What fits best" in shown


def test_after_handing_in_every_page_of_the_try_leads_to_the_result(page, attempt):
    page.post(attempt.check_url)
    for address in (attempt.question_url(1), attempt.check_url, reverse("assessments:test_set_aside", args=[attempt.public_id])):
        assert page.get(address).url == attempt.result_url
    assert page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}).url == attempt.result_url
    assert stored(attempt).response is None


def test_the_result_of_an_open_try_leads_back_to_its_questions(page, attempt):
    assert page.get(attempt.result_url).url == attempt.question_url(1)


def test_parts_of_points_are_shown_exactly_and_explained(page, mixed):
    answer(mixed, 1, {"chosen": ["one"]})
    page.post(mixed.check_url)
    shown = text(page.get(mixed.result_url))
    assert "You had ½ of 3. You need 2." in shown
    assert "counts as a part of a point" in shown
    assert "Partly" in shown


# --- setting aside ----------------------------------------------------------------------------------------------------------------


def test_a_try_is_set_aside_after_one_question_and_without_a_reason(page, ada, attempt):
    address = reverse("assessments:test_set_aside", args=[attempt.public_id])
    asked = text(page.get(address))
    assert "We do not ask why" in asked
    assert "<textarea" not in asked
    assert page.post(address).url == attempt.result_url
    shown = text(page.get(attempt.result_url))
    assert "It does not count" in shown
    page.post("/test/core-knowledge/")
    again = Attempt.objects.get(person=ada, state="open")
    refused = page.post(reverse("assessments:test_set_aside", args=[again.public_id]))
    assert refused.status_code == 422
    assert "Ask the people who run your programme" in text(refused)


def test_a_try_that_was_set_aside_cannot_be_handed_in(page, attempt):
    page.post(reverse("assessments:test_set_aside", args=[attempt.public_id]))
    assert page.post(attempt.check_url).url == attempt.result_url
    assert not AttemptResult.objects.exists()


# --- whose it is ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", "assessor", "supervisor", "manager", "board", "editor", "admin"])
@pytest.mark.both
def test_nobody_else_sees_or_touches_an_attempt(client, attempt, role):
    answer(attempt, 1, {"chosen": "good"})
    client.force_login(with_role(role, "Eve") if role else UserFactory(called="Eve"))
    for address in own_pages(attempt):
        assert client.get(address).status_code == 404
        assert client.post(address, {"answer": "poor", "revision": "1"}).status_code == 404
    attempt.refresh_from_db()
    assert attempt.is_open
    assert stored(attempt).response == {"chosen": "good"}


def test_a_stranger_is_asked_to_sign_in(client, attempt):
    for address in [*own_pages(attempt), "/test/core-knowledge/"]:
        assert client.get(address).url.startswith("/sign-in/")
        assert client.post(address).url.startswith("/sign-in/")


def test_an_address_may_be_typed_in_small_letters(page, attempt):
    assert page.get(attempt.question_url(1).lower()).status_code == 200


def test_a_result_page_does_not_show_somebody_elses_tries(client, attempt):
    finish(attempt, right=1)
    client.force_login(UserFactory(called="Eve"))
    assert "See how it went" not in text(client.get("/test/core-knowledge/"))


# --- statements -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [10, 20])
def test_the_pages_take_the_same_statements_for_ten_and_twenty_questions(page, ada, draw, django_assert_num_queries):
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=draw))
    page.get(attempt.question_url(1))
    with django_assert_num_queries(4):  # person, roles for the menu, the question, the list
        page.get(attempt.question_url(2))
    with django_assert_num_queries(4):  # person, roles for the second lock, the question, one guarded update
        page.post(attempt.question_url(2), {"answer": "good", "revision": "0"}, **JSON)
    with django_assert_num_queries(4):
        page.get(attempt.check_url)
    with django_assert_num_queries(11):  # transaction marks included, and the roles for the second lock
        page.post(attempt.check_url)
    with django_assert_num_queries(9):  # one of them asks the courses what to look at again
        page.get(attempt.result_url)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_take_the_same_statements_with_one_row_and_with_thirty(page, ada, rows, django_assert_num_queries):
    """Thirty tries behind somebody, and thirty questions on the paper."""
    one_topic = [{"draw": rows, "topic": "listening"}]
    quiz = make_quiz(draw=rows, key="long", bank=make_bank(4 * rows), sections=one_topic, tries=None, wait_hours=[])
    for _ in range(rows):
        finish(start_attempt(person=ada, quiz=quiz), right=0)
    attempt = start_attempt(person=ada, quiz=quiz)
    page.get("/test/long/")
    for count, address in ((7, "/test/long/"), (4, attempt.question_url(1)), (4, attempt.check_url)):
        with django_assert_num_queries(count):
            assert page.get(address).status_code == 200


@pytest.mark.parametrize(("draw", "most"), [(10, 75), (20, 140)])
def test_a_whole_attempt_stays_within_its_statements(page, draw, most, django_assert_max_num_queries):
    """performance.md: start, save each answer, hand in; with a script, so 12 requests for ten questions."""
    make_quiz(draw=draw, key="long")
    with django_assert_max_num_queries(most):
        page.post("/test/long/")
        attempt = Attempt.objects.get()
        for position in range(1, draw + 1):
            page.post(attempt.question_url(position), {"answer": "good", "revision": "0"}, **JSON)
        page.post(attempt.check_url)
    assert AttemptResult.objects.get().points == draw


# --- breaks and what is set up ------------------------------------------------------------------------------------------------------


def test_a_break_in_a_test_saves_first_and_leads_back(page, ada):
    attempt = start_attempt(person=ada, quiz=make_quiz())
    answer = page.post(attempt.question_url(1), {"answer": "good", "revision": "0", "go": "break"})
    assert answer.url.startswith("/break/?back=")
    assert attempt.slots.get(position=1).answer.response is not None
    assert f'href="{attempt.question_url(1)}"' in page.get(answer.url).content.decode()


def test_the_front_page_says_what_is_set_up_for_me(page, ada):
    make_quiz(key="core-knowledge")
    assert "Nothing yet." in text(page.get("/test/core-knowledge/"))
    ask_adjustment(person=ada, kind="rest_breaks")
    ask_adjustment(person=ada, kind="no_limit")  # waits for an answer
    said = text(page.get("/test/core-knowledge/"))
    assert "Breaks when I need them; the clock stops" in said
    assert "No time limit" not in said.split("What is set up for you")[1].split("Tries")[0]


def test_a_longer_break_parks_an_open_try_and_it_may_always_be_set_aside(ada):
    quiz = make_quiz()
    void_attempt(attempt=start_attempt(person=ada, quiz=quiz), by=ada)
    attempt = start_attempt(person=ada, quiz=quiz)
    with pytest.raises(Refused):
        void_attempt(attempt=attempt, by=ada)
    start_break(person=ada)
    attempt.refresh_from_db()
    assert attempt.is_open, "parked: its answers stay"
    void_attempt(attempt=attempt, by=ada)
    assert start_attempt(person=ada, quiz=quiz).number == 3
