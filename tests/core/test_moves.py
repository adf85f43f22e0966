"""States move along a table, and every move stays."""

import pytest
from django.core.exceptions import PermissionDenied

from lms.core.models import Job, MoveEvent, ReadEvent, ReadSubject
from lms.core.moves import Move, NotAllowed, move
from lms.core.permissions import allowed
from lms.core.reads import record_read
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


class Moving(Job):
    """Any model with a state will do; a job is the plainest one of the building blocks."""

    MOVES = {"begin": Move({"waiting"}, "running"), "stop": Move({"running"}, "stuck", needs="nobody.may")}

    class Meta:
        proxy = True
        app_label = "core"


@pytest.fixture
def job():
    return Moving.objects.create(kind="t", key="k")


def test_a_move_changes_the_state_and_says_who_when_and_from_where(job):
    ada = UserFactory()
    move(job, "begin", by=ada, reason="it is time")
    event = MoveEvent.objects.get()
    assert (job.state, event.from_state, event.to_state, event.by_ref, event.reason) == (
        "running",
        "waiting",
        "running",
        ada.public_id,
        "it is time",
    )


def test_a_move_from_a_state_that_has_gone_is_refused_kindly(job):
    ada, stale = UserFactory(), type(job).objects.get(pk=job.pk)
    move(job, "begin", by=ada)
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        move(stale, "begin", by=ada)
    assert MoveEvent.objects.count() == 1


def test_a_move_that_needs_a_permission_which_nobody_has_is_denied(job):
    ada = UserFactory()
    move(job, "begin", by=ada)
    with pytest.raises((PermissionDenied, KeyError)):
        move(job, "stop", by=ada)


def test_reading_somebody_elses_record_leaves_an_event_with_its_subjects(django_assert_num_queries):
    bo, ada, eve = UserFactory(), UserFactory(), UserFactory()
    with django_assert_num_queries(2):
        record_read(actor=bo, subjects=[ada.public_id, eve.public_id], record_type="evidence", record_ids=["A", "B"])
    assert {(row.person_ref, row.record_ref) for row in ReadSubject.objects.all()} == {(ada.public_id, "A"), (eve.public_id, "B")}
    assert ReadEvent.objects.get().actor_ref == bo.public_id


def test_reading_ones_own_record_leaves_no_event():
    ada = UserFactory()
    assert record_read(actor=ada, subjects=[ada.public_id], record_type="evidence") is None
    assert not ReadEvent.objects.exists()


def test_a_permission_that_nobody_defined_is_not_given():
    assert not allowed(UserFactory(), "nobody.knows")
