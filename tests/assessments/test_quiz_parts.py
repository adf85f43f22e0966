"""Sections with a mark of their own and questions that have to be right: from the definition to the words of the result."""

from html import unescape

import pytest
from django.db import IntegrityError, transaction

from assessments import registry
from assessments.models import AttemptResult, PassInDoubt
from assessments.queries import quiz_results
from assessments.queries.quiz_records import check_quizzes
from assessments.services.mark_again import mark_batch_again
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_part import void_part
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, finish, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def bank():
    return make_bank(8)


@pytest.fixture
def quiz(bank):
    """A first question that has to be right, two on listening of which one is needed, two on boundaries; three of five in all."""
    first = make_question(bank, topic="listening")
    sections = [
        {"questions": [first.key], "must_pass": [first.key]},
        {"draw": 2, "topic": "listening"},
        {"draw": 2, "topic": "boundaries", "needed": 2},
    ]
    return make_quiz(bank=bank, sections=sections, needed=3, key="core-knowledge")


def hand_in(attempt, *right):
    """Answer each place: fitting where it is named, poorly elsewhere."""
    for place in range(1, 6):
        answer(attempt, place, {"chosen": "good" if place in right else "poor"})
    return submit_attempt(attempt=attempt, by=attempt.person)


@pytest.mark.parametrize(
    ("right", "passed", "short"),
    [((1, 4, 5), True, []), ((1, 2, 3, 4), False, [1]), ((2, 3, 4, 5), False, [0]), ((2, 3, 4), False, [0, 1]), ((1, 4), False, [1])],
)
def test_enough_points_pass_only_with_every_part(ada, quiz, right, passed, short):
    result = hand_in(start_attempt(person=ada, quiz=quiz), *right)
    assert (result.passed, result.short_parts) == (passed, len(short))
    assert [row["part"] for row in result.parts if not row["met"]] == short
    assert quiz_results([ada.pk])[ada.pk][0].passed is passed
    assert list(check_quizzes()) == []


def test_a_test_without_parts_keeps_none(ada):
    result = finish(start_attempt(person=ada, quiz=make_quiz(draw=2)), right=2)
    assert (result.parts, result.short_parts) == (None, 0)


def test_the_database_knows_that_a_pass_takes_every_part(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    claim = {"attempt": attempt, "points_num": 4, "of": 5, "needed": 3, "by_topic": [], "submitted_at": attempt.started_at}
    for passed, short_parts in ((True, 1), (False, 0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AttemptResult.objects.create(passed=passed, short_parts=short_parts, **claim)
    AttemptResult.objects.create(passed=False, short_parts=1, **claim)


def page_of(client, attempt):
    client.force_login(attempt.person)
    return " ".join(unescape(client.get(attempt.result_url).content.decode()).split())


def test_not_yet_says_which_part_although_there_are_points_enough(client, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    hand_in(attempt, 2, 3, 4)
    shown = page_of(client, attempt)
    for words in (
        "Not yet",
        "You had 3 of 5, and that is enough. Two parts are not there yet:",
        "Question 1 has to be right.",
        "Boundaries: you had 1 of 2. You need 2.",
        "Two topics are worth another look.",
    ):
        assert words in shown, words
    for words in ("Fail", "fail", "%", "Wrong", "Incorrect"):
        assert words not in shown.split("<main")[1].split("</main")[0], words


def test_a_part_that_is_not_there_is_said_beside_points_that_are_not_enough(client, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    hand_in(attempt, 1, 4)
    shown = page_of(client, attempt)
    assert "You had 2 of 5. You need 3. One part is not there yet:" in shown
    assert "has to be right" not in shown


def test_what_has_to_be_right_is_said_before(client, ada, quiz):
    client.force_login(ada)
    front = " ".join(client.get("/test/core-knowledge/").content.decode().split())
    assert "Boundaries: 2 of 2" in front
    assert "One question has to be right. It says so." in front
    attempt = start_attempt(person=ada, quiz=quiz)
    says = "To pass, this one has to be right."
    assert says in client.get(attempt.question_url(1)).content.decode()
    assert says not in client.get(attempt.question_url(2)).content.decode()


def test_a_question_that_had_to_be_right_and_was_taken_back_stands_in_nobodys_way(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    assert not hand_in(attempt, 2, 4, 5).passed
    void = void_part(version=slot_of(attempt).question_version, part="*", by=with_role("editor", "Ed"), why="Two readings.")
    mark_batch_again(void=void, attempts=[attempt.pk])
    result = AttemptResult.objects.standing().get(attempt=attempt)
    assert (result.passed, result.points, result.short_parts) == (True, 4, 0)
    assert not PassInDoubt.objects.exists()


def test_the_export_says_the_parts_in_words(ada, quiz):
    hand_in(start_attempt(person=ada, quiz=quiz), 1, 2, 3, 4)
    parts = registry.export(ada)["tests"][0]["parts"]
    assert [(part["title"], part["place"], part["had"], part["needed"], part["is_met"]) for part in parts] == [
        ("", 1, "1", 1, True),
        ("Boundaries", 0, "1", 2, False),
    ]
