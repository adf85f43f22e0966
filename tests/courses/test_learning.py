"""Reading, answering, coming back, completing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from courses.editions.rendering import SHELF
from courses.models import JournalEntry, KnowledgeAnswer, ModuleEnrolment, StepFinished, TrainingCredit
from courses.queries import TrainingCredited, carry_on, training_credits
from courses.services.answer_check import answer_check
from courses.services.enrol import end_enrolment, enrol
from courses.services.finish_step import finish_step
from courses.services.keep_place import keep_place
from courses.services.start_module import start_module
from courses.signals import module_completed
from lms.core import clock
from lms.core.errors import Refused
from tests.factories.courses import check, cohort, edition, learning, note, option, person, place, reflection, step, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def told():
    """The signals of completed modules."""
    heard = []

    def hear(sender, **news):
        heard.append(news)

    module_completed.connect(hear)
    yield heard
    module_completed.disconnect(hear)


def answer(mine, chosen="b", step_key="being-heard", block_id="c1"):
    question = next(b["value"]["question"] for s in mine.edition.read()["steps"] for b in s["blocks"] if b["id"] == block_id)
    return answer_check(learning=mine, step_key=step_key, block_id=block_id, question=question, raw={"answer": [chosen]})


def complete(mine):
    answer(mine)
    for line in mine.edition.outline["steps"]:
        finish_step(learning=mine, step_key=line["key"])
    mine.refresh_from_db()
    return mine


# --- completing ------------------------------------------------------------------------------------


def test_completing_credits_minutes_by_domain_and_tells_the_apps_above(ada, told):
    mine = complete(learning(ada, edition(minutes={"listening": 480, "boundaries": 30})))
    assert mine.completed_at
    assert told == [{"signal": module_completed, "enrolment_id": mine.enrolment_id, "edition_id": mine.edition_id}]
    given = sorted(training_credits([ada.pk])[ada.pk], key=lambda credit: credit.domain)
    assert [(c.domain, c.minutes) for c in given] == [("boundaries", 30), ("listening", 480)]
    assert given[0] == TrainingCredited(
        ref=given[0].ref,
        module_key=str(mine.module_key),
        title="Listening",
        edition="1.0",
        domain="boundaries",
        minutes=30,
        delivery="self_paced",
        on=clock.today(),
    )


def test_completing_twice_credits_once(ada, told):
    mine = complete(learning(ada))
    finish_step(learning=mine, step_key="asking")
    finish_step(learning=mine, step_key="being-heard")
    answer(mine, "a")
    assert TrainingCredit.objects.count() == 1
    assert len(told) == 1


def test_the_same_module_in_a_second_cohort_credits_nothing_more(ada, told):
    taught = edition()
    complete(learning(ada, taught, cohort("Spring")))
    complete(learning(ada, taught, cohort("Autumn")))
    assert TrainingCredit.objects.count() == 1
    assert len(told) == 2


def test_reading_alone_does_not_complete_while_a_question_is_open(ada, told):
    mine = learning(ada)
    for key in ("being-heard", "asking"):
        finish_step(learning=mine, step_key=key)
    mine.refresh_from_db()
    assert (mine.completed_at, told) == (None, [])
    answer(mine, "a")
    mine.refresh_from_db()
    assert mine.completed_at


def test_an_answer_need_not_be_right_to_complete(ada):
    mine = learning(ada)
    assert not answer(mine, "a").is_right
    for key in ("being-heard", "asking"):
        finish_step(learning=mine, step_key=key)
    assert TrainingCredit.objects.get().minutes == 480


def test_completing_the_last_module_completes_the_place(ada):
    taught, group = edition(), cohort()
    mine = complete(learning(ada, taught, group))
    mine.enrolment.refresh_from_db()
    assert mine.enrolment.state == "completed"


def test_one_module_of_two_leaves_the_place_open(ada):
    edition(slug="boundaries")
    mine = complete(learning(ada))
    mine.enrolment.refresh_from_db()
    assert mine.enrolment.state == "active"


def test_the_progress_row_is_what_its_evidence_says(ada):
    mine = complete(learning(ada))
    assert mine.steps_done == list(StepFinished.objects.order_by("pk").values_list("step_key", flat=True))


@pytest.mark.parametrize("statement", ["UPDATE courses_trainingcredit SET minutes = 9999", "DELETE FROM courses_trainingcredit"])
def test_the_database_keeps_credits_as_they_were_given(ada, statement):
    complete(learning(ada))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_credit_of_no_minutes_is_refused_by_the_database(ada, minutes):
    taught = edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingCredit.objects.create(person=ada, edition=taught, module_key=taught.module_key, domain="listening", minutes=minutes)


def test_credits_of_many_people_come_in_one_query(ada, django_assert_num_queries):
    complete(learning(ada))
    others = [person(f"Person {n}") for n in range(30)]
    with django_assert_num_queries(1):
        found = training_credits([ada.pk, *(other.pk for other in others)])
    assert (len(found[ada.pk]), found[others[0].pk]) == (1, [])


# --- knowledge checks ------------------------------------------------------------------------------


def test_every_try_is_kept_and_the_last_is_shown(ada):
    mine = learning(ada)
    for chosen in ("a", "b", "b", "c"):
        answer(mine, chosen)
    assert [row.response["chosen"] for row in KnowledgeAnswer.objects.order_by("pk")] == ["a", "b", "c"]
    assert KnowledgeAnswer.objects.latest().get().response == {"chosen": "c"}


def test_an_answer_that_does_not_belong_is_refused_kindly(ada):
    with pytest.raises(Refused, match="choose again"):
        answer(learning(ada), "nonsense")


def test_feedback_comes_back_with_the_page(client, ada):
    learning(ada)
    client.force_login(ada)
    response = client.post("/learn/listening/being-heard/", {"c1-answer": "a", "act": "check:c1"})
    assert response.url == "/learn/listening/being-heard/#f-c1"
    page = client.get("/learn/listening/being-heard/").content.decode()
    assert "Not quite. Here is why" in page
    assert "About “Wait”." in page
    assert "About “Ask”." not in page
    client.post("/learn/listening/being-heard/", {"c1-answer": "b", "act": "check:c1"})
    page = client.get("/learn/listening/being-heard/").content.decode()
    assert "That fits" in page
    assert 'value="b" checked' in page


def test_no_word_of_failing_stands_on_the_page(client, ada):
    learning(ada)
    client.force_login(ada)
    client.post("/learn/listening/being-heard/", {"c1-answer": "a", "act": "check:c1"})
    page = client.get("/learn/listening/being-heard/").content.decode().lower()
    assert not [word for word in ("fail", "incorrect", "wrong", "invalid", "rejected") if word in page]


def test_what_cannot_be_read_is_shown_again_and_the_rest_is_kept(client, ada):
    rows = [option("a", "First"), option("b", "Second"), option("c", "Third")]
    learning(ada, edition([step("being-heard", check(kind="ordering", options=rows), reflection())]))
    client.force_login(ada)
    sent = {"c1-place-a": "1", "c1-place-b": "1", "c1-place-c": "", "r1-text": "Kept words", "r1-version": "0", "act": "next"}
    response = client.post("/learn/listening/being-heard/", sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert "There is a problem" in page
    assert "<title>Error:" in page.replace("\n", "")
    assert page.count("Give each line its own number") == 2
    assert 'name="c1-place-b" value="1"' in page
    assert "Kept words" in page
    assert JournalEntry.objects.count() == 1
    assert not KnowledgeAnswer.objects.exists()


def test_an_answer_that_was_chosen_but_not_checked_is_kept_by_going_on(client, ada):
    learning(ada)
    client.force_login(ada)
    response = client.post("/learn/listening/being-heard/", {"c1-answer": "b", "act": "next"})
    assert response.url == "/learn/listening/asking/"
    assert KnowledgeAnswer.objects.get().is_right


# --- coming back -----------------------------------------------------------------------------------


def test_carry_on_leads_to_the_step_that_was_open_last(client, ada):
    learning(ada)
    client.force_login(ada)
    client.get("/learn/listening/asking/")
    place_now = carry_on(ada)
    assert (place_now.module, place_now.step, place_now.number, place_now.of) == ("Listening", "Asking", 2, 2)
    assert place_now.url == "/learn/listening/asking/"


def test_carry_on_names_the_box_that_was_written_in(client, ada):
    learning(ada)
    client.force_login(ada)
    client.post("/learn/listening/asking/reflection/r2/", {"text": "One line", "version": "0"})
    assert carry_on(ada).url == "/learn/listening/asking/#b-r2"


def test_carry_on_chooses_the_module_touched_last(ada):
    group = cohort()
    first = learning(ada, edition(slug="listening"), group)
    second = learning(ada, edition(slug="boundaries"), group)
    later = clock.now() + timedelta(hours=1)
    keep_place(learning=second, step_key="asking", at=later)
    assert carry_on(ada).module == "Boundaries"
    keep_place(learning=first, step_key="being-heard", at=later + timedelta(hours=1))
    assert carry_on(ada).module == "Listening"


def test_carry_on_offers_the_first_module_to_a_newcomer_and_nothing_when_all_is_done(ada):
    assert carry_on(ada) is None
    taught, group = edition(), cohort()
    place(ada, group)
    offered = carry_on(ada)
    assert (offered.url, offered.last_at) == ("/learn/listening/", None)
    complete(learning(ada, taught, group))
    assert carry_on(ada) is None


def test_after_next_the_following_step_is_the_place(client, ada):
    learning(ada)
    client.force_login(ada)
    client.post("/learn/listening/being-heard/", {"act": "next"})
    assert carry_on(ada).url == "/learn/listening/asking/"


def test_the_last_step_leads_to_the_module_which_names_what_is_open(client, ada):
    learning(ada)
    client.force_login(ada)
    client.post("/learn/listening/being-heard/", {"act": "next"})
    response = client.post("/learn/listening/asking/", {"act": "next"}, follow=True)
    page = response.content.decode()
    assert "Nearly there" in page
    client.post("/learn/listening/being-heard/", {"c1-answer": "c", "act": "check:c1"})
    assert "You have completed this module" in client.get("/learn/listening/").content.decode()


def test_taking_a_break_keeps_words_and_place(client, ada):
    learning(ada)
    client.force_login(ada)
    response = client.post("/learn/listening/being-heard/", {"r1-text": "Half a line", "r1-version": "0", "act": "break"}, follow=True)
    assert response.redirect_chain == [("/learn/listening/being-heard/break/", 302)]
    assert "Your place is saved" in response.content.decode()
    assert "Half a line" in client.get("/learn/listening/being-heard/").content.decode()


def test_a_link_into_a_module_that_was_not_begun_leads_to_its_first_page(client, ada):
    edition()
    place(ada)
    client.force_login(ada)
    assert client.get("/learn/listening/asking/").url == "/learn/listening/"


def test_opening_a_module_twice_begins_it_once(client, ada):
    edition()
    place(ada)
    client.force_login(ada)
    for _ in range(2):
        assert client.post("/learn/listening/start/").url == "/learn/listening/being-heard/"
    assert ModuleEnrolment.objects.count() == 1


def test_the_outline_says_done_now_and_to_do_in_words(client, ada):
    mine = learning(ada, edition([step("one"), step("two"), step("three")]))
    finish_step(learning=mine, step_key="one")
    client.force_login(ada)
    page = client.get("/learn/listening/two/").content.decode().split('class="outline"')[1]
    assert page.index("One") < page.index("(done)") < page.index("Two") < page.index("(you are here)") < page.index("(to do)")


# --- notes -----------------------------------------------------------------------------------------


@pytest.fixture
def hard(ada):
    return learning(
        ada, edition([step("hard", note(strength="strong", short="<p>The short words.</p>"), text(html="<p>the heavy words</p>"), check())])
    )


def test_a_strong_note_stands_on_a_screen_of_its_own(client, ada, hard):
    client.force_login(ada)
    response = client.get("/learn/listening/hard/")
    assert response.url == "/learn/listening/hard/note/"
    page = client.get(response.url).content.decode()
    assert "This step talks about a hard night." in page
    assert "the heavy words" not in page
    assert client.post(response.url).url == "/learn/listening/hard/"
    assert "the heavy words" in client.get("/learn/listening/hard/").content.decode()


def test_the_short_version_leaves_the_hard_words_out_and_keeps_the_practice(client, ada, hard):
    client.force_login(ada)
    page = client.get("/learn/listening/hard/short/").content.decode()
    assert "The short words." in page
    assert "the heavy words" not in page
    assert "What would you do first?" in page


def test_practice_on_the_short_version_stays_on_the_short_version(client, ada, hard):
    client.force_login(ada)
    response = client.post("/learn/listening/hard/short/", {"c1-answer": "a", "act": "check:c1"})
    assert response.url == "/learn/listening/hard/short/#f-c1"
    page = client.get(response.url).content.decode()
    assert "Not quite. Here is why" in page
    assert "the heavy words" not in page
    assert client.post("/learn/listening/hard/short/", {"act": "next"}).url == "/learn/listening/"
    assert TrainingCredit.objects.count() == 1


def test_who_asked_for_no_notes_gets_none(client, ada, hard):
    client.force_login(ada)
    client.cookies["display"] = "notes:none"
    page = client.get("/learn/listening/hard/").content.decode()
    assert "the heavy words" in page
    assert "Before you start" not in page


def test_a_mention_stands_first_on_the_page(client, ada):
    learning(ada, edition([step("soft", note(), text(html="<p>the words</p>"))]))
    client.force_login(ada)
    page = client.get("/learn/listening/soft/").content.decode()
    assert page.index("Before you start") < page.index("the words")


# --- other people ----------------------------------------------------------------------------------

ADDRESSES = [
    "/learn/listening/",
    "/learn/listening/being-heard/",
    "/learn/listening/being-heard/note/",
    "/learn/listening/being-heard/short/",
    "/learn/listening/being-heard/break/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_lessons_are_for_people_with_a_place(client, ada, address):
    learning(ada)
    client.force_login(person("Eve", "assessor", "supervisor", "board", "editor"))
    assert client.get(address).status_code == 404


def test_nobody_writes_into_another_persons_lesson(client, ada):
    learning(ada)
    client.force_login(person("Eve"))
    assert client.post("/learn/listening/start/").status_code == 404
    assert client.post("/learn/listening/being-heard/", {"act": "next"}).status_code == 404
    assert client.post("/learn/listening/being-heard/reflection/r1/", {"text": "x", "version": "0"}).status_code == 404
    assert not StepFinished.objects.exists()


def test_who_left_reads_no_more_and_finds_everything_on_coming_back(client, ada):
    edition(slug="boundaries")
    mine = complete(learning(ada))
    end_enrolment(enrolment=mine.enrolment, by=person("Gus", "manager"))
    client.force_login(ada)
    assert client.get("/learn/listening/").status_code == 404
    enrol(person=ada, cohort=mine.enrolment.cohort)
    assert "You have completed this module" in client.get("/learn/listening/").content.decode()


def test_one_active_place_per_person_and_cohort(ada):
    group = cohort()
    first = enrol(person=ada, cohort=group)
    assert enrol(person=ada, cohort=group) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.create(person=ada, cohort=group)


def test_a_block_that_the_edition_does_not_have_takes_no_words(client, ada):
    learning(ada)
    client.force_login(ada)
    assert client.post("/learn/listening/being-heard/reflection/nope/", {"text": "x", "version": "0"}).status_code == 404
    client.post("/learn/listening/being-heard/", {"nope-text": "x", "nope-answer": "b", "act": "next"})
    assert not JournalEntry.objects.exists()
    assert not KnowledgeAnswer.objects.exists()


# --- statements ------------------------------------------------------------------------------------


def many_blocks(n):
    return edition([step("long", *(block for i in range(n) for block in (text(f"t{i}"), check(f"c{i}"), reflection(f"r{i}"))))])


@pytest.mark.parametrize("n", [1, 10, 30])
def test_a_step_page_takes_at_most_six_statements(client, ada, django_assert_max_num_queries, n):
    mine = learning(ada, many_blocks(n))
    client.force_login(ada)
    first = {f"r{i}-text": "Words" for i in range(n)} | {f"c{i}-answer": "a" for i in range(n)}
    client.post("/learn/listening/long/", {**first, "act": "save"})
    assert JournalEntry.objects.count() == n
    client.get("/learn/listening/long/")
    with django_assert_max_num_queries(6):
        assert client.get("/learn/listening/long/").status_code == 200
    ModuleEnrolment.objects.filter(pk=mine.pk).update(step_key="")
    with django_assert_max_num_queries(6):
        client.get("/learn/listening/long/")


def test_the_body_of_a_step_is_read_and_drawn_once(client, ada):
    """Afterwards nothing asks for the content of an edition, or for words that were lent to it, whoever opens the step."""
    SHELF.clear()
    edition_of_all = many_blocks(3)
    learning(ada, edition_of_all)
    learning(person("Eve"), edition_of_all)

    def asked_by(reader):
        client.force_login(reader)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/learn/listening/long/").content.decode()
        return page, [query["sql"] for query in asked if '"content"' in query["sql"] or "editionfragment" in query["sql"]]

    first, reads = asked_by(ada)
    assert len(reads) == 1
    for reader in (ada, User.objects.get(called="Eve")):
        again, reads = asked_by(reader)
        assert reads == []
        assert again.count("perfect words") == first.count("perfect words") == 3


@pytest.mark.parametrize("n", [1, 30])
def test_the_shelf_takes_as_many_statements_for_thirty_modules_as_for_one(client, ada, django_assert_max_num_queries, n):
    group = cohort()
    for i in range(n):
        learning(ada, edition(slug=f"module-{i}", position=i), group)
    client.force_login(ada)
    client.get("/learn/")
    with django_assert_max_num_queries(8):  # two of them look for planned days and for what is coming up
        page = client.get("/learn/").content.decode()
    assert page.count('class="req"') == n


@pytest.mark.parametrize("n", [1, 30])
def test_a_module_page_takes_as_many_statements_for_thirty_steps_as_for_one(client, ada, django_assert_max_num_queries, n):
    learning(ada, edition([step(f"s{i}", check()) for i in range(n)]))
    client.force_login(ada)
    client.get("/learn/listening/")
    with django_assert_max_num_queries(7):
        assert client.get("/learn/listening/").status_code == 200


def test_starting_uses_the_edition_that_is_taught_today(ada):
    old = edition(effective_from=clock.now() - timedelta(days=2))
    new = edition(key=old.module_key, number="2.0")
    edition(key=old.module_key, number="3.0", effective_from=clock.now() + timedelta(days=2))
    assert start_module(enrolment=place(ada), edition=new).edition == new
    assert list(type(old).objects.taught()) == [new]
