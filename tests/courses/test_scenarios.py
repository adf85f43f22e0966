"""Branching stories as values: what keeps one from being released, where a path leads, what is left to try, and its map."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.scenarios import goal_of, is_all_tried, layout, problems, read, routes, untried, walk


def choice(name, goes_to="", **more):
    return {
        "id": name, "text": f"Do {name}", "consequence": "They look up.", "goes_to": goes_to, "quality": "helps",
        "protects": f"what {name} protects", **more,
    }  # fmt: skip


def scene(of, *choices, **more):
    return {"id": of, "name": of.capitalize(), "text": f"You stand at {of}.", "choices": list(choices), **more}


def story(*scenes, **more):
    start = scenes[0]["id"] if scenes else ""
    return {"title": "At the door", "start": start, "scenes": list(scenes), "debrief": "Each way kept something safe.", **more}


def sound(**more):
    """Knock and be let in, or wait; whoever waits may come back to the door."""
    return story(
        scene("door", choice("knock", "room"), choice("wait", "bench"), choice("go", quality="risks")),
        scene("bench", choice("back", "door"), choice("sit", "room")),
        scene("room"),
        **more,
    )


def paths(value):
    return [(problem.path, problem.level) for problem in problems(value)]


def test_a_sound_story_with_a_circle_has_no_problems():
    assert problems(sound()) == []


STOP = "stop"
BROKEN = [
    ("no scene", story(), [("scenes", STOP)]),
    ("no title", sound(title=" "), [("title", STOP)]),
    ("no debrief", sound(debrief=""), [("debrief", STOP)]),
    ("no start", sound(start="hall"), [("start", STOP)]),
    ("a first scene without a choice", story(scene("door")), [("scenes[0].choices", STOP)]),
    (
        "an unknown target",
        story(scene("door", choice("sit", "sitt"), choice("go"))),
        [("scenes[0].choices[0].goes_to", STOP)],
    ),
    ("a scene that nobody reaches", story(scene("door", choice("go")), scene("sit")), [("scenes[1].name", STOP)]),
    (
        "two names that differ in capitals only",
        story(scene("door", choice("a", "x"), choice("b", "y")), scene("x", name="Bench"), scene("y", name="bench ")),
        [("scenes[1].name", STOP), ("scenes[2].name", STOP)],
    ),
    ("a scene without a name", story(scene("door", choice("go"), name="")), [("scenes[0].name", STOP)]),
    ("a scene without words", story(scene("door", choice("go"), text=None)), [("scenes[0].text", STOP)]),
    ("a choice without words", story(scene("door", choice("go", text=" "))), [("scenes[0].choices[0].text", STOP)]),
    ("a choice that nothing follows", story(scene("door", choice("go", consequence=""))), [("scenes[0].choices[0].consequence", STOP)]),
    ("a choice of no known quality", story(scene("door", choice("go", quality="wrong"))), [("scenes[0].choices[0].quality", STOP)]),
    ("a choice that protects nothing", story(scene("door", choice("go", protects=""))), [("scenes[0].choices[0].protects", "ask")]),
    (
        "a circle without a way out",
        story(scene("door", choice("in", "a"), choice("go")), scene("a", choice("on", "b")), scene("b", choice("back", "a"))),
        [("scenes[1].choices", STOP), ("scenes[2].choices", STOP)],
    ),
    (
        "two choices with one id",
        story(scene("door", choice("go"), choice("go"))),
        [("scenes[0].choices[1].id", STOP)],
    ),
    (
        "two scenes with one id",
        story(scene("door", choice("go")), scene("door", name="Other")),
        [("scenes[1].id", STOP)],
    ),
    (
        "a scene without an id",
        story(scene("door", choice("go")), scene("", name="Hall")),
        [("scenes[1].id", STOP), ("scenes[1].name", STOP)],
    ),
    ("seven choices", story(scene("door", *[choice(f"c{n}") for n in range(7)])), [("scenes[0].choices", STOP)]),
]


@pytest.mark.parametrize(("value", "found"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_each_problem_is_found_where_it_is(value, found):
    assert paths(value) == found


@pytest.mark.parametrize(("count", "level"), [(12, None), (13, "ask"), (40, "ask"), (41, "stop")])
def test_a_long_story_is_asked_about_and_a_very_long_one_stopped(count, level):
    rows = [scene(f"s{n}", choice("on", f"s{n + 1}")) for n in range(count - 1)] + [scene(f"s{count - 1}")]
    assert paths(story(*rows)) == ([("scenes", level)] if level else [])


def test_problems_name_what_they_are_about():
    said = {problem.says for problem in problems(story(scene("door", choice("sit", "sitt"), choice("go")), scene("sit")))}
    assert said == {"There is no scene with the name “sitt”.", "Nobody can reach “Sit”."}


NAMES = [
    ("Door", "1"), (" door ", "1"), ("DOOR", "1"), ("Bench", "2"), ("", ""), (None, ""), ("sitt", "sitt"), (7, "7"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "goal"), NAMES)
def test_a_scene_is_meant_by_its_name_whatever_its_capitals(name, goal):
    assert goal_of(name, [("1", "Door"), ("2", "bench "), ("3", "Door"), ("4", "")]) == goal


WALKS = [
    ([], "door", [], False),
    (["knock"], "room", ["knock"], True),
    (["wait", "back", "wait", "sit"], "room", ["wait", "back", "wait", "sit"], True),
    (["go"], None, ["go"], True),
    (["go", "knock"], None, ["go"], True),
    (["wait", "knock"], "bench", ["wait"], False),
    (["gone-in-this-edition", "knock"], "door", [], False),
]


@pytest.mark.parametrize(("taken", "here", "path", "is_over"), WALKS)
def test_a_path_is_walked_as_far_as_it_leads(taken, here, path, is_over):
    walked = walk(sound(), taken)
    assert (walked.here.id if walked.here else None, list(walked.path), walked.is_over) == (here, path, is_over)


def test_a_walk_says_what_each_choice_protected_once():
    assert walk(sound(), ["wait", "back", "wait", "sit"]).protected == ("what wait protects", "what back protects", "what sit protects")
    assert walk(story(scene("door", choice("go", protects=""))), ["go"]).protected == ()


def test_a_draft_that_leads_nowhere_ends_there():
    assert walk(story(scene("door", choice("sit", "sitt"))), ["sit"]).is_over
    assert walk(story(), ["sit"]).is_over
    assert walk({"scenes": [None, {"id": "x", "choices": "none"}], "start": "x"}, ["sit"]).path == ()
    assert walk({"scenes": "none"}, []).here is None


def left(value, *walked):
    return [(one.scene.id, one.choice.id, one.way, one.was_met) for one in untried(value, walked)]


def test_what_was_not_tried_is_offered_with_the_way_to_it():
    assert left(sound()) == [
        ("door", "knock", (), False),
        ("door", "wait", (), False),
        ("door", "go", (), False),
        ("bench", "back", ("wait",), False),
        ("bench", "sit", ("wait",), False),
    ]
    assert left(sound(), ["knock"]) == [
        ("door", "wait", (), True),
        ("door", "go", (), True),
        ("bench", "back", ("wait",), False),
        ("bench", "sit", ("wait",), False),
    ]
    assert left(sound(), ["wait", "back", "go"], ["knock"]) == [("bench", "sit", ("wait",), True)]


def test_what_nobody_can_reach_is_not_offered():
    assert left(story(scene("door", choice("go")), scene("lost", choice("x"))), ["go"]) == []


def test_all_routes_are_tried_when_every_choice_was_taken_once():
    assert not is_all_tried(sound(), [["knock"], ["go"], ["wait", "sit"]])
    assert is_all_tried(sound(), [["knock"], ["go"], ["wait", "back", "wait", "sit"]])


def test_routes_pass_no_scene_twice():
    found = routes(sound())
    assert found.found == (("knock",), ("wait", "sit"), ("go",))
    assert found.is_complete
    assert routes(story()).found == ()


def ladder(rungs):
    """Two ways at each rung: 2 to the power of `rungs` routes."""
    rows = [scene(f"s{n}", choice("left", f"l{n}"), choice("right", f"s{n + 1}")) for n in range(rungs)]
    return story(*rows, scene(f"s{rungs}"), *[scene(f"l{n}", choice("on", f"s{n + 1}")) for n in range(rungs)])


def mesh(size):
    """Every scene leads to every other and none to an end: more ways than there is time."""
    return story(*[scene(f"s{n}", *[choice(f"c{m}", f"s{m}") for m in range(size) if m != n]) for n in range(size)])


def test_routes_stop_at_the_bound_they_were_given_and_at_their_own():
    assert (len(routes(ladder(12), most=50).found), routes(ladder(12), most=50).is_complete) == (50, False)
    assert (routes(mesh(30)).found, routes(mesh(30)).is_complete) == ((), False)


def test_the_map_reads_downwards_and_keeps_lost_scenes_in_sight():
    drawn = layout(story(*sound()["scenes"], scene("lost", choice("x", "nowhere"))))
    at = {box.name: box for box in drawn.boxes}
    assert at["Door"].y < at["Bench"].y == at["Room"].y < at[""].y < at["Lost"].y
    assert (at["Door"].is_start, at["Room"].is_end, at[""].is_end, at["Lost"].is_reached) == (True, True, True, False)
    told = {arrow.choice_id: (arrow.leaves, arrow.goes_to, arrow.goes_back, arrow.leads_nowhere) for arrow in drawn.arrows}
    assert told == {
        "knock": ("door", "room", False, False),
        "wait": ("door", "bench", False, False),
        "go": ("door", "", False, False),
        "back": ("bench", "door", True, False),
        "sit": ("bench", "room", True, False),
        "x": ("lost", "nowhere", False, True),
    }


def test_the_map_of_nothing_is_empty():
    drawn = layout(story())
    assert (drawn.boxes, drawn.arrows) == ((), ())


ids = st.sampled_from(["a", "b", "c", "d", "e", ""])
loose = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)
drafts = st.fixed_dictionaries(
    {},
    optional={
        "title": loose,
        "start": ids | loose,
        "debrief": loose,
        "scenes": loose
        | st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "id": ids | loose,
                    "name": ids | loose,
                    "text": loose,
                    "choices": loose | st.lists(st.fixed_dictionaries({}, optional={"id": ids, "goes_to": ids | loose, "quality": loose})),
                },
            ),
            max_size=6,
        ),
    },
)


@given(drafts, st.lists(ids, max_size=6))
def test_nothing_half_written_breaks_the_engine(value, path):
    json.dumps([(problem.path, problem.says) for problem in problems(value)])
    assert len(walk(value, path).path) <= len(path)
    drawn = layout(value)
    assert all(0 <= box.x <= drawn.width - box.width and 0 <= box.y <= drawn.height - box.height for box in drawn.boxes)
    for one in untried(value, [path]):
        assert walk(value, one.way).here == one.scene
    for found in routes(value, most=20).found:
        assert walk(value, found).is_over


@st.composite
def stories(draw):
    names = [f"s{n}" for n in range(draw(st.integers(1, 6)))]
    goals = st.sampled_from([*names, ""])
    rows = [scene(name, *[choice(f"c{n}", draw(goals)) for n in range(draw(st.integers(0, 3)))]) for name in names]
    return story(*rows)


@given(stories())
def test_a_story_without_problems_can_be_walked_to_an_end_from_everywhere_and_tried_out(value):
    if problems(value):
        return
    taken = []
    for _round in range(60):
        if not (rest := untried(value, taken)):
            break
        way = (*rest[0].way, rest[0].choice.id)
        assert walk(value, way).path == way
        taken.append(way)
    assert is_all_tried(value, taken)
    assert routes(value).found


@given(stories())
def test_boxes_of_a_map_do_not_lie_on_each_other(value):
    boxes = sorted((box.y, box.x) for box in layout(value).boxes)
    width = layout(value).boxes[0].width
    assert all(low != high or right - left >= width for (low, left), (high, right) in pairwise(boxes))


def test_a_scenario_is_read_once():
    story_read = read(sound())
    assert read(story_read) is story_read
