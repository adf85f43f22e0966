"""Completing by the rules that the editor set, what comes first, and another way round a hard step, as learners meet them."""

import re

import pytest

from courses import urls
from courses.models import ModuleEnrolment, ModuleNeed, StepFinished, TrainingCredit
from courses.queries import carry_on
from courses.services.build_edition import edition_of
from courses.services.finish_step import complete_what_was_missed, finish_step, still_needed, take_other_route
from courses.services.finishing_checks import TAKEN
from courses.services.move_to_newer import move_to_newer
from courses.services.play_scenario import begin_scenario, choose
from courses.services.release_checks import checks_of_module
from tests.courses.test_learning import answer
from tests.factories import assessments_quiz as quizzes
from tests.factories.courses import (
    built,
    check,
    choice,
    cohort,
    edition,
    hand_made,
    learning,
    note,
    person,
    place,
    scenario,
    scene,
    step,
    text,
    workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("Ada")


def done(mine):
    mine.refresh_from_db()
    return bool(mine.completed_at)


def steps_of(*steps):
    return built(list(steps)).content["steps"]


def test_right_once_is_enough_and_later_tries_take_nothing_back(ada):
    mine = learning(ada, hand_made(steps_of(step("one", check())), completion={"read": False, "checks": "right"}))
    answer(mine, "a", "one")
    assert not done(mine)
    answer(mine, "b", "one")
    assert done(mine)


def test_a_story_gone_through_once_completes(ada):
    mine = learning(ada, hand_made([step("one", scenario())], completion={"read": False, "checks": "none", "scenarios": "once"}))
    story = scenario()["value"]
    run = choose(run=begin_scenario(learning=mine, step_key="one", block_id="s1"), value=story, number=0, choice_id="ask")
    assert not done(mine)
    choose(run=run, value=story, number=1, choice_id="sit")
    assert done(mine)
    assert TrainingCredit.objects.count() == 1


STORY_RULES = ["once", "all_routes"]


def gone_through(mine, story, *ways):
    for way in ways:
        run = begin_scenario(learning=mine, step_key="one", block_id="s1")
        for number, choice_id in enumerate(way):
            run = choose(run=run, value=story, number=number, choice_id=choice_id)


@pytest.mark.parametrize("asks", STORY_RULES)
@pytest.mark.parametrize(("same_ways", "is_done"), [(True, True), (False, False)])
def test_a_try_at_a_story_that_leads_elsewhere_now_completes_nothing(client, ada, asks, same_ways, is_done):
    rule = {"completion": {"read": True, "checks": "none", "scenarios": asks}}
    old = [step("one", scenario()), *steps_of(step("two"))]
    mine = learning(ada, hand_made(old, **rule))
    gone_through(mine, scenario()["value"], ["ask", "sit"], ["ask", "talk"], ["wait"])
    elsewhere = scene("at-the-door", choice("ask"), choice("wait", "inside"))
    told = scenario() if same_ways else scenario("s1", elsewhere, scene("inside", choice("sit"), choice("talk")))
    newer = hand_made([step("one", told), *steps_of(step("two", text("t9")))], key=mine.module_key, number="2.0", **rule)
    move_to_newer(learning=mine, edition=newer)
    client.force_login(ada)
    page = client.get("/practice/listening/s1/").content.decode()
    assert ("Not tried yet" in page, "Every choice tried" in page) == (not is_done, is_done)
    for key in ("one", "two"):
        finish_step(learning=mine, step_key=key)
    assert done(mine) is is_done


def test_passing_the_test_completes_what_waited_for_it_alone(ada, django_capture_on_commit_callbacks):
    quiz = quizzes.make_quiz(draw=2, needed=1)
    block = {"id": "z1", "type": "quiz", "value": {"quiz_key": quiz.key, "title": "Two questions"}}
    mine = learning(ada, hand_made([step("one", block)], completion={"read": True, "checks": "none", "quizzes": "passed"}))
    mine = finish_step(learning=mine, step_key="one")
    assert [want.kind for want in still_needed(mine)] == ["pass"]
    with django_capture_on_commit_callbacks(execute=True):
        quizzes.finish(quizzes.make_attempt(person=ada, quiz=quiz), right=0)
    assert not done(mine)
    with django_capture_on_commit_callbacks(execute=True):
        quizzes.finish(quizzes.make_attempt(person=ada, quiz=quiz), right=2)
    assert done(mine)


def test_a_night_completes_what_a_stopped_server_did_not_hear_of(ada):
    quiz = quizzes.make_quiz(draw=2, needed=1)
    block = {"id": "z1", "type": "quiz", "value": {"quiz_key": quiz.key, "title": "Two questions"}}
    mine = learning(ada, hand_made([step("one", block)], completion={"read": True, "checks": "none", "quizzes": "passed"}))
    finish_step(learning=mine, step_key="one")
    quizzes.finish(quizzes.make_attempt(person=ada, quiz=quiz), right=2)  # nothing that waits for the commit is run here
    assert not done(mine)
    assert complete_what_was_missed() == 1
    assert done(mine)
    assert complete_what_was_missed() == 0


def test_the_module_page_says_in_words_what_is_still_needed(client, ada):
    asks = {"read": True, "checks": "right", "scenarios": "all_routes"}
    mine = learning(ada, hand_made([*steps_of(step("one", check())), step("two", scenario())], completion=asks))
    client.force_login(ada)
    page = client.get("/learn/listening/").content.decode()
    assert "2 steps to read" in page
    for key in ("one", "two"):
        finish_step(learning=mine, step_key=key)
    answer(mine, "a", "one")
    page = client.get("/learn/listening/").content.decode()
    assert "Nearly there" in page
    assert "waits for an answer that fits" in page
    assert "there are choices that you have not tried" in page
    assert "try every choice in each story" in page


def test_what_the_editor_set_is_frozen_and_what_is_off_is_left_out():
    module = workshop(person("Ed", "editor"))
    assert edition_of(module).content["module"]["completion"] == {"read": True, "checks": "answered"}
    module.asks_checks, module.asks_quizzes, module.asks_scenarios = "right", True, "once"
    wanted = {"read": True, "checks": "right", "quizzes": "passed", "scenarios": "once"}
    assert edition_of(module).content["module"]["completion"] == wanted
    assert "prerequisites" not in edition_of(module).content["module"]


# --- what comes first -------------------------------------------------------------------------------


@pytest.fixture
def two(ada):
    first = edition(slug="first", position=1)
    second = hand_made(steps_of(step("one")), slug="second", prerequisites=[str(first.module_key)], position=2)
    return first, second, cohort()


def test_a_module_that_builds_on_another_says_which_and_leads_there(client, ada, two):
    first, _second, group = two
    place(ada, group)
    client.force_login(ada)
    page = client.get("/learn/").content.decode()
    assert "Opens when this is complete:" in page
    assert carry_on(ada).module == "First"
    page = client.get("/learn/second/").content.decode()
    assert "Something else comes first" in page
    assert '<a href="/learn/first/">First</a>' in page
    assert client.post("/learn/second/start/").url == "/learn/second/"
    assert not ModuleEnrolment.objects.exists()
    learning(ada, first, group)
    ModuleEnrolment.objects.update(completed_at="2026-01-01T00:00Z")
    assert client.post("/learn/second/start/").url == "/learn/second/one/"


def test_who_began_before_is_never_locked_out(client, ada, two):
    learning(ada, two[1], two[2])
    client.force_login(ada)
    assert "Something else comes first" not in client.get("/learn/second/").content.decode()
    assert client.get("/learn/second/one/").status_code == 200


def test_a_module_that_is_not_taught_locks_nobody(client, ada):
    hand_made(steps_of(step("one")), slug="second", prerequisites=["99999999-9999-4999-8999-999999999999"])
    place(ada)
    client.force_login(ada)
    assert client.post("/learn/second/start/").url == "/learn/second/one/"


@pytest.mark.parametrize("n", [1, 20])
def test_the_shelf_asks_once_for_all_that_comes_first(client, ada, two, django_assert_max_num_queries, n):
    first, _second, group = two
    for i in range(n):
        hand_made(steps_of(step("one")), slug=f"more-{i}", prerequisites=[str(first.module_key)])
    place(ada, group)
    client.force_login(ada)
    client.get("/learn/")
    with django_assert_max_num_queries(9):  # one for planned days, one for sessions
        client.get("/learn/")


def says(module):
    return " ".join(check.says for _place, check in checks_of_module(module, edition_of(module)) if check.level == "stop")


def test_modules_that_wait_for_each_other_are_not_released():
    module = workshop(person("Ed", "editor"))
    other = type(module)(title="Boundaries", slug="boundaries")
    module.get_parent().add_child(instance=other)
    ModuleNeed.objects.create(module=module, needs=other)
    assert "wait for each other" not in says(module)
    hand_made(steps_of(step("one")), slug="boundaries", key=other.module_key, prerequisites=[str(module.module_key)])
    assert "wait for each other" in says(module)


def test_no_step_takes_an_address_of_the_service_and_it_is_said_once():
    routes = [str(one.pattern) for one in urls.urlpatterns]
    assert {route.split("/")[2] for route in routes if re.match(r"learn/<slug:module>/[a-z]", route)} == TAKEN
    module = workshop(person("Ed", "editor"), [step("print")])
    assert says(module).count("“print”") == 1


def test_a_module_of_another_programme_cannot_come_first_and_nothing_at_all_cannot_complete():
    ed = person("Ed", "editor")
    module, other = workshop(ed), workshop(ed, programme_key="22222222-2222-4222-8222-222222222222")
    ModuleNeed.objects.create(module=module, needs=other)
    module.asks_reading, module.asks_checks = False, "none"
    assert "of the same programme" in says(module)
    assert "Say what completing this module takes" in says(module)


# --- another way round a hard step ------------------------------------------------------------------


@pytest.fixture
def hard(ada):
    strong = note(strength="strong", short="<p>Short.</p>")
    steps = steps_of(step("hard", strong, text(html="<p>the heavy words</p>"), check()), step("other"), step("last"))
    steps[0]["blocks"][0]["value"] |= {"other_route": {"step_key": "other", "title": "Other"}, "with_someone": True}
    return learning(ada, hand_made(steps))


def test_a_strong_note_offers_five_choices(client, ada, hard):
    client.force_login(ada)
    page = client.get("/learn/listening/hard/note/").content.decode()
    for words in ("Continue", "Short text version", "A different step that shows the same: Other", "Do it with a trainer", "Later"):
        assert words in page
    assert "the heavy words" not in page
    assert "/support/" in page.split("Do it with a trainer")[1]


def test_the_other_step_done_is_the_hard_step_done_with_its_questions(client, ada, hard):
    client.force_login(ada)
    assert client.post("/learn/listening/hard/note/", {"act": "route"}).url == "/learn/listening/other/"
    assert not StepFinished.objects.exists()
    client.post("/learn/listening/other/", {"act": "next"})
    hard.refresh_from_db()
    assert set(hard.steps_done) == {"hard", "other"}
    client.post("/learn/listening/last/", {"act": "next"})
    assert done(hard)
    assert hard.other_routes == []


def test_without_choosing_it_the_other_step_stands_for_itself(ada, hard):
    for key in ("other", "last"):
        finish_step(learning=hard, step_key=key)
    hard.refresh_from_db()
    assert hard.steps_done == ["other", "last"]
    assert {want.step_key for want in still_needed(hard)} == {"hard"}


def test_choosing_what_was_done_before_finishes_at_once(client, ada, hard):
    finish_step(learning=hard, step_key="other")
    client.force_login(ada)
    assert client.post("/learn/listening/hard/note/", {"act": "route"}).url == "/learn/listening/"
    hard.refresh_from_db()
    assert "hard" in hard.steps_done


def test_a_step_without_another_route_takes_none(client, ada):
    strong = note(strength="strong", short="<p>Short.</p>")
    mine = learning(ada, edition([step("hard", strong, text()), step("other")]))
    client.force_login(ada)
    assert client.post("/learn/listening/hard/note/", {"act": "route"}).url == "/learn/listening/hard/"
    mine.refresh_from_db()
    assert mine.other_routes == []


def test_nobody_who_runs_the_cohort_sees_the_choice(client, ada, hard):
    client.force_login(person("Gus", "manager"), second_factor=True)

    def page():
        answer = client.get(hard.enrolment.cohort.get_absolute_url())
        assert answer.status_code == 200
        return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", answer.content.decode())

    before = page()
    take_other_route(learning=hard, step_key="hard")
    assert page() == before


def test_other_routes_that_lead_nowhere_or_into_another_hard_step_are_not_released():
    module = workshop(person("Ed", "editor"))
    made = edition_of(module)
    value = {"topics": ["loss"], "sentence": "x", "strength": "strong", "other_route": {"step_key": "asking", "title": "Asking"}}
    made.content["steps"][0]["blocks"].insert(0, {"id": "n1", "type": "note", "value": value})
    found = [c.says for _p, c in checks_of_module(module, made)]
    assert not [message for message in found if "another way" in message or "other way round" in message]
    value["other_route"] = {"step_key": "gone", "title": "Gone"}
    assert any("names a step that is not in this module" in c.says for _p, c in checks_of_module(module, made))
    value["other_route"] = {"step_key": "asking", "title": "Asking"}
    made.content["steps"][1]["blocks"].insert(0, {"id": "n2", "type": "note", "value": {**value, "other_route": {}}})
    assert any("other way round" in c.says for _p, c in checks_of_module(module, made))
