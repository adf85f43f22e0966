"""Asking about one's own data: both sides see the clock, nobody else sees the words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import DataRequest
from accounts.services.requests import answer_request, extend_request, look_at, open_request, take_back_request
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative, OutboxMessage, ReadSubject
from lms.core.moves import NotAllowed
from lms.core.narrative import attach_words
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CANARY = "the canary asked"


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@example.org")


@pytest.fixture
def pia():
    return with_role("privacy", "Pia")


def asked(person, **more):
    return open_request(person=person, **{"kind": "question", "words": CANARY, **more})


def said(one):
    return [(each.said, each.words) for each in attach_words(one.said.all())]


def test_the_clock_begins_with_the_day_of_asking(ada):
    one = asked(ada, at=datetime(2027, 1, 31, 9, tzinfo=UTC))
    assert (str(one.due_on), one.state, said(one)) == ("2027-02-28", "open", [("asked", CANARY)])


def test_a_question_needs_words_and_a_copy_does_not(ada):
    with pytest.raises(Refused):
        asked(ada, words="  ")
    assert asked(ada, kind="copy", words="").said.count() == 0
    with pytest.raises(ValueError, match="gossip"):
        asked(ada, kind="gossip")


def test_an_answer_reaches_the_person_who_is_told_without_its_words(ada, pia):
    one = look_at(request=asked(ada), by=pia)
    answer_request(request=one, by=pia, words="It was Cy, for a session.")
    one.refresh_from_db()
    assert (one.state, one.closed_at is not None, said(one)[-1]) == ("answered", True, ("answer", "It was Cy, for a session."))
    mail = OutboxMessage.objects.get(to_ref=ada.public_id)
    assert "Cy" not in mail.subject + mail.body


def test_what_is_not_possible_says_why(ada, pia):
    one = asked(ada, kind="objection")
    with pytest.raises(Refused):
        answer_request(request=one, by=pia, words=" ", possible=False)
    answer_request(request=one, by=pia, words="The register is a duty.", possible=False)
    assert (one.state, said(one)[-1]) == ("not_possible", ("no", "The register is a duty."))


def test_the_clock_is_made_longer_once_with_a_reason(ada, pia):
    one = asked(ada, at=datetime(2027, 1, 31, 9, tzinfo=UTC))
    at = datetime(2027, 2, 20, tzinfo=UTC)
    with pytest.raises(Refused):
        extend_request(request=one, by=pia, why="", at=at)
    extend_request(request=one, by=pia, why="Paper has to be fetched.", at=at)
    assert (str(one.due_on), said(one)[-1]) == ("2027-04-30", ("longer", "Paper has to be fetched."))
    with pytest.raises(Refused):
        extend_request(request=one, by=pia, why="Again.", at=at)


def test_a_clock_that_has_run_out_is_not_made_longer(ada, pia):
    one = asked(ada, at=datetime(2027, 1, 31, 9, tzinfo=UTC))
    with pytest.raises(Refused):
        extend_request(request=one, by=pia, why="Late.", at=datetime(2027, 3, 1, 9, tzinfo=UTC))


def test_only_another_privacy_officer_answers(ada, pia):
    mine = asked(pia)
    for one, by in ((asked(ada), with_role("admin", "Ash")), (mine, pia), (asked(ada), ada)):
        with pytest.raises(PermissionDenied):
            answer_request(request=one, by=by, words="Yes.")
    answer_request(request=mine, by=with_role("privacy", "Pim"), words="Yes.")


def test_an_answer_is_given_once_and_a_request_is_taken_back_by_its_person(ada, pia):
    one = asked(ada)
    with pytest.raises(Refused):
        take_back_request(request=one, by=pia)
    take_back_request(request=one, by=ada)
    with pytest.raises(NotAllowed):
        answer_request(request=one, by=pia, words="Too late.")


# --- the pages --------------------------------------------------------------------------------------------------------


def test_ask_see_the_clock_answer_read(client, ada, pia):
    client.force_login(ada)
    page = client.post("/me/privacy/requests/new/", {"kind": "correction", "words": CANARY}, follow=True)
    one = DataRequest.objects.get()
    assert CANARY in page.content.decode()
    assert f"{one.due_on.day} {one.due_on:%B %Y}" in page.content.decode()
    client.force_login(pia)
    assert CANARY not in client.get("/manage/data-requests/").content.decode()
    assert not ReadSubject.objects.exists()
    assert CANARY in client.get(f"/manage/data-requests/{one.public_id}/").content.decode()
    assert ReadSubject.objects.get().person_ref == ada.public_id
    client.post(f"/manage/data-requests/{one.public_id}/", {"possible": "yes", "words": "It is put right."})
    client.force_login(ada)
    assert "It is put right." in client.get(one.get_absolute_url()).content.decode()


def test_what_was_typed_stays_when_something_is_missing(client, ada, pia):
    client.force_login(ada)
    page = client.post("/me/privacy/requests/new/", {"words": CANARY})
    assert (page.status_code, CANARY in page.content.decode()) == (422, True)
    client.force_login(pia)
    one = asked(ada)
    page = client.post(f"/manage/data-requests/{one.public_id}/", {"possible": "", "words": "half an answer"})
    assert (page.status_code, "half an answer" in page.content.decode()) == (422, True)


def test_red_only_when_the_last_day_is_near(client, ada, pia):
    client.force_login(pia)
    asked(ada)
    assert "tag stop" not in client.get("/manage/data-requests/").content.decode()
    DataRequest.objects.update(due_on=clock.today() + timedelta(days=5))
    assert "tag stop" in client.get("/manage/data-requests/").content.decode()


def test_a_word_about_somebody_else_is_not_found(client, ada):
    one = asked(ada)
    client.force_login(UserFactory(called="Eve"))
    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.post(f"{one.get_absolute_url()}take-back/").status_code == 404


@pytest.mark.parametrize(("path", "who"), [("/me/privacy/requests/", "ada"), ("/manage/data-requests/", "pia")])
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_take_a_fixed_number_of_statements(client, ada, pia, path, who, rows, django_assert_max_num_queries):
    for _ in range(rows):
        asked(ada)
        answer_request(request=asked(ada), by=pia, words="Yes.")
    client.force_login(ada if who == "ada" else pia)
    client.get(path)
    with django_assert_max_num_queries(12):
        client.get(path)


def test_words_go_three_years_after_the_answer_and_the_fact_stays(ada, pia):
    from tests.keeping import let_go

    answer_request(request=asked(ada), by=pia, words="Yes.")
    waiting = asked(ada)
    assert let_go("accounts.requests", later=3 * 365 - 1) == 0
    assert let_go("accounts.requests", later=3 * 365 + 1) == 2
    assert [each.text for each in Narrative.objects.all()] == [CANARY]
    assert said(waiting) == [("asked", CANARY)]
