"""A list takes as many queries for thirty rows as for one."""

from datetime import timedelta

import pytest

from logbook.models import Entry
from logbook.services import countersign, return_entry, submit
from tests.factories.accounts import UserFactory
from tests.factories.logbook import DAY, sent, supervises

from .pages import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def many(ada, cy, number):
    start = Entry.objects.count()
    for n in range(start, start + number):
        entry = sent(ada, cy, on=DAY - timedelta(days=n), kind="supervision", note=f"note {n}")
        if n % 3 == 0:
            return_entry(entry=entry, by=cy, question=f"question {n}")
        if n % 3 == 1:
            countersign(entry=entry, by=cy)


@pytest.mark.parametrize(
    ("who", "name", "budget"),
    [("ada", "supervision", 17), ("ada", "hours", 15), ("cy", "supervise", 6), ("cy", "to_sign", 8), ("cy", "supervisee", 10)],
)
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_one(client, ada, cy, django_assert_max_num_queries, who, name, budget):
    kwargs = {"ref": ada.public_id} if name == "supervisee" else {}
    signed_in(client, {"ada": ada, "cy": cy}[who])
    many(ada, cy, 1)
    page(client, name, **kwargs)  # the session and the content types are warm now
    for _ in range(2):
        with django_assert_max_num_queries(budget):
            page(client, name, **kwargs)
        many(ada, cy, 30)


def test_thirty_supervisees_take_as_many_queries_as_one(client, ada, cy, django_assert_max_num_queries):
    signed_in(client, cy)
    page(client, "supervise")
    for person in UserFactory.create_batch(29):
        supervises(cy, person)
        sent(person, cy)
    with django_assert_max_num_queries(6):
        page(client, "supervise")
    with django_assert_max_num_queries(8):
        page(client, "to_sign")


def test_an_entry_with_a_long_conversation_takes_as_many_queries_as_a_short_one(client, ada, cy, django_assert_max_num_queries):
    entry = sent(ada, cy, kind="supervision", note="agreed: rest")
    signed_in(client, cy)
    for _ in range(2):
        page(client, "supervise_entry", ref=entry.public_id)
        with django_assert_max_num_queries(14):  # of these six keep the trace of whose words were opened
            page(client, "supervise_entry", ref=entry.public_id)
        for n in range(10):
            return_entry(entry=entry, by=cy, question=f"question {n}")
            submit(entry=entry, by=ada, answer=f"answer {n}")


def test_forms_take_the_same_queries_with_many_entries(client, ada, cy, django_assert_max_num_queries):
    signed_in(client, ada)
    page(client, "hours_new")
    for _ in range(2):
        for name in ("hours_new", "supervision_new"):
            with django_assert_max_num_queries(9):
                page(client, name)
        many(ada, cy, 30)
