"""Answers that a person marks: they wait, an assessor with authority gives the points, and the result follows."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Relation
from assessments.models import AnswerMarking, AttemptResult, MarkEvent
from assessments.queries import quiz_results
from assessments.queries.answer_marking import open_to_marker, waiting_answers
from assessments.queries.quiz_records import check_quizzes, export_attempts
from assessments.queries.quizzes import entries_of
from assessments.services.mark_answer import mark_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from lms.core.errors import Refused
from lms.core.models import Narrative, OutboxMessage
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_evidence import authority, framework
from tests.factories.assessments_quiz import answer, make_attempt, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = datetime(2027, 5, 3, 9, tzinfo=UTC)
ESSAY = {"kind": "essay", "stem": "Tell us.", "marked": "points", "out_of": 4, "notes": "Look for feelings."}
GOOD = {"chosen": "good"}


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def bo():
    assessor = with_role("assessor", "Bo")
    authority(assessor, framework())
    return assessor


def essay_quiz(needed=2, **rules):
    """One choice and two essays."""
    bank = make_bank(0)
    for _n in range(2):
        make_question(bank, topic="boundaries", definition=ESSAY | {"stem": f"Tell us {_n}."})
    make_question(bank, topic="listening")
    sections = [{"draw": 1, "topic": "listening"}, {"draw": 2, "topic": "boundaries", "kinds": ["essay"]}]
    return make_quiz(bank=bank, sections=sections, needed=needed, **rules)


def handed_in(ada, quiz=None, second="I waited.", at=None):
    attempt = make_attempt(person=ada, quiz=quiz or essay_quiz())
    answer(attempt, 1, GOOD)
    answer(attempt, 2, {"text": "I listened."})
    answer(attempt, 3, {"text": second} if second else None)
    submit_attempt(attempt=attempt, by=ada, at=at)
    attempt.refresh_from_db()
    return attempt


def test_what_a_person_marks_waits_and_the_rest_is_marked_at_once(ada):
    attempt = handed_in(ada)
    assert attempt.state == "submitted"
    assert list(MarkEvent.objects.filter(slot__attempt=attempt).values_list("slot__position", "kind")) == [(1, "machine")]
    assert not AttemptResult.objects.filter(attempt=attempt).exists()
    assert quiz_results([ada.pk])[ada.pk] == []
    assert submit_attempt(attempt=attempt, by=ada) is None
    assert list(check_quizzes()) == []


def test_the_last_mark_brings_the_result(ada, bo):
    attempt = handed_in(ada)
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=3, feedback="You listened. Say more about feelings.")
    assert not AttemptResult.objects.exists()
    mark_answer(slot=slot_of(attempt, 3), by=bo, marks=1, feedback="Say more.")
    result = AttemptResult.objects.get(attempt=attempt)
    assert (result.points, result.passed, result.of) == (2, True, 3)
    assert [str(each.points) for each in quiz_results([ada.pk])[ada.pk]] == ["2"]
    assert list(check_quizzes()) == []


def test_with_the_last_mark_the_writer_is_told_that_it_is_ready_and_not_how_it_went(ada, bo):
    attempt = handed_in(ada, essay_quiz(needed=3), at=NOW)
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=0, feedback="The canary feedback", at=NOW)
    assert not OutboxMessage.objects.exists()
    mark_answer(slot=slot_of(attempt, 3), by=bo, marks=1, feedback="Say more.", at=NOW)
    message = OutboxMessage.objects.get()
    assert (message.to_ref, message.subject) == (ada.public_id, "There is news for you")
    assert attempt.result_url in message.body
    said = f"{message.subject} {message.body}".lower()
    assert not [word for word in ("canary", "point", "pass", "not yet", "bo", "essay", attempt.quiz.title.lower()) if f" {word}" in said]


def test_a_result_that_no_person_marked_is_on_the_page_and_brings_no_message(ada):
    attempt = make_attempt(person=ada, quiz=essay_quiz())
    answer(attempt, 1, GOOD)
    submit_attempt(attempt=attempt, by=ada)
    assert not OutboxMessage.objects.exists()


def test_the_news_waits_for_a_good_hour(ada, bo):
    friday_night = datetime(2027, 5, 7, 22, tzinfo=UTC)
    attempt = handed_in(ada, second="", at=NOW)
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=4, feedback="You listened.", at=friday_night)
    assert OutboxMessage.objects.get().not_before >= datetime(2027, 5, 10, 7, tzinfo=UTC)


def test_the_writer_reads_the_points_and_the_words(ada, bo):
    attempt = handed_in(ada, second="")
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=3, feedback="You listened.")
    shown = entries_of(attempt)[1]
    assert (shown.points, shown.had, shown.said, shown.mark.points) == (Fraction(3, 4), "¾", "You listened.", Fraction(3, 4))
    assert AttemptResult.objects.get(attempt=attempt).points == Fraction(7, 4)
    assert export_attempts(ada)[0]["answers"][1]["feedback"] == "You listened."


def test_what_was_left_open_does_not_wait(ada):
    attempt = make_attempt(person=ada, quiz=essay_quiz())
    submit_attempt(attempt=attempt, by=ada)
    assert AttemptResult.objects.get(attempt=attempt).points == 0


def test_no_other_try_starts_while_one_is_read_and_the_wait_counts_from_the_feedback(ada, bo):
    quiz = essay_quiz(needed=3, wait_hours=[24])
    attempt = handed_in(ada, quiz, second="", at=NOW)
    with pytest.raises(Refused, match="with an assessor"):
        start_attempt(person=ada, quiz=quiz, at=NOW + timedelta(days=9))
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=0, feedback="Not yet.", at=NOW + timedelta(days=2))
    with pytest.raises(Refused, match="next try opens"):
        start_attempt(person=ada, quiz=quiz, at=NOW + timedelta(days=2, hours=23))
    assert start_attempt(person=ada, quiz=quiz, at=NOW + timedelta(days=3, hours=1)).number == 2


def test_only_an_assessor_with_authority_and_without_ties_marks(ada, bo):
    attempt = handed_in(ada)
    slot = slot_of(attempt, 2)
    assert [item.code for item in waiting_answers(bo)] == [f"T-{attempt.public_id[:5].upper()}-{place}" for place in (2, 3)]
    without = with_role("assessor", "Cy")
    authority(ada, framework())
    for other in (without, ada):
        assert not open_to_marker(other).exists()
    with pytest.raises(Refused, match="no longer waits"):
        mark_answer(slot=slot, by=without, marks=1, feedback="x")
    with pytest.raises(PermissionDenied):
        mark_answer(slot=slot, by=UserFactory(called="Eve"), marks=1, feedback="x")
    Relation.objects.create(by=bo, of=ada, kind="conflict", from_on="2020-01-01")
    assert waiting_answers(bo) == []


def test_authority_is_for_the_competency_of_the_topic_or_for_any_where_no_competency_has_it(ada, bo):
    handed_in(ada)
    other = with_role("assessor", "Di")
    authority(other, framework(), "listening")
    assert not open_to_marker(other).exists()
    bank = make_bank(0)
    make_question(bank, topic="history", definition=ESSAY)
    history = make_quiz(bank=bank, topics=[{"key": "history", "title": "History"}], sections=[{"draw": 1}], needed=1)
    attempt = make_attempt(person=ada, quiz=history)
    answer(attempt, 1, {"text": "I listened."})
    submit_attempt(attempt=attempt, by=ada)
    assert [item.slot.attempt for item in waiting_answers(other)] == [attempt]


@pytest.mark.parametrize(("marks", "feedback", "says"), [(5, "x", "from 0 to 4"), (-1, "x", "from 0 to 4"), (1, " ", "a few words")])
def test_marks_that_are_not_possible_and_silence_are_refused(ada, bo, marks, feedback, says):
    with pytest.raises(Refused, match=says):
        mark_answer(slot=slot_of(handed_in(ada), 2), by=bo, marks=marks, feedback=feedback)
    assert not AnswerMarking.objects.exists()


def test_the_first_of_two_assessors_counts(ada, bo):
    di = with_role("assessor", "Di")
    authority(di, framework())
    attempt = handed_in(ada)
    mark_answer(slot=slot_of(attempt, 2), by=bo, marks=4, feedback="Yes.")
    with pytest.raises(Refused, match="marked it"):
        mark_answer(slot=slot_of(attempt, 2), by=di, marks=0, feedback="No.")
    assert Narrative.objects.filter(kind="answer.feedback").count() == 1


@pytest.mark.parametrize("papers", [1, 4])
def test_the_queue_is_one_statement(bo, papers, django_assert_num_queries):
    quiz = essay_quiz()
    for _n in range(papers):
        handed_in(UserFactory(called="Ada"), quiz)
    with django_assert_num_queries(1):
        items = waiting_answers(bo)
        assert [(item.stem[:4], item.words > 0) for item in items] == [("Tell", True)] * 2 * papers


def test_a_question_without_points_is_not_counted(ada):
    bank = make_bank(2)
    sure = {"kind": "confidence", "stem": "How sure?", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
    make_question(bank, topic="listening", definition=sure)
    sections = [{"draw": 2}, {"draw": 1, "kinds": ["confidence"]}]
    attempt = make_attempt(person=ada, quiz=make_quiz(bank=bank, sections=sections, needed=2))
    answer(attempt, 1, GOOD)
    answer(attempt, 2, GOOD)
    answer(attempt, 3, {"chosen": "a"})
    result = submit_attempt(attempt=attempt, by=ada)
    assert (result.points, result.of, result.passed) == (2, 2, True)
    assert list(check_quizzes()) == []
