"""Editors see a question as a learner meets it, and what an answer is told; nothing is kept."""

import pytest
from django.urls import reverse

from assessments.models import Answer, Attempt, Question
from tests.factories.accounts import with_role
from tests.factories.assessments_quiz import choice, make_bank, make_question

from .question_samples import ESSAY_WITH_FILES, NUMBER, SAMPLES

pytestmark = pytest.mark.django_db


def address(question, version=1):
    return reverse("assessments_question_preview", args=[question.public_id, version])


@pytest.mark.parametrize("definition", SAMPLES, ids=lambda sample: sample["kind"])
def test_every_kind_is_shown_and_can_be_left_open(cms, definition):
    question = make_question(make_bank(0), definition=definition)
    for shown in (cms.get(address(question)), cms.post(address(question))):
        assert shown.status_code == 200
        assert definition["stem"] in shown.content.decode()
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()


def test_an_answer_is_told_what_a_learner_would_be_told(cms):
    question = make_question(make_bank(0), definition=choice("What fits?"))
    told = cms.post(address(question), {"answer": "good"}).content.decode()
    assert "Worth: 1 of the point." in told
    assert "What the learner is told" in told


def test_what_cannot_be_read_is_said_kindly_and_an_essay_waits_for_a_person(cms):
    bank = make_bank(0)
    number, essay = [make_question(bank, definition=definition) for definition in (NUMBER, ESSAY_WITH_FILES)]
    assert 'role="alert"' in cms.post(address(number), {"answer": "many"}).content.decode()
    assert "An assessor reads it" in cms.post(address(essay), {"text": "I listened."}).content.decode()


def test_a_draft_is_shown_and_what_is_not_there_is_not(cms):
    question = Question.objects.create(bank=make_bank(0), key="drafted", topic="listening", draft=choice("Only a draft?"))
    assert "Only a draft?" in cms.get(address(question, "draft")).content.decode()
    assert [cms.get(address(question, version)).status_code for version in (1, "other")] == [404, 404]
    released = make_question(question.bank)
    assert cms.get(address(released, "draft")).status_code == 404


def test_nobody_else_sees_it(client):
    question = make_question(make_bank(0))
    client.force_login(with_role("assessor", "Bo"))
    assert client.get(address(question)).status_code in (403, 404)
