"""Days that a cohort planned: moved by breaks, said kindly, closing nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Break
from accounts.resting.pauses import Pause
from courses.queries import shelves_of, with_dues
from courses.queries.dues import Due, dues_of, moved_due
from courses.services.enrol import enrol
from courses.services.set_dues import set_dues
from lms.core import clock
from lms.core.errors import Refused
from tests.courses.test_learning import complete
from tests.factories.cohorts import facilitator
from tests.factories.courses import LONG_AGO, PROGRAMME, cohort, edition, learning, person

MAY_4, JUNE_1 = date(2027, 5, 4), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("pauses", "since", "today", "says"),
    [
        ((), LONG_AGO, date(2027, 5, 4), Due(MAY_4, False)),  # the day itself is not past
        ((), LONG_AGO, date(2027, 5, 5), Due(MAY_4, True)),
        ((Pause(date(2027, 4, 1), date(2027, 4, 11)),), LONG_AGO, JUNE_1, Due(date(2027, 5, 14), True)),
        ((Pause(date(2027, 4, 1), date(2027, 4, 11)),), date(2027, 4, 20), JUNE_1, Due(MAY_4, True)),  # before they came: nothing
        ((Pause(date(2027, 4, 30)),), LONG_AGO, date(2027, 6, 1), Due(date(2027, 6, 6), False)),  # still away: never past
        ((Pause(date(2027, 5, 20), date(2027, 5, 30)),), LONG_AGO, JUNE_1, Due(MAY_4, True)),  # began after it
    ],
)
def test_breaks_move_the_day_for_whoever_had_them(pauses, since, today, says):
    assert moved_due(MAY_4, pauses, since, today) == says


pytestmark = [pytest.mark.django_db]


@pytest.fixture
def gus():
    return person("Gus", "manager")


def test_the_day_stands_beside_the_module_until_it_is_done(client, gus):
    group, ada, eve = cohort(), person("Ada"), person("Eve")
    taught = edition()
    for who in (ada, eve):
        enrol(person=who, cohort=group, on=LONG_AGO)
    day = clock.today() + timedelta(days=3)
    set_dues(cohort=group, dues={taught.module_key: day}, by=gus)
    Break.objects.create(person=eve, began_on=clock.today() - timedelta(days=10), ended_on=clock.today() - timedelta(days=3))
    assert dues_of(ada) == {(group.pk, taught.module_key): Due(day, False)}
    assert dues_of(eve) == {(group.pk, taught.module_key): Due(day + timedelta(days=7), False)}
    client.force_login(ada)
    for address in ("/learn/", "/home/"):
        assert f"Planned: by {day.day} {day:%B}" in client.get(address).content.decode()
    complete(learning(ada, taught, group))
    assert [line.due for line in with_dues(ada, shelves_of(ada))[0].lines] == [None]


def test_a_day_that_has_gone_by_is_no_reproach(client, gus):
    group, taught, ada = cohort(), edition(), person("Ada")
    enrol(person=ada, cohort=group, on=LONG_AGO)
    day = clock.today() - timedelta(days=40)
    set_dues(cohort=group, dues={taught.module_key: day}, by=gus)
    client.force_login(ada)
    page = client.get("/learn/").content.decode()
    assert f"Was planned for {day.day} {day:%B}" in page
    assert "overdue" not in page.lower()
    assert "late" not in page.lower().split("was planned")[1][:80]


def test_days_are_the_managers_and_within_the_cohorts_own(gus):
    group, taught = cohort(starts_on=MAY_4, ends_on=JUNE_1), edition()
    for day in (MAY_4 - timedelta(days=1), JUNE_1 + timedelta(days=1)):
        with pytest.raises(Refused, match="between the first and the last"):
            set_dues(cohort=group, dues={taught.module_key: day}, by=gus)
    for somebody in (person("Eve"), facilitator(group)):
        with pytest.raises(PermissionDenied):
            set_dues(cohort=group, dues={taught.module_key: MAY_4}, by=somebody)
    set_dues(cohort=group, dues={taught.module_key: MAY_4}, by=gus)
    set_dues(cohort=group, dues={taught.module_key: None}, by=gus)
    assert not group.dues.exists()


def test_a_manager_writes_them_on_one_page(client, gus):
    group = cohort(programme_key=PROGRAMME)
    first, second = edition(slug="listening"), edition(slug="boundaries")
    client.force_login(gus)
    address = f"{group.get_absolute_url()}dates/"
    name = f"due_{first.module_key}"
    typed = {f"{name}_day": "4", f"{name}_month": "5", f"{name}_year": "2027"}
    assert client.post(address, {**typed, f"{name}_month": "13"}).status_code == 422
    assert client.post(address, typed).url == group.get_absolute_url()
    assert dict(group.dues.values_list("module_key", "due_on")) == {first.module_key: MAY_4}
    page = client.get(address).content.decode()
    assert second.title in page
    assert 'value="2027"' in page
