"""What is said about a question: kept with each version, found again, in and out of files."""

from io import BytesIO

import pytest
import yaml
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.bank_files import bank_problems
from assessments.models import Question, QuestionBank
from assessments.queries.quiz_records import check_hashes
from assessments.questions.about import About, about_of, about_problems, language_tag
from assessments.questions.formats import qti2
from assessments.questions.formats.found import Found
from assessments.questions.formats.qti_writing import written_item
from assessments.questions.formats.qti_written import Draft
from assessments.services.load_bank import load_bank
from assessments.services.release_question import release_question_version
from assessments.services.take_in import take_in
from tests.assessments.question_samples import TRUE_FALSE
from tests.assessments.test_bank_cms import page_of, sent
from tests.factories.assessments_evidence import framework
from tests.factories.assessments_quiz import choice, make_attempt, make_bank, make_question, make_quiz

SAID = {"language": "cy", "outcome": "Says where a role ends", "competency": "boundaries"}


@pytest.mark.parametrize(
    ("row", "paths"),
    [
        ({}, []),
        (SAID, []),
        ({"language": "Welsh please"}, ["language"]),
        ({"language": 3, "competency": "No Key", "outcome": ["x"]}, ["language", "outcome", "competency"]),
        ({"outcome": "x" * 201}, ["outcome"]),
        ({"language": "zh-Hant-TW"}, []),
        ({"language": "de-CH-1996"}, []),
        ({"language": "e"}, ["language"]),
    ],
)
def test_each_problem_names_its_field(row, paths):
    assert [problem.path for problem in about_problems(row, "")] == paths


def test_a_language_is_written_as_the_web_writes_it():
    assert [language_tag(tag) for tag in ("EN-gb", "sr-latn-rs", "PT-br", "cy")] == ["en-GB", "sr-Latn-RS", "pt-BR", "cy"]


@given(
    st.lists(st.text(min_size=1, max_size=20).filter(lambda tag: ":" not in tag), unique=True),
    st.sampled_from(["", "cy", "pt-BR"]),
    st.text(st.characters(categories=["L", "N"]), max_size=200),
    st.sampled_from(["", "boundaries"]),
)
def test_what_is_said_in_tags_is_read_from_them_again(tags, language, outcome, competency):
    said = About(tuple(sorted(tags)), language, outcome, competency)
    assert about_of(said.as_tags) == said


def test_tags_that_only_begin_like_a_field_stay_tags():
    tags = ("competency:Not A Key", "language:", "language:de", "language:fr", "outcome:")
    assert about_of(tags) == About(("competency:Not A Key", "language:", "language:fr", "outcome:"), language="de")


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.parametrize("format_name", ["gift", "moodlexml", "qti"])
def test_what_is_said_goes_out_and_comes_in(tmp_path, format_name):
    make_question(make_bank(0, "here"), tags=["difficulty:2", "one"], **SAID)
    call_command("export_questions", str(tmp_path / "out"), bank="here", format=format_name)
    there = QuestionBank.objects.create(key="there", title="There")
    with (tmp_path / "out").open("rb") as source:
        take_in(bank=there, source=source, name="out", format_name=format_name)
    came = there.questions.get()
    assert (came.tags, came.language, came.outcome, came.competency) == (["difficulty:2", "one"], *SAID.values())


def test_an_item_of_another_maker_says_its_language_as_xml_does():
    found = Found("1", TRUE_FALSE, ref="q", name="q", tags=("language:cy",))
    text = written_item(Draft(found), "q")
    assert 'xml:lang="cy"' in text
    foreign = text.replace("language:cy", "language-cy").replace('xml:lang="cy"', 'xml:lang="ga-ie"')
    (back,) = qti2.read(BytesIO(foreign.encode()))
    assert about_of(back.tags).language == "ga-IE"


@pytest.mark.django_db
def test_a_bank_file_says_it_and_each_problem_has_its_place(tmp_path):
    row = {"key": "one", "topic": "listening", **SAID, "definition": choice()}
    content = {"bank": {"key": "filed", "title": "Filed"}, "questions": [row]}
    (tmp_path / "bank.yaml").write_text(yaml.safe_dump(content))
    load_bank(path=tmp_path / "bank.yaml")
    question = Question.objects.get(key="one")
    assert {name: getattr(question.newest, name) for name in SAID} == SAID
    row["language"] = "Welsh"
    assert [problem.path for problem in bank_problems(content)] == ["questions[0].language"]


@pytest.mark.django_db
@pytest.mark.both
def test_the_form_says_it_each_version_keeps_it_and_a_draft_leaves_the_version_alone(cms):
    framework()
    question = make_question(make_bank(0), tags=["old", "difficulty:1"])
    before = question.newest
    page = cms.get(page_of(question, "_version")).content.decode()
    assert 'value="old"' in page
    assert '<option value="1" selected>' in page
    about = {"about-topic": "boundaries", "about-tags": "new", "about-difficulty": "3"} | {
        f"about-{name}": said for name, said in SAID.items()
    }
    cms.post(page_of(question, "_version"), sent(question) | about | {"do": "draft"})
    question.refresh_from_db()
    assert (question.topic, question.tags, question.newest) == ("boundaries", ["new", "difficulty:3"], before)
    question.draft = None
    question.save()
    cms.post(page_of(question, "_version"), sent(question) | about)
    after = question.newest
    assert (after.number, after.topic, after.tags) == (2, "boundaries", ["new", "difficulty:3"])
    assert {name: getattr(after, name) for name in SAID} == SAID
    assert (before.topic, before.language) == ("listening", "")
    assert list(check_hashes(question.versions.all())) == []
    shown = cms.get(page_of(question)).content.decode()
    assert "What it is to show: Says where a role ends" in shown
    assert '<p lang="cy" dir="auto">' in shown
    assert "Tags: old, difficulty:1." in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"about-language": "Welsh please"}, "language"),
        ({"about-competency": "nowhere"}, "competency"),
        ({"about-tags": "difficulty:2", "about-difficulty": "3"}, "tags"),
        ({"about-tags": "difficulty:9"}, "tags"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_kept(cms, typed, field):
    question = make_question(make_bank(0))
    page = cms.post(page_of(question, "_version"), sent(question) | {"about-topic": "listening"} | typed)
    assert (page.status_code, list(page.context["about"].errors)) == (422, [field])
    question.refresh_from_db()
    assert (question.tags, question.language) == ([], "")


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"difficulty": "2"}, ["Hard enough"]),
        ({"competency": "boundaries"}, ["Welsh words"]),
        ({"language": "cy"}, ["Welsh words"]),
        ({"language": "pt"}, ["Brazilian words"]),
        ({"language": "en"}, ["Hard enough"]),
        ({"outcome": "role ends"}, ["Welsh words"]),
        ({"q": "role ends"}, ["Welsh words"]),
    ],
)
def test_the_list_is_narrowed_by_each_of_them(cms, wanted, found):
    framework()
    bank = make_bank(0)
    make_question(bank, definition=choice("Welsh words"), **SAID)
    make_question(bank, definition=choice("Brazilian words"), language="pt-BR")
    make_question(bank, definition=choice("Hard enough"), tags=["difficulty:2"])
    page = cms.get(reverse("wagtailsnippets_assessments_question:list"), wanted).content.decode()
    assert [words for words in ("Welsh words", "Brazilian words", "Hard enough") if words in page] == found


@pytest.mark.django_db
def test_a_sensitive_question_is_read_again_whichever_way_its_topic_is_changed(settings):
    settings.PRODUCTION = True
    for old, new in (("crisis-response", "listening"), ("listening", "crisis-response")):
        question = make_question(make_bank(0), topic=old)
        release_question_version(question=question, definition=question.newest.definition, by=None, about={"topic": new})
        question.refresh_from_db()
        assert (question.topic, question.state) == (new, "in_review")


@pytest.mark.django_db
def test_learners_hear_a_question_in_its_language(client):
    bank = make_bank(0)
    make_question(bank, language="cy")
    attempt = make_attempt(quiz=make_quiz(bank=bank, sections=[{"draw": 1}], needed=1))
    client.force_login(attempt.person)
    assert 'lang="cy" dir="auto"' in client.get(attempt.question_url(1)).content.decode()
