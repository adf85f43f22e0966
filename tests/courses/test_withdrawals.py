"""A step that is looked after: gone for everybody at once, without harm to anybody's work, and it can come back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from courses.editions.rendering import SHELF
from courses.models import JournalEntry, StepFinished, StepWithdrawal, TrainingCredit
from courses.queries import carry_on, module_screen
from courses.sealing import read_entry
from courses.services.finish_step import finish_step, take_other_route
from courses.services.release_edition import release_edition
from courses.services.withdraw_step import restore_step, withdraw_step
from lms.core.errors import Refused
from tests.courses.test_learning import answer
from tests.factories.courses import (
    check,
    cohort,
    edition,
    learning,
    note,
    person,
    place,
    step,
    text,
    two_steps,
    workshop,
    workshop_root,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(ed):
    SHELF.clear()
    return learning(
        person("Ada"),
        edition([two_steps()[0], step("asking", note(strength="strong", short="<p>S.</p>"), text("t2", "<p>The canary.</p>"))]),
    )


def away(mine, ed, key="asking", reason="safeguarding"):
    return withdraw_step(module_key=mine.module_key, step_key=key, reason=reason, by=ed, note="Under review")


def test_who_has_begun_nothing_is_offered_the_first_step_that_stands(ed):
    newcomer, group = person("Bo"), cohort()
    taught = edition()
    place(newcomer, group)
    assert (carry_on(newcomer).step, carry_on(newcomer).number) == ("Being heard", 1)
    withdraw_step(module_key=taught.module_key, step_key="being-heard", reason="safeguarding", by=ed)
    assert (carry_on(newcomer).step, carry_on(newcomer).number) == ("Asking", 2)
    withdraw_step(module_key=taught.module_key, step_key="asking", reason="safeguarding", by=ed)
    assert (carry_on(newcomer).step, carry_on(newcomer).url) == ("Being heard", "/learn/listening/")


def page_of(client, mine, slug="asking"):
    client.force_login(mine.enrolment.person)
    return client.get(f"/learn/listening/{slug}/")


def test_everybody_on_any_edition_finds_a_kind_notice_with_the_next_step(client, mine, ed):
    newer = edition([*two_steps(), step("third")], key=mine.module_key, number="2.0")
    bo = learning(person("Bo"), newer)
    assert page_of(client, bo, "being-heard").status_code == 200
    away(mine, ed, "being-heard")
    for each, following in ((mine, "Asking"), (bo, "Asking")):
        page = page_of(client, each, "being-heard").content.decode()
        assert "This step is being looked after" in page
        assert f"Try this one: {following}" in page
        assert "What would you do first?" not in page
        assert "Under review" not in page


def test_no_strong_note_stands_before_a_notice_and_the_last_leads_back_to_the_module(client, mine, ed):
    assert page_of(client, mine).url.endswith("/note/")
    away(mine, ed)
    page = page_of(client, mine).content.decode()
    assert "The canary" not in page
    assert "Back to the module" in page
    listed = client.get("/learn/listening/").content.decode()
    assert "Being looked after" in listed
    assert "has a part that may be hard" not in listed


LED = [
    # away, the kept place, done, leads to
    (["one"], "one", [], "two"),
    (["two"], "two", [], "three"),
    (["three"], "three", ["two"], "one"),
    (["one"], "three", ["three"], "two"),
    (["two"], "two", ["one", "three"], "three"),
    (["one", "two", "three", "four"], "two", [], "two"),  # nothing else is there: its notice leads back to the module
]


@pytest.mark.parametrize(("gone", "kept", "done", "leads_to"), LED)
def test_nobody_is_led_to_a_step_that_is_looked_after(ed, gone, kept, done, leads_to):
    SHELF.clear()
    ada = person("Ada")
    mine = learning(ada, edition([step(key) for key in ("one", "two", "three", "four")]))
    mine.step_key, mine.steps_done = kept, [*done, "four"]
    mine.save()
    for key in gone:
        away(mine, ed, key)
    assert (carry_on(ada).url, module_screen(ada, "listening").url) == (f"/learn/listening/{leads_to}/",) * 2


def test_who_begins_finds_the_first_step_that_is_there(client, mine, ed):
    away(mine, ed, "being-heard")
    zoe = person("Zoë")
    place(zoe, mine.enrolment.cohort)
    client.force_login(zoe)
    assert module_screen(zoe, "listening").url == "/learn/listening/asking/"
    assert client.post("/learn/listening/start/").url == "/learn/listening/asking/"


def test_another_way_round_that_is_looked_after_is_not_offered_and_stays_done_for_who_went_it(client, ed):
    SHELF.clear()
    ada, bo, here = person("Ada"), person("Bo"), cohort()
    hard = step(
        "hard",
        note(strength="strong", short="<p>S.</p>") | {"value": {**note(strength="strong")["value"], "other_route": "other"}},
        check(),
    )
    made = edition([hard, step("other"), step("last")])
    went, waits = learning(ada, made, here), learning(bo, made, here)
    take_other_route(learning=went, step_key="hard")
    finish_step(learning=went, step_key="other")
    away(went, ed, "other")
    client.force_login(bo)
    assert "A different step" not in client.get("/learn/listening/hard/note/").content.decode()
    answer = client.post("/learn/listening/hard/note/", {"act": "route"}, follow=True)
    assert (answer.redirect_chain[-1][0], "choose another way" in answer.content.decode()) == ("/learn/listening/hard/note/", True)
    waits.refresh_from_db()
    assert waits.other_routes == []
    assert [want.step_key for want in module_screen(ada, "listening").wants] == ["last"]
    restore_step(module_key=made.module_key, step_key="other", by=ed)
    assert "A different step" in client.get("/learn/listening/hard/note/").content.decode()


def test_it_comes_back_as_it_was(client, mine, ed):
    away(mine, ed)
    page_of(client, mine)
    restore_step(module_key=mine.module_key, step_key="asking", by=ed)
    client.force_login(mine.enrolment.person)
    client.cookies["display"] = "notes:none"
    assert "The canary" in client.get("/learn/listening/asking/").content.decode()


def test_completion_does_not_wait_for_it_and_nobody_is_said_to_have_read_it(mine, ed):
    away(mine, ed)
    answer(mine)
    finish_step(learning=mine, step_key="being-heard")
    mine.refresh_from_db()
    assert mine.completed_at
    assert TrainingCredit.objects.get().edition == mine.edition
    finish_step(learning=mine, step_key="asking")
    assert list(StepFinished.objects.values_list("step_key", flat=True)) == ["being-heard"]


def test_an_open_question_in_it_keeps_nobody(mine, ed):
    finish_step(learning=mine, step_key="asking")
    finish_step(learning=mine, step_key="being-heard")
    away(mine, ed, "being-heard")
    finish_step(learning=mine, step_key="asking")
    mine.refresh_from_db()
    assert mine.completed_at


def test_what_was_done_in_it_stays_done_and_credit_is_kept(mine, ed):
    finish_step(learning=mine, step_key="asking")
    away(mine, ed)
    mine.refresh_from_db()
    assert mine.steps_done == ["asking"]
    (asking,) = [line for line in module_screen(mine.enrolment.person, "listening").steps if line.slug == "asking"]
    assert (asking.is_done, asking.is_away) == (True, True)


def test_words_that_somebody_was_just_typing_are_kept(client, mine, ed):
    page_of(client, mine, "being-heard")
    away(mine, ed, "being-heard")
    address = "/learn/listening/being-heard/"
    client.post(address, {"r1-text": "Written as it went away.", "r1-version": "0", "r1-window": "w", "r1-read": "", "act": "next"})
    assert read_entry(JournalEntry.objects.get()) == "Written as it went away."
    assert client.post(f"{address}reflection/r1/", {"text": "Saved as I type.", "version": "1", "window": "w"}).status_code == 200


def test_the_step_page_asks_nothing_more_of_the_database(client, mine, ed, django_assert_max_num_queries):
    away(mine, ed, "being-heard")
    page_of(client, mine, "being-heard")
    with django_assert_max_num_queries(6):
        client.get("/learn/listening/being-heard/")


def test_it_is_withdrawn_once_and_only_a_step_that_an_edition_has(mine, ed):
    away(mine, ed)
    with pytest.raises(Refused, match="done already"):
        away(mine, ed)
    restore_step(module_key=mine.module_key, step_key="asking", by=ed)
    with pytest.raises(Refused, match="done already"):
        restore_step(module_key=mine.module_key, step_key="asking", by=ed)
    with pytest.raises(Refused, match="No edition"):
        away(mine, ed, "nowhere")
    with pytest.raises(Refused, match="Say why"):
        away(mine, ed, "being-heard", "")
    assert StepWithdrawal.objects.count() == 2


def test_only_editors_and_administrators_withdraw(mine):
    for role in ("manager", "assessor", "board", "safeguarding"):
        with pytest.raises(PermissionDenied):
            away(mine, person(role.capitalize(), role))


def test_the_database_keeps_the_events(mine, ed):
    away(mine, ed)
    for statement in ("DELETE FROM courses_stepwithdrawal", "UPDATE courses_stepwithdrawal SET note = ''"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_an_editor_withdraws_and_puts_back_in_the_cms(client):
    from django.urls import reverse

    from accounts.services import give_role

    ed = person("Ed")
    workshop_root()
    give_role(person=ed, role="editor", by=None)
    module = workshop(ed)
    release_edition(module=module, by=ed)
    client.force_login(ed)
    address = reverse("courses_withdraw", args=[module.pk])
    assert "In editions 1.0." in client.get(address).content.decode()
    client.post(address, {"step_key": "asking", "reason": "consent", "note": "They rang", "act": "withdraw"})
    assert StepWithdrawal.objects.away(module.module_key) == {"asking": "consent"}
    assert "They rang" in client.get(address).content.decode()
    client.post(address, {"step_key": "asking", "act": "restore"})
    assert StepWithdrawal.objects.away(module.module_key) == {}
    assert client.post(address, {"step_key": "asking", "act": "restore"}).status_code == 422
    client.force_login(person("Bo", "manager"))
    assert client.get(address).status_code == 404
