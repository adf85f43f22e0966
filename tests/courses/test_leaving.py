"""Leaving a programme: one's own way, the manager's, what stays, and who hears of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.services import merge
from courses.models import Enrolment, PlaceRequest
from courses.services.ask_for_place import answer_place_request
from courses.services.enrol import end_enrolment, enrol
from courses.services.finish_step import finish_step
from courses.services.start_module import start_module
from lms.core.models import MoveEvent, OutboxMessage
from tests.factories.cohorts import asking, group_of
from tests.factories.courses import cohort, edition, learning, person, place, step, text

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def gus():
    return person("Gus", "manager")


def leave(held):
    return reverse("courses:place_leave", args=[held.public_id.lower()])


def end(held):
    return reverse("courses:place_end", args=[held.cohort.public_id.lower(), held.public_id.lower()])


def state(held):
    held.refresh_from_db()
    return held.state


def test_a_learner_leaves_by_one_press_after_reading_what_stays_and_goes(client):
    ada = person("Ada")
    held = learning(ada, edition()).enrolment
    client.force_login(ada)
    assert leave(held) in client.get("/learn/").content.decode()
    asked = client.get(leave(held)).content.decode()
    assert ("What stays" in asked, "What goes" in asked, state(held)) == (True, True, "active")
    said = client.post(leave(held), follow=True).content.decode()
    assert ("What you did stays yours" in said, "Your place has ended" in said, state(held)) == (True, True, "left")
    assert client.get("/learn/listening/").status_code == 404
    assert "1.0" in client.get("/taught/").content.decode()
    assert not OutboxMessage.objects.filter(kind="courses.place_ended").exists()
    assert MoveEvent.objects.get(record_ref=held.public_id).reason == ""
    assert "has changed since" in client.post(leave(held), follow=True).content.decode()
    assert client.get(leave(held)).url == reverse("courses:places")
    enrol(person=ada, cohort=held.cohort)
    assert "Your place has ended" not in client.get("/places/").content.decode()


def test_a_manager_ends_a_place_and_the_person_hears_that_something_has_changed(client, gus):
    ada = person("Ada")
    held = place(ada)
    client.force_login(gus)
    assert end(held) in client.get(f"/manage/people/{ada.public_id.lower()}/").content.decode()
    assert "End the place of" in client.get(end(held)).content.decode()
    assert state(held) == "active"
    assert "does not have a place here any more" in client.post(end(held), follow=True).content.decode()
    assert state(held) == "left"
    told = OutboxMessage.objects.get(kind="courses.place_ended")
    assert (told.to_ref, held.cohort.title in told.subject + told.body, "Gus" in told.body) == (ada.public_id, False, False)
    assert "has changed since" in client.post(end(held), follow=True).content.decode()
    assert end(held) not in client.get(f"/manage/people/{ada.public_id.lower()}/").content.decode()


def test_nobody_elses_place_is_there_to_end(client, gus):
    held, eve = place(person("Ada")), person("Eve")
    client.force_login(eve)
    for address in (leave(held), end(held)):
        assert client.post(address).status_code == 404
    client.force_login(gus)
    assert client.post(leave(held)).status_code == 404
    other = reverse("courses:place_end", args=[cohort("Autumn").public_id, held.public_id])
    assert client.post(other).status_code == 404
    with pytest.raises(PermissionDenied):
        end_enrolment(enrolment=held, by=eve)
    assert state(held) == "active"


def test_a_place_that_somebody_left_is_offered_to_the_next_and_their_old_request_says_no_more_that_they_have_one(client, gus):
    group = cohort(capacity=1, takes_requests=True)
    first, second = asking(group, "First"), asking(group, "Second")
    answer_place_request(request=first, answer="place", by=gus)
    answer_place_request(request=second, answer="wait", by=gus)
    client.force_login(first.person)
    assert "You have a place" in client.get("/places/").content.decode()
    page = client.post(leave(Enrolment.objects.get()), follow=True).content.decode()
    assert "You have a place" not in page
    assert PlaceRequest.objects.get(pk=second.pk).state == "offered"


def test_a_second_place_of_a_joined_record_ends_with_the_first(gus):
    group, (ada, other) = group_of(2)
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    ada.refresh_from_db()
    end_enrolment(enrolment=Enrolment.objects.get(person=ada), by=ada)
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"left"}


def test_two_places_of_joined_records_are_complete_together():
    group, (ada, other) = group_of(2)
    taught = edition(steps=[step("one", text())], programme_key=group.programme_key)
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    ada.refresh_from_db()
    begun = start_module(enrolment=Enrolment.objects.get(person=ada), edition=taught)
    finish_step(learning=begun, step_key="one")
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"completed"}


@pytest.mark.parametrize("n", [1, 9])
def test_the_page_of_places_takes_a_fixed_number_of_statements(client, django_assert_num_queries, n):
    ada = person("Ada")
    for at in range(n):
        end_enrolment(enrolment=place(ada, cohort(f"Left {at}")), by=ada)
    client.force_login(ada)
    client.get("/places/")
    with django_assert_num_queries(4):
        assert client.get("/places/").content.decode().count("Your place has ended") == n
