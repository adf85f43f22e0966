"""When what people learn changes under them: must-reads, newer versions, fixes that wait, pages that go."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from courses.models import KnowledgeAnswer, ModuleEdition, MustRead, MustReadSeen, Step, StepFinished, TrainingCredit
from courses.queries import module_screen
from courses.queries.must_reads import must_reads_of
from courses.registry import tick
from courses.services.enrol import end_enrolment
from courses.services.finish_step import finish_step
from courses.services.move_to_newer import move_to_newer
from courses.services.release_edition import release_edition
from courses.services.start_module import start_module
from lms.core import clock
from lms.core.errors import Refused
from tests.courses.test_learning import answer, complete
from tests.courses.test_release import rewrite
from tests.factories.courses import (
    add_step,
    check,
    edition,
    learning,
    open_checks,
    option,
    person,
    place,
    reflection,
    step,
    text,
    two_steps,
    workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def first():
    return edition()


def next_edition(first, steps, change="new", number="2.0", **fields):
    return edition(steps, key=first.module_key, number=number, change=change, **fields)


def other_question():
    rows = [option("a", "Wait", is_right=True), option("b", "Ask"), option("c", "Leave")]
    return [step("being-heard", text(), check(options=rows), reflection()), step("asking", text("t2"), reflection("r2"))]


def must_read(first, steps=None, **fields):
    made = next_edition(first, steps or other_question(), "must_read", **fields)
    MustRead.objects.create(edition=made, reason="safety", words="Ask before you touch.\n\nThe canary reason.")
    return made


# --- must-read -------------------------------------------------------------------------------------


def test_a_must_read_moves_everybody_with_what_is_done_and_nothing_is_done_again(ada, first):
    bo, later = person("Bo"), clock.now() + timedelta(days=1)
    half, whole = learning(ada, first), complete(learning(bo, first))
    answer(half)
    finish_step(learning=half, step_key="being-heard")
    made = must_read(first, effective_from=later)
    assert (tick(clock.now()), tick(later), tick(later)) == (0, 2, 0)
    for mine in (half, whole):
        mine.refresh_from_db()
        assert (mine.edition, mine.moved_from, mine.moved_because) == (made, first, "must_read")
    assert half.steps_done == ["being-heard"]
    assert whole.completed_at
    assert TrainingCredit.objects.get(person=bo).edition == first


def test_who_had_begun_meets_one_card_and_presses_once(client, ada, first):
    learning(ada, first)
    must_read(first, effective_from=clock.now())
    client.force_login(ada)
    for address in ("/home/", "/learn/listening/"):
        page = client.get(address).content.decode()
        assert page.count("I have read this") == 1
        assert "The canary reason." in page
    assert client.post("/learn/listening/must-read/2.0/").url == "/home/"
    client.post("/learn/listening/must-read/2.0/")
    assert MustReadSeen.objects.count() == 1
    for address in ("/home/", "/learn/listening/"):
        assert "The canary reason." not in client.get(address).content.decode()
    assert "You have read this" in client.get("/learn/listening/must-read/2.0/").content.decode()


def test_who_completed_and_left_meets_it_too(ada, first):
    mine = complete(learning(ada, first))
    end = mine.enrolment
    end.refresh_from_db()
    end.state = "left"
    end.save()
    must_read(first, effective_from=clock.now())
    assert [card.number for card in must_reads_of(ada)] == ["2.0"]


def test_who_begins_later_who_left_half_way_and_a_stranger_meet_none(client, ada, first):
    bo, gus = person("Bo"), person("Gus", "manager")
    end_enrolment(enrolment=learning(bo, first).enrolment, by=gus)
    made = must_read(first, effective_from=clock.now())
    learning(ada, made)
    for somebody in (ada, bo, gus):
        assert must_reads_of(somebody) == []
        client.force_login(somebody)
        assert client.get("/learn/listening/must-read/2.0/").status_code == 404
        assert client.post("/learn/listening/must-read/2.0/").status_code == 404


def test_a_must_read_that_waits_for_its_day_is_not_shown(ada, first):
    learning(ada, first)
    later = clock.now() + timedelta(days=3)
    must_read(first, effective_from=later)
    assert (must_reads_of(ada), len(must_reads_of(ada, at=later))) == ([], 1)


def test_a_fix_after_a_must_read_leaves_the_card(ada, first):
    mine = learning(ada, first)
    must_read(first, effective_from=clock.now())
    fix = next_edition(first, other_question(), "fix", "2.1")
    tick(clock.now())
    mine.refresh_from_db()
    assert (mine.edition, len(must_reads_of(ada))) == (fix, 1)


@pytest.mark.parametrize("table", ["courses_mustread", "courses_mustreadseen"])
def test_the_database_keeps_cards_and_presses_as_they_were(ada, first, table):
    learning(ada, first)
    MustReadSeen.objects.create(must_read=MustRead.objects.get(edition=must_read(first)), person=ada)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("reason", "words", "says"), [("", "Why", "law or somebody's safety"), ("law", "  ", "Write what changed"), ("taste", "W", "law or")]
)
def test_a_must_read_is_refused_without_its_reason_and_its_words(reason, words, says):
    ed = person("Ed", "editor")
    module = workshop(ed)
    release_edition(module=module, by=ed)
    rewrite(Step.objects.get(step_key="asking"), "<p>New.</p>").save_revision(user=ed).publish()
    with pytest.raises(Refused, match=says):
        release_edition(module=module, by=ed, change="must_read", reason=reason, words=words)
    released = release_edition(module=module, by=ed, change="must_read", reason="law", words="The duty to tell has changed.")
    assert (released.number, released.must_read.reason) == ("2.0", "law")


def test_the_first_edition_is_no_must_read():
    ed = person("Ed", "editor")
    with pytest.raises(Refused, match="first edition"):
        release_edition(module=workshop(ed), by=ed, change="must_read", reason="law", words="Why")


# --- a newer version: stay or move -----------------------------------------------------------------


def changed_second():
    return [two_steps()[0], step("asking", text("t2"), check("c9"), reflection("r2")), step("last"), step("third")]


@pytest.fixture
def stuck(ada):
    """Half-way: two of three steps done, the question answered."""
    mine = learning(ada, edition([*two_steps(), step("last")]))
    answer(mine)
    for key in ("being-heard", "asking"):
        finish_step(learning=mine, step_key=key)
    mine.refresh_from_db()
    return mine


def test_who_is_half_way_reads_what_moving_would_mean_and_stays(client, ada, stuck):
    first = stuck.edition
    next_edition(first, changed_second(), note="One more question")
    client.force_login(ada)
    assert "or move: 1 step to do again" in client.get("/learn/listening/").content.decode()
    page = client.get("/learn/listening/newer/").content.decode()
    assert "One more question" in page
    assert "Being heard" in page.split("What you would do again")[0]
    assert "Asking" in page.split("What you would do again")[1]
    assert "Third" in page.split("These steps are new")[1]
    stuck.refresh_from_db()
    assert stuck.edition == first


def test_moving_is_their_own_act_and_keeps_what_is_the_same(client, ada, stuck):
    first = stuck.edition
    newer = next_edition(first, changed_second())
    client.force_login(ada)
    assert client.post("/learn/listening/newer/").url == "/learn/listening/"
    stuck.refresh_from_db()
    assert (stuck.edition, stuck.moved_from, stuck.moved_because) == (newer, first, "chose")
    assert (stuck.steps_done, stuck.step_key) == (["being-heard"], "asking")
    assert KnowledgeAnswer.objects.get().edition == first
    assert StepFinished.objects.count() == 2
    assert open_checks(stuck) == {("asking", "c9")}
    move_to_newer(learning=stuck, edition=newer)
    stuck.refresh_from_db()
    assert stuck.steps_done == ["being-heard"]


def test_a_version_that_came_while_one_was_reading_is_read_about_first(client, ada, stuck):
    read = next_edition(stuck.edition, changed_second())
    client.force_login(ada)
    assert f'name="number" value="{read.number}"' in client.get("/learn/listening/newer/").content.decode()
    newest = next_edition(read, [*changed_second(), step("fourth")], number="3.0")
    page = client.post("/learn/listening/newer/", {"number": read.number}, follow=True).content.decode()
    assert "A newer version has come in the meantime" in page
    assert f"Move to version {newest.number}" in page
    stuck.refresh_from_db()
    assert stuck.moved_from is None
    client.post("/learn/listening/newer/", {"number": newest.number})
    stuck.refresh_from_db()
    assert stuck.edition == newest


def test_a_second_press_on_moving_leads_to_the_module_and_says_where_one_is(client, ada, stuck):
    newer = next_edition(stuck.edition, changed_second())
    client.force_login(ada)
    for _press in range(2):
        page = client.post("/learn/listening/newer/", follow=True)
        assert (page.redirect_chain, page.status_code) == ([("/learn/listening/", 302)], 200)
        assert "You are on version 2.0 now." in page.content.decode()
    stuck.refresh_from_db()
    assert (stuck.edition, stuck.steps_done) == (newer, ["being-heard"])


def test_moving_that_comes_too_late_is_answered_kindly(client, ada, first):
    mine = complete(learning(ada, first))
    next_edition(first, changed_second())
    client.force_login(ada)
    page = client.post("/learn/listening/newer/", follow=True)
    assert "You have completed this module. There is nothing to move to." in page.content.decode()
    mine.refresh_from_db()
    assert mine.edition == first
    client.force_login(person("Eve"))
    assert client.post("/learn/listening/newer/").status_code == 404


def test_an_answer_to_a_question_that_changed_stays_on_record_and_is_asked_anew(client, ada, first):
    mine = learning(ada, first)
    answer(mine)
    newer = next_edition(first, other_question())
    move_to_newer(learning=mine, edition=newer)
    mine.refresh_from_db()
    client.force_login(ada)
    page = client.get("/learn/listening/being-heard/").content.decode()
    assert "That fits" not in page
    assert open_checks(mine) == {("being-heard", "c1")}
    assert KnowledgeAnswer.objects.get().edition == first
    answer(mine, "a")
    assert "That fits" in client.get("/learn/listening/being-heard/").content.decode()
    assert KnowledgeAnswer.objects.count() == 2


def test_a_newer_version_with_everything_done_completes_at_once(ada, first):
    mine = learning(ada, first)
    answer(mine)
    finish_step(learning=mine, step_key="being-heard")
    newer = next_edition(first, two_steps()[:1])
    move_to_newer(learning=mine, edition=newer)
    mine.refresh_from_db()
    assert mine.completed_at
    assert TrainingCredit.objects.get().edition == newer


def test_a_completed_learner_is_never_asked(client, ada, first):
    mine = complete(learning(ada, first))
    newer = next_edition(first, changed_second())
    client.force_login(ada)
    assert "2.0" not in client.get("/learn/listening/").content.decode()
    assert client.get("/learn/listening/newer/").status_code == 404
    with pytest.raises(Refused, match="nothing to move to"):
        move_to_newer(learning=mine, edition=newer)


def test_nobody_moves_to_another_module_backwards_or_before_the_day(ada, first):
    mine = learning(ada, next_edition(first, changed_second()))
    later = next_edition(first, two_steps(), number="3.0", effective_from=clock.now() + timedelta(days=1))
    for target in (first, later, edition(slug="boundaries")):
        with pytest.raises(Refused, match="cannot be chosen"):
            move_to_newer(learning=mine, edition=target)


def test_an_edition_from_before_shapes_is_compared_by_its_content(first, ada):
    old = edition(key=first.module_key, number="1.1", change="fix")
    mine = learning(ada, old)
    for line in mine.edition.outline["steps"]:
        line.pop("shape")
        line.pop("questions")
    from courses.queries.shapes import shapes_of

    assert shapes_of(mine.edition).shapes == shapes_of(ModuleEdition.objects.get(pk=old.pk)).shapes


# --- faults ----------------------------------------------------------------------------------------


def test_a_step_page_and_the_module_page_go_and_everything_still_works(client, ada):
    ed = person("Ed", "editor")
    module = workshop(ed)
    released = release_edition(module=module, by=ed)
    mine = learning(ada, released)
    Step.objects.get(step_key="asking").delete()
    module.refresh_from_db()
    fewer = release_edition(module=module, by=ed)
    module.refresh_from_db()
    module.delete()
    client.force_login(ada)
    assert client.get("/learn/listening/asking/").status_code == 200
    assert [line["key"] for line in fewer.outline["steps"]] == ["being-heard"]
    assert module_screen(ada, "listening").newer.carried.gone == ()
    complete(mine)
    assert TrainingCredit.objects.get().edition == released
    bo = person("Bo")
    assert start_module(enrolment=place(bo, mine.enrolment.cohort), edition=fewer).edition == fewer
    assert client.get("/taught/").status_code == 200


def test_a_fix_of_a_version_that_waits_for_its_day_waits_with_it(ada):
    ed = person("Ed", "editor")
    module = workshop(ed)
    first = release_edition(module=module, by=ed)
    mine = learning(ada, first)
    add_step(module, step("third"))
    day = clock.now() + timedelta(days=3)
    second = release_edition(module=module, by=ed, effective_from=day)
    rewrite(Step.objects.get(step_key="third"), "<p>Clearer.</p>").save_revision(user=ed).publish()
    third = Step.objects.get(step_key="third")
    third.body = Step._meta.get_field("body").stream_block.to_python([text(html="<p>Clearer.</p>")])
    third.save_revision(user=ed).publish()
    fix = release_edition(module=module, by=ed, change="fix")
    assert (fix.number, fix.effective_from) == ("2.1", day)
    assert list(ModuleEdition.objects.taught()) == [first]
    assert tick(clock.now()) == 0
    assert list(ModuleEdition.objects.taught(day)) == [fix]
    tick(day)
    mine.refresh_from_db()
    assert (mine.edition, second.effective_from) == (first, day)


def test_a_fix_for_later_never_takes_back_the_fix_after_it(ada, first):
    mine = learning(ada, first)
    day = clock.now() + timedelta(days=3)
    next_edition(first, two_steps(), "fix", "1.1", effective_from=day)
    urgent = next_edition(first, two_steps(), "fix", "1.2")
    assert tick(clock.now()) == 1
    assert tick(day) == 0
    mine.refresh_from_db()
    assert mine.edition == urgent
    assert list(ModuleEdition.objects.taught(day)) == [urgent]


def test_two_editors_release_at_once_one_edition_and_the_other_is_told(ada):
    ed, zoe = person("Ed", "editor"), person("Zoë", "editor")
    module = workshop(ed)
    release_edition(module=module, by=ed, seen="")
    with pytest.raises(Refused, match=r"Ed released edition 1\.0 in the meantime"):
        release_edition(module=module, by=zoe, seen="")
    with pytest.raises(Refused, match="Nothing has changed"):
        release_edition(module=module, by=zoe, seen="1.0")
    assert ModuleEdition.objects.count() == 1
