"""Several at once, on real connections. SQLite in memory has one connection, so this runs on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.services import release_wording, tell
from accounts.services.delivery import deliver_due
from lms.core.errors import Refused
from lms.core.models import DeliveryLine, Job, OutboxMessage
from tests.accounts.messages.conftest import NIGHT
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
LINK = {"link": "http://localhost:8000/hours/"}


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("one connection only")


def at_once(*acts):
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(10)
            return act()
        except Refused as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_four_tellers_with_one_key_write_one_message():
    ada = UserFactory(called="Ada")
    told = at_once(*[lambda: tell(person=ada, kind="test.now", key="same", values=LINK)] * 4)
    assert len({message.pk for message in told}) == OutboxMessage.objects.count() == Job.objects.count() == 1
    assert DeliveryLine.objects.count() == 1


def test_four_ticks_deliver_once(time):
    ada, eve = UserFactory(called="Ada"), UserFactory(called="Eve", email=None)
    time.set(NIGHT)
    for number in range(4):
        tell(person=ada, kind="test.note", key=f"a{number}", values=LINK)
        tell(person=eve, kind="test.note", key=f"e{number}", values=LINK)
    time.forward(hours=12)
    at_once(*[lambda: deliver_due(time.moment)] * 4)
    assert list(OutboxMessage.objects.filter(kind="accounts.digest").values_list("state", flat=True)) == ["going"]
    assert Job.objects.count() == 1
    assert DeliveryLine.objects.filter(what="here").count() == 8


def test_two_administrators_release_one_version_and_one_is_told():
    admins = [with_role("admin", "Ash"), with_role("admin", "Ana")]
    words = {"kind": "test.note", "language": "en-gb", "subject": "A line", "body": "{link}", "based_on": 0}
    answers = at_once(*[lambda by=by: release_wording(by=by, **words) for by in admins])
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
