"""/cms/tests/: an editor makes a test, writes its next version without JavaScript, looks at papers, releases, and reads what changed."""

import copy
import json
from pathlib import Path

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from assessments.models import Quiz
from assessments.questions.quiz_checks import quiz_problems
from assessments.quiz_editing.reading import definition_of, rearranged
from assessments.quiz_editing.showing import box_of, boxes_of
from assessments.quiz_editing.telling import difference, told
from assessments.services.release_quiz import release_quiz_version
from assessments.services.write_quiz import begun, draft_hash
from tests.factories.accounts import with_role
from tests.factories.assessments_quiz import make_attempt, make_bank, make_question, make_quiz, quiz_definition

RELEASED_BEFORE = json.loads((Path(__file__).parent / "quizzes_released_before.json").read_text())
EVERYTHING = {
    "bank": "core",
    "topics": [{"key": "listening", "title": "Listening"}, {"key": "boundaries", "title": "Boundaries"}],
    "sections": [
        {"questions": ["one", "two"], "must_pass": ["two"], "needed": 1, "title": "Safety"},
        {"draw": 3, "topic": "listening", "tags": ["core", "second part"], "difficulty": 2, "kinds": ["single_choice", "numeric"]},
    ],
    "needed": 4, "tries": 3, "wait_hours": [0, 24], "counts": "last", "opens_on": "2027-05-01", "closes_on": "2027-05-31", "minutes": 45,
    "because": "The scheme demands it.", "feedback": "when_done", "open_book": False, "about": "Short stories.", "passed": "Well done.",
    "review": "done",
}  # fmt: skip
USUAL = {"counts": "best", "feedback": "after_test", "open_book": True, "about": "", "review": "not_yet", "wait_hours": []}


def address(quiz, part="", *more):
    return reverse(f"assessments_quiz{part}", args=[quiz.key, *more])


def sent(definition, **changes):
    """What a browser sends of this page when nothing is touched but `changes`."""
    boxes = boxes_of(definition, [], [("core", "Core")], {})
    fields = {"topics": len(boxes.topics), "sections": len(boxes.sections)}
    for form in (boxes.passing, boxes.days, boxes.words, *boxes.topics, *boxes.sections):
        fields |= {field.html_name: field.value() for field in form if field.value() is not None}
    return fields | changes


def read(definition, **changes):
    return definition_of(QueryDict(urlencode(sent(definition, **changes), doseq=True)), definition)


def post(cms, quiz, definition, **changes):
    quiz.refresh_from_db()
    return cms.post(address(quiz, "_draft"), sent(definition, **({"do": "keep", "shown": draft_hash(quiz)} | changes)))


def release(cms, quiz, **more):
    quiz.refresh_from_db()
    return cms.post(address(quiz, "_release"), {"shown": draft_hash(quiz)} | more)


OLD = [case["definition"] for case in RELEASED_BEFORE["cases"]]


@pytest.mark.parametrize("definition", [EVERYTHING, EVERYTHING | USUAL, *OLD], ids=lambda definition: str(len(str(definition))))
def test_a_page_that_is_sent_untouched_says_the_same(definition):
    assert quiz_problems(definition) == []
    assert read(definition) == definition


def test_what_cannot_be_meant_is_kept_as_it_was_typed_and_named_with_its_place():
    typed = {"w-needed": "eight", "s1-draw": "many", "s1-kinds": ["nonsense"], "w-opens_on": "in May", "w-wait_hours": "0, soon"}
    definition = read(EVERYTHING, **typed)
    found = quiz_problems(definition)
    assert [problem.path for problem in found] == ["sections[1].draw", "sections[1].kinds[0]", "needed", "wait_hours", "opens_on"]
    shown = boxes_of(definition, found, [], {})
    assert shown.passing["needed"].value() == "eight"
    assert shown.sections[1]["draw"].errors == ["Draw a whole number of questions, 1 to 100."]
    assert [each.box for each in shown.mending] == ["id_s1-draw", "id_s1-kinds", "id_w-needed", "id_w-wait_hours", "id_w-opens_on"]


@pytest.mark.parametrize(
    ("path", "box"),
    [
        ("", ""), ("topics", "topics"), ("sections", "sections"), ("sections[2]", "section-2"), ("topics[0].key", "id_t0-key"),
        ("topics[0]", "topic-0"), ("sections[0].questions[3]", "id_s0-questions"), ("because", "id_w-because"),
    ],
)  # fmt: skip
def test_each_place_has_its_box(path, box):
    assert box_of(path) == box


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up-1", "ba"),
        ("down-0", "ba"),
        ("up-0", "ab"),
        ("down-1", "ab"),
        ("out-0", "b"),
        ("out-7", "ab"),
        ("down-7", "ab"),
        ("nonsense", "ab"),
    ],
)
def test_sections_move_and_go(button, order):
    lines = {"a": {"draw": 1}, "b": {"draw": 2}}
    assert rearranged({"sections": [lines["a"], lines["b"]]}, button)["sections"] == [lines[name] for name in order]


@pytest.mark.parametrize("sections", ["", "x", "-1", "99999999", "١"])
def test_a_page_that_nobody_made_is_read_all_the_same(sections):
    assert len(definition_of(QueryDict(urlencode({"sections": sections})), {})["sections"]) <= 100


def test_the_rules_are_told_in_words_and_so_is_what_changed():
    lines = told(EVERYTHING)
    assert "Section 1: “Safety”; asks one, two; one point needed here; has to be right: two" in lines
    assert (
        "Section 2: draws 3 questions; Listening; 2: in between; tags core, second part; only: One line fits best, Type a number" in lines
    )
    assert {"Needed: 4 of 5 points", "Tries: 3", "The last try counts", "Notes are not allowed"} <= set(lines)
    other = copy.deepcopy(EVERYTHING) | {"tries": 4}
    other["sections"][1]["draw"] = 2
    changed = [(line.kind, line.text.split(";")[0]) for line in difference(lines, told(other)) if not line.is_same]
    assert sorted(changed) == [
        ("added", "Needed: 4 of 4 points"), ("added", "Section 2: draws 2 questions"), ("added", "Tries: 4"),
        ("taken_out", "Needed: 4 of 5 points"), ("taken_out", "Section 2: draws 3 questions"), ("taken_out", "Tries: 3"),
    ]  # fmt: skip


def test_tags_of_a_section_are_read_as_those_of_a_question():
    section = read(EVERYTHING, **{"s1-tags": " core,, second part ,core"})["sections"][1]
    assert section["tags"] == ["core", "second part"]


@pytest.mark.django_db
@pytest.mark.both
def test_a_test_is_made_written_looked_at_and_released(cms):
    bank = make_bank(6, "core")
    made = cms.post(reverse("assessments_quiz_new"), {"title": "Made here", "key": "made-here", "bank": bank.pk})
    quiz = Quiz.objects.get(key="made-here")
    assert made.url == address(quiz, "_draft")
    assert [topic["key"] for topic in quiz.draft["topics"]] == ["boundaries", "listening"]
    page = cms.get(address(quiz, "_draft")).content.decode()
    assert "Draw a whole number of questions" in page
    assert 'href="#id_s0-draw"' in page
    post(cms, quiz, quiz.draft, **{"s0-draw": "2", "s0-topic": "listening", "w-needed": "3", "do": "add-section"})
    quiz.refresh_from_db()
    assert quiz.draft["sections"] == [{"draw": 2, "topic": "listening"}, {}]
    kept = post(cms, quiz, quiz.draft, **{"s1-questions": bank.questions.filter(topic="boundaries").first().key, "do": "done"})
    assert kept.url == address(quiz)
    assert "Nothing is left to mend" in cms.get(address(quiz, "_draft")).content.decode()
    papers = [cms.get(address(quiz, "_paper", "draft"), {"seed": seed}) for seed in (7, 7, *range(8))]
    drawn = [[each.version.pk for each in page.context["paper"]] for page in papers]
    assert papers[0].content.decode().count("See it as a learner") == 3
    assert drawn[0] == drawn[1]
    assert len(set(map(tuple, drawn))) > 1
    release(cms, quiz, note="The first")
    quiz.refresh_from_db()
    assert (quiz.draft, quiz.newest.number, quiz.newest.note, quiz.newest.released_by.called) == (None, 1, "The first", "Ed")
    make_attempt(quiz=quiz)


@pytest.mark.django_db
def test_the_next_version_begins_with_the_newest_and_says_what_it_would_change(cms):
    quiz = make_quiz(draw=2)
    before = quiz.newest
    assert post(cms, quiz, begun(quiz), **{"w-tries": "5"}).status_code == 302
    page = cms.get(address(quiz)).content.decode()
    assert "<ins><strong>New:</strong> Tries: 5</ins>" in page
    assert "<del><strong>Before:</strong> Tries: 3</del>" in page
    assert quiz.newest == before
    release(cms, quiz)
    page = cms.get(address(quiz)).content.decode()
    assert quiz.newest.rules.tries == 5
    assert "What is other than in version 1" in page
    assert cms.get(address(quiz, "_paper", "1")).status_code == 200


@pytest.mark.django_db
def test_a_draft_that_cannot_be_is_not_released_and_nothing_is_lost(cms):
    quiz = make_quiz(draw=2)
    post(cms, quiz, begun(quiz), **{"s0-draw": "50", "w-about": "Words that stay"})
    page = cms.get(address(quiz, "_draft")).content.decode()
    assert "needs 50 questions that are ready, and the bank has 3." in page
    assert 'href="#section-0"' in page
    release(cms, quiz)
    quiz.refresh_from_db()
    assert quiz.versions.count() == 1
    assert quiz.draft["about"] == "Words that stay"
    assert "needs 50 questions" in cms.get(address(quiz, "_paper", "draft")).content.decode()


@pytest.mark.django_db
def test_two_editors_do_not_write_over_each_other_unseen(cms):
    quiz = make_quiz(draw=2)
    base, shown = begun(quiz), draft_hash(quiz)
    post(cms, quiz, base, **{"w-tries": "5"})
    late = cms.post(address(quiz, "_draft"), sent(base, **{"w-tries": "6", "do": "keep", "shown": shown}))
    assert late.status_code == 422
    assert "Somebody else has changed this draft" in late.content.decode()
    quiz.refresh_from_db()
    assert quiz.draft["tries"] == 5
    assert late.context["boxes"].passing["tries"].value() == "6"
    cms.post(address(quiz, "_draft"), sent(base, **{"w-tries": "6", "do": "keep", "shown": late.context["shown"]}))
    quiz.refresh_from_db()
    assert quiz.draft["tries"] == 6


@pytest.mark.django_db
def test_nobody_releases_a_draft_that_they_have_not_seen(cms):
    quiz = make_quiz(draw=2)
    shown = draft_hash(quiz)
    post(cms, quiz, begun(quiz), **{"w-tries": "5"})
    page = cms.post(address(quiz, "_release"), {"shown": shown}, follow=True).content.decode()
    assert "Somebody has changed the draft since you opened this page." in page
    assert quiz.newest.number == 1


@pytest.mark.django_db
def test_a_version_that_comes_from_a_file_leaves_the_draft_alone(cms):
    quiz = make_quiz(draw=2)
    post(cms, quiz, begun(quiz), **{"w-tries": "5"})
    for definition in (quiz.newest.definition, quiz.newest.definition | {"tries": 2}):
        release_quiz_version(quiz=quiz, definition=definition, by=None)
        quiz.refresh_from_db()
        assert quiz.draft["tries"] == 5


@pytest.mark.django_db
def test_a_test_whose_only_draft_was_thrown_away_can_be_found_and_written_again(cms):
    cms.post(reverse("assessments_quiz_new"), {"title": "Begun once", "key": "begun-once", "bank": make_bank(2).pk})
    quiz = Quiz.objects.get(key="begun-once")
    post(cms, quiz, quiz.draft, do="throw-away")
    quiz.refresh_from_db()
    assert quiz.draft is None
    assert address(quiz) in cms.get(reverse("assessments_quizzes")).content.decode()


@pytest.mark.django_db
def test_a_draft_can_be_thrown_away_and_a_title_changed(cms):
    quiz = make_quiz(draw=2)
    post(cms, quiz, begun(quiz), **{"w-tries": "5"})
    post(cms, quiz, begun(quiz), do="throw-away")
    quiz.refresh_from_db()
    assert (quiz.draft, quiz.newest.rules.tries) == (None, 3)
    cms.post(address(quiz), {"title": "Another title"})
    quiz.refresh_from_db()
    assert quiz.title == "Another title"
    assert cms.post(address(quiz), {"title": ""}).status_code == 422


@pytest.mark.django_db
def test_questions_that_a_section_names_are_shown_by_their_words(cms):
    bank = make_bank(2)
    named = bank.questions.first()
    quiz = make_quiz(bank=bank, sections=[{"questions": [named.key]}], needed=1)
    page = cms.get(address(quiz, "_draft")).content.decode()
    assert f"{named.key}: What fits in case {named.key}?" in page


@pytest.mark.django_db
@pytest.mark.parametrize("many", [2, 40])
def test_pages_of_writing_take_the_same_statements_whatever_the_length(cms, many, django_assert_max_num_queries):
    bank = make_bank(0)
    questions = [make_question(bank) for _each in range(many)]
    quiz = make_quiz(bank=bank, sections=[{"questions": [each.key]} for each in questions], needed=1)
    pages = ((address(quiz, "_draft"), 13), (address(quiz), 13), (address(quiz, "_paper", "1"), 13))
    for page, most in pages:
        cms.get(page)
        with django_assert_max_num_queries(most):
            assert cms.get(page).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["assessor", "supervisor", "manager", "board"])
def test_nobody_but_editors_writes_tests(client, role):
    quiz = make_quiz(draw=2)
    client.force_login(with_role(role, "Eve"))
    for page in (reverse("assessments_quiz_new"), address(quiz), address(quiz, "_draft"), address(quiz, "_paper", "1")):
        response = client.get(page, follow=True)
        assert "Example test" not in response.content.decode()
        assert response.redirect_chain or response.status_code in (403, 404)
    client.post(address(quiz, "_draft"), sent(quiz_definition(make_bank(0)), do="keep", shown=draft_hash(quiz)))
    client.post(address(quiz), {"title": "Mine"})
    quiz.refresh_from_db()
    assert (quiz.draft, quiz.title) == (None, "Example test")


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["draft", "2", "x", "99999999999"])
def test_papers_of_what_is_not_there_are_not_there(cms, part):
    assert cms.get(address(make_quiz(draw=2), "_paper", part)).status_code == 404
