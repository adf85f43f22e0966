"""A break shows nowhere outside: the answer to a stranger is the same, letter by letter."""

import re
from datetime import timedelta

import pytest

from accounts.models import Break
from schemes.dates import authority_day
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on, code_of, issued
from tests.factories.schemes import QUICK, board_member, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy():
    ada = UserFactory(called="Ada", certificate_name="Ada Ørsted", check_name="Ørsted")
    version = release(QUICK.replace("valid_months: 36, grace_days: 30}", "valid_months: 36, grace_days: 30, breaks_add_months: 12}"))
    return issued(awarded_on(ada, authority_day() - timedelta(days=400), board_member(), version))


def answers(client, copy):
    """What a stranger reads by number and by the square code, without the instants and the token of the form."""
    code = code_of(copy)
    pages = [
        client.post("/check/", {"number": copy.number, "name": "Ørsted"}).content.decode(),
        client.post(f"/v/{code}/", {"name": "Ørsted"}).content.decode(),
    ]
    return [re.sub(r'\d{1,2} \w+ \d{4}, \d\d:\d\d \(UTC\)|name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]


@pytest.mark.parametrize("ended_days_ago", [None, 50])
def test_a_stranger_reads_current_and_nothing_of_a_break(client, copy, ended_days_ago):
    before = answers(client, copy)
    today = authority_day()
    ended_on = today - timedelta(days=ended_days_ago) if ended_days_ago else None
    Break.objects.create(
        person=copy.certification.person, began_on=today - timedelta(days=100), back_on=today + timedelta(days=9), ended_on=ended_on
    )
    after = answers(client, copy)
    assert after == before
    for page in after:
        assert "This certificate is current" in page
        assert "break" not in re.sub(r"<[^>]+>", " ", page).lower()
