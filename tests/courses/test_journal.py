"""Private words: sealed, the writer's alone, saved as one goes, never lost between two devices."""

import io

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from accounts.services import destroy_key
from courses.models import JournalCopy, JournalEntry
from courses.sealing import read_copy, read_entry
from courses.services.write_journal import LONGEST, Place, settle_journal, write_journal
from lms.core.errors import Refused
from lms.core.sealed import CannotOpen
from tests.factories.courses import edition, learning, person, reflection, step

pytestmark = pytest.mark.django_db
BOX = "/learn/listening/being-heard/reflection/r1/"
CANARY = "The canary sings in the coal mine"


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def mine(ada):
    return learning(ada)


@pytest.fixture
def box(mine):
    return Place(mine.module_key, mine.edition, "being-heard", "r1")


def dump():
    """Every value of every table, as somebody with the database alone would see it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (value for row in cursor.fetchall() for value in row)


def holds(value, words):
    plain = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
    return words.encode() in plain or words.encode().hex().encode() in plain.lower()


# --- sealed ----------------------------------------------------------------------------------------


def test_what_is_written_stands_nowhere_in_the_database_in_plain(client, ada, mine):
    client.force_login(ada)
    client.post(BOX, {"text": CANARY, "version": "0", "window": "w1"})
    client.post(BOX, {"text": CANARY + ", twice", "version": "0", "window": "w2"})
    client.post("/journal/new/", {"text": CANARY + ", alone", "version": "0"})
    client.get("/journal/")
    assert (JournalEntry.objects.count(), JournalCopy.objects.count()) == (2, 1)
    assert read_entry(JournalEntry.objects.get(block_id="r1")) == CANARY
    assert not [value for value in dump() if holds(value, "canary")]
    out = io.StringIO()
    call_command("dumpdata", stdout=out, verbosity=0, exclude=["contenttypes", "wagtailsearch"])
    assert "canary" not in out.getvalue()
    assert not [session for session in Session.objects.all() if "canary" in str(session.get_decoded())]


def test_sealed_words_open_in_their_own_row_only(ada, box):
    entry = write_journal(person=ada, text=CANARY, version=0, place=box).entry
    other = write_journal(person=ada, text="Something else", version=0).entry
    other.sealed = entry.sealed
    with pytest.raises(CannotOpen):
        read_entry(other)


def test_without_the_key_nothing_opens_again(ada, box):
    entry = write_journal(person=ada, text=CANARY, version=0, place=box).entry
    destroy_key(ada)
    fresh = JournalEntry.objects.get(pk=entry.pk)
    with pytest.raises(CannotOpen):
        read_entry(fresh)


# --- whose it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["assessor", "supervisor", "manager", "board", "editor", "admin", "quality", "safeguarding", "privacy"])
def test_no_role_reads_another_persons_journal(client, ada, role):
    entry = write_journal(person=ada, text=CANARY, version=0).entry
    address = entry.get_absolute_url()
    client.force_login(ada)
    assert CANARY in client.get(address).content.decode()
    client.force_login(person("Eve", role))
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "mine now", "version": "1"}).status_code == 404
    assert client.post(address + "choose/", {"text": "mine now", "version": "1"}).status_code == 404
    assert client.get(address + "delete/").status_code == 404
    assert client.post(address + "delete/").status_code == 404
    assert CANARY not in client.get("/journal/").content.decode()
    assert read_entry(JournalEntry.objects.get()) == CANARY


def test_every_box_says_who_reads_it(client, ada, mine):
    client.force_login(ada)
    for address in ("/learn/listening/being-heard/", "/journal/new/", "/journal/"):
        assert "Only you can read this." in client.get(address).content.decode()


# --- autosave --------------------------------------------------------------------------------------


def test_autosave_counts_versions_up(client, ada, mine):
    client.force_login(ada)
    first = client.post(BOX, {"text": "One", "version": "0", "window": "w1"})
    assert (first.status_code, first.json()["version"]) == (200, 1)
    second = client.post(BOX, {"text": "One, two", "version": "1", "window": "w1"}).json()
    assert second["version"] == 2
    assert second["saved_at"]
    assert client.post(BOX, {"text": "One, two", "version": "1", "window": "w1"}).json()["version"] == 2


def test_an_empty_box_makes_no_entry(client, ada, mine):
    client.force_login(ada)
    assert client.post(BOX, {"text": "  ", "version": "0"}).json() == {"version": 0, "saved_at": ""}
    assert not JournalEntry.objects.exists()


def test_two_devices_that_differ_both_keep_their_words(client, ada, mine):
    client.force_login(ada)
    client.post(BOX, {"text": "From the phone", "version": "0", "window": "phone"})
    clash = client.post(BOX, {"text": "From the laptop", "version": "0", "window": "laptop"})
    assert (clash.status_code, clash.json()["other"], clash.json()["version"]) == (409, "From the phone", 1)
    client.post(BOX, {"text": "From the laptop, longer", "version": "0", "window": "laptop"})
    entry = JournalEntry.objects.get()
    assert read_entry(entry) == "From the phone"
    assert [read_copy(copy) for copy in entry.copies.all()] == ["From the laptop, longer"]
    page = client.get("/learn/listening/being-heard/").content.decode()
    assert "You wrote this in two places" in page
    assert "From the phone" in page
    assert "From the laptop, longer" in page


def test_three_windows_lose_nothing(ada, box):
    for window in ("one", "two", "three"):
        write_journal(person=ada, text=f"From {window}", version=0, window=window, place=box)
    entry = JournalEntry.objects.get()
    assert read_entry(entry) == "From one"
    assert sorted(read_copy(copy) for copy in entry.copies.all()) == ["From three", "From two"]


def test_the_writer_chooses_and_the_rest_goes(client, ada, mine, box):
    write_journal(person=ada, text="First", version=0, window="a", place=box)
    entry = write_journal(person=ada, text="Second", version=0, window="b", place=box).entry
    client.force_login(ada)
    sent = {"text": "First\r\n\r\nSecond", "version": "1", "back": "step"}
    response = client.post(entry.get_absolute_url() + "choose/", sent)
    assert response.url == "/learn/listening/being-heard/#b-r1"
    entry.refresh_from_db()
    assert (read_entry(entry), entry.version, entry.copies.count()) == ("First\n\nSecond", 2, 0)


def test_a_choice_without_words_wipes_nothing(client, ada, box):
    write_journal(person=ada, text="First", version=0, window="a", place=box)
    entry = write_journal(person=ada, text="Second", version=0, window="b", place=box).entry
    client.force_login(ada)
    assert client.post(entry.get_absolute_url() + "choose/", {"version": "1"}).url == entry.get_absolute_url()
    entry.refresh_from_db()
    assert (read_entry(entry), entry.copies.count()) == ("First", 1)


def test_a_choice_made_from_an_old_page_overwrites_nothing(ada, box):
    write_journal(person=ada, text="First", version=0, window="a", place=box)
    entry = write_journal(person=ada, text="Second", version=0, window="b", place=box).entry
    write_journal(person=ada, text="First, and more", version=1, window="a", place=box)
    settle_journal(entry=entry, text="Second", version=1)
    entry.refresh_from_db()
    assert (read_entry(entry), entry.copies.count()) == ("First, and more", 1)


def test_without_script_a_clash_shows_both_and_goes_nowhere(client, ada, mine, box):
    client.force_login(ada)
    write_journal(person=ada, text="From the phone", version=0, place=box)
    sent = {"r1-text": "From the laptop", "r1-version": "0", "r1-window": "laptop", "act": "next"}
    response = client.post("/learn/listening/being-heard/", sent)
    assert response.url == "/learn/listening/being-heard/#c-r1"
    page = client.get(response.url).content.decode()
    assert "From the phone" in page
    assert "From the laptop" in page
    mine.refresh_from_db()
    assert mine.steps_done == []


def test_a_box_that_was_not_touched_is_not_a_save(client, ada, mine, box):
    from courses.sealing import box_hash

    write_journal(person=ada, text="As it was", version=0, place=box)
    write_journal(person=ada, text="As it became elsewhere", version=1, place=box)
    client.force_login(ada)
    sent = {"r1-text": "As it was", "r1-version": "1", "r1-read": box_hash("As it was"), "act": "next"}
    assert client.post("/learn/listening/being-heard/", sent).url == "/learn/listening/asking/"
    entry = JournalEntry.objects.get()
    assert (read_entry(entry), entry.copies.count()) == ("As it became elsewhere", 0)


def test_a_reflection_stays_with_its_box_when_a_fix_moves_the_writer_on(client, ada):
    first = edition()
    mine = learning(ada, first)
    client.force_login(ada)
    client.post(BOX, {"text": "Kept across", "version": "0"})
    fix = edition(key=first.module_key, number="1.1", change="fix")
    from courses.services.move_along import move_along

    move_along(edition=fix)
    mine.refresh_from_db()
    assert mine.edition == fix
    assert "Kept across" in client.get("/learn/listening/being-heard/").content.decode()


def test_too_much_for_one_piece_is_said_kindly_and_kept_on_the_page(client, ada, mine):
    long = "x" * (LONGEST + 1)
    client.force_login(ada)
    response = client.post(BOX, {"text": long, "version": "0"})
    assert (response.status_code, response.json()["messages"]) == (
        422,
        ["This is too long to keep in one piece. Please make two entries of it."],
    )
    page = client.post("/learn/listening/being-heard/", {"r1-text": long, "r1-version": "0", "act": "save"})
    assert (page.status_code, long in page.content.decode()) == (422, True)
    page = client.post("/journal/new/", {"text": long, "version": "0"})
    assert (page.status_code, long in page.content.decode()) == (422, True)
    with pytest.raises(Refused):
        write_journal(person=ada, text=long, version=0)


def test_strange_versions_are_read_as_nothing(client, ada, mine):
    client.force_login(ada)
    for version in ("", "abc", "-1", "9" * 30, "²"):
        assert client.post(BOX, {"text": "Same", "version": version}).json()["version"] == 1


def test_somebody_who_is_not_signed_in_saves_nothing(client, mine):
    assert client.post(BOX, {"text": "x", "version": "0"}).status_code == 302
    assert not JournalEntry.objects.exists()


# --- the list --------------------------------------------------------------------------------------


def test_an_entry_of_its_own_is_written_gone_on_with_and_deleted(client, ada):
    client.force_login(ada)
    address = client.post("/journal/new/", {"text": "A first line", "version": "0"}).url
    assert "A first line" in client.get(address).content.decode()
    client.post(address, {"text": "A first line and more", "version": "1"})
    assert "A first line and more" in client.get("/journal/").content.decode()
    assert client.get(address + "delete/").status_code == 200
    assert JournalEntry.objects.exists()
    client.post(address + "delete/")
    assert not JournalEntry.objects.exists()


def test_the_script_gets_the_address_of_a_new_entry(client, ada):
    client.force_login(ada)
    answer = client.post("/journal/new/", {"text": "A line", "version": "0"}, headers={"Accept": "application/json"}).json()
    assert answer["save_url"] == JournalEntry.objects.get().get_absolute_url()
    again = client.post(
        answer["save_url"], {"text": "A line, longer", "version": answer["version"]}, headers={"Accept": "application/json"}
    )
    assert again.json()["version"] == 2


def test_a_reflection_shows_its_question_and_the_way_back(client, ada, mine):
    client.force_login(ada)
    client.post(BOX, {"text": "Words", "version": "0"})
    page = client.get(JournalEntry.objects.get().get_absolute_url()).content.decode()
    assert "What would help you stay steady?" in page
    assert 'href="/learn/listening/being-heard/#b-r1"' in page


def test_an_entry_survives_a_step_that_has_gone(client, ada, mine, box):
    entry = write_journal(person=ada, text=CANARY, version=0, place=box).entry
    JournalEntry.objects.filter(pk=entry.pk).update(step_key="gone-long-ago")
    client.force_login(ada)
    assert client.get("/journal/").status_code == 200


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_as_many_statements_for_thirty_entries_as_for_one(client, ada, django_assert_max_num_queries, n):
    learning(ada, edition([step("being-heard", *(reflection(f"r{i}") for i in range(n)))]))
    client.force_login(ada)
    client.post("/learn/listening/being-heard/", {f"r{i}-text": f"Words {i}" for i in range(n)} | {"act": "save"})
    with django_assert_max_num_queries(6):
        page = client.get("/journal/").content.decode()
    assert page.count('class="req"') == n


def test_the_journal_is_in_no_search_and_no_history():
    names = {model._meta.label for model in JournalEntry._meta.apps.get_models()}
    assert "courses.HistoricalJournalEntry" not in names
    assert not hasattr(JournalEntry, "search_fields")
