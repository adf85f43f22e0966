"""Entries for tests. What is sent or confirmed went through the services, like everything real."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.models import Relation, User
from logbook.facts import Facts
from logbook.models import Entry
from logbook.services import countersign, log_entry, return_entry, submit

DAY = date(2026, 3, 2)
SOON_AFTER = date(2026, 3, 9)
LONG_AGO = date(2020, 1, 1)


def facts(kind="practice", **more) -> Facts:
    """Three hours of peer support, or an hour of supervision."""
    usual = {
        "practice": {"minutes": 180, "activity": "direct_support", "setting": "drop_in"},
        "supervision": {"minutes": 60, "activity": "supervision", "topics": ("boundaries",)},
    }
    return Facts(**{"kind": kind, "on": DAY, **usual[kind], **more})


def supervises(by: User, of: User, **dates) -> Relation:
    """A relation since 2020, unless said otherwise."""
    return Relation.objects.create(kind="supervises", by=by, of=of, **{"from_on": LONG_AGO, **dates})


class EntryFactory(DjangoModelFactory):
    """A draft as a row, without the services."""

    class Meta:
        model = Entry

    person = factory.SubFactory("tests.factories.accounts.UserFactory")
    logged_by = factory.SelfAttribute("person")
    kind = "practice"
    on = DAY
    minutes = 180
    activity = "direct_support"


def draft(person: User, supervisor: User | None = None, *, note: str = "", sure=(), once="", **more) -> Entry:
    """Something a person logged a week later and did not send."""
    return log_entry(
        person=person, by=person, facts=facts(**more), supervisor=supervisor, note=note, sure=sure, once=once, today=SOON_AFTER
    )


def session_by(supervisor: User, person: User, *, note: str = "", **more) -> Entry:
    """A session that the supervisor logged: it waits for the person."""
    said = facts("supervision", **more)
    return log_entry(person=person, by=supervisor, facts=said, supervisor=supervisor, note=note, today=SOON_AFTER)


def sent(person: User, supervisor: User, **more) -> Entry:
    return submit(entry=draft(person, supervisor, **more), by=person)


def confirmed(person: User, supervisor: User, **more) -> Entry:
    return countersign(entry=sent(person, supervisor, **more), by=supervisor)


def asked(person: User, supervisor: User, question: str = "Was it two hours?", **more) -> Entry:
    return return_entry(entry=sent(person, supervisor, **more), by=supervisor, question=question)
