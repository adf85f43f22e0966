"""Drawing a paper, and quiz definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions.paper import Candidate, NotEnough, Section, draw
from assessments.questions.quiz import quiz_problems, quiz_rules

from .question_samples import json_values

POOL = [
    Candidate(ref, topic, kind, frozenset(tags))
    for ref, (topic, kind, tags) in enumerate(
        [
            (topic, kind, tags)
            for topic in ("listening", "boundaries")
            for kind in ("single_choice", "ordering")
            for tags in ((), ("core",), ("core", "new"))
        ]
    )
]
QUIZ = {
    "bank": "core",
    "topics": [{"key": "listening", "title": "Listening"}, {"key": "boundaries", "title": "Boundaries"}],
    "sections": [{"draw": 2, "topic": "listening", "kinds": ["ordering"], "tags": ["core"]}, {"draw": 3}],
    "needed": 4,
    "tries": 3,
    "wait_hours": [0, 24],
    "open_book": False,
    "about": "About it.",
    "passed": "Well done.",
    "review": "done",
}


def test_a_section_takes_only_what_fits_it():
    section = Section(1, "listening", frozenset({"ordering"}), frozenset({"new"}))
    assert [candidate.ref for candidate in POOL if section.takes(candidate)] == [5]
    assert all(Section(1).takes(candidate) for candidate in POOL)


def test_questions_without_points_are_drawn_only_where_they_are_asked_for():
    sure = Candidate(12, "listening", "confidence", frozenset())
    assert not Section(1).takes(sure)
    assert Section(1, kinds=frozenset({"confidence"})).takes(sure)
    rules = quiz_rules(QUIZ | {"sections": [{"draw": 4}, {"draw": 1, "kinds": ["confidence"]}]})
    assert (rules.length, rules.of) == (5, 4)


@given(st.integers(0, 2**62), st.sets(st.integers(0, 11)))
def test_a_paper_is_filled_section_by_section_without_repeats(seed, seen):
    sections = [Section(2), Section(3, "listening"), Section(2, "boundaries", frozenset({"ordering"}))]
    drawn = draw(sections, POOL, seed, seen)
    assert len(set(drawn)) == 7
    assert all(POOL[ref].topic == "listening" for ref in drawn[2:5])
    assert all(POOL[ref].kind == "ordering" and POOL[ref].topic == "boundaries" for ref in drawn[5:])
    assert draw(sections, reversed(POOL), seed, seen) == drawn


@given(st.integers())
def test_a_second_try_brings_other_questions_as_long_as_there_are_any(seed):
    sections = [Section(3, "listening"), Section(3, "boundaries")]
    first = draw(sections, POOL, seed)
    assert set(draw(sections, POOL, seed + 1, set(first))).isdisjoint(first)


def test_a_section_with_nothing_to_spare_chooses_first():
    sections = [Section(11), Section(1, "listening", frozenset({"ordering"}), frozenset({"new"}))]
    assert all(draw(sections, POOL, seed)[-1] == 5 for seed in range(20))


def test_a_bank_that_cannot_fill_a_section_says_which_and_how_many_are_missing():
    with pytest.raises(NotEnough) as caught:
        draw([Section(1), Section(4, "listening", frozenset({"ordering"}))], POOL, 1)
    assert (caught.value.section, caught.value.have, caught.value.need) == (1, 3, 4)


def test_rules_are_read_from_the_definition():
    assert quiz_problems(QUIZ) == []
    rules = quiz_rules(QUIZ)
    assert (rules.of, rules.needed, rules.tries, rules.open_book, rules.is_reviewed) == (5, 4, 3, False, True)
    assert rules.topics == {"listening": "Listening", "boundaries": "Boundaries"}
    assert rules.sections[0] == Section(2, "listening", frozenset({"ordering"}), frozenset({"core"}))


@pytest.mark.parametrize(("used", "hours"), [(0, 0), (1, 0), (2, 24), (3, 24), (9, 24)])
def test_the_last_wait_holds_for_all_later_tries(used, hours):
    assert quiz_rules(QUIZ).wait_after(used) == hours


def test_little_needs_to_be_said():
    least = {key: QUIZ[key] for key in ("bank", "topics", "sections", "needed")}
    assert quiz_problems(least) == []
    rules = quiz_rules(least)
    assert (rules.tries, rules.wait_after(2), rules.open_book, rules.is_reviewed) == (None, 0, True, False)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"bank": "Not a key"}, "bank"),
        ({"topics": []}, "topics"),
        ({"topics": ["listening"], "sections": [{"draw": 5}]}, "topics[0].key"),
        ({"sections": []}, "sections"),
        ({"sections": ["all"], "needed": 1}, "sections[0]"),
        ({"sections": [{"draw": 0}], "needed": 1}, "sections[0].draw"),
        ({"sections": [{"draw": True}], "needed": 1}, "sections[0].draw"),
        ({"sections": [{"draw": 5, "topic": "ethics"}]}, "sections[0].topic"),
        ({"sections": [{"draw": 5, "kinds": ["riddle"]}]}, "sections[0].kinds[0]"),
        ({"sections": [{"draw": 5, "tags": "core"}]}, "sections[0].tags"),
        ({"sections": [{"draw": 5, "tags": [1]}]}, "sections[0].tags[0]"),
        ({"sections": [{"draw": 5, "level": 1}]}, "sections[0].level"),
        ({"sections": [{"draw": 5, "kinds": ["single_choice", "confidence"]}]}, "sections[0].kinds"),
        ({"sections": [{"draw": 5, "kinds": ["confidence"]}]}, "sections"),
        ({"needed": 6}, "needed"),
        ({"needed": "4"}, "needed"),
        ({"tries": 0}, "tries"),
        ({"wait_hours": 24}, "wait_hours"),
        ({"wait_hours": [-1]}, "wait_hours"),
        ({"open_book": "yes"}, "open_book"),
        ({"about": 1}, "about"),
        ({"review": "soon"}, "review"),
        ({"pass_mark": 80}, "pass_mark"),
    ],
)
def test_each_problem_of_a_quiz_names_its_place(change, path):
    assert path in [problem.path for problem in quiz_problems(QUIZ | change)]


@given(json_values, st.dictionaries(st.sampled_from([*QUIZ]), json_values))
def test_any_value_at_all_gets_problems_and_never_an_exception(value, fields):
    assert quiz_problems(value) != []
    quiz_problems(QUIZ | fields)
