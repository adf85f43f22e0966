"""Editors find questions by words, kind, tag and bank, and those that say nearly the same."""

import pytest
from django.urls import reverse

from assessments.models import Question, QuestionBank
from tests.factories.assessments_quiz import choice, make_bank, make_question, make_quiz, true_false

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LIST = "wagtailsnippets_assessments_question:list"


@pytest.fixture
def bank():
    bank = make_bank(0)
    make_question(bank, definition=choice("What helps somebody in distress?"), tags=["core", "öffnen"])
    make_question(bank, definition=true_false() | {"stem": "A peer worker keeps every secret."}, tags=["hardcore"])
    Question.objects.create(bank=bank, key="drafted", topic="listening", draft=choice("Only a draft about distress?"))
    return bank


def shown(cms, **wanted):
    page = cms.get(reverse(LIST), wanted).content.decode()
    return [words for words in ("What helps somebody", "A peer worker keeps", "Only a draft") if words in page]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["What helps somebody", "A peer worker keeps", "Only a draft"]),
        ({"q": "secret"}, ["A peer worker keeps"]),
        ({"q": "distress"}, ["What helps somebody", "Only a draft"]),
        ({"kind": "true_false"}, ["A peer worker keeps"]),
        ({"kind": "single_choice"}, ["What helps somebody", "Only a draft"]),
        ({"tags": "core"}, ["What helps somebody"]),
        ({"tags": "öffnen"}, ["What helps somebody"]),
        ({"tags": '"'}, []),
        ({"state": "draft"}, ["Only a draft"]),
    ],
)
def test_the_list_is_narrowed_by_words_kind_tag_and_state(cms, bank, wanted, found):
    assert shown(cms, **wanted) == found


def test_a_draft_without_a_version_has_a_page_on_which_it_can_be_read(cms, bank):
    page = cms.get(reverse("assessments_question", args=[Question.objects.get(key="drafted").public_id])).content.decode()
    assert "Only a draft about distress?" in page


def test_pairs_that_say_nearly_the_same_are_named_and_retired_ones_are_not(cms, bank):
    make_question(bank, definition=choice("What helps somebody who is in distress?"))
    make_question(bank, definition=choice("What helps somebody in distress."), state="retired")
    page = cms.get(reverse("assessments_alike"), {"bank": bank.key}).content.decode()
    assert "One pair in this bank" in page
    assert "who is in distress?" in page
    other = QuestionBank.objects.create(key="other", title="Other")
    assert "No two questions" in cms.get(reverse("assessments_alike"), {"bank": other.key}).content.decode()
    assert cms.get(reverse("assessments_alike")).status_code == 200


@pytest.mark.parametrize("many", [2, 20])
def test_looking_for_pairs_takes_the_same_statements_however_many_there_are(cms, many, django_assert_max_num_queries):
    bank = make_bank(0)
    for number in range(many):
        make_question(bank, definition=choice(f"What helps somebody in distress, case {number}?"))
    cms.get(reverse("assessments_alike"), {"bank": bank.key})
    with django_assert_max_num_queries(14):
        cms.get(reverse("assessments_alike"), {"bank": bank.key})


def test_a_question_says_which_tests_may_ask_it(cms, bank):
    asked, left = bank.questions.order_by("key").exclude(state="draft")
    make_quiz(bank=bank, key="named", sections=[{"questions": [asked.key]}], needed=1)
    shown = [cms.get(reverse("assessments_question", args=[question.public_id])).content.decode() for question in (asked, left)]
    assert ["Tests that may ask it:" in page for page in shown] == [True, False]
    assert "No test asks it." in shown[1]
