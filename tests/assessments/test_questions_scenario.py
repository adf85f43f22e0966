"""A story with choices that lead on."""

from fractions import Fraction

import pytest

from assessments import questions
from assessments.questions import Unclear
from assessments.questions.scenario import Told

from .question_samples import STORY


def way(*names):
    return {"path": list(names)}


@pytest.mark.parametrize(
    ("sent", "response"),
    [
        ({}, None),
        ({"answer": ["wait"]}, way("wait")),
        ({"path": ["wait"], "answer": ["hear"]}, way("wait", "hear")),
        ({"path": ["wait"]}, way("wait")),
        ({"path": ["wait", "hear"], "move": ["back"]}, way("wait")),
        ({"path": ["wait", "hear"], "move": ["restart"]}, None),
        ({"move": ["back"]}, None),
        ({"path": ["wait"], "answer": ["hear"], "move": ["on"]}, way("wait", "hear")),
    ],
)
def test_a_page_sends_the_way_so_far_with_the_next_choice(sent, response):
    assert questions.read(STORY, sent) == response


@pytest.mark.parametrize("sent", [{"answer": ["hear"]}, {"path": ["tell"], "answer": ["hear"]}, {"path": ["x"]}])
def test_a_way_that_the_story_does_not_have_is_refused(sent):
    with pytest.raises(Unclear, match="Please choose again"):
        questions.read(STORY, sent)


@pytest.mark.parametrize(
    ("names", "points"),
    [(["wait", "hear"], 1), (["wait", "fix"], Fraction(1, 4)), (["tell"], 0), (["wait"], Fraction(1, 2)), ([], 0)],
)
def test_what_was_chosen_on_the_way_adds_up(names, points):
    assert questions.grade(STORY, way(*names) if names else None).points == points


@pytest.mark.parametrize(
    ("names", "voided", "points"),
    [
        (["tell"], {"tell"}, 1),
        (["wait", "fix"], {"fix"}, 1),
        (["wait"], {"hear", "fix"}, 1),
        (["wait", "fix"], {"tell"}, Fraction(1, 4)),
        ([], {"tell"}, 0),
        ([], {"tell", "wait"}, 1),
    ],
)
def test_who_took_a_choice_that_was_taken_back_has_the_best_from_there(names, voided, points):
    assert questions.grade(STORY, way(*names) if names else None, frozenset(voided)).points == points


def test_notes_say_what_each_choice_did_and_what_would_have_helped_there():
    mark = questions.grade(STORY, way("wait", "fix"))
    assert [(note.text, note.feedback, note.fits) for note in mark.notes] == [
        ("Wait", "Time helps.", True),
        ("Give advice", "Ask first.", False),
    ]
    assert [note.text for note in mark.better] == ["Listen"]
    assert questions.grade(STORY, way("tell"), frozenset({"tell"})).better == ()


def test_in_words_and_as_a_form():
    assert questions.key(STORY) == "Wait → Listen"
    assert questions.summary(STORY, way("wait", "fix")) == "Wait → Give advice"
    begun = questions.form(STORY, ["fix", "hear"], way("wait"))
    assert begun.more == {"told": [Told("Sam is silent.", "Wait")], "text": "Sam speaks.", "is_over": False}
    assert [row.id for row in begun.rows] == ["fix", "hear"]
    over = questions.form(STORY, (), way("tell"))
    assert (over.rows, over.more["is_over"]) == ((), True)
    assert sorted(questions.shuffle(STORY, 1)) == ["fix", "hear", "tell", "wait"]


def node(place, **fields):
    nodes = [dict(each) for each in STORY["nodes"]]
    nodes[place] |= fields
    return STORY | {"nodes": nodes}


def choice(**fields):
    return node(1, choices=[STORY["nodes"][1]["choices"][0] | fields])


@pytest.mark.parametrize(
    ("definition", "path", "level"),
    [
        (STORY | {"start": "three"}, "start", "structural"),
        (STORY | {"start": ["one"]}, "start", "structural"),
        (STORY | {"start": "end"}, "start", "structural"),
        (STORY | {"nodes": []}, "nodes", "structural"),
        (STORY | {"nodes": [1]}, "nodes[0]", "structural"),
        (node(1, id="wait"), "nodes[0].choices[0].id", "structural"),
        (node(1, choices="no"), "nodes[1].choices", "structural"),
        (node(1, text=""), "nodes[1].text", "editorial"),
        (node(1, picture="x"), "nodes[1].picture", "structural"),
        (choice(to="one"), "nodes", "structural"),
        (choice(to="nowhere"), "nodes[1].choices[0].to", "structural"),
        (choice(worth="1/4"), "nodes", "editorial"),
        (choice(worth=None), "nodes[1].choices[0].worth", "structural"),
        (choice(feedback=None), "nodes[1].choices[0].feedback", "editorial"),
        (STORY | {"nodes": [*STORY["nodes"], {"id": "lost", "text": "Nobody comes here.", "choices": []}]}, "nodes[3].id", "structural"),
    ],
)
def test_problems_name_the_place_and_the_level(definition, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(definition)]


def test_a_choice_without_worth_is_a_problem():
    line = {name: value for name, value in STORY["nodes"][1]["choices"][0].items() if name != "worth"}
    assert "nodes[1].choices[0].worth" in [problem.path for problem in questions.problems(node(1, choices=[line]))]


def test_every_choice_of_a_story_can_be_named():
    assert [name for name, _words in questions.parts(STORY)] == [line["id"] for node in STORY["nodes"] for line in node["choices"]]


@pytest.mark.parametrize(("way", "is_over"), [(None, False), ([], False), (["wait"], False), (["wait", "hear"], True), (["tell"], True)])
def test_a_story_is_finished_where_nothing_more_can_be_chosen(way, is_over):
    assert questions.is_finished(STORY, None if way is None else {"path": way}) == is_over
