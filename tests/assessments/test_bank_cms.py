"""The question bank under /cms/: editors read, write, review and release; nobody else gets in."""

import pytest
from django.urls import reverse

from assessments.models import Question
from assessments.question_forms import ChangedAboutForm, VersionForm
from tests.factories.accounts import with_role
from tests.factories.assessments_quiz import choice, in_order, make_attempt, make_bank, make_question, make_quiz, many, true_false

pytestmark = pytest.mark.django_db


def page_of(question, part=""):
    return reverse(f"assessments_question{part}", args=[question.public_id])


def sent(question, **changes):
    """What the form of the next version sends when nothing is touched but `changes`."""
    newest = question.newest
    form = VersionForm(kind=newest.kind, definition=newest.definition)
    about = ChangedAboutForm(instance=question, prefix="about")
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    values |= {about.add_prefix(name): about.get_initial_for_field(field, name) for name, field in about.fields.items()}
    return {name: value for name, value in values.items() if value is not None} | changes


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_shows_questions_by_their_words_in_a_fixed_number_of_statements(cms, count, django_assert_max_num_queries):
    make_bank(count)
    cms.get(reverse("wagtailsnippets_assessments_question:list"))
    with django_assert_max_num_queries(16):
        shown = cms.get(reverse("wagtailsnippets_assessments_question:list")).content.decode()
    assert shown.count("What fits in case q-") == count
    assert shown.count("One line fits best") - 1 == shown.count("Not yet") == count  # one stands in the filter
    assert page_of(Question.objects.first()) in shown


def test_banks_are_listed(cms):
    make_bank(0)
    assert "A bank" in cms.get(reverse("wagtailsnippets_assessments_questionbank:list")).content.decode()


def test_wagtails_own_form_for_a_question_leads_to_ours(cms):
    question = make_question(make_bank(0))
    edit = reverse("wagtailsnippets_assessments_question:edit", args=[question.pk])
    assert cms.get(edit).url == page_of(question)
    assert cms.post(edit, {"state": "retired"}).url == page_of(question)
    assert cms.get(reverse("wagtailsnippets_assessments_question:add")).url == reverse("assessments_question_new")
    question.refresh_from_db()
    assert question.state == "ready"


@pytest.mark.parametrize("definition", [choice(), many(), in_order(), true_false()], ids=lambda definition: definition["kind"])
def test_a_question_is_shown_with_its_versions_and_says_that_nobody_reviewed_it(cms, definition):
    question = make_question(make_bank(0), definition=definition)
    shown = cms.get(page_of(question)).content.decode()
    assert definition["stem"] in shown
    assert "not yet reviewed" in shown
    assert "It stood on 0 papers." in shown
    for option in definition.get("options", []):
        assert option["feedback"] in shown


def test_where_a_version_was_used_is_counted(cms):
    bank = make_bank(2)
    make_attempt(quiz=make_quiz(draw=2, bank=bank))
    assert "It stood on 1 paper." in cms.get(page_of(bank.questions.first())).content.decode()


@pytest.mark.parametrize("definition", [choice(), many(), in_order(), true_false()], ids=lambda definition: definition["kind"])
def test_sending_the_form_untouched_makes_no_new_version(cms, definition):
    question = make_question(make_bank(0), definition=definition)
    assert cms.get(page_of(question, "_version")).status_code == 200
    assert cms.post(page_of(question, "_version"), sent(question)).url == page_of(question)
    assert question.versions.count() == 1
    assert question.newest.definition == definition


def test_a_new_version_keeps_the_ids_of_its_lines(cms):
    question = make_question(make_bank(0), definition=choice("Old stem"))
    changes = {"stem": "New stem", "text_4": "A further line", "feedback_4": "Why it is further", "key": "4", "note": "A fourth line"}
    assert cms.post(page_of(question, "_version"), sent(question, **changes)).status_code == 302
    definition = question.newest.definition
    assert (question.newest.number, question.newest.note, definition["stem"]) == (2, "A fourth line", "New stem")
    assert [option["id"] for option in definition["options"]] == ["good", "poor", "other", "a"]
    assert definition["key"] == "a"


def test_problems_stand_beside_their_boxes_and_nothing_typed_is_lost(cms):
    question = make_question(make_bank(0))
    shown = cms.post(page_of(question, "_version"), sent(question, stem="A much better stem", feedback_2=" "))
    assert shown.status_code == 422
    form = shown.context["form"]
    assert list(form.errors) == ["feedback_2"]
    assert "A much better stem" in shown.content.decode()
    assert question.versions.count() == 1


def test_a_key_that_points_at_an_empty_line_is_a_problem(cms):
    question = make_question(make_bank(0))
    assert list(cms.post(page_of(question, "_version"), sent(question, key="6")).context["form"].errors) == ["key"]
    question = make_question(make_bank(0), definition=many())
    assert cms.post(page_of(question, "_version"), sent(question, keys=["6"])).status_code == 422


def test_an_editor_adds_a_question_that_begins_as_a_draft(cms):
    bank = make_bank(0)
    assert "What kind of question" in cms.get(reverse("assessments_question_new")).content.decode()
    address = reverse("assessments_question_new") + "?kind=true_false"
    assert cms.get(address).status_code == 200
    about = {"about-bank": bank.pk, "about-key": "fresh", "about-topic": "listening", "about-tags": "new, calm"}
    body = about | {"stem": "It is so.", "feedback_true": "Yes it is.", "feedback_false": "It is, though."}
    refused = cms.post(address, body | {"key": "maybe"})
    assert refused.status_code == 422
    assert not Question.objects.exists()
    made = cms.post(address, body | {"key": "true"})
    question = Question.objects.get()
    assert made.url == page_of(question)
    assert (question.state, question.tags, question.newest.definition["key"]) == ("draft", ["new", "calm"], True)
    again = cms.post(address, body | {"key": "true"})
    assert list(again.context["about"].errors) == ["__all__"]


def test_an_editor_moves_a_question_through_its_states(cms):
    question = make_question(make_bank(0), state="draft")
    for verb, state in (("offer", "in_review"), ("make_ready", "ready"), ("retire", "retired"), ("bring_back", "in_review")):
        assert cms.post(page_of(question, "_state"), {"verb": verb}).url == page_of(question)
        question.refresh_from_db()
        assert question.state == state
    for verb in ("offer", "unknown", ""):
        cms.post(page_of(question, "_state"), {"verb": verb})
    question.refresh_from_db()
    assert question.state == "in_review"
    assert cms.get(page_of(question, "_state")).status_code == 405


def test_a_reading_is_kept_with_name_and_lens(cms):
    question = make_question(make_bank(0))
    cms.post(page_of(question, "_review"), {"lens": "lived_experience"})
    cms.post(page_of(question, "_review"), {"lens": "nonsense"})
    shown = cms.get(page_of(question)).content.decode()
    assert "The newest version has been reviewed." in shown
    assert "From lived experience: Ed" in shown
    assert "for safeguarding</button>" not in shown


@pytest.mark.parametrize("role", ["assessor", "supervisor", "manager", "board"])
def test_nobody_but_editors_gets_in(client, role):
    question = make_question(make_bank(0), definition=choice("A secret stem"))
    client.force_login(with_role(role, "Eve"))
    for address in (page_of(question), page_of(question, "_version"), reverse("assessments_question_new")):
        response = client.get(address, follow=True)
        assert "A secret stem" not in response.content.decode()
        assert response.redirect_chain or response.status_code in (403, 404)
    client.post(page_of(question, "_state"), {"verb": "retire"})
    question.refresh_from_db()
    assert question.state == "ready"
