"""Starting, saving, handing in and setting aside, through the services."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from assessments.hooks import ReviewLink, context_for, know_context, offer_review_links, review_links
from assessments.models import Answer, Attempt, AttemptResult, AttemptSlot, MarkEvent, Quiz
from assessments.queries import quiz_results
from assessments.services.save_answer import HandedIn, Overtaken, save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_attempt import void_attempt
from assessments.signals import attempt_submitted
from lms.core.errors import Refused
from lms.core.models import MoveEvent
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, finish, in_order, make_bank, make_question, make_quiz, many, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MONDAY = datetime(2027, 5, 3, 9, tzinfo=UTC)
GOOD, POOR = {"chosen": "good"}, {"chosen": "poor"}


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def quiz():
    return make_quiz(draw=4, needed=3)


def save(attempt, response, revision, position=1, flagged=False, by=None):
    return save_answer(slot=slot_of(attempt, position), by=by or attempt.person, response=response, flagged=flagged, revision=revision)


# --- starting ---------------------------------------------------------------------------------------------------------------------


def test_a_try_has_its_paper_laid_out_with_empty_answers(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    slots = list(attempt.slots.select_related("question_version", "answer"))
    assert [slot.position for slot in slots] == [1, 2, 3, 4]
    assert [slot.question_version.topic for slot in slots] == ["listening", "listening", "boundaries", "boundaries"]
    assert all(sorted(slot.option_order) == ["good", "other", "poor"] for slot in slots)
    assert [(slot.answer.response, slot.answer.revision, slot.answer.is_open) for slot in slots] == [(None, 0, True)] * 4
    assert (attempt.number, attempt.state, attempt.started_at, attempt.context_key) == (1, "open", MONDAY, "")


def test_starting_again_carries_on_with_the_open_try(ada, quiz):
    assert start_attempt(person=ada, quiz=quiz) == start_attempt(person=ada, quiz=quiz)
    assert Attempt.objects.count() == 1


def test_the_database_allows_one_open_try(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(person=ada, quiz=quiz, quiz_version=attempt.quiz_version, number=2, seed=1)


def test_the_next_try_brings_questions_that_were_not_met(ada, quiz):
    first = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    finish(first, right=0, at=MONDAY)
    second = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    met = set(first.slots.values_list("question_version__question", flat=True))
    assert second.number == 2
    assert met.isdisjoint(second.slots.values_list("question_version__question", flat=True))


def test_tries_and_waits_are_kept_and_said_kindly(ada, quiz):
    finish(start_attempt(person=ada, quiz=quiz, at=MONDAY), right=2, at=MONDAY)
    finish(start_attempt(person=ada, quiz=quiz, at=MONDAY), right=2, at=MONDAY)
    with pytest.raises(Refused, match=r"Your next try opens on 4 May 2027.*It stays open"):
        start_attempt(person=ada, quiz=quiz, at=MONDAY + timedelta(hours=23))
    tuesday = MONDAY + timedelta(days=1)
    finish(start_attempt(person=ada, quiz=quiz, at=tuesday), right=2, at=tuesday)
    with pytest.raises(Refused, match="You have used all your tries"):
        start_attempt(person=ada, quiz=quiz, at=tuesday + timedelta(days=300))
    assert Attempt.objects.count() == 3


def test_who_has_passed_need_not_start_again(ada, quiz):
    finish(start_attempt(person=ada, quiz=quiz), right=3)
    with pytest.raises(Refused, match="You have passed this test"):
        start_attempt(person=ada, quiz=quiz)


def test_tries_count_for_each_context_and_each_person_by_themselves(ada, quiz):
    finish(start_attempt(person=ada, quiz=quiz, context_key="enrolment:1"), right=4)
    assert start_attempt(person=ada, quiz=quiz, context_key="enrolment:2").number == 1
    assert start_attempt(person=UserFactory(called="Eve"), quiz=quiz, context_key="enrolment:1").number == 1


def test_a_test_without_a_release_says_so(ada):
    with pytest.raises(Refused, match="not ready yet"):
        start_attempt(person=ada, quiz=Quiz.objects.create(key="empty", title="Empty"))


def test_the_paper_itself_can_never_change(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    for statement in ("UPDATE assessments_attemptslot SET position = position + 10", "DELETE FROM assessments_attemptslot"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert attempt.slots.count() == 4


# --- saving -----------------------------------------------------------------------------------------------------------------------


def test_each_save_counts_the_revision_up(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    first = save(attempt, POOR, 0)
    second = save(attempt, GOOD, first.revision, flagged=True)
    stored = Answer.objects.get(slot=slot_of(attempt))
    assert (first.revision, second.revision) == (1, 2)
    assert (stored.response, stored.flagged, stored.revision, stored.saved_at) == (GOOD, True, 2, second.saved_at)


def test_an_older_tab_never_overwrites_a_newer_answer(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    save(attempt, GOOD, 0)
    with pytest.raises(Overtaken, match="You changed this in another tab") as overtaken:
        save(attempt, POOR, 0)
    assert overtaken.value.stored.response == GOOD
    assert Answer.objects.get(slot=slot_of(attempt)).revision == 1


def test_a_delayed_copy_of_an_older_save_changes_nothing(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    save(attempt, POOR, 0)
    save(attempt, GOOD, 1)
    with pytest.raises(Overtaken):
        save(attempt, POOR, 0)
    assert Answer.objects.get(slot=slot_of(attempt)).response == GOOD


def test_sending_the_same_answer_twice_is_no_mistake(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    assert save(attempt, GOOD, 0).revision == save(attempt, GOOD, 0).revision == 1


def test_a_question_may_be_left_open_or_emptied_again(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    save(attempt, None, 0, flagged=True)
    save(attempt, GOOD, 1)
    assert not save(attempt, None, 2).is_answered
    assert Answer.objects.get(slot=slot_of(attempt)).response is None


def test_nobody_else_answers(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    for person in (UserFactory(called="Eve"), with_role("manager", "Gus"), with_role("admin", "Al")):
        with pytest.raises(PermissionDenied):
            save(attempt, POOR, 0, by=person)
        with pytest.raises(PermissionDenied):
            submit_attempt(attempt=attempt, by=person)
    assert Answer.objects.filter(revision__gt=0).count() == 0


def test_after_handing_in_nothing_can_be_saved(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    save(attempt, POOR, 0)
    submit_attempt(attempt=attempt, by=ada)
    for response, revision in ((GOOD, 1), (POOR, 0), (GOOD, 0)):
        with pytest.raises(HandedIn):
            save(attempt, response, revision)
    assert Answer.objects.get(slot=slot_of(attempt)).response == POOR


# --- handing in -------------------------------------------------------------------------------------------------------------------


def test_the_result_counts_points_and_topics(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    result = finish(attempt, right=3, at=attempt.started_at + timedelta(minutes=20))
    assert (result.points, result.of, result.needed, result.passed) == (3, 4, 3, True)
    assert result.by_topic == [
        {"topic": "listening", "points": [2, 1], "of": 2, "secure": True},
        {"topic": "boundaries", "points": [1, 1], "of": 2, "secure": False},
    ]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("submitted", result.submitted_at)
    assert MoveEvent.objects.get(record_ref=attempt.public_id, verb="submit").by_ref == ada.public_id
    assert list(MarkEvent.objects.order_by("slot__position").values_list("seq", "kind", "points_num")) == [
        (1, "machine", 1),
        (1, "machine", 1),
        (1, "machine", 1),
        (1, "machine", 0),
    ]


def test_half_points_are_kept_exactly(ada):
    bank = make_bank(0)
    make_question(bank, topic="listening", definition=many())
    make_question(bank, topic="boundaries", definition=in_order())
    attempt = start_attempt(person=ada, quiz=make_quiz(bank=bank, draw=2, needed=2))
    answer(attempt, 1, {"chosen": ["one"]})
    answer(attempt, 2, {"order": ["first", "second", "third"]})
    result = submit_attempt(attempt=attempt, by=ada)
    assert (result.points, result.passed) == (Fraction(3, 2), False)


def test_open_questions_are_marked_as_nothing_and_do_not_stop_anybody(ada, quiz):
    result = submit_attempt(attempt=start_attempt(person=ada, quiz=quiz), by=ada)
    assert (result.points, result.of, result.passed) == (0, 4, False)


def test_a_clock_that_was_put_back_makes_no_time_negative(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    before = MONDAY - timedelta(minutes=5)
    answer(attempt, 1, GOOD, at=before)
    submit_attempt(attempt=attempt, by=ada, at=before)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("submitted", MONDAY)
    assert Answer.objects.get(slot=slot_of(attempt)).saved_at == MONDAY


def test_handing_in_twice_gives_the_same_result_and_one_message(ada, quiz, commits):
    heard = []
    attempt_submitted.connect(receiver := lambda **news: heard.append(news["attempt_id"]))
    attempt = start_attempt(person=ada, quiz=quiz)
    stale = Attempt.objects.get(pk=attempt.pk)
    try:
        with commits():
            first = submit_attempt(attempt=attempt, by=ada)
            second = submit_attempt(attempt=stale, by=ada)
    finally:
        attempt_submitted.disconnect(receiver)
    assert first == second
    assert AttemptResult.objects.count() == 1
    assert MarkEvent.objects.count() == 4
    assert heard == [attempt.pk]


@pytest.mark.parametrize("model", ["attemptresult", "markevent"])
def test_results_and_marks_never_change(ada, quiz, model):
    finish(start_attempt(person=ada, quiz=quiz), right=2)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE assessments_{model} SET points_num = 4")
    assert quiz_results([ada.pk])[ada.pk][0].points == 2


def test_the_database_knows_what_passing_is(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    claim = {"attempt": attempt, "points_num": 2, "of": 4, "needed": 3, "by_topic": [], "submitted_at": MONDAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        AttemptResult.objects.create(passed=True, **claim)
    AttemptResult.objects.create(passed=False, **claim)


@pytest.mark.parametrize(
    ("points_num", "points_den", "kind"), [(3, 2, "machine"), (1, 0, "machine"), (None, 1, "machine"), (1, 1, "person")]
)
def test_the_database_refuses_marks_that_cannot_be(ada, quiz, points_num, points_den, kind):
    slot = slot_of(start_attempt(person=ada, quiz=quiz))
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkEvent.objects.create(slot=slot, seq=1, kind=kind, points_num=points_num, points_den=points_den)


# --- setting aside ----------------------------------------------------------------------------------------------------------------


def test_an_interrupted_try_is_set_aside_without_using_a_try_and_without_a_reason(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    save(attempt, POOR, 0)
    void_attempt(attempt=attempt, by=ada)
    event = MoveEvent.objects.get(record_ref=attempt.public_id)
    assert (event.verb, event.reason) == ("void", "")
    fresh = start_attempt(person=ada, quiz=quiz)
    assert (fresh.number, fresh.state) == (2, "open")
    with pytest.raises(HandedIn):
        save(attempt, GOOD, 1)
    with pytest.raises(Refused, match="set aside"):
        submit_attempt(attempt=attempt, by=ada)


def test_a_second_time_is_for_the_people_who_run_the_programme(ada, quiz):
    void_attempt(attempt=start_attempt(person=ada, quiz=quiz), by=ada)
    attempt = start_attempt(person=ada, quiz=quiz)
    with pytest.raises(Refused, match="Ask the people who run your programme"):
        void_attempt(attempt=attempt, by=ada)
    assert void_attempt(attempt=attempt, by=with_role("manager", "Gus")).state == "voided"


def test_a_result_is_not_set_aside_by_oneself(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    finish(attempt, right=0)
    attempt.refresh_from_db()
    for person in (ada, UserFactory(called="Eve"), with_role("assessor", "Bo")):
        with pytest.raises(PermissionDenied):
            void_attempt(attempt=attempt, by=person)
    void_attempt(attempt=attempt, by=with_role("manager", "Gus"))
    assert quiz_results([ada.pk]) == {ada.pk: []}


def test_a_manager_cannot_set_their_own_result_aside(quiz):
    gus = with_role("manager", "Gus")
    attempt = start_attempt(person=gus, quiz=quiz)
    finish(attempt, right=0)
    attempt.refresh_from_db()
    with pytest.raises(PermissionDenied):
        void_attempt(attempt=attempt, by=gus)


# --- what others read -------------------------------------------------------------------------------------------------------------


def test_results_of_many_people_in_one_statement(ada, quiz, django_assert_num_queries):
    eve, nobody = UserFactory(called="Eve"), UserFactory()
    finish(start_attempt(person=ada, quiz=quiz, at=MONDAY), right=2, at=MONDAY)
    finish(start_attempt(person=ada, quiz=quiz, at=MONDAY), right=4, at=MONDAY + timedelta(days=1))
    finish(start_attempt(person=eve, quiz=quiz, at=MONDAY), right=1, at=MONDAY)
    other = make_quiz(draw=2)
    finish(start_attempt(person=eve, quiz=other), right=2)
    with django_assert_num_queries(1):
        found = quiz_results([ada.pk, eve.pk, nobody.pk], [quiz.key])
    assert [(r.passed, r.points, r.correct, r.of, r.needed, r.on) for r in found[ada.pk]] == [
        (False, 2, 2, 4, 3, MONDAY.date()),
        (True, 4, 4, 4, 3, MONDAY.date() + timedelta(days=1)),
    ]
    assert [r.quiz_key for r in found[eve.pk]] == [quiz.key]
    assert found[nobody.pk] == []
    assert {r.quiz_key for r in quiz_results([eve.pk])[eve.pk]} == {quiz.key, other.key}
    assert found[ada.pk][0].ref == Attempt.objects.get(person=ada, number=1).public_id


def test_a_correction_supersedes(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    finish(attempt, right=2)
    AttemptResult.objects.create(
        attempt=attempt, seq=2, points_num=3, of=4, needed=3, passed=True, by_topic=[], submitted_at=attempt.started_at
    )
    assert [r.passed for r in quiz_results([ada.pk])[ada.pk]] == [True]


def test_papers_are_read_by_their_owner_only(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    others = [UserFactory(called="Eve"), with_role("manager", "Gus"), with_role("assessor", "Bo"), with_role("editor", "Ed")]
    assert list(Attempt.objects.readable_by(ada)) == [attempt]
    assert AttemptSlot.objects.readable_by(ada).count() == 4
    for person in others:
        assert not Attempt.objects.readable_by(person).exists()
        assert not AttemptSlot.objects.readable_by(person).exists()


def test_apps_above_say_the_context_and_what_to_look_at_again(ada):
    def knows(person, quiz_key):
        return f"enrolment:{person.pk}" if quiz_key == "core" else ""

    def teaches(person, quiz_key, topics):
        return [ReviewLink(topic, topic.capitalize(), "Step 1", "/learn/") for topic in topics]

    know_context(knows), know_context(knows), offer_review_links(teaches)
    try:
        assert context_for(ada, "core") == f"enrolment:{ada.pk}"
        assert context_for(ada, "another-that-nobody-knows") == ""
        assert ReviewLink("listening", "Listening", "Step 1", "/learn/") in review_links(ada, "core", ["listening"])
        assert review_links(ada, "core", []) == []
    finally:
        from assessments import hooks

        hooks._context_resolvers.remove(knows)
        hooks._review_resolvers.remove(teaches)


@pytest.mark.parametrize("draw", [10, 20])
def test_starting_and_handing_in_take_the_same_statements_for_ten_and_twenty_questions(ada, draw, django_assert_num_queries):
    quiz = make_quiz(draw=draw)
    with django_assert_num_queries(11):
        attempt = start_attempt(person=ada, quiz=quiz)
    with django_assert_num_queries(8):
        submit_attempt(attempt=attempt, by=ada)


def test_saving_is_one_statement(ada, quiz, django_assert_num_queries):
    slot = slot_of(start_attempt(person=ada, quiz=quiz))
    with django_assert_num_queries(1):
        save_answer(slot=slot, by=ada, response=GOOD, flagged=False, revision=0)
