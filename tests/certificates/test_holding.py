"""The holder's pages: theirs alone."""

import pytest

from accounts.services.names import choose_certificate_name
from certificates.models import Copy
from certificates.queries import JOB_KIND
from certificates.services import ask_for_copy
from certificates.services.check import answer_check
from certificates.storage import private, read
from lms.core.ids import show_number
from lms.core.jobs import run_waiting_jobs
from lms.core.models import Job
from schemes.services import revoke, suspend
from tests.certificates.conftest import AWARDED, UNTIL, said
from tests.certificates.test_checking import words
from tests.factories.accounts import UserFactory, with_role
from tests.factories.certificates import awarded_on, issued
from tests.factories.schemes import board_member

pytestmark = pytest.mark.django_db
LAYOUTS = ("pdf/", "pdf/large/", "pdf/card/")


@pytest.fixture
def at_home(client, proof):
    client.force_login(proof.ada)
    return client


# --- the list ----------------------------------------------------------------------------------------------------------


def test_nobody_s_list_is_empty_with_kind_words(client):
    client.force_login(UserFactory())
    assert "When you have one it will live here." in words(client.get("/certificate/"))


def test_the_list_shows_title_number_and_standing(at_home, proof):
    page = words(at_home.get("/certificate/"))
    assert "Certified Peer Support Worker" in page
    assert show_number(proof.number) in page
    assert f"Current until {said(UNTIL)}" in page


def test_a_copy_in_the_making_is_shown_with_its_progress(client, ada):
    awarded_on(ada, AWARDED, board_member())
    client.force_login(ada)
    page = words(client.get("/certificate/"))
    assert "We are making your copy" in page
    assert "0 of 1 papers are drawn" in page
    run_waiting_jobs()
    assert "We are making your copy" not in words(client.get("/certificate/"))


def test_a_name_that_cannot_be_printed_is_told_kindly(client, ada):
    ada.certificate_name = ada.check_name = "\U00012000"
    ada.save()
    awarded_on(ada, AWARDED, board_member())
    run_waiting_jobs()
    client.force_login(ada)
    page = words(client.get("/certificate/"))
    assert "Your name has letters that we cannot print yet" in page
    assert "Your certificate stands all the same" in page


def test_whoever_has_no_copy_yet_can_ask_for_one(client, ada):
    certification = awarded_on(ada, AWARDED, board_member())
    Job.objects.all().delete()
    client.force_login(ada)
    assert "Make my copy" in words(client.get("/certificate/"))
    client.post(f"/certificate/ask/{certification.public_id}/")
    client.post(f"/certificate/ask/{certification.public_id}/")
    assert Job.objects.filter(kind=JOB_KIND).count() == 1


def test_asking_while_nothing_stands_is_refused_in_words(at_home, proof):
    revoke(certification=proof.certification, by=proof.di, reason="conduct", private_note="x", effective_on=AWARDED)
    response = at_home.post(f"/certificate/ask/{proof.certification.public_id}/", follow=True)
    assert "A copy can be made while the certificate is current." in words(response)


@pytest.mark.parametrize("copies", [1, 30])
def test_the_list_takes_the_same_statements_for_one_and_for_thirty(at_home, proof, copies, django_assert_num_queries):
    for n in range(copies - 1):
        choose_certificate_name(person=proof.ada, name=f"Ada Brandt {n}", check_name="Brandt")
        issued(proof.certification, key=f"{proof.copy.key}:{n}")
    at_home.get("/certificate/")
    with django_assert_num_queries(6):  # person, roles; holdings, standings, copies, jobs
        at_home.get("/certificate/")


# --- one copy ----------------------------------------------------------------------------------------------------------


def test_a_copy_shows_what_it_says_and_what_showing_it_tells(at_home, proof):
    page = words(at_home.get(proof.copy.get_absolute_url()))
    assert "Showing this certificate tells people that you have lived experience. It is yours to show, or not." in page
    assert f"Number {show_number(proof.number)}" in page
    content = at_home.get(proof.copy.get_absolute_url()).content.decode()
    assert 'aria-label="Square code: opens the check page for this certificate"' in content
    assert "Picture of the certificate of Ada Núñez Ørsted" in content


def test_an_address_in_small_letters_opens_the_same_copy(at_home, proof):
    assert at_home.get(f"/certificate/{proof.copy.public_id.lower()}/").status_code == 200


def test_a_neutral_copy_says_nothing_of_lived_experience(at_home, proof):
    neutral = issued(proof.certification, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    page = words(at_home.get(neutral.get_absolute_url()))
    assert "lived experience" not in page
    assert "Certified Support Practitioner" in page
    assert show_number(proof.number) not in page


def test_a_neutral_title_can_be_asked_for_once(at_home, proof):
    assert "A copy with a neutral title" in words(at_home.get(proof.copy.get_absolute_url()))
    at_home.post(f"/certificate/ask/{proof.certification.public_id}/", {"kind": "neutral", "title": "Certified Support Practitioner"})
    run_waiting_jobs()
    assert Copy.objects.filter(kind=Copy.NEUTRAL).count() == 1
    assert "Make this copy" not in words(at_home.get(proof.copy.get_absolute_url()))


def test_asking_for_a_second_copy_without_choosing_a_title_says_what_to_do(at_home, proof):
    response = at_home.post(f"/certificate/ask/{proof.certification.public_id}/", {"kind": "neutral"}, follow=True)
    assert "Choose one of the titles for the second copy." in words(response)
    assert Copy.objects.count() == 1


def test_a_changed_name_gives_a_new_copy_and_the_old_one_leads_to_it(at_home, proof):
    choose_certificate_name(person=proof.ada, name="Ada Brandt", check_name="Brandt")
    at_home.post(f"/certificate/ask/{proof.certification.public_id}/")
    run_waiting_jobs()
    newer = Copy.objects.current().get(kind=Copy.STANDARD)
    page = at_home.get(proof.copy.get_absolute_url()).content.decode()
    assert "This copy was replaced" in page
    assert newer.get_absolute_url() in page
    assert "Show it to somebody" not in page
    assert "A copy with a neutral title" not in page
    assert f'href="{proof.copy.get_absolute_url()}"' not in at_home.get("/certificate/").content.decode()


def test_asking_again_without_a_change_keeps_the_copy(at_home, proof):
    response = at_home.post(f"/certificate/ask/{proof.certification.public_id}/", follow=True)
    assert "Your copy says all this already." in words(response)
    assert Copy.objects.count() == 1


def test_a_suspension_says_what_it_means_and_where_support_is(at_home, proof):
    suspend(certification=proof.certification, by=proof.di, reason="concern", private_note="the canary note", effective_on=AWARDED)
    page = words(at_home.get(proof.copy.get_absolute_url()))
    assert "It is not a finding against you." in page
    assert "Need support now?" in page
    assert "canary" not in page


def test_the_holder_sees_that_somebody_checked_and_when_but_not_who(at_home, proof):
    answer_check(asked=proof.number, name="Ørsted", channel="number")
    answer_check(asked=proof.code, name="Smith", channel="square")
    page = words(at_home.get(proof.copy.get_absolute_url()))
    assert "Somebody with your number" in page
    assert "Somebody with your square code" in page
    assert "the name did not match" in page
    assert "Smith" not in page


@pytest.mark.parametrize("checks", [1, 30])
def test_a_copy_takes_the_same_statements_for_one_and_for_thirty_checks(at_home, proof, checks, django_assert_num_queries):
    for _ in range(checks):
        answer_check(asked=proof.number, name="Ørsted", channel="number")
    at_home.get(proof.copy.get_absolute_url())
    with django_assert_num_queries(7):
        at_home.get(proof.copy.get_absolute_url())


# --- the files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tail", LAYOUTS)
def test_each_paper_is_served_as_it_was_stored_under_a_name_that_says_nothing(at_home, proof, tail):
    response = at_home.get(proof.copy.get_absolute_url() + tail)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="certificate')
    assert "ada" not in response["Content-Disposition"].lower()
    assert "peer" not in response["Content-Disposition"].lower()
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_two_downloads_are_the_same_bytes_as_issued(at_home, proof):
    first, second = (at_home.get(proof.copy.get_absolute_url() + "pdf/") for _ in range(2))
    assert first.content == second.content == read(proof.copy)


def test_an_etag_saves_the_second_download(at_home, proof):
    address = proof.copy.get_absolute_url() + "pdf/"
    etag = at_home.get(address)["ETag"]
    assert etag == f'"{proof.copy.sha256}"'
    again = at_home.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_bytes_that_are_not_those_issued_are_not_handed_out(at_home, proof):
    private().delete(proof.copy.storage_key)
    response = at_home.get(proof.copy.get_absolute_url() + "pdf/")
    assert response.status_code == 503
    assert "The stored file is not the one that was issued" in words(response)


def test_a_paper_that_does_not_exist_is_not_found(at_home, proof):
    assert at_home.get(proof.copy.get_absolute_url() + "pdf/poster/").status_code == 404


# --- others ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", "assessor", "supervisor", "manager", "board", "editor", "admin"])
def test_somebody_else_s_copy_is_not_found(client, proof, role):
    client.force_login(with_role(role, "Eve") if role else UserFactory())
    for tail in ("", *LAYOUTS):
        assert client.get(proof.copy.get_absolute_url() + tail).status_code == 404
    assert client.post(f"/certificate/ask/{proof.certification.public_id}/").status_code == 404
    assert show_number(proof.number) not in client.get("/certificate/").content.decode()


def test_a_stranger_is_led_to_the_sign_in(client, proof):
    for path in ("/certificate/", proof.copy.get_absolute_url(), proof.copy.get_absolute_url() + "pdf/"):
        assert client.get(path).url.startswith("/sign-in/")


def test_asking_by_get_changes_nothing(at_home, proof):
    assert at_home.get(f"/certificate/ask/{proof.certification.public_id}/").status_code == 405


def test_asking_does_not_need_a_job_when_nothing_is_new(proof):
    assert ask_for_copy(certification_id=proof.certification.pk) is None
