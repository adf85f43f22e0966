"""Branching stories as learners meet them: any number of tries, the way and what it protected, and no wrong ending."""

import logging

import pytest

from courses.models import ScenarioRun
from courses.queries.practice import practice_of
from courses.services.play_scenario import begin_scenario, choose
from lms.core.errors import Refused
from tests.factories.courses import choice, hand_made, learning, person, scenario, scene, step

pytestmark = pytest.mark.django_db
ABOUT = "/practice/listening/s1/"


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def mine(ada):
    return learning(ada, hand_made([step("practise", scenario())]))


@pytest.fixture
def story(mine):
    return mine.edition.read()["steps"][0]["blocks"][0]["value"]


def begin(mine):
    return begin_scenario(learning=mine, step_key="practise", block_id="s1")


def play(mine, story, *choices):
    run = begin(mine)
    for number, name in enumerate(choices):
        run = choose(run=run, value=story, number=number, choice_id=name)
    return run


def press(client, page, name, number):
    return client.post(page, {"number": str(number), "choice": name})


def test_one_scene_a_page_from_the_first_choice_to_the_end(client, ada, mine):
    client.force_login(ada)
    first = client.post(ABOUT).url
    page = client.get(first).content.decode()
    assert "At the door" in page
    assert "About inside" not in page
    assert press(client, first, "ask", 0).url == first + "?at=1"
    page = client.get(first).content.decode()
    assert page.index("Then ask happened.") < page.index("About inside.")
    assert "About at-the-door." in client.get(first + "?at=0").content.decode()
    press(client, first, "talk", 1)
    page = client.get(first).content.decode()
    for words in ("The way you took", "What it protects: The good of ask", "What it protects: The good of talk", "Asking is kind."):
        assert words in page
    assert not [word for word in ("wrong", "fail", "incorrect") if word in page.lower()]


def test_the_end_offers_what_was_not_tried_and_gives_nothing_away(client, ada, mine, story):
    run = play(mine, story, "wait")
    client.force_login(ada)
    page = client.get(f"{ABOUT}runs/{run.public_id.lower()}/").content.decode()
    assert "At the door: Choose ask" in page
    assert "scenes that you have not met" in page
    assert "Choose talk" not in page


def test_when_every_choice_was_tried_the_page_says_so(client, ada, mine, story):
    for way in (("wait",), ("ask", "sit"), ("ask", "talk")):
        play(mine, story, *way)
    client.force_login(ada)
    page = client.get(ABOUT).content.decode()
    assert "You have tried every choice" in page
    assert page.count("→") == 2


def test_pressing_twice_takes_the_choice_once(mine, story):
    run = begin(mine)
    for _ in range(2):
        run = choose(run=run, value=story, number=0, choice_id="ask")
    assert ScenarioRun.objects.get().path == [["at-the-door", "ask"]]
    assert begin(mine) != run
    assert begin(mine) == begin(mine)


def test_another_choice_after_going_back_is_a_further_try(mine, story):
    first = play(mine, story, "ask", "sit")
    other = choose(run=first, value=story, number=1, choice_id="talk")
    first.refresh_from_db()
    assert first.choices == ("ask", "sit")
    assert (other.choices, bool(other.ended_at)) == (("ask", "talk"), True)


@pytest.mark.parametrize(("number", "name"), [(0, "nonsense"), (0, "talk"), (5, "ask"), (0, "")])
def test_what_the_scene_does_not_offer_is_not_taken(mine, story, number, name):
    run = begin(mine)
    with pytest.raises(Refused):
        choose(run=run, value=story, number=number, choice_id=name)
    run.refresh_from_db()
    assert run.path == []


def test_a_branch_that_leads_nowhere_ends_kindly_and_is_logged_without_a_name(client, ada, caplog):
    mine = learning(ada, hand_made([step("practise", scenario("s1", scene("start", choice("go", "gone"))))]))
    client.force_login(ada)
    run = client.post(ABOUT).url
    with caplog.at_level(logging.WARNING, logger="courses"):
        press(client, run, "go", 0)
    assert "This path ends here" in client.get(run).content.decode()
    assert "choice go leads nowhere" in caplog.text
    assert not [word for word in (ada.public_id, ada.called, mine.public_id) if word in caplog.text]


def test_a_try_stays_in_the_story_in_which_it_began(client, ada, mine, story):
    run = play(mine, story, "ask")
    other = scenario("s1", scene("at-the-door", choice("ask", "garden")), scene("garden", choice("dig"), words="In the garden."))
    mine.edition = hand_made([step("practise", other)], key=mine.module_key, number="2.0")
    mine.save()
    client.force_login(ada)
    assert "About inside." in client.get(f"{ABOUT}runs/{run.public_id.lower()}/").content.decode()
    assert "In the garden." in client.get(press(client, client.post(ABOUT).url, "ask", 0).url).content.decode()


def test_coming_back_leads_into_the_scene(client, ada, mine, story):
    run = play(mine, story, "ask")
    mine.refresh_from_db()
    assert (mine.step_key, mine.block_id, mine.scene) == ("practise", "s1", "inside")
    client.force_login(ada)
    assert client.get(ABOUT + "?on").url == f"{ABOUT}runs/{run.public_id.lower()}/"
    assert "Carry on with the try you began" in client.get(ABOUT).content.decode()
    choose(run=run, value=story, number=1, choice_id="sit")
    mine.refresh_from_db()
    assert mine.scene == ""


def test_the_list_holds_the_scenarios_of_ones_own_editions(client, ada, mine, story):
    client.force_login(ada)
    assert "Not tried yet" in client.get("/practice/").content.decode()
    play(mine, story, "wait")
    page = client.get("/practice/").content.decode()
    assert "Ash at the drop-in" in page
    assert "gone through once" in page
    client.force_login(person("Eve"))
    page = client.get("/practice/").content.decode()
    assert "Ash at the drop-in" not in page
    assert "Read ahead if you like" in page


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_takes_as_many_statements_for_many_as_for_one(ada, django_assert_max_num_queries, n):
    for i in range(n):
        mine = learning(ada, hand_made([step("practise", scenario())], slug=f"module-{i}"))
        begin(mine)
    practice_of(ada)
    with django_assert_max_num_queries(2):
        assert len(practice_of(ada)) == n


def test_nobody_else_opens_a_try(client, ada, mine, story):
    run = play(mine, story, "ask")
    eve = person("Eve", "manager", "assessor")
    learning(eve, mine.edition)
    client.force_login(eve)
    assert client.get(f"{ABOUT}runs/{run.public_id.lower()}/").status_code == 404
    assert press(client, f"{ABOUT}runs/{run.public_id.lower()}/", "talk", 1).status_code == 404
