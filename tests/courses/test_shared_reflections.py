"""Shared reflections: private until a button says with whom, and to be taken back."""

import pytest
from django.db import DatabaseError, transaction

from accounts.models import RoleGrant
from accounts.services import erase
from courses.models import JournalEntry, SharedReflection
from courses.queries import readers
from courses.queries.readers import readers_for
from courses.sealing import read_entry
from courses.services.share_reflection import share_reflection, take_back_shared
from lms.core.errors import Refused
from lms.core.models import Narrative, ReadEvent
from tests.factories.courses import LONG_AGO, cohort, edition, learning, person, reflection, shared, step

pytestmark = pytest.mark.django_db
STEP = "/learn/giving/giving/"


@pytest.fixture
def group():
    return cohort()


@pytest.fixture
def gus(group):
    gus = person("Gus")
    RoleGrant.objects.create(person=gus, role="manager", scope_kind="cohort", scope_key=group.public_id, from_on=LONG_AGO)
    return gus


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def mine(ada, group, gus):
    return learning(ada, edition([step("giving", reflection(audience="shared"))], slug="giving"), group)


def write(client, words="My canary words", act="save", given_to="manager"):
    return client.post(STEP, {"r1-text": words, "r1-version": "0", "r1-given_to": given_to, "act": act})


def page_of(client, who, address):
    client.force_login(who)
    return client.get(address).content.decode()


def test_the_box_names_its_readers_before_the_first_key(client, ada, mine):
    page = page_of(client, ada, STEP)
    assert "Private until you share it" in page
    assert page.index("Then Gus can read it") < page.index('<textarea id="r1-text"')


def test_what_is_written_stays_private_until_the_button_is_pressed(client, ada, mine, gus, group):
    client.force_login(ada)
    write(client)
    assert not SharedReflection.objects.exists()
    assert "canary" not in page_of(client, gus, f"/manage/cohorts/{group.public_id.lower()}/reflections/")


def test_pressing_the_button_gives_it_and_every_reading_is_kept(client, ada, mine, gus, group):
    client.force_login(ada)
    response = write(client, act="share:r1")
    assert response.url == STEP + "#b-r1"
    page = client.get(STEP).content.decode()
    assert "Gus can read it as it was then" in page
    assert "My canary words" in page_of(client, gus, f"/manage/cohorts/{group.public_id.lower()}/reflections/")
    event = ReadEvent.objects.get(record_type="courses.shared_reflection")
    assert (event.actor_ref, event.subjects.get().person_ref) == (gus.public_id, ada.public_id)
    assert "a reflection that you shared" in page_of(client, ada, "/me/privacy/seen/")


def test_later_changes_stay_private_until_it_is_shared_again(client, ada, mine, gus, group):
    client.force_login(ada)
    write(client, act="share:r1")
    client.post(STEP, {"r1-text": "Changed since", "r1-version": "1", "act": "save"})
    address = f"/manage/cohorts/{group.public_id.lower()}/reflections/"
    page = page_of(client, gus, address)
    assert ("My canary words" in page, "Changed since" in page) == (True, False)
    client.force_login(ada)
    client.post(STEP, {"r1-text": "Changed since", "r1-version": "2", "r1-given_to": "manager", "act": "share:r1"})
    page = page_of(client, gus, address)
    assert ("My canary words" in page, "Changed since" in page) == (False, True)
    assert Narrative.objects.filter(kind="courses.shared_reflection").count() == 1


@pytest.mark.parametrize("where", ["step", "list"])
def test_taking_back_removes_the_words_and_keeps_the_private_ones(client, ada, mine, gus, group, where):
    client.force_login(ada)
    write(client, act="share:r1")
    row = SharedReflection.objects.get()
    assert "My canary words" in client.get("/journal/shared/").content.decode()
    if where == "step":
        client.post(STEP, {"act": "take_back:r1"})
    else:
        client.post(f"/journal/shared/{row.public_id.lower()}/take-back/")
    assert not Narrative.objects.exists()
    assert read_entry(JournalEntry.objects.get()) == "My canary words"
    assert "canary" not in page_of(client, gus, f"/manage/cohorts/{group.public_id.lower()}/reflections/")
    take_back_shared(shared=row, person=ada)


def test_facilitators_come_before_managers(ada, mine, gus, group):
    assert readers_for(mine).said == "Gus"
    for called in ("Fay", "Hal"):
        RoleGrant.objects.bulk_create(
            [RoleGrant(person=person(called), role="facilitator", scope_kind="cohort", scope_key=group.public_id, from_on=LONG_AGO)]
        )
    assert (readers_for(mine).role, readers_for(mine).said) == ("facilitator", "Fay and Hal")


def test_what_was_given_to_managers_is_not_for_facilitators_and_the_other_way_round(client, ada, mine, gus, group):
    shared(ada, "For the managers", group)
    fay = person("Fay")
    RoleGrant.objects.bulk_create(
        [RoleGrant(person=fay, role="facilitator", scope_kind="cohort", scope_key=group.public_id, from_on=LONG_AGO)]
    )
    assert "For the managers" not in page_of(client, fay, f"/manage/cohorts/{group.public_id.lower()}/reflections/")
    assert list(SharedReflection.objects.readable_by(fay)) == []
    with pytest.raises(Refused, match="has changed"):
        share_reflection(learning=mine, person=ada, step_key="giving", block_id="r1", given_to="manager")


def test_other_managers_editors_and_strangers_find_nothing(client, ada, mine, group):
    shared(ada, "For Gus", group)
    other = person("Ivo")
    RoleGrant.objects.create(person=other, role="manager", scope_kind="cohort", scope_key=cohort("Other").public_id, from_on=LONG_AGO)
    address = f"/manage/cohorts/{group.public_id.lower()}/reflections/"
    for who in (other, person("Edda", "editor"), person("Bo", "assessor"), person("Eve")):
        client.force_login(who, second_factor=True)
        assert client.get(address).status_code == 404


def test_a_private_box_and_an_empty_one_are_never_shared(client, ada, group, gus, mine):
    learning(ada, edition([step("calm", reflection())], slug="calm"), group)
    client.force_login(ada)
    client.post("/learn/calm/calm/", {"r1-text": "Mine", "r1-version": "0", "r1-given_to": "manager", "act": "share:r1"})
    write(client, words="  ", act="share:r1")
    write(client, act="share:r1", given_to="board")
    assert not SharedReflection.objects.exists()


def test_nobody_to_share_with_keeps_it_private(client, ada):
    learning(ada, edition([step("giving", reflection(audience="shared"))], slug="giving"))
    page = page_of(client, ada, STEP)
    assert "Nobody looks after your group at the moment" in page
    assert 'value="share:r1"' not in page


def test_nobody_takes_back_what_another_person_shared(client, ada, mine, group):
    row = shared(ada, "Ada's", group)
    client.force_login(person("Eve"))
    assert client.post(f"/journal/shared/{row.public_id.lower()}/take-back/").status_code == 404
    take_back_shared(shared=row, person=person("Eve2"))
    assert Narrative.objects.exists()


def test_the_database_keeps_that_it_was_shared(ada, mine, group):
    row = shared(ada, "Ada's", group)
    with pytest.raises(DatabaseError), transaction.atomic():
        SharedReflection.objects.filter(pk=row.pk).update(given_to="facilitator")
    erase(person=ada, by=ada, reason="asked for")
    assert not Narrative.objects.exists()
    assert SharedReflection.objects.count() == 1


@pytest.mark.parametrize("n", [1, 15])
def test_the_list_takes_as_many_statements_for_many_as_for_one(client, gus, group, django_assert_max_num_queries, n):
    taught = edition([step("giving", reflection(audience="shared"))], slug="giving")
    from courses.services.write_journal import Place, write_journal

    for number in range(n):
        who = person(f"Person {number}")
        row = learning(who, taught, group)
        write_journal(person=who, text="Words", version=0, place=Place(row.module_key, row.edition, "giving", "r1"))
        share_reflection(learning=row, person=who, step_key="giving", block_id="r1", given_to="manager")
    client.force_login(gus)
    address = f"/manage/cohorts/{group.public_id.lower()}/reflections/"
    client.get(address)
    with django_assert_max_num_queries(14):
        assert client.get(address).content.decode().count("<p>Words</p>") == n


def facilitates(called, kind, key):
    fay = person(called)
    RoleGrant.objects.create(person=fay, role="facilitator", scope_kind=kind, scope_key=key, from_on=LONG_AGO)
    return fay


@pytest.mark.parametrize("kind", ["cohort", "programme"])
def test_facilitators_read_what_is_given_to_them_and_managers_do_not(client, ada, mine, gus, group, kind):
    fay = facilitates("Fay", kind, {"cohort": group.public_id, "programme": str(group.programme_key)}[kind])
    assert "Then Fay can read it: who facilitates your group now" in page_of(client, ada, STEP)
    write(client, act="share:r1", given_to="facilitator")
    address = f"/manage/cohorts/{group.public_id.lower()}/reflections/"
    assert "My canary words" in page_of(client, fay, address)
    assert address in page_of(client, fay, f"/manage/workshops/?cohort={group.public_id.lower()}")
    assert "canary" not in page_of(client, gus, address)
    assert ReadEvent.objects.get().actor_ref == fay.public_id
    elsewhere = facilitates("Hal", "cohort", cohort("Other").public_id)
    client.force_login(elsewhere)
    assert client.get(address).status_code == 404


def test_who_facilitates_from_now_on_reads_nothing_that_was_given_to_managers_and_the_box_says_so(client, ada, mine, gus, group):
    client.force_login(ada)
    write(client, act="share:r1")
    facilitates("Fay", "cohort", group.public_id)
    readers._readers_of_minute.cache_clear()
    page = client.get(STEP).content.decode()
    assert "Only the managers of the cohort can read it, as it was then" in page
    assert "Fay can read it as it was then" not in page
