"""Item statistics over real attempts: what counts, what is left out, and that the database counts as the engines do."""

from datetime import timedelta
from fractions import Fraction

import pytest

from accounts.models import User
from assessments.grading import Event, fold
from assessments.models import AttemptResult, MarkEvent, QuestionBank
from assessments.queries.item_cells import met_in, rows_of
from assessments.queries.item_statistics import question_figures, quiz_figures
from assessments.services.release_question import release_question_version
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_attempt import void_attempt
from assessments.services.void_part import void_part
from lms.core import clock
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, choice, make_attempt, make_bank, make_question, make_quiz, true_false

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def quiz():
    """Three questions that everybody meets, one point needed."""
    bank = make_bank(0)
    for definition in (choice("First?"), choice("Second?"), true_false("Third.")):
        make_question(bank, definition=definition)
    return make_quiz(bank=bank, sections=[{"draw": 3, "topic": "listening"}], needed=1, tries=None, wait_hours=[0])


ANSWERS = {"First?": ("good", "poor"), "Second?": ("good", "other"), "Third.": ("true", "false")}


def paper(quiz, right, *, person=None, begun_before=60):
    """One paper begun so many minutes ago with these stems right, all others wrong; a minute between one answer and the next."""
    attempt = make_attempt(person=person or UserFactory(), quiz=quiz, at=clock.now() - timedelta(minutes=begun_before))
    for slot in attempt.slots.select_related("question_version").order_by("position"):
        good, bad = ANSWERS[slot.question_version.definition["stem"]]
        chosen = good if slot.question_version.definition["stem"] in right else bad
        answer(attempt, slot.position, {"chosen": chosen}, at=attempt.started_at + timedelta(minutes=slot.position))
    submit_attempt(attempt=attempt, by=attempt.person, at=attempt.started_at + timedelta(minutes=10))
    return attempt


def by_stem(figures):
    return {each.stem: each for each in figures.questions}


def test_what_people_answered_comes_out_as_figures(quiz):
    for number in range(12):
        paper(quiz, ["First?", "Third."] if number < 9 else [])
    figures = quiz_figures(quiz.newest)
    assert (figures.papers.people, figures.papers.mean, figures.papers.minutes) == (12, Fraction(18, 12), 10)
    found = by_stem(figures)
    assert [found[stem].item.facility for stem in ANSWERS] == [Fraction(3, 4), 0, Fraction(3, 4)]
    assert {use.line.id: use.people for use in found["First?"].item.uses} == {"good": 9, "poor": 3, "other": 0}
    assert found["First?"].item.seconds == 60
    assert [each.stem for each in figures.to_rewrite] == ["Second?"]
    assert figures.questions[0].stem == "Second?", "what is to be rewritten stands first"


def test_a_paper_that_was_set_aside_or_is_under_way_counts_for_nothing(quiz):
    for _number in range(10):
        paper(quiz, ANSWERS)
    aside = make_attempt(person=UserFactory(), quiz=quiz)
    answer(aside, 1, {"chosen": "poor"})
    void_attempt(attempt=aside, by=aside.person)
    answer(make_attempt(person=UserFactory(), quiz=quiz), 1, {"chosen": "poor"})
    figures = quiz_figures(quiz.newest)
    assert figures.papers.people == 10
    assert {each.item.people for each in figures.questions} == {10}


def test_each_person_counts_once_with_the_first_try_under_whichever_record(quiz):
    people = [UserFactory() for _number in range(10)]
    for person in people:
        paper(quiz, [], person=person)
    paper(quiz, ["First?"], person=people[1], begun_before=40)
    twin = UserFactory()
    paper(quiz, ["First?"], person=twin, begun_before=40)
    assert quiz_figures(quiz.newest).papers.people == 11
    User.objects.filter(pk=people[0].pk).update(has_duplicates=True)
    User.objects.filter(pk=twin.pk).update(merged_into=people[0])
    found = by_stem(quiz_figures(quiz.newest))["First?"].item
    assert (found.people, found.facility) == (10, 0)


def test_of_nine_people_nothing_is_known(quiz):
    for _number in range(9):
        paper(quiz, [])
    figures = quiz_figures(quiz.newest)
    assert (figures.papers, list(figures.questions), figures.known) == (None, [], [])
    question = quiz.versions.get().attempts.first().slots.first().question_version.question
    assert [each.item for each in question_figures(question).values()] == [None]


def histories():
    """Marks that came one after the other, as (kind, points): the machine's, a person's, taken back, the machine's again."""
    machine, again, person, back = ("machine", 0), ("machine", 1), ("person", 1), ("person_taken_back", None)
    return [
        [machine],
        [machine, again],
        [machine, person],
        [machine, person, again, ("person", 0)],
        [machine, person, back],
        [machine, person, back, again],
        [machine, person, again, back, person],
        [person, back],
        [],
    ]


@pytest.mark.parametrize("history", histories(), ids=lambda history: " ".join(kind for kind, _points in history) or "none")
def test_the_database_finds_the_mark_that_stands_as_the_fold_does(quiz, history):
    attempt = make_attempt(person=UserFactory(), quiz=quiz)
    slot = attempt.slots.get(position=1)
    type(attempt).objects.filter(pk=attempt.pk).update(state="submitted", submitted_at=clock.now())
    AttemptResult.objects.create(attempt=attempt, points_num=1, of=3, needed=1, passed=True, by_topic=[], submitted_at=clock.now())
    marker = UserFactory()
    for seq, (kind, points) in enumerate(history, 1):
        MarkEvent.objects.create(slot=slot, seq=seq, kind=kind, points_num=points, by=None if kind == "machine" else marker)
    events = [Event(seq, kind, None if points is None else Fraction(points)) for seq, (kind, points) in enumerate(history, 1)]
    rows = [row for row in rows_of(met_in(quiz.newest)) if row.version == slot.question_version_id]
    assert [row.points for row in rows] == [fold(events).points]


def test_answers_that_were_forgotten_keep_their_points(quiz):
    attempts = [paper(quiz, ["First?"]) for _number in range(10)]
    for attempt in attempts:
        for slot in attempt.slots.all():
            type(slot.answer).objects.filter(pk=slot.pk).update(response=None, saved_at=None)
    found = by_stem(quiz_figures(quiz.newest))["First?"].item
    assert (found.facility, found.uses, found.seconds) == (1, (), None)


def test_a_question_knows_each_version_over_all_tests_and_each_person_once(quiz):
    person = UserFactory()
    other = make_quiz(bank=bank_of(quiz), sections=[{"draw": 3, "topic": "listening"}], needed=1)
    for each in (quiz, other):
        paper(each, ["First?"], person=person)
        for _number in range(5):
            paper(each, ["First?"])
    question = question_of(quiz, "First?")
    (found,) = question_figures(question).values()
    assert (found.item.people, found.item.facility) == (11, 1)


def bank_of(quiz):
    return QuestionBank.objects.get(key=quiz.newest.rules.bank)


def question_of(quiz, stem):
    return bank_of(quiz).questions.get(versions__definition__stem=stem)


def test_where_people_met_different_questions_alpha_is_over_the_places():
    quiz = make_quiz(draw=2, bank=make_bank(12))
    for number in range(30):
        attempt = make_attempt(person=UserFactory(), quiz=quiz)
        for position in (1, 2):
            answer(attempt, position, {"chosen": "good" if number % 3 >= position else "poor"})
        submit_attempt(attempt=attempt, by=attempt.person)
    papers = quiz_figures(quiz.newest).papers
    # Places: 20 of 30 and 10 of 30, in both 20/87 by hand; sums 0 1 2 ten times each, 20/29. 2 × (1 - (40/87) / (60/87)) = 2/3.
    assert (papers.over, papers.alpha) == ("places", pytest.approx(2 / 3))


def test_where_everybody_met_the_same_alpha_is_over_the_questions(quiz):
    for right in (["First?", "Second?", "Third."], ["First?", "Second?"], ["First?"], []) * 8:
        paper(quiz, right)
    papers = quiz_figures(quiz.newest).papers
    # 111 110 100 000, eight times each: over n - 1 both variances have the same n, so as for four papers: 3/4.
    assert (papers.over, papers.alpha) == ("questions", pytest.approx(0.75))


def test_a_question_of_which_a_part_was_taken_back_says_only_that(quiz):
    for _number in range(10):
        paper(quiz, [])
    version = question_of(quiz, "First?").newest
    void_part(version=version, part="poor", by=with_role("editor", "Ed"), why="It fits as well.")
    assert [reason.code for reason in by_stem(quiz_figures(quiz.newest))["First?"].reasons] == ["taken_back"]


def test_what_was_replaced_or_retired_is_not_to_be_rewritten(quiz):
    for _number in range(10):
        paper(quiz, [])
    assert len(quiz_figures(quiz.newest).to_rewrite) == 3
    question = question_of(quiz, "First?")
    question.state = "retired"
    question.save()
    release_question_version(question=question_of(quiz, "Second?"), definition=choice("Better?"), by=None)
    assert [each.stem for each in quiz_figures(quiz.newest).to_rewrite] == ["Third."]


@pytest.mark.parametrize("papers", [10, 25])
def test_figures_take_the_same_statements_however_many_papers(quiz, papers, django_assert_num_queries):
    for number in range(papers):
        paper(quiz, ["First?"] if number % 2 else [])
    version, question = quiz.newest, question_of(quiz, "First?")
    with django_assert_num_queries(5):
        quiz_figures(version)
    with django_assert_num_queries(4):
        question_figures(question)
