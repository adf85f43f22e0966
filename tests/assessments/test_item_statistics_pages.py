"""/cms/tests/…: editors see how questions did, as drawing, table, file and list; never who, and nothing of fewer than ten people."""

import csv

import pytest
from django.urls import reverse

from assessments.services.submit_attempt import submit_attempt
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, make_attempt, make_bank, make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def quiz():
    return make_quiz(draw=2, bank=make_bank(2))


def papers(quiz, number, right=1):
    """Papers of two questions of which the first is right and the second too where `right` is 2."""
    for _number in range(number):
        attempt = make_attempt(person=UserFactory(called="Canary Smith", email=None), quiz=quiz)
        for position in (1, 2):
            answer(attempt, position, {"chosen": "good" if position <= right else "poor"})
        submit_attempt(attempt=attempt, by=attempt.person)


def page(quiz, kind=""):
    return reverse(f"assessments_quiz_statistics{kind}", args=[quiz.key, quiz.newest.number])


def shown(cms, address):
    return cms.get(address).content.decode()


def test_tests_are_listed_with_their_versions_and_papers(cms, quiz):
    papers(quiz, 3)
    listed = shown(cms, reverse("assessments_quizzes"))
    assert page(quiz) in listed
    assert "<td>3</td>" in listed
    assert reverse("assessments_quizzes") in shown(cms, "/cms/")


def test_without_a_test_the_list_says_so(cms):
    assert "No test has been released yet." in shown(cms, reverse("assessments_quizzes"))


def test_the_finding_is_the_title_and_each_question_to_rewrite_has_a_link(cms, quiz):
    papers(quiz, 10)
    screen = shown(cms, page(quiz))
    assert "2 of 2 questions need another look" in screen
    assert screen.count("<svg") >= 1
    for question in quiz.newest.attempts.first().slots.all():
        assert reverse("assessments_question", args=[question.question_version.question.public_id]) in screen
    assert "Hard: people had 0 % of the points." in screen
    assert "Easy: people had 100 % of the points." in screen


def test_where_nothing_is_to_be_done_the_page_says_so(cms, quiz):
    papers(quiz, 6, right=2)
    papers(quiz, 4, right=0)
    screen = shown(cms, page(quiz))
    assert "No question needs another look" in screen
    assert "1.2 of 2" in screen


def test_of_nine_people_the_page_and_the_file_hold_no_number(cms, quiz):
    papers(quiz, 9)
    screen = shown(cms, page(quiz))
    assert "Fewer than 10 people: not shown." in screen
    assert "Cronbach" not in screen
    assert "What fits" not in screen
    assert cms.get(page(quiz, "_csv")).content.decode().splitlines() == ["\ufeffHow the questions did"]


def test_the_file_is_the_table(cms, quiz):
    papers(quiz, 10)
    answer = cms.get(page(quiz, "_csv"))
    head, *rows = csv.reader(answer.content.decode().removeprefix("\ufeff").splitlines())
    assert head[:4] == ["Question", "Version", "People", "Points in 100"]
    assert [row[1:4] for row in rows] == [["1", "10", "0"], ["1", "10", "100"]]


def test_a_question_shows_its_figures_and_how_often_each_line_was_chosen(cms, quiz):
    papers(quiz, 10)
    slot = quiz.newest.attempts.first().slots.get(position=1)
    screen = shown(cms, reverse("assessments_question", args=[slot.question_version.question.public_id]))
    assert "10 people met it in a try that counts. They had 100 % of the points" in screen
    assert "100 % (10)" in screen
    assert screen.count("<td>0 % (0)</td>") == 2


def test_a_question_that_few_have_met_shows_none(cms, quiz):
    papers(quiz, 9)
    slot = quiz.newest.attempts.first().slots.get(position=1)
    assert "Fewer than ten people have met this version" in shown(
        cms, reverse("assessments_question", args=[slot.question_version.question.public_id])
    )


def test_nobody_is_named(cms, quiz):
    papers(quiz, 12)
    assert "Canary" not in shown(cms, page(quiz)) + shown(cms, page(quiz, "_csv"))


@pytest.mark.parametrize("role", ["assessor", "manager", "quality"])
def test_others_find_nothing_there(client, quiz, role):
    client.force_login(with_role(role, "Bo"))
    for address in (reverse("assessments_quizzes"), page(quiz), page(quiz, "_csv")):
        assert client.get(address).status_code == 404


def test_a_version_that_was_never_released_is_not_there(cms, quiz):
    assert cms.get(reverse("assessments_quiz_statistics", args=[quiz.key, 9])).status_code == 404


@pytest.mark.parametrize("number", [10, 14])
def test_the_page_takes_the_same_statements_however_many_papers(cms, quiz, number, django_assert_max_num_queries):
    papers(quiz, number)
    cms.get(page(quiz))
    with django_assert_max_num_queries(16):
        cms.get(page(quiz))


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_takes_the_same_statements_however_many_tests(cms, number, django_assert_max_num_queries):
    for _number in range(number):
        make_quiz(draw=2)
    cms.get(reverse("assessments_quizzes"))
    with django_assert_max_num_queries(12):
        cms.get(reverse("assessments_quizzes"))
