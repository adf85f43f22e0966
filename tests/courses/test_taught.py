"""What somebody was taught, to be printed for an auditor; and the totals of what was credited."""

from datetime import timedelta

import pytest

from accounts.models import RoleGrant, StoryConsent
from courses.editions.rendering import SHELF
from courses.models import Redaction, TrainingCredit
from courses.queries.credits import CreditTotal, credit_totals
from courses.queries.taught import taught_to
from courses.services.move_along import move_along
from courses.services.take_back_story import take_back_story
from courses.services.withdraw_step import withdraw_step
from lms.core import clock
from lms.core.models import ReadEvent, ReadSubject
from tests.courses.test_learning import complete
from tests.factories.courses import LONG_AGO, PROGRAMME, cohort, edition, learning, note, person, quote, step, text, two_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    SHELF.clear()
    return person("Ada")


@pytest.fixture
def here():
    return cohort()


@pytest.fixture
def moved(ada, here):
    """Ada completed edition 1.0 and was moved to 1.1 by a fix."""
    mine = complete(learning(ada, edition(two_steps()), here))
    move_along(edition=edition(two_steps(), key=mine.module_key, number="1.1", change="fix"))
    mine.refresh_from_db()
    return mine


def inspector(where):
    made = person("Ines")
    until = clock.today() + timedelta(days=20)
    RoleGrant.objects.create(
        person=made, role="inspector", from_on=clock.today(), until_on=until, scope_kind="cohort", scope_key=where.public_id
    )
    return made


def manager(where):
    made = person("Gus")
    RoleGrant.objects.create(person=made, role="manager", from_on=LONG_AGO, scope_kind="cohort", scope_key=where.public_id)
    return made


def address_of(taught):
    return f"/taught/{taught.module_key}/{taught.number}/"


def test_every_edition_that_somebody_followed_is_listed_and_the_credit_names_its_own(client, ada, moved):
    now, then = taught_to(ada)
    assert (now.edition.number, now.is_now, now.steps_finished, now.minutes) == ("1.1", True, 0, 0)
    assert (then.edition.number, then.is_now, then.steps_finished, then.minutes) == ("1.0", False, 2, 480)
    client.force_login(ada)
    page = client.get("/taught/").content.decode()
    assert "Listening 1.0" in page
    assert "8 hours credited" in page
    for line in (now, then):
        assert client.get(address_of(line.edition)).status_code == 200


def test_who_runs_or_inspects_the_course_sees_it_and_the_person_sees_that(client, ada, here, moved):
    gus, ines, quin = manager(here), inspector(here), person("Quin", "quality")
    for reader, role in ((gus, "manager"), (ines, "inspector"), (quin, "quality")):
        client.force_login(reader)
        page = client.get(f"/manage/people/{ada.public_id}/taught/").content.decode()
        assert ("What Ada was taught" in page) is (role != "quality")
        assert (ada.public_id in page) is (role == "quality")
        assert client.get(address_of(moved.moved_from)).status_code == 200
        event = ReadEvent.objects.latest("pk")
        assert (event.actor_ref, event.acting_role, event.record_type) == (reader.public_id, role, "courses.taught")
        assert ReadSubject.objects.get(event=event).person_ref == ada.public_id
        assert client.get(f"/manage/taught/?ref={ada.public_id.lower()}").url.endswith(f"/{ada.public_id.lower()}/taught/")
        assert "has this reference" in client.get("/manage/taught/?ref=nobody").content.decode()


def test_a_role_somewhere_else_shows_no_name_here(client, ada, moved):
    quin = person("Quin", "quality")
    elsewhere = cohort("Elsewhere", programme_key=edition(slug="boundaries", programme_key=moved.module_key).programme_key)
    RoleGrant.objects.create(person=quin, role="manager", from_on=LONG_AGO, scope_kind="cohort", scope_key=elsewhere.public_id)
    client.force_login(quin)
    page = client.get(f"/manage/people/{ada.public_id}/taught/").content.decode()
    assert (f"What {ada.public_id} was taught" in page, "Ada" in page) == (True, False)
    assert ReadEvent.objects.latest("pk").acting_role == "quality"


def test_who_inspects_this_learner_looks_as_an_inspector_whatever_they_run_elsewhere(client, ada, here, moved):
    ines, elsewhere = inspector(here), cohort("Elsewhere", programme_key=moved.module_key)
    RoleGrant.objects.create(person=ines, role="manager", from_on=LONG_AGO, scope_kind="cohort", scope_key=elsewhere.public_id)
    client.force_login(ines)
    assert client.get(f"/manage/people/{ada.public_id}/taught/").status_code == 200
    assert ReadEvent.objects.latest("pk").acting_role == "inspector"


@pytest.mark.parametrize(("role", "sees_both"), [("manager", False), ("inspector", False), ("quality", True), ("ada", True)])
def test_another_programme_of_a_learner_is_nothing_to_who_runs_this_one(client, ada, here, moved, role, sees_both):
    learning(ada, edition(slug="boundaries", programme_key=moved.module_key))
    made = {"manager": manager, "inspector": inspector}
    reader = ada if role == "ada" else made[role](here) if role in made else person("Quin", role)
    client.force_login(reader)
    page = client.get("/taught/" if role == "ada" else f"/manage/people/{ada.public_id}/taught/").content.decode()
    assert ("Listening 1.0" in page, "Boundaries 1.0" in page) == (True, sees_both)


def test_for_everybody_else_it_is_not_there(client, ada, moved):
    elsewhere = cohort("Elsewhere", programme_key=edition(slug="boundaries", programme_key=moved.module_key).programme_key)
    for reader in (person("Eve"), person("Bo", "assessor"), person("Di", "board"), manager(elsewhere)):
        client.force_login(reader)
        for address in (f"/manage/people/{ada.public_id}/taught/", address_of(moved.edition), f"/taught/{moved.module_key}/9.9/"):
            assert client.get(address).status_code == 404
    client.force_login(person("Zoë"))
    assert client.get("/manage/taught/").status_code == 404


def test_it_is_printed_as_it_stood_with_every_question_and_what_was_taken_back_marked(client, ada, here):
    ed = person("Ed", "editor")
    consent = StoryConsent.objects.create(label="First", attribution="A peer worker")
    told = quote(words="the canary story", consent={"ref": consent.public_id, "attribution": "A peer worker"})
    made = edition(
        [*two_steps(), step("told", note(strength="strong", short="<p>In short.</p>"), text(), told)], slug="told", released_by=ed
    )
    learning(ada, made, here)
    client.force_login(person("Quin", "quality"))
    page = client.get(address_of(made)).content.decode()
    for words in (
        "the canary story",
        "What would you do first?",
        "About “Wait”.",
        "This step talks about a hard night.",
        "In short.",
        made.sha256,
    ):
        assert words in page
    take_back_story(consent=consent, by=ed, reason="asked for")
    assert Redaction.objects.count() == 1
    page = client.get(address_of(made)).content.decode()
    assert "the canary story" not in page
    assert "taken back by its author" in page


def test_a_withdrawn_step_is_in_the_record_with_a_mark_and_not_in_the_learners_own_print(client, ada, here):
    ed = person("Ed", "editor")
    made = edition([step("asking", text(html="<p>The canary words.</p>")), step("other")], released_by=ed)
    learning(ada, made, here)
    withdraw_step(module_key=made.module_key, step_key="asking", reason="safeguarding", by=ed)
    client.force_login(ada)
    own = client.get(address_of(made)).content.decode()
    assert "The canary words." not in own
    assert "being looked after" in own
    client.force_login(person("Quin", "quality"))
    record = client.get(address_of(made)).content.decode()
    assert "The canary words." in record
    assert "Withdrawn now" in record


@pytest.mark.parametrize("n", [1, 12])
def test_the_list_takes_a_fixed_number_of_statements(client, ada, here, django_assert_num_queries, n):
    for number in range(n):
        complete(learning(ada, edition(slug=f"m{number}"), here))
    with django_assert_num_queries(4):
        assert len(taught_to(ada)) == n


# --- totals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 40])
def test_totals_of_everybody_come_in_one_statement(n, here, django_assert_num_queries):
    made = edition(minutes={"listening": 480, "boundaries": 30})
    people = [person(f"Ada {number}") for number in range(n)]
    for each in people:
        for key, domain, minutes in (("a", "listening", 480), ("a", "boundaries", 30), ("b", "listening", 20)):
            module = made.module_key if key == "a" else PROGRAMME
            TrainingCredit.objects.create(person=each, edition=made, module_key=module, domain=domain, minutes=minutes)
    with django_assert_num_queries(1):
        totals = credit_totals()
    assert len(totals) == n
    assert totals[people[0].pk] == [CreditTotal("boundaries", "self_paced", 30), CreditTotal("listening", "self_paced", 500)]


def test_two_records_of_one_person_are_one_and_others_can_be_left_out(ada):
    made, bo, again = edition(), person("Bo"), person("Ada again")
    for each, module in ((ada, made.module_key), (bo, made.module_key), (again, PROGRAMME)):
        TrainingCredit.objects.create(person=each, edition=made, module_key=module, domain="listening", minutes=100)
    again.merged_into = ada
    again.save()
    assert credit_totals()[ada.pk] == [CreditTotal("listening", "self_paced", 200)]
    assert set(credit_totals(type(ada).objects.filter(pk=bo.pk))) == {bo.pk}
