"""Drawing a paper, and quiz definitions."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import Part
from assessments.questions.difficulty import difficulty_of, difficulty_problems
from assessments.questions.paper import Candidate, NotEnough, Section, draw
from assessments.questions.quiz import quiz_rules
from assessments.questions.quiz_checks import FIELDS, quiz_problems
from assessments.questions.section_checks import SECTION_FIELDS
from lms.core.canonical import canonical_json, sha256_hex

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


NAMED = [
    Candidate(ref, topic, kind, frozenset({f"difficulty:{level}"}), f"q{ref}")
    for ref, (topic, kind, level) in enumerate(
        (topic, kind, level) for topic in ("listening", "boundaries") for kind in ("single_choice", "ordering") for level in (1, 2, 3)
    )
]


@given(st.integers(0, 2**62), st.sets(st.integers(0, 11)))
def test_named_questions_stand_on_every_paper_in_their_order_and_are_drawn_nowhere_else(seed, seen):
    sections = [Section(10), Section(2, questions=("q7", "q3"))]
    drawn = draw(sections, NAMED, seed, seen)
    assert drawn[10:] == [7, 3]
    assert sorted(drawn) == list(range(12))


def test_a_named_question_that_is_not_there_is_named():
    with pytest.raises(NotEnough) as caught:
        draw([Section(1), Section(3, questions=("q1", "gone", "q2"))], NAMED, 1)
    assert (caught.value.section, caught.value.have, caught.value.need, caught.value.missing) == (1, 2, 3, ("gone",))


def test_a_named_question_without_points_needs_its_kind_beside_it():
    sure = [*NAMED, Candidate(12, "listening", "confidence", frozenset(), "sure")]
    with pytest.raises(NotEnough):
        draw([Section(1, questions=("sure",))], sure, 1)
    assert draw([Section(1, kinds=frozenset({"confidence"}), questions=("sure",))], sure, 1) == [12]
    with pytest.raises(NotEnough):
        draw([Section(1, kinds=frozenset({"ordering"}), questions=("q0",))], sure, 1)


@given(st.integers(0, 2**62), st.sampled_from([1, 2, 3]))
def test_a_section_draws_one_difficulty(seed, level):
    drawn = draw([Section(2, "listening", difficulty=level), Section(2, difficulty=level)], NAMED, seed)
    assert {NAMED[ref].difficulty for ref in drawn} == {level}


@pytest.mark.parametrize(
    ("tags", "level"),
    [((), None), (("core",), None), (("difficulty:3", "core"), 3), (("difficulty:4",), None), (("difficulty:1", "difficulty:2"), None)],
)
def test_how_hard_a_question_is_stands_in_a_tag(tags, level):
    assert difficulty_of(tags) == level


@pytest.mark.parametrize(
    ("tags", "count"),
    [
        ("difficulty:9", 0),
        ([1, "core", "difficulty:2"], 0),
        (["difficulty:9"], 1),
        (["difficulty:hard", "difficulty:1"], 2),
        (["difficulty:1", "difficulty:2"], 1),
    ],
)
def test_a_tag_that_says_no_difficulty_is_a_problem_where_people_write_it(tags, count):
    assert [problem.path for problem in difficulty_problems(tags, "here")] == ["here"] * count


small_sections = st.lists(
    st.builds(lambda tag: Section(1, tags=frozenset(tag)), st.sets(st.sampled_from("abc"), max_size=2)), min_size=1, max_size=4
)
small_pools = st.lists(st.sets(st.sampled_from("abc")), max_size=5)


@given(small_sections, small_pools, st.integers(0, 50))
def test_a_paper_is_found_wherever_there_is_one(sections, tags, seed):
    """Sections that overlap: what the plain way cannot fill by chance is looked for again, and only the impossible is refused."""
    pool = [Candidate(ref, "t", "k", frozenset(each)) for ref, each in enumerate(tags)]
    fits = [
        chosen
        for chosen in permutations(pool, len(sections))
        if all(section.takes(one) for section, one in zip(sections, chosen, strict=True))
    ]
    try:
        drawn = draw(sections, pool, seed)
    except NotEnough:
        assert not fits
    else:
        assert tuple(pool[ref] for ref in drawn) in fits


def test_three_sections_that_share_three_questions_are_filled_whatever_the_seed():
    """Each pair of them shares one; the plain way leaves the third with nothing for some seeds."""
    pool = [Candidate(0, "t", "k", frozenset("ab")), Candidate(1, "t", "k", frozenset("bc")), Candidate(2, "t", "k", frozenset("ac"))]
    sections = [Section(1, tags=frozenset(tag)) for tag in "abc"]
    assert all(sorted(draw(sections, pool, seed)) == [0, 1, 2] for seed in range(50))


# --- what was released before keeps its hash, its meaning and its papers ---------------------------------------------------------------

BEFORE = json.loads((Path(__file__).parent / "quizzes_released_before.json").read_text())


@pytest.mark.parametrize("case", BEFORE["cases"])
def test_a_definition_of_before_means_what_it_meant(case):
    definition, said = case["definition"], case["rules"]
    assert quiz_problems(definition) == []
    assert sha256_hex(canonical_json({"definition": definition})) == case["sha256"]
    rules = quiz_rules(definition)
    for name in said.keys() - {"sections", "wait_hours"}:
        assert getattr(rules, name) == said[name], name
    assert list(rules.wait_hours) == said["wait_hours"]
    assert rules.sections == tuple(
        Section(one["draw"], one["topic"], frozenset(one["kinds"]), frozenset(one["tags"])) for one in said["sections"]
    )


@pytest.mark.parametrize("case", BEFORE["cases"])
def test_a_seed_of_before_draws_the_same_paper_again(case):
    pool = [Candidate(ref, topic, kind, frozenset(tags), f"key-{ref}") for ref, topic, kind, tags in BEFORE["pool"]]
    for paper in case["papers"]:
        assert draw(quiz_rules(case["definition"]).sections, pool, paper["seed"], frozenset(paper["seen"])) == paper["drawn"]


def test_rules_are_read_from_the_definition():
    assert quiz_problems(QUIZ) == []
    rules = quiz_rules(QUIZ)
    assert (rules.of, rules.needed, rules.tries, rules.open_book, rules.is_reviewed) == (5, 4, 3, False, True)
    assert rules.topics == {"listening": "Listening", "boundaries": "Boundaries"}
    assert rules.sections[0] == Section(2, "listening", frozenset({"ordering"}), frozenset({"core"}))


def test_a_section_names_its_questions_or_says_how_hard_they_are():
    definition = QUIZ | {
        "sections": [{"questions": ["first-words", "Last_words"], "kinds": ["single_choice"]}, {"draw": 3, "difficulty": 2}]
    }
    assert quiz_problems(definition) == []
    rules = quiz_rules(definition)
    assert rules.sections == (
        Section(2, kinds=frozenset({"single_choice"}), questions=("first-words", "Last_words")),
        Section(3, difficulty=2),
    )
    assert (rules.length, rules.of, rules.is_drawn) == (5, 5, True)
    assert not quiz_rules(QUIZ | {"sections": definition["sections"][:1]}).is_drawn


def test_parts_stand_at_their_places_on_the_paper():
    sections = [
        {"draw": 2, "topic": "listening", "needed": 1},
        {"questions": ["a", "b", "c"], "must_pass": ["c", "a"]},
        {"draw": 1, "kinds": ["confidence"]},
        {"draw": 2, "title": " Both of these ", "needed": 2},
    ]
    assert quiz_problems(QUIZ | {"sections": sections}) == []
    rules = quiz_rules(QUIZ | {"sections": sections})
    assert rules.parts == (
        Part(range(1, 3), 1, "Listening"),
        Part(range(3, 4), 1),
        Part(range(5, 6), 1),
        Part(range(7, 9), 2, "Both of these"),
    )
    assert (rules.must_be_right, rules.of, rules.length) == (frozenset({3, 5}), 7, 8)
    assert quiz_rules(QUIZ).parts == ()


@pytest.mark.parametrize(("used", "hours"), [(0, 0), (1, 0), (2, 24), (3, 24), (9, 24)])
def test_the_last_wait_holds_for_all_later_tries(used, hours):
    assert quiz_rules(QUIZ).wait_after(used) == hours


@pytest.mark.parametrize("counts", ["best", "last"])
def test_what_counts_is_said_or_the_best(counts):
    assert quiz_problems(QUIZ | {"counts": counts}) == []
    assert (quiz_rules(QUIZ).counts, quiz_rules(QUIZ | {"counts": counts}).counts) == ("best", counts)


def test_a_test_may_have_a_first_and_a_last_day():
    days = {"opens_on": "2027-05-03", "closes_on": "2027-05-03"}
    assert quiz_problems(QUIZ | days) == []
    rules = quiz_rules(QUIZ | days)
    assert (rules.opens_on, rules.closes_on) == (date(2027, 5, 3), date(2027, 5, 3))
    assert (quiz_rules(QUIZ).opens_on, quiz_rules(QUIZ).closes_on) == (None, None)


def test_a_time_limit_says_why():
    limit = {"minutes": 60, "because": "The scheme asks for it."}
    assert quiz_problems(QUIZ | limit) == []
    rules = quiz_rules(QUIZ | limit)
    assert (rules.minutes, rules.because) == (60, "The scheme asks for it.")
    assert (quiz_rules(QUIZ).minutes, quiz_rules(QUIZ).because) == (None, "")


@pytest.mark.parametrize(
    ("feedback", "under_way", "done"),
    [(None, True, True), ("after_test", True, True), ("when_done", False, True), ("never_key", False, False)],
)
def test_when_the_key_is_shown(feedback, under_way, done):
    definition = QUIZ | ({"feedback": feedback} if feedback else {})
    assert quiz_problems(definition) == []
    rules = quiz_rules(definition)
    assert (rules.shows_key(is_done=False), rules.shows_key(is_done=True)) == (under_way, done)


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
        ({"sections": [{"draw": 5, "difficulty": 4}]}, "sections[0].difficulty"),
        ({"sections": [{"draw": 5, "difficulty": None}]}, "sections[0].difficulty"),
        ({"sections": [{"questions": []}]}, "sections[0].questions"),
        ({"sections": [{"questions": "first"}]}, "sections[0].questions"),
        ({"sections": [{"questions": ["first", 2]}]}, "sections[0].questions[1]"),
        ({"sections": [{"questions": ["a b"]}]}, "sections[0].questions[0]"),
        ({"sections": [{"questions": ["first"], "draw": 1}]}, "sections[0].draw"),
        ({"sections": [{"questions": ["first"], "topic": "listening"}]}, "sections[0].topic"),
        ({"sections": [{"questions": ["first"], "tags": []}]}, "sections[0].tags"),
        ({"sections": [{"questions": ["first"], "difficulty": 1}]}, "sections[0].difficulty"),
        ({"sections": [{"questions": ["first", "first"]}]}, "sections[0].questions[1]"),
        ({"sections": [{"questions": ["first"]}, {"questions": ["second", "first"]}]}, "sections[1].questions[1]"),
        ({"sections": [{"questions": ["first", "second"]}], "needed": 3}, "needed"),
        ({"sections": [{"draw": 5, "topic": "listening", "needed": 6}]}, "sections[0].needed"),
        ({"sections": [{"draw": 5, "topic": "listening", "needed": 0}]}, "sections[0].needed"),
        ({"sections": [{"draw": 5, "topic": "listening", "needed": None}]}, "sections[0].needed"),
        ({"sections": [{"draw": 5, "needed": 3}]}, "sections[0].title"),
        ({"sections": [{"draw": 5, "needed": 3, "title": "  "}]}, "sections[0].title"),
        ({"sections": [{"draw": 5, "title": 4}]}, "sections[0].title"),
        ({"sections": [{"draw": 5}, {"draw": 1, "kinds": ["confidence"], "title": "Sure?", "needed": 1}]}, "sections[1].needed"),
        ({"sections": [{"draw": 5, "must_pass": ["first"]}]}, "sections[0].must_pass[0]"),
        ({"sections": [{"questions": ["first"], "must_pass": ["second"]}]}, "sections[0].must_pass[0]"),
        ({"sections": [{"questions": ["first"], "must_pass": ["first", "first"]}]}, "sections[0].must_pass[1]"),
        ({"sections": [{"questions": ["first"], "must_pass": "first"}]}, "sections[0].must_pass"),
        ({"sections": [{"questions": ["first"], "kinds": ["confidence"], "must_pass": ["first"]}]}, "sections[0].must_pass"),
        ({"needed": 6}, "needed"),
        ({"needed": "4"}, "needed"),
        ({"opens_on": "tomorrow"}, "opens_on"),
        ({"opens_on": "2027-02-30"}, "opens_on"),
        ({"opens_on": "20270203"}, "opens_on"),
        ({"opens_on": None}, "opens_on"),
        ({"opens_on": "2027-05-01", "closes_on": date(2027, 5, 3)}, "closes_on"),
        ({"closes_on": -1}, "closes_on"),
        ({"closes_on": "2027-05-03"}, "opens_on"),
        ({"opens_on": "2027-05-04", "closes_on": "2027-05-03"}, "closes_on"),
        ({"minutes": 0, "because": "The scheme asks for it."}, "minutes"),
        ({"minutes": -30, "because": "The scheme asks for it."}, "minutes"),
        ({"minutes": 1.5, "because": "The scheme asks for it."}, "minutes"),
        ({"minutes": None, "because": "The scheme asks for it."}, "minutes"),
        ({"minutes": 1441, "because": "The scheme asks for it."}, "minutes"),
        ({"minutes": 60}, "because"),
        ({"minutes": 60, "because": " "}, "because"),
        ({"because": "The scheme asks for it."}, "because"),
        ({"feedback": "always"}, "feedback"),
        ({"counts": "first"}, "counts"),
        ({"counts": ["last"]}, "counts"),
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


def test_the_page_about_the_format_names_every_field_and_its_example_holds():
    page = (Path(__file__).parents[2] / "docs" / "quiz-format.md").read_text()
    example = "".join(line for line in page.splitlines() if line.startswith("    "))
    assert quiz_problems(json.loads(example)) == []
    tests, sections = page.split("## Sections")
    assert {field for field in FIELDS if f"`{field}`" not in tests} == set()
    assert {field for field in SECTION_FIELDS if f"`{field}`" not in sections} == set()


def test_what_is_no_set_of_fields_is_no_test():
    assert [problem.says for problem in quiz_problems(["bank"])] == ["A test is a set of named fields."]
