"""Coming back to the second, notes to oneself, and the module on paper."""

import pytest

from courses.models import JournalEntry, ModuleEnrolment
from courses.queries import carry_on
from courses.sealing import read_entry
from courses.services.keep_place import keep_second
from courses.services.play_scenario import begin_scenario, choose
from tests.factories.courses import check, edition, hand_made, learning, note, person, reflection, scenario, step, text

pytestmark = pytest.mark.django_db
STEP = "/learn/listening/being-heard/"


@pytest.fixture
def ada():
    return person("Ada")


def video(block_id="v1"):
    return {
        "id": block_id,
        "type": "video",
        "value": {"title": "Staying", "minutes": 4, "is_described": True, "transcript": "<p>Hello.</p>"},
    }


# --- where somebody is ------------------------------------------------------------------------------


@pytest.fixture
def watching(ada):
    return learning(ada, hand_made([step("being-heard", video())]))


def test_the_second_of_a_video_is_kept_and_said(client, ada, watching):
    client.force_login(ada)
    client.get(STEP)
    assert client.post(STEP + "place/", {"block": "v1", "second": "200", "medium": "video"}).status_code == 204
    where = carry_on(ada)
    assert (where.where, where.url) == ("at 3:20 of the video", STEP + "#b-v1")
    assert "at 3:20 of the video" in client.get("/learn/").content.decode()
    page = client.get(STEP).content.decode()
    assert 'data-block="v1" data-second="200"' in page


@pytest.mark.parametrize(
    "sent", [{"block": "nope", "second": "3", "medium": "video"}, {"block": "v1", "second": "3", "medium": "x"}, {}, {"block": "v" * 65}]
)
def test_what_is_no_place_on_the_step_is_not_kept(client, ada, watching, sent):
    client.force_login(ada)
    assert client.post(STEP + "place/", sent).status_code == 400
    watching.refresh_from_db()
    assert (watching.second, watching.medium) == (0, "")


def test_the_second_goes_with_the_next_step(client, ada):
    mine = learning(ada, hand_made([step("being-heard", video()), step("asking", scenario())]))
    keep_second(learning=mine, step_key="being-heard", block_id="v1", second=9, medium="audio")
    assert carry_on(ada).where == "at 0:09 of the recording"
    client.force_login(ada)
    client.get("/learn/listening/asking/")
    assert ModuleEnrolment.objects.get().second == 0


def test_a_story_in_the_middle_is_where_to_carry_on(client, ada):
    mine = learning(ada, hand_made([step("practise", scenario())]))
    run = begin_scenario(learning=mine, step_key="practise", block_id="s1")
    choose(run=run, value=scenario()["value"], number=0, choice_id="ask")
    where = carry_on(ada)
    assert (where.where, where.url) == ("in the middle of a story", "/practice/listening/s1/?on")
    client.force_login(ada)
    assert client.get(where.url).url == f"/practice/listening/s1/runs/{run.public_id.lower()}/"


def test_nobody_moves_another_persons_place(client, ada, watching):
    client.force_login(person("Eve"))
    assert client.post(STEP + "place/", {"block": "v1", "second": "3", "medium": "video"}).status_code == 404


# --- notes to oneself -------------------------------------------------------------------------------


def test_a_note_to_oneself_is_sealed_stands_in_the_journal_and_comes_back(client, ada):
    learning(ada)
    client.force_login(ada)
    page = client.get(STEP).content.decode()
    fold = page.split('id="b-note-to-self"')[1]
    assert fold.index("Only you can read this") < fold.index("<textarea")
    client.post(STEP, {"note-to-self-text": "Ask Dee", "note-to-self-version": "0", "act": "next"})
    entry = JournalEntry.objects.get()
    assert (read_entry(entry), entry.is_note) == ("Ask Dee", True)
    assert b"Ask Dee" not in bytes(entry.sealed)
    assert "a note to myself" in client.get("/journal/").content.decode()
    page = client.get(entry.get_absolute_url()).content.decode()
    assert 'href="/learn/listening/being-heard/#b-note-to-self"' in page
    assert "Ask Dee" in client.get(STEP).content.decode()


def test_a_note_saves_itself_and_two_devices_keep_both(client, ada):
    learning(ada)
    client.force_login(ada)
    address = STEP + "reflection/note-to-self/"
    assert client.post(address, {"text": "One", "version": "0", "window": "a"}).json()["version"] == 1
    assert client.post(address, {"text": "Two", "version": "0", "window": "b"}).status_code == 409
    page = client.get(STEP).content.decode()
    assert "You wrote this in two places" in page
    assert 'id="c-note-to-self"' in page


def test_who_said_nothing_about_the_journal_is_asked_first(client):
    from accounts.models import User

    eve = User.objects.create_user(email="eve@people.example", called="Eve")
    learning(eve)
    client.force_login(eve)
    fold = client.get(STEP).content.decode().split('id="b-note-to-self"')[1].split("</details>")[0]
    assert "<textarea" not in fold
    assert "we ask you one question first" in fold


def test_words_of_one_person_are_not_saved_for_another_who_signed_in_meanwhile(client, ada):
    taught = edition()
    learning(ada, taught)
    eve = person("Eve")
    learning(eve, taught)
    client.force_login(eve)
    address = STEP + "reflection/note-to-self/"
    assert client.post(address, {"text": "Ada's words", "version": "0", "who": ada.public_id}).status_code == 403
    assert client.post("/journal/new/", {"text": "Ada's words", "version": "0", "who": ada.public_id}).status_code == 403
    assert not JournalEntry.objects.exists()
    assert client.post(address, {"text": "Eve's words", "version": "0", "who": eve.public_id}).status_code == 200


@pytest.mark.parametrize("is_written", [False, True])
def test_a_step_with_a_check_a_box_and_a_note_takes_at_most_six_statements(client, ada, django_assert_max_num_queries, is_written):
    mine = learning(ada, edition([step("being-heard", check(), reflection()), step("asking")]))
    client.force_login(ada)
    if is_written:
        client.post(STEP, {"c1-answer": "a", "r1-text": "Words", "note-to-self-text": "A note", "act": "save"})
    client.get(STEP)
    ModuleEnrolment.objects.filter(pk=mine.pk).update(step_key="")
    with django_assert_max_num_queries(6):
        client.get(STEP)


# --- paper ------------------------------------------------------------------------------------------


@pytest.fixture
def printed(ada):
    strong = note(strength="strong", short="<p>The short words.</p>")
    return learning(ada, edition([step("soft", text(), check()), step("hard", strong, text("t2", "<p>the heavy words</p>"), reflection())]))


def test_the_whole_module_stands_on_one_page_with_hard_parts_in_short(client, ada, printed):
    client.force_login(ada)
    page = client.get("/learn/listening/print/").content.decode()
    for words in ("You do not need the perfect words.", "What would you do first?", "The short words.", "What would help you stay steady?"):
        assert words in page
    assert "the heavy words" not in page
    assert "the heavy words" in client.get("/learn/listening/print/?all").content.decode()


def test_one_step_is_printed_by_itself(client, ada, printed):
    client.force_login(ada)
    page = client.get("/learn/listening/print/?step=soft").content.decode()
    assert "You do not need the perfect words." in page
    assert "The short words." not in page
    assert client.get("/learn/listening/print/?step=nope").status_code == 404
    client.force_login(person("Eve"))
    assert client.get("/learn/listening/print/").status_code == 404


def test_every_step_leads_to_paper_and_to_the_editors_and_has_a_hidden_button_to_listen(client, ada):
    learning(ada)
    client.force_login(ada)
    page = client.get(STEP).content.decode()
    assert "/learn/listening/print/?step=being-heard" in page
    assert f"{STEP}problem/" in page
    assert "data-aloud hidden" in page
