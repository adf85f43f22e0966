"""Taking two joined records apart: by an officer or by the link in the mail, within 30 days, and not after an erasure."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import MergeUndone, User
from accounts.queries import roles_of, selves
from accounts.services import erase, undo_merge
from assessments.queries.portfolio import portfolio_of
from courses.models import Enrolment, JournalEntry
from courses.queries import shelves_of
from courses.services.write_journal import write_journal
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.desk.services.records import broken_records
from logbook.models import Entry
from logbook.queries import log_of
from schemes.models import Application, Certification
from tests.factories import assessments_evidence as assessed
from tests.factories import courses, logbook
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.schemes import certified

from .people import fresh, joined, two_adas

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def link_told(address: str) -> str:
    """The token in the mail to an address."""
    run_waiting_jobs()
    words = next(message.body for message in mail.outbox if message.to == [address])
    return words.split("/merge/")[1].split("/")[0]


def test_taking_apart_ends_it_and_twice_is_once():
    ada, second = two_adas()
    made, pia = joined(ada, second), with_role("privacy", "Pia")
    done = undo_merge(merge=made, by=pia, reason="mistake")
    assert undo_merge(merge=made, by=None, reason="objection") == done
    fresh(ada, second)
    assert (selves(ada), selves(second)) == ({ada.pk}, {second.pk})
    assert not ada.has_duplicates
    assert str(second) == "Ada Again"
    assert MergeUndone.objects.count() == 1


def test_after_thirty_days_it_stays():
    ada, second = two_adas()
    made = joined(ada, second, at=clock.now() - timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match="30 days"):
        undo_merge(merge=made, by=None, reason="objection")
    assert User.objects.get(pk=second.pk).merged_into_id == ada.pk


def test_taking_apart_leaves_a_third_record_joined():
    ada, second = two_adas()
    third, pia = UserFactory(), with_role("privacy", "Pia")
    made = joined(ada, second, by=pia)
    joined(ada, third, by=pia)
    undo_merge(merge=made, by=pia, reason="mistake")
    fresh(ada)
    assert selves(ada) == {ada.pk, third.pk}


def test_after_an_erasure_nothing_is_taken_apart_and_every_record_is_gone():
    ada, second = two_adas()
    made = joined(ada, second)
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    fresh(ada, second)
    assert [(each.called, each.email, each.erased_at is not None) for each in (ada, second)] == [("Somebody who left", None, True)] * 2
    with pytest.raises(Refused, match="erased"):
        undo_merge(merge=made, by=None, reason="objection")


def test_past_roles_of_the_second_record_grant_nothing_today():
    ada, second = two_adas()
    began = clock.today() - timedelta(days=30)
    RoleGrantFactory(person=second, role="board", from_on=began, until_on=clock.today() - timedelta(days=1))
    joined(ada, second)
    assert roles_of(ada) == frozenset()


def test_the_link_in_the_mail_takes_them_apart_without_signing_in(client):
    ada, second = two_adas()
    made = joined(ada, second)
    token = link_told("second@example.org")
    page = client.get(reverse("accounts:merge_objection", args=[token]))
    assert page.status_code == 200
    assert "Ada" not in page.content.decode()  # the two may be two people: neither learns the other's name
    assert not MergeUndone.objects.exists()  # opening it changes nothing: mail scanners follow links
    client.post(reverse("accounts:merge_objection", args=[token]))
    assert MergeUndone.objects.get().merge == made
    assert (MergeUndone.objects.get().by, MergeUndone.objects.get().reason) == (None, "objection")


def test_a_token_that_we_never_made_opens_nothing(client):
    assert client.get("/merge/not-a-token/").status_code == 404


def fresh_one(person: User) -> User:
    return User.objects.get(pk=person.pk)


def readable(person: User) -> str:
    """Everything that this person can read as their own, as text."""
    person = fresh_one(person)
    return json.dumps(
        {
            "places": list(Enrolment.objects.filter(person=person).values_list("public_id", "state")),
            "shelves": [(shelf.cohort.title, [line.state for line in shelf.lines]) for shelf in shelves_of(person)],
            "log": [
                (entry.public_id, entry.state, entry.minutes) for kind in ("practice", "supervision") for entry in log_of(person, kind)
            ],
            "portfolio": [[(each.state, len(each.pieces)) for each in part.standings] for part in portfolio_of(person)],
            "journal": sorted(JournalEntry.objects.readable_by(person).values_list("public_id", flat=True)),
            "held": sorted(Certification.objects.readable_by(person).values_list("number", flat=True)),
            "asked": sorted(Application.objects.readable_by(person).values_list("public_id", flat=True)),
            "called": str(person),
        }
    )


def test_taken_apart_everything_is_as_before():
    ada, second = two_adas()
    cy, at, version = with_role("supervisor", "Cy"), courses.cohort(), assessed.framework()
    for number, person in enumerate((ada, second), 1):
        courses.learning(person, at=at)
        logbook.supervises(cy, person)
        logbook.sent(person, cy, minutes=30 * number, on=logbook.DAY.replace(day=1))
        assessed.sent(person, version)
        write_journal(person=courses.may_write(person), text="private", version=0)
    certified(second)
    before = [readable(ada), readable(second)]
    made = joined(ada, second)
    assert readable(ada) != before[0]
    undo_merge(merge=made, by=with_role("privacy", "Quin"), reason="mistake")
    assert [readable(ada), readable(second)] == before
    assert list(broken_records()) == []


def test_what_was_written_meanwhile_stays_with_the_record_that_was_kept():
    ada, second = two_adas()
    made = joined(ada, second)
    logbook.draft(fresh_one(ada), minutes=15)
    undo_merge(merge=made, by=None, reason="objection")
    fresh(ada, second)
    assert [Entry.objects.readable_by(person).count() for person in (ada, second)] == [1, 0]
