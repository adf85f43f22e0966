"""Questions and tests become versions that never change, and only what is ready is drawn."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from assessments.models import Question, QuestionBank, QuestionReview, QuestionVersion, Quiz, QuizVersion
from assessments.services.load_bank import load_bank
from assessments.services.make_ready import make_ready
from assessments.services.release_question import release_question_version
from assessments.services.release_quiz import release_quiz_version
from assessments.services.review_question import review_question
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.models import MoveEvent
from lms.core.moves import NotAllowed
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import choice, make_attempt, make_bank, make_question, make_quiz, quiz_definition

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_release_is_numbered_and_hashed():
    question = make_question(make_bank(0), topic="listening", tags=["core"])
    second = release_question_version(question=question, definition=choice("Another stem"), by=with_role("editor", "Ed"), note="Clearer")
    assert (second.number, second.kind, second.topic, second.tags, second.note) == (2, "single_choice", "listening", ["core"], "Clearer")
    hashed = {"definition": choice("Another stem"), "topic": "listening", "tags": ["core"]}
    assert second.sha256 == sha256_hex(canonical_json(hashed))


def test_releasing_the_same_again_makes_no_version():
    question = make_question(make_bank(0), definition=choice("Same"))
    again = release_question_version(question=question, definition=choice("Same"), by=None)
    assert (again.number, QuestionVersion.objects.count()) == (1, 1)


def test_a_definition_with_problems_is_refused_with_the_place_of_each():
    question = make_question(make_bank(0))
    with pytest.raises(Refused) as refused:
        release_question_version(question=question, definition=choice(" ") | {"key": "none"}, by=None)
    assert [message.split(":")[0] for message in refused.value.messages] == ["stem", "key"]
    assert question.versions.count() == 1


def test_only_editors_release():
    question = make_question(make_bank(0))
    quiz = make_quiz(draw=2)
    for person in (UserFactory(called="Eve"), with_role("assessor", "Bo")):
        with pytest.raises(PermissionDenied):
            release_question_version(question=question, definition=choice("x"), by=person)
        with pytest.raises(PermissionDenied):
            release_quiz_version(quiz=quiz, definition=quiz.newest.definition, by=person)
        with pytest.raises(PermissionDenied):
            make_ready(question=question, by=person)


@pytest.mark.parametrize("sql", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [QuestionVersion, QuizVersion])
def test_the_database_refuses_to_change_a_release(model, sql):
    make_quiz(draw=2)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(model._meta.db_table))
    assert not model.objects.filter(sha256="x").exists()


def test_a_test_whose_paper_the_bank_cannot_fill_is_not_released():
    bank = make_bank(4)
    quiz = Quiz.objects.create(key="too-long", title="Too long")
    with pytest.raises(Refused, match=r"Section 1 \(Listening\) needs 3 questions that are ready, and the bank has 2"):
        release_quiz_version(quiz=quiz, definition=quiz_definition(bank, draw=6), by=None)
    assert quiz.newest is None


def test_a_test_that_names_a_question_which_is_not_ready_is_not_released():
    bank = make_bank(2)
    ready, gone = bank.questions.first(), make_question(bank, state="retired")
    with pytest.raises(Refused, match=f"Section 1 names questions that are not ready, .*: {gone.key}\\."):
        make_quiz(bank=bank, sections=[{"questions": [ready.key, gone.key]}], needed=1)


def test_a_test_names_its_first_question_and_draws_the_rest_by_difficulty():
    bank = make_bank(0)
    first = make_question(bank)
    hard = [make_question(bank, tags=["difficulty:3"]) for _each in range(2)]
    make_question(bank, tags=["difficulty:1"])
    attempt = make_attempt(quiz=make_quiz(bank=bank, sections=[{"questions": [first.key]}, {"draw": 2, "difficulty": 3}], needed=2))
    drawn = [slot.question_version.question for slot in attempt.slots.all()]
    assert (drawn[0], set(drawn[1:])) == (first, set(hard))


def test_a_test_definition_with_problems_is_refused():
    quiz = make_quiz(draw=2)
    with pytest.raises(Refused, match="needed: "):
        release_quiz_version(quiz=quiz, definition=quiz.newest.definition | {"needed": 3}, by=with_role("editor", "Ed"))
    assert release_quiz_version(quiz=quiz, definition=quiz.newest.definition, by=None).number == 1


def test_an_attempt_keeps_the_questions_and_rules_with_which_it_began():
    bank = make_bank(2)
    quiz = make_quiz(draw=2, bank=bank)
    attempt = make_attempt(quiz=quiz)
    for question in bank.questions.all():
        release_question_version(question=question, definition=choice("A newer stem"), by=None)
    release_quiz_version(quiz=quiz, definition=quiz.newest.definition | {"needed": 1}, by=None)
    attempt.refresh_from_db()
    assert attempt.quiz_version.number == 1
    assert [slot.question_version.number for slot in attempt.slots.all()] == [1, 1]
    assert {slot.question_version.number for slot in make_attempt(quiz=quiz).slots.all()} == {2}


@pytest.mark.parametrize("state", ["draft", "in_review", "retired"])
def test_only_ready_questions_are_drawn(state):
    bank = make_bank(2)
    make_question(bank, topic="listening", state=state)
    with pytest.raises(Refused, match="has 1"):
        make_quiz(draw=4, bank=bank)


def test_an_editor_makes_a_question_ready_and_the_move_is_kept():
    editor = with_role("editor", "Ed")
    question = make_question(make_bank(0), state="in_review")
    make_ready(question=question, by=editor)
    assert question.state == "ready"
    event = MoveEvent.objects.get(record_ref=question.public_id)
    assert (event.verb, event.from_state, event.to_state, event.by_ref) == ("make_ready", "in_review", "ready", editor.public_id)
    with pytest.raises(NotAllowed):
        make_ready(question=question, by=editor)


def test_a_question_without_a_version_cannot_be_made_ready():
    question = Question.objects.create(bank=make_bank(0), key="empty", topic="listening")
    with pytest.raises(Refused, match="Release a version"):
        make_ready(question=question, by=with_role("editor", "Ed"))


def test_on_a_real_service_two_different_people_read_a_crisis_question_first(settings):
    settings.PRODUCTION = True
    editor, guard = with_role("editor", "Ed"), with_role("safeguarding", "Sam")
    question = make_question(make_bank(0), topic="crisis-response", state="in_review")
    review_question(version=question.newest, lens="safeguarding", by=guard)
    review_question(version=question.newest, lens="lived_experience", by=guard)
    with pytest.raises(Refused, match="Two different people"):
        make_ready(question=question, by=editor)
    review_question(version=question.newest, lens="lived_experience", by=editor)
    review_question(version=question.newest, lens="lived_experience", by=editor)
    assert make_ready(question=question, by=editor).state == "ready"
    assert QuestionReview.objects.count() == 3


def test_another_topic_does_not_spare_a_crisis_question_its_readers(settings):
    settings.PRODUCTION = True
    editor, guard = with_role("editor", "Ed"), with_role("safeguarding", "Sam")
    question = make_question(make_bank(0), topic="crisis-response", state="in_review")
    for says in ("Renamed", "Renamed and written again"):
        release_question_version(question=question, definition=choice(says), by=editor, about={"topic": "listening"})
        question.refresh_from_db()
        assert (question.newest.topic, question.state) == ("listening", "in_review")
        with pytest.raises(Refused, match="Two different people"):
            make_ready(question=question, by=editor)
        review_question(version=question.newest, lens="safeguarding", by=guard)
        review_question(version=question.newest, lens="lived_experience", by=editor)
        assert make_ready(question=question, by=editor).state == "ready"


def test_a_new_version_of_a_crisis_question_waits_for_its_readers_again(settings):
    question = make_question(make_bank(0), topic="crisis-response")
    release_question_version(question=question, definition=choice("In the demo"), by=None)
    question.refresh_from_db()
    assert question.state == "ready"
    settings.PRODUCTION = True
    release_question_version(question=question, definition=choice("On a real service"), by=None)
    question.refresh_from_db()
    assert question.state == "in_review"


def test_only_the_safeguarding_role_reads_for_safeguarding():
    question = make_question(make_bank(0))
    with pytest.raises(PermissionDenied):
        review_question(version=question.newest, lens="safeguarding", by=with_role("editor", "Ed"))


def test_the_starter_bank_loads_and_loading_it_again_changes_nothing():
    first = load_bank()
    assert (first.created, first.updated, first.unchanged, first.waiting) == (44, 0, 0, {})
    versions, quiz_versions = QuestionVersion.objects.count(), QuizVersion.objects.count()
    second = load_bank()
    assert (second.created, second.updated, second.unchanged) == (0, 0, 44)
    assert (QuestionVersion.objects.count(), QuizVersion.objects.count()) == (versions, quiz_versions) == (44, 1)
    assert not QuestionReview.objects.exists()
    assert not Quiz.objects.get(key="core-knowledge").newest.rules.is_reviewed


def test_loading_never_undoes_what_an_editor_decided():
    load_bank()
    question = Question.objects.get(key="culture-eyes")
    question.state = "retired"
    question.save()
    load_bank()
    question.refresh_from_db()
    assert question.state == "retired"


def test_on_a_real_service_starter_questions_wait_for_a_person_and_so_does_their_test(settings):
    settings.PRODUCTION = True
    loaded = load_bank()
    assert set(Question.objects.values_list("state", flat=True)) == {"in_review"}
    assert "needs 1 questions that are ready, and the bank has 0" in loaded.waiting["core-knowledge"]
    assert Quiz.objects.get(key="core-knowledge").newest is None


BANK_YAML = """
bank: {key: small, title: Small}
questions:
  - key: one
    topic: listening
    definition: {kind: true_false, stem: It holds., key: true, feedback_true: Yes it does., feedback_false: It does.}
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bank: [", "bank.yaml: line 1"),
        ("bank: {key: small}\n? [a, b]\n: c", "bank.yaml: line 2"),
        ("[" * 5000, "bank.yaml: file: This is not YAML"),
        ("", "bank.yaml: "),
        ("bank: {key: small, title: Small}", "bank.yaml: questions: Give a list"),
        (BANK_YAML.replace("key: small", "key: A B"), "bank.yaml: bank.key"),
        (BANK_YAML.replace("{key: small, title: Small}", "small"), "bank.yaml: bank: "),
        (BANK_YAML.replace("topic: listening", "topik: listening"), "bank.yaml: questions[0].topik"),
        (BANK_YAML.replace("stem: It holds.", "stam: It holds."), "bank.yaml: questions[0].definition.stam"),
        (BANK_YAML.replace("topic: listening", "topic: listening\n    tags: [1]"), "bank.yaml: questions[0].tags"),
        (BANK_YAML.replace("topic: listening", "topic: listening\n    tags: [difficulty:4]"), "bank.yaml: questions[0].tags"),
        (BANK_YAML + "  - loose\n", "bank.yaml: questions[1]: "),
        (BANK_YAML + BANK_YAML.split("questions:\n")[1], "bank.yaml: questions[1].key: This key stands here twice"),
        (BANK_YAML + "quizzes: [{key: q, title: Q, definition: {bank: small}}]", "bank.yaml: quizzes[0].definition.topics"),
        (BANK_YAML + "more: 1", "bank.yaml: more"),
    ],
)
def test_a_file_with_a_problem_is_refused_whole_with_its_place(tmp_path, text, says):
    path = tmp_path / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_bank(path=path)
    assert any(message.startswith(says) for message in refused.value.messages), refused.value.messages
    assert not QuestionBank.objects.exists()


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "bank.yaml"
    path.write_bytes(BANK_YAML.replace("Small", "Größe").encode("windows-1252"))
    with pytest.raises(Refused, match="file: This is not YAML"):
        load_bank(path=path)


def test_a_changed_file_updates_what_changed(tmp_path):
    path = tmp_path / "bank.yaml"
    path.write_text(BANK_YAML, encoding="utf-8")
    load_bank(path=path)
    path.write_text(BANK_YAML.replace("It holds.", "It really holds."), encoding="utf-8")
    loaded = load_bank(path=path)
    assert (loaded.created, loaded.updated) == (0, 1)
    assert Question.objects.get().newest.definition["stem"] == "It really holds."


def test_two_questions_of_one_bank_never_share_a_key():
    bank = make_bank(0)
    Question.objects.create(bank=bank, key="same", topic="listening")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(bank=bank, key="same", topic="boundaries")
