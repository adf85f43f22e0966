"""A role of somebody who is let go of is over at that instant, also one that began the same day."""

import pytest

from accounts.privacy.letting_go import _end_roles
from accounts.queries import roles_of
from lms.core import clock
from tests.factories.accounts import with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_letting_go_ends_a_role_of_today_at_once():
    bo = with_role("board", "Bo", from_on=clock.today())
    _end_roles(bo)
    bo.__dict__.pop("_grants", None)
    assert roles_of(bo) == frozenset()
    assert bo.roles.get().ended_at is not None
