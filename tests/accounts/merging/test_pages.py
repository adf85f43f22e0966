"""/manage/merge/: named by reference or address, previewed in numbers and days, joined on a page of its own."""

import pytest
from django.urls import reverse

from accounts.models import Merge, MergeUndone
from lms.core.models import ReadEvent
from tests.factories import assessments_evidence as assessed
from tests.factories import logbook
from tests.factories.accounts import UserFactory, with_role

from .people import joined, two_adas

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def pia(client):
    person = with_role("privacy", "Pia")
    client.force_login(person)
    return person


def preview(ada, second) -> str:
    return reverse("accounts:merge_preview", args=[ada.public_id, second.public_id])


def test_records_are_found_by_reference_or_address_in_any_case(client, pia):
    ada, second = two_adas()
    answer = client.post("/manage/merge/", {"kept": f" {ada.public_id.lower()} ", "joined": "SECOND@example.org"})
    assert (answer.status_code, answer.url) == (302, preview(ada, second))
    assert "example.org" not in answer.url  # no address in an address


def test_an_unknown_record_is_said_kindly_and_keeps_what_was_typed(client, pia):
    answer = client.post("/manage/merge/", {"kept": "nobody@example.org", "joined": ""})
    assert answer.status_code == 422
    assert "nobody@example.org" in answer.content.decode()


def test_the_preview_says_numbers_and_days_and_no_contents_and_leaves_a_trace(client, pia):
    ada, second = two_adas()
    cy, version = with_role("supervisor", "Cy"), assessed.framework()
    logbook.supervises(cy, second)
    logbook.session_by(cy, second, note="the canary note")
    assessed.sent(second, version, text="the canary piece that nobody may read here", title="canary title")
    body = client.get(preview(ada, second)).content.decode()
    assert "Hours and sessions logged" in body
    assert "Pieces of evidence" in body
    assert "canary" not in body
    assert "second@example.org" not in body
    assert "s…@example.org" in body
    event = ReadEvent.objects.get(record_type="accounts.merge")
    assert {each.person_ref for each in event.subjects.all()} == {ada.public_id, second.public_id}
    assert not Merge.objects.exists()


def test_where_something_stands_in_the_way_the_page_says_what_and_offers_no_button(client, pia):
    ada, second = two_adas()
    assessed.tie("conflict", ada, second)
    body = client.get(preview(ada, second)).content.decode()
    assert "they declared a conflict" in body
    assert "Join them" not in body
    answer = client.post(preview(ada, second), {"reason": "asked"})
    assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_a_reason_is_chosen_never_typed(client, pia):
    ada, second = two_adas()
    assert client.post(preview(ada, second), {"reason": "she was ill and joined twice"}).status_code == 422
    assert client.post(preview(ada, second), {}).status_code == 422
    assert client.post(preview(ada, second), {"reason": "new_address"}).status_code == 302
    assert Merge.objects.get().reason == "new_address"


def test_the_undo_page_says_what_stays_and_takes_them_apart(client, pia):
    ada, second = two_adas()
    made = joined(ada, second)
    address = reverse("accounts:merge_undo", args=[made.public_id])
    assert "What was written since then stays with the record that was kept" in client.get(address).content.decode()
    assert client.post(address, {"reason": "mistake"}).status_code == 302
    assert MergeUndone.objects.get().by == pia
    assert "Separate again" in client.get("/manage/merge/").content.decode()


def test_the_person_reads_on_their_own_page_that_two_records_are_one(client):
    ada, second = two_adas()
    joined(ada, second)
    client.force_login(ada)
    assert "Two records of yours are one" in client.get("/me/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_as_many_queries_for_thirty_joinings_as_for_one(client, pia, django_assert_max_num_queries, rows):
    for _row in range(rows):
        joined(UserFactory(), UserFactory(), by=pia)
    with django_assert_max_num_queries(5):
        assert client.get("/manage/merge/").content.decode().count("/manage/merged/") == rows
