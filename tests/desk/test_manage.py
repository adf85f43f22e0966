"""The first page of a programme manager: what waits, and numbers; never anybody's work."""

from datetime import timedelta

import pytest

from accounts.models import RoleGrant
from accounts.services.invite import ask_again
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.write_journal import write_journal
from lms.core import clock
from lms.core.models import Job
from lms.desk.queries import manage_screen
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_evidence import framework
from tests.factories.assessments_evidence import sent as evidence_sent
from tests.factories.courses import cohort, edition, learning, may_write, place, workshop
from tests.factories.schemes import quick

pytestmark = pytest.mark.django_db


@pytest.fixture
def gus():
    return with_role("manager", "Gus", email="gus@people.example")


@pytest.fixture
def page(client):
    def read(someone) -> str:
        client.force_login(someone)
        return client.get("/manage/").content.decode()

    return read


def invited(at, by, called="Zoë"):
    return invite_to_cohort(cohort=at, email=f"{called.lower().replace(' ', '.')}@people.example", called=called, by=by)


@pytest.mark.parametrize("role", ["assessor", "supervisor", "board", "editor", "admin"])
def test_it_is_not_there_for_anybody_else(client, role):
    cohort("The canary cohort")
    client.force_login(with_role(role, "Di"))
    assert client.get("/manage/").status_code == 404


def test_the_first_run_names_what_is_missing(page, gus):
    words = page(gus)
    assert "Before the first people can start" in words
    assert manage_screen(gus).has_scheme is False
    quick()
    workshop(UserFactory(called="Ed"))
    screen = manage_screen(gus)
    assert (screen.has_scheme, screen.has_programme, screen.may_open) == (True, True, True)
    assert 'href="/manage/cohorts/new/"' in page(gus)


def test_once_there_is_a_cohort_the_list_of_first_things_is_gone(page, gus):
    cohort("Spring 2027")
    assert "Before the first people can start" not in page(gus)


def test_people_are_counted_by_stage(gus):
    group, module = cohort(), edition()
    learning(UserFactory(), module, group)
    place(UserFactory(), group)
    done = place(UserFactory(), group)
    done.state = "completed"
    done.save()
    invited(group, gus)
    [line] = manage_screen(gus).cohorts
    assert (line.invited, line.not_started, line.learning, line.completed, line.left) == (1, 1, 1, 1, 0)
    assert manage_screen(gus).numbers == {"learning": 1, "not_started": 1, "completed": 1, "invited": 1}
    assert manage_screen(gus, clock.now() + timedelta(days=15)).cohorts[0].links_ended == 1


def test_somebody_who_asks_for_a_new_link_waits_on_us_until_they_have_it(page, gus):
    group = cohort("Spring 2027")
    ask_again(invitation=invited(group, gus))
    invited(group, gus, "Quiet one")
    words = page(gus)
    assert "1 asks for a new link" in words
    assert "Zoë" in words
    assert "Quiet one" not in words
    invited(group, gus)
    assert manage_screen(gus).asking == []


def test_a_cohort_without_people_and_stuck_work_wait_on_us(page, gus):
    cohort("Nobody here")
    Job.objects.create(kind="certificates.issue", key="one", state="stuck", person_ref="CANARYREF1", trouble="The canary trouble")
    words = page(gus)
    assert "Nobody invited yet" in words
    assert "1 stuck" in words
    assert "canary" not in words.lower()


def test_when_nothing_waits_it_says_so(page, gus):
    place(UserFactory(), cohort())
    assert "Nothing waits for us" in page(gus)


def test_a_manager_of_one_cohort_sees_that_one(page):
    mine, other = cohort("Mine"), cohort("The canary cohort")
    gus = UserFactory(called="Gus")
    RoleGrant.objects.create(person=gus, role="manager", scope_kind="cohort", scope_key=mine.public_id, from_on=clock.today())
    by = with_role("manager", "Max")
    ask_again(invitation=invited(other, by, "Canary"))
    assert [line.cohort for line in manage_screen(gus).cohorts] == [mine]
    assert "canary" not in page(gus).lower()


def test_a_manager_sees_no_work_and_no_words(page, gus):
    ada = UserFactory(called="Ada")
    begun = learning(ada, edition(), cohort("Spring 2027"))
    assert begun.enrolment.person == ada
    write_journal(person=may_write(ada), text="The canary words", version=0)
    evidence_sent(ada, framework(), title="The canary piece", text="Canary evidence.")
    words = page(gus)
    assert "Spring 2027" in words
    assert "canary" not in words.lower()
    assert "Ada" not in words


@pytest.mark.parametrize("n", [1, 30])
def test_it_takes_a_fixed_number_of_statements(client, gus, n, django_assert_num_queries):
    module = edition()
    for at in range(n):
        group = cohort(f"Cohort {at}")
        learning(UserFactory(), module, group)
        ask_again(invitation=invited(group, gus, f"Zoë {at}"))
    client.force_login(gus)
    client.get("/manage/")
    with django_assert_num_queries(16):
        assert client.get("/manage/").status_code == 200
