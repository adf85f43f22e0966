"""What a break does to awards and months is said before it begins; the board sees it beside an open case only."""

from datetime import timedelta

import pytest

from accounts.services.breaks import end_break, start_break
from lms.core import clock
from schemes.dates import authority_day
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on
from tests.factories.schemes import QUICK, begun, board_member, decided, quick, release, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def limits(client, person):
    client.force_login(person)
    return " ".join(client.get("/pause/").content.decode().split())


def holding(person, terms, days_ago=300):
    version = release(QUICK.replace("valid_months: 36, grace_days: 30}", terms))
    return awarded_on(person, authority_day() - timedelta(days=days_ago), board_member(), version)


def test_without_an_award_there_is_no_limit(client, ada):
    assert "A break may be as long as you need." in limits(client, ada)


def test_an_award_says_until_when_and_how_much_a_break_adds_at_most(client, ada):
    holding(ada, "valid_months: 12, breaks_add_months: 6}")
    assert "Days on a break are added, up to 6 months in all." in limits(client, ada)


def test_after_a_break_the_holder_reads_the_longer_day(client, ada):
    holding(ada, "valid_months: 12, breaks_add_months: 6}", days_ago=400)
    today = clock.today()
    start_break(person=ada, on=today - timedelta(days=200))
    end_break(person=ada, on=today - timedelta(days=100))
    now = limits(client, ada)
    assert "lasts until" in now


def test_an_award_that_a_break_does_not_move_says_so(client, ada):
    holding(ada, "valid_months: 12}")
    assert "Your scheme does not move that day for a break." in limits(client, ada)


@pytest.mark.parametrize(
    ("extra", "said"), [(", within_months: 12", True), (", within_months: 12, without_breaks: true", False), ("", False)]
)
def test_months_that_run_on_are_told_to_whoever_applies(client, ada, extra, said):
    release(QUICK.replace("title: Practice, minutes: 60", f"title: Practice, minutes: 60{extra}"))
    begun(ada)
    assert ("Those months run on during a break." in limits(client, ada)) == said


def test_the_board_sees_a_break_beside_an_open_case_and_no_longer(client, ada):
    quick()
    application = sent(ada)
    start_break(person=ada)
    di = board_member()
    client.force_login(di)
    where = f"/manage/decisions/{application.public_id}/"
    assert "On a break" in client.get(where).content.decode()
    decided(application, by=board_member("Dora"))
    assert "On a break" not in client.get(where).content.decode()
