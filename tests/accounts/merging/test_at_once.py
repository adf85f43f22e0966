"""Two joinings at the same moment. On PostgreSQL with threads; SQLite has one writer, and the second looks again (test_joining)."""

import pytest
from django.db import connection  # noqa: F401 - asked by skipif

from accounts.models import Merge, User
from accounts.services import merge, undo_merge
from lms.core.errors import Refused
from tests.factories.accounts import UserFactory, with_role
from tests.schemes.test_at_once import at_once

from .people import two_adas

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer: nothing happens at once"),
]


def test_two_joinings_that_cross_end_with_exactly_one():
    for _round in range(5):
        ada, second = UserFactory(), UserFactory()
        pia, quin = with_role("privacy", "Pia"), with_role("privacy", "Quin")
        results, refusals = at_once(
            lambda a=ada, b=second, by=pia: merge(kept=a, joined=b, by=by, reason="asked"),
            lambda a=ada, b=second, by=quin: merge(kept=b, joined=a, by=by, reason="asked"),
        )
        assert (len(results), len(refusals)) == (1, 1)
        assert User.objects.filter(pk__in=[ada.pk, second.pk], merged_into__isnull=False).count() == 1


def test_a_chain_never_comes_about_when_two_joinings_meet_in_one_record():
    ada, second = two_adas()
    third, pia, quin = UserFactory(), with_role("privacy", "Pia"), with_role("privacy", "Quin")
    at_once(
        lambda: merge(kept=ada, joined=second, by=pia, reason="asked"),
        lambda: merge(kept=second, joined=third, by=quin, reason="asked"),
    )
    joined_ids = set(Merge.objects.values_list("joined", flat=True))
    assert not joined_ids & set(Merge.objects.values_list("kept", flat=True))


def test_an_objection_and_an_officer_at_once_are_one_undoing():
    ada, second = two_adas()
    pia = with_role("privacy", "Pia")
    made = merge(kept=ada, joined=second, by=pia, reason="asked")
    results, refusals = at_once(
        lambda: undo_merge(merge=Merge.objects.get(pk=made.pk), by=None, reason="objection"),
        lambda: undo_merge(merge=Merge.objects.get(pk=made.pk), by=pia, reason="mistake"),
    )
    assert (len({done.pk for done in results}), refusals) == (1, [])
    with pytest.raises(Refused):
        merge(kept=ada, joined=ada, by=pia, reason="asked")
