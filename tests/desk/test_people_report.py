"""One row a person: counted as everywhere else, paged on screen, whole as a file, at one price."""

import pytest

from courses.models import TrainingCredit
from courses.queries.credits import credit_totals
from courses.services.keep_register import Was, correct_attendance
from lms.core import clock
from lms.desk.figures.scope import Scope
from lms.desk.people_report import SORTS, PeopleReport
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_evidence import authority, framework, judged, next_round
from tests.factories.assessments_evidence import sent as evidence_sent
from tests.factories.cohorts import AWAY, THERE, group_of, held
from tests.factories.courses import cohort, edition, learning, place
from tests.factories.logbook import confirmed, session_by
from tests.factories.schemes import supervisor_of

from .test_reports import cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


def join(number: int, group) -> list:
    return [place(UserFactory(called=f"Canary {at}"), group).person for at in range(number)]


def rows(gus, **asked):
    return list(PeopleReport(Scope(gus), **asked).every())


def credit(person, module, minutes=480, domain="listening"):
    return TrainingCredit.objects.create(person=person, edition=module, module_key=module.module_key, domain=domain, minutes=minutes)


def join_records(kept, joined):
    joined.merged_into, kept.has_duplicates = kept, True
    for record in (joined, kept):
        record.save()


def of(gus, person):
    """The row that leads to this person."""
    (row,) = [row for row in rows(gus) if row.ref == person.public_id]
    return row


def test_a_row_says_how_far_somebody_is_in_modules_minutes_and_competencies(gus):
    group, module, version = cohort(), edition(), framework()
    others = join(4, group)
    ada = UserFactory(called="Ada Canary")
    begun = learning(ada, module, group)
    begun.completed_at = clock.now()
    begun.save()
    credit(ada, module)
    cy = supervisor_of(ada)
    confirmed(ada, cy, minutes=90)
    session_by(cy, ada)  # waits for Ada: nothing is confirmed
    bo = with_role("assessor", "Bo")
    for key in ("boundaries", "listening"):
        authority(bo, version, key)
    judged(evidence_sent(ada, version), bo)
    later = judged(evidence_sent(ada, version, "listening"), bo, met=False)
    judged(next_round(later.round, "Another way to say it."), bo)
    row = of(gus, ada)
    assert (row.stage, row.modules, row.training, row.practice, row.supervision, row.competencies) == ("learning", 1, 480, 90, 0, 2)
    assert row.has_passed is False
    assert {of(gus, each).stage for each in others} == {"not_opened"}


def test_a_person_with_two_records_is_one_row_and_a_module_counts_once(gus):
    group, module = cohort(), edition()
    ada, *_others = join(5, group)
    second = UserFactory()
    learning(second, module, group)
    for who in (ada, second):
        credit(who, module)
        confirmed(who, supervisor_of(who), minutes=60)
    credit(second, module, 60, "boundaries")
    join_records(ada, second)
    assert len(rows(gus)) == 5
    row = of(gus, ada)
    assert (row.stage, row.training, row.practice) == ("learning", 540, 120)


def test_of_two_records_on_one_register_the_minutes_that_stand_count_once(gus):
    group, people = group_of(6)
    ada, second, *_others = people
    noted = dict.fromkeys(people, AWAY) | {ada: THERE, second: Was("part", 30)}
    before, after = held(group, gus, noted, ago=3), held(group, gus, noted, ago=2)
    join_records(ada, second)
    correct_attendance(workshop=after, person=ada, was=Was("part", 45), by=gus)
    row = of(gus, ada)
    assert (before.minutes, row.training) == (120, 120 + 45)
    assert {total.minutes for total in credit_totals()[ada.pk]} == {row.training}


def test_a_module_done_under_two_records_gives_the_minutes_of_the_better_edition(gus):
    group, module = cohort(), edition()
    ada, *_others = join(5, group)
    second = place(UserFactory(), group).person
    credit(ada, module, 30)
    credit(second, module, 60)
    join_records(ada, second)
    assert of(gus, ada).training == 60


def test_the_file_has_the_rows_of_all_pages_in_the_order_of_the_screen(client, gus):
    group = cohort()
    people = join(60, group)
    module = edition()
    for at, person in enumerate(people):
        credit(person, module, minutes=at + 1)
    client.force_login(gus)
    file = cells(client, "/manage/reports/people.csv?sort=-training")
    assert [int(row[5]) for row in file[1:]] == list(range(60, 0, -1))
    shown = []
    for number in (1, 2):
        words = client.get(f"/manage/reports/people/?sort=-training&page={number}").content.decode()
        shown += [row[0] for row in file[1:] if row[0] in words]
        assert "Canary" not in words
    assert shown == [row[0] for row in file[1:]]


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS), "nonsense", ""])
def test_it_can_be_sorted_by_any_of_its_columns_and_loses_nobody(gus, sort):
    join(6, cohort())
    assert len(rows(gus, sort=sort)) == 6
    assert len(PeopleReport(Scope(gus), sort=sort).page(1)[1]) == 6


def test_a_stage_can_be_asked_for(client, gus):
    group, module = cohort(), edition()
    join(5, group)
    learning(UserFactory(), module, group)
    assert [row.stage for row in rows(gus, stage="learning")] == ["learning"]
    client.force_login(gus)
    assert "Nobody is at this stage." in client.get("/manage/reports/people/?stage=certified").content.decode()
    assert "1 person." in client.get("/manage/reports/people/?stage=learning").content.decode()


def test_codes_lead_to_people_for_those_who_run_the_cohort_and_nowhere_for_inspectors(client, gus):
    people = join(5, cohort())
    for reader, leads in ((gus, True), (with_role("inspector", "Ines"), False)):
        client.force_login(reader)
        words = client.get("/manage/reports/people/").content.decode()
        for person in people:
            assert (f"/manage/people/{person.public_id.lower()}/" in words) is leads
            assert person.public_id not in client.get("/manage/reports/people.csv").getvalue().decode()


@pytest.mark.parametrize("number", [6, 120])
def test_page_and_file_take_a_fixed_number_of_statements(client, gus, number, django_assert_num_queries):
    group = cohort()
    join(number, group)
    client.force_login(gus)
    address = f"?cohort={group.public_id.lower()}&sort=-practice&stage=not_opened"
    client.get(f"/manage/reports/people/{address}")
    with django_assert_num_queries(10):
        client.get(f"/manage/reports/people/{address}")
    with django_assert_num_queries(8):
        client.get(f"/manage/reports/people.csv{address}").getvalue()
