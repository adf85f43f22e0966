"""What people see of a test that they handed in: after it, when no try is left, or never what fits."""

import pytest

from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from tests.factories.accounts import UserFactory
from tests.factories.assessments_quiz import answer, finish, make_bank, make_question, make_quiz, true_false

pytestmark = pytest.mark.django_db
WORDS = ("Why it is good", "What fits best", "Not quite", "Fits")  # what a key would tell


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def result_page(client, attempt):
    client.force_login(attempt.person)
    return " ".join(client.get(attempt.result_url).content.decode().split())


def keys_in(shown):
    return [words for words in WORDS if words in shown.split("<main")[1].split("</main")[0]]


def tried(person, quiz, right):
    attempt = start_attempt(person=person, quiz=quiz)
    finish(attempt, right=right)
    return attempt


def make(feedback, **rules):
    return make_quiz(draw=4, needed=3, tries=2, wait_hours=[], feedback=feedback, key="core", **rules)


def test_after_the_test_everything_is_told(client, ada):
    assert keys_in(result_page(client, tried(ada, make("after_test"), 1))) == list(WORDS)


def test_when_done_the_key_waits_for_the_last_try(client, ada):
    quiz = make("when_done")
    first = tried(ada, quiz, 1)
    shown = result_page(client, first)
    assert keys_in(shown) == []
    assert "The good line" in shown, "their own answer is always theirs"
    assert "What fits, and why, is shown here when you have passed or no try is left." in shown
    assert "Two topics are worth another look." in shown
    second = tried(ada, quiz, 1)
    assert keys_in(result_page(client, first)) == keys_in(result_page(client, second)) == list(WORDS)


def test_when_done_a_pass_shows_the_key_unless_it_may_be_repeated(client, ada):
    assert keys_in(result_page(client, tried(ada, make("when_done"), 3))) == list(WORDS)
    eve = UserFactory(called="Eve")
    again = make_quiz(draw=4, needed=3, wait_hours=[], feedback="when_done", counts="last")
    assert keys_in(result_page(client, tried(eve, again, 3))) == []


@pytest.mark.parametrize("right", [1, 4])
def test_never_means_never(client, ada, right):
    shown = result_page(client, tried(ada, make("never_key"), right))
    assert keys_in(shown) == []
    assert "How it went, by topic" in shown
    assert "These questions are asked again, so what fits is not shown." in shown


def test_a_part_that_is_not_there_names_no_question_while_the_key_is_closed(client, ada):
    bank = make_bank(4)
    first = make_question(bank, definition=true_false())
    sections = [{"questions": [first.key], "must_pass": [first.key]}, {"draw": 2}]
    quiz = make_quiz(bank=bank, sections=sections, needed=1, feedback="never_key")
    attempt = start_attempt(person=ada, quiz=quiz)
    answer(attempt, 1, {"chosen": "false"})
    answer(attempt, 2, {"chosen": "good"})
    submit_attempt(attempt=attempt, by=ada)
    shown = result_page(client, attempt)
    assert "One part is not there yet:" in shown
    assert "A question that has to be right." in shown
    assert "Question 1 has to be right" not in shown


@pytest.mark.parametrize(
    ("feedback", "says"),
    [
        ("after_test", "At once, by topic, with the reasons"),
        ("when_done", "The reasons follow when you have passed or no try is left."),
        ("never_key", "What fits is not shown, because the questions are asked again."),
    ],
)
def test_what_will_be_shown_is_said_before(client, ada, feedback, says):
    make(feedback)
    client.force_login(ada)
    assert says in " ".join(client.get("/test/core/").content.decode().split())


def test_a_closed_key_costs_no_statement_more(client, ada, django_assert_num_queries):
    attempt = tried(ada, make_quiz(draw=20, feedback="never_key"), 1)
    result_page(client, attempt)
    with django_assert_num_queries(9):
        client.get(attempt.result_url)
