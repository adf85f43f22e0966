"""Taking an option or a question back after people have answered: everybody is marked again, and no pass goes without a person."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.services import erase, relate
from assessments.models import AttemptResult, MarkEvent, OptionVoid, PassInDoubt, PassRuling, QuestionVersion
from assessments.queries.quiz_records import check_quizzes, export_attempts
from assessments.queries.records import export_evidence
from assessments.services.decide_doubt import decide_doubt
from assessments.services.mark_again import mark_batch_again, touched
from assessments.services.mark_answer import mark_answer
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_part import void_part
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import Job, Narrative
from lms.core.narrative import attach_words
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.assessments_evidence import authority, framework
from tests.factories.assessments_quiz import answer, make_attempt, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ed():
    return with_role("editor", "Ed")


@pytest.fixture
def quiz():
    """Two choices; both must be right."""
    bank = make_bank(2)
    return make_quiz(bank=bank, sections=[{"draw": 2}], needed=2)


def paper(quiz, first, second, called="Ada"):
    """Handed in, with these answers to the bank's first and second question, wherever they stand."""
    person = UserFactory(called=called)
    attempt = make_attempt(person=person, quiz=quiz)
    chosen = dict(zip(QuestionVersion.objects.order_by("pk").values_list("pk", flat=True), (first, second), strict=True))
    for position in (1, 2):
        answer(attempt, position, {"chosen": chosen[slot_of(attempt, position).question_version_id]})
    submit_attempt(attempt=attempt, by=person)
    attempt.refresh_from_db()
    return attempt


def first_version():
    return QuestionVersion.objects.order_by("pk").first()


def took_back(part, by, **fields):
    void = void_part(version=first_version(), part=part, by=by, why="Two lines fit.", **fields)
    run_waiting_jobs()
    return void


def results(attempt):
    return [(str(row.points), row.passed) for row in AttemptResult.objects.filter(attempt=attempt).order_by("seq")]


def test_a_line_that_was_taken_back_costs_nobody_anything_and_brings_a_pass(quiz, ed):
    chose_it, chose_other, was_right = paper(quiz, "poor", "good"), paper(quiz, "other", "good"), paper(quiz, "good", "good")
    took_back("poor", ed)
    assert results(chose_it) == [("1", False), ("2", True)]
    assert results(chose_other) == [("1", False)]
    assert results(was_right) == [("2", True)]
    newest = MarkEvent.objects.filter(slot__attempt=chose_it, slot__question_version=first_version()).order_by("seq").last()
    assert (newest.seq, newest.kind, newest.points, newest.voided) == (2, "machine", 1, ["poor"])
    assert list(check_quizzes()) == []
    assert Job.objects.get().result == {"marked": 3, "gained": 1, "in_doubt": 0}


def test_a_question_taken_back_whole_gives_everybody_the_point_and_is_no_longer_drawn(quiz, ed):
    attempt = paper(quiz, "other", "good")
    took_back("*", ed)
    assert results(attempt) == [("1", False), ("2", True)]
    first_version().question.refresh_from_db()
    assert first_version().question.state == "retired"


def test_papers_under_way_are_marked_by_it_when_they_are_handed_in(quiz, ed):
    person = UserFactory(called="Ada")
    attempt = make_attempt(person=person, quiz=quiz)
    took_back("*", ed)
    assert submit_attempt(attempt=attempt, by=person).points == 1


def test_marking_again_twice_changes_nothing(quiz, ed):
    attempt = paper(quiz, "poor", "good")
    void = took_back("poor", ed)
    plan = mark_batch_again(void=void, attempts=[attempt.pk])
    assert (plan.marks, plan.results, plan.doubts) == ([], [], [])
    assert void_part(version=first_version(), part="poor", by=ed, why="Again.") is None


def test_an_answer_that_was_forgotten_since_keeps_its_mark(quiz, ed):
    attempt = paper(quiz, "good", "good")
    slot_of(attempt, 1).answer.__class__.objects.filter(slot__attempt=attempt).update(response=None)
    took_back("other", ed)
    took_back("other", ed, is_void=False)
    assert results(attempt) == [("2", True)]
    assert list(check_quizzes()) == []


def test_a_pass_that_would_go_waits_for_a_person(quiz, ed):
    attempt = paper(quiz, "poor", "good")
    took_back("poor", ed)
    took_back("poor", ed, is_void=False)
    assert results(attempt) == [("1", False), ("2", True)]
    doubt = PassInDoubt.objects.get()
    assert (doubt.attempt, PassRuling.objects.filter(doubt=doubt).exists()) == (attempt, False)
    assert list(check_quizzes()) == []


@pytest.mark.parametrize(("keeps", "after"), [(True, [("1", False), ("2", True)]), (False, [("1", False), ("2", True), ("1", False)])])
def test_a_person_decides_once_with_a_reason_and_not_whoever_changed_the_question(quiz, ed, keeps, after):
    attempt = paper(quiz, "poor", "good")
    took_back("poor", ed)
    took_back("poor", with_role("admin", "Ash"), is_void=False)
    doubt, fay = PassInDoubt.objects.get(), with_role("quality", "Fay")
    with pytest.raises(PermissionDenied):
        decide_doubt(doubt=doubt, by=ed, keeps=keeps, why="x")
    with pytest.raises(Refused, match="Somebody else decides"):
        decide_doubt(doubt=doubt, by=doubt.void.by, keeps=keeps, why="x")
    with pytest.raises(Refused, match="Write why"):
        decide_doubt(doubt=doubt, by=fay, keeps=keeps, why=" ")
    ruling = decide_doubt(doubt=doubt, by=fay, keeps=keeps, why="Looked at both lines.")
    assert (ruling.by, ruling.keeps, attach_words([ruling])[0].words) == (fay, keeps, "Looked at both lines.")
    assert results(attempt) == after
    with pytest.raises(Refused, match="decided already"):
        decide_doubt(doubt=doubt, by=fay, keeps=not keeps, why="x")
    assert list(check_quizzes()) == []


def test_nobody_decides_about_their_own_pass_or_that_of_somebody_with_whom_they_have_a_tie(quiz, ed):
    attempt = paper(quiz, "poor", "good")
    took_back("poor", ed)
    took_back("poor", ed, is_void=False)
    doubt, fay, kim = PassInDoubt.objects.get(), with_role("quality", "Fay"), with_role("quality", "Kim")
    RoleGrantFactory(person=attempt.person, role="quality")
    relate(kind="conflict", by=kim, of=attempt.person)
    assert [list(PassInDoubt.objects.open_to(one)) for one in (attempt.person, ed, fay)] == [[], [], [doubt]]
    with pytest.raises(Refused, match="your own test"):
        decide_doubt(doubt=doubt, by=attempt.person, keeps=True, why="I was right.")
    with pytest.raises(Refused, match="a tie"):
        decide_doubt(doubt=doubt, by=kim, keeps=True, why="They were right.")
    assert not PassRuling.objects.exists()


def test_a_ruling_cannot_be_changed_and_its_reason_goes_with_the_person(quiz, ed):
    attempt = paper(quiz, "poor", "good")
    took_back("poor", ed)
    took_back("poor", ed, is_void=False)
    decide_doubt(doubt=PassInDoubt.objects.get(), by=with_role("quality", "Fay"), keeps=True, why="the canary")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        PassRuling.objects.update(keeps=False)
    (told,) = export_attempts(attempt.person)[0]["passes_ruled_on"]
    assert (told["pass_stands"], told["words"]) == (True, "the canary")
    assert "the canary" not in str(export_attempts(ed)) + str(export_evidence(ed))
    erase(person=attempt.person, by=with_role("privacy", "Pia"), reason="asked")
    assert not Narrative.objects.filter(kind="pass.ruling").exists()
    assert PassRuling.objects.get().keeps


def test_what_a_person_marked_is_worth_the_point_when_the_question_goes(ed):
    bank = make_bank(0)
    make_question(
        bank, topic="boundaries", definition={"kind": "essay", "stem": "Tell us.", "marked": "points", "out_of": 4, "notes": "Feelings."}
    )
    essay_quiz = make_quiz(bank=bank, sections=[{"draw": 1}], needed=1)
    bo = with_role("assessor", "Bo")
    authority(bo, framework())
    marked, waiting = [make_attempt(person=UserFactory(called=name), quiz=essay_quiz) for name in ("Ada", "Eve")]
    for attempt in (marked, waiting):
        answer(attempt, 1, {"text": "I listened."})
        submit_attempt(attempt=attempt, by=attempt.person)
    mark_answer(slot=slot_of(marked, 1), by=bo, marks=1, feedback="Say more.")
    took_back("*", ed)
    assert results(marked) == [("1/4", False), ("1", True)]
    assert results(waiting) == [("1", True)]
    assert list(check_quizzes()) == []
    with pytest.raises(Refused, match="People have marked"):
        void_part(version=first_version(), part="*", by=ed, why="x", is_void=False)


@pytest.mark.parametrize(("part", "why", "says"), [("nothing", "x", "nothing here"), ("poor", " ", "Write why")])
def test_what_cannot_be_taken_back_is_refused(quiz, ed, part, why, says):
    with pytest.raises(Refused, match=says):
        void_part(version=first_version(), part=part, by=ed, why=why)
    with pytest.raises(PermissionDenied):
        void_part(version=first_version(), part="poor", by=UserFactory(called="Eve"), why="x")
    assert not OptionVoid.objects.exists()


@pytest.mark.parametrize("papers", [2, 12])
def test_a_batch_takes_the_same_statements_for_two_papers_and_for_twelve(quiz, ed, papers, django_assert_num_queries):
    for _n in range(papers):
        paper(quiz, "poor", "good")
    void = void_part(version=first_version(), part="poor", by=ed, why="Two lines fit.")
    ids = list(touched(void.version_id).values_list("pk", flat=True))
    with django_assert_num_queries(9):  # two of them hold the batch together
        plan = mark_batch_again(void=void, attempts=ids)
    assert (len(plan.marks), len(plan.results), plan.gained) == (papers, papers, papers)
