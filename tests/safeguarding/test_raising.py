"""Raising a worry: emergency first, the lead alerted at once, and nobody learns who exists."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.services import change_called
from accounts.services.breaks import start_break
from accounts.worries import Worry, know_worry
from courses.services.enrol import enrol
from lms.core.models import OutboxMessage
from lms.core.registry import contributions
from safeguarding.checks import somebody_leads
from safeguarding.models import Concern
from tests.factories.accounts import with_role
from tests.factories.assessments_evidence import authority, framework, sent
from tests.factories.courses import cohort
from tests.factories.logbook import EntryFactory
from tests.factories.safeguarding import CANARY, raised, taken_up

pytestmark = pytest.mark.django_db
TYPED = {"words": CANARY, "danger": "unsure", "spoken": "not_yet"}


def address(person) -> str:
    return f"/concerns/new/supervisee/{person.public_id}/"


def mails():
    return list(OutboxMessage.objects.order_by("pk"))


def test_emergency_numbers_stand_before_the_questions(client, cast):
    cast.cy.country = "IE"
    cast.cy.save()
    client.force_login(cast.cy)
    page = client.get(address(cast.ada)).content.decode()
    main = page[page.index("<main") :]
    assert main.index("tel:112") < main.index("What worries you?")


def test_the_page_also_has_the_number_of_where_the_other_one_lives(client, cast):
    cast.ada.country = "US"
    cast.ada.save()
    client.force_login(cast.cy)
    page = client.get(address(cast.ada)).content.decode()
    assert "tel:999" in page
    assert "tel:911" in page


def test_the_page_names_the_lead_and_until_when(client, cast):
    client.force_login(cast.cy)
    page = client.get(address(cast.ada)).content.decode()
    assert "<li>Sam</li>" in page
    assert "within 4 working hours" in page


def test_the_lead_is_told_at_once_without_a_word_of_it(client, cast):
    client.force_login(cast.cy)
    assert client.post(address(cast.ada), TYPED).url == "/concerns/"
    [mail] = mails()
    assert mail.to_ref == cast.sam.public_id
    for secret in (CANARY, "Ada", "Cy", "worr", "safe", "concern "):
        assert secret not in mail.subject
    for secret in (CANARY, "Ada", "Cy", "worr"):
        assert secret not in mail.body.replace("/manage/concerns/", "")


def test_the_target_is_four_working_hours(cast):
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    concern = raised(cast.ada, cast.cy, at=friday)
    assert concern.due_at == datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert not concern.was_late_at(concern.due_at)
    assert concern.was_late_at(concern.due_at + timedelta(seconds=1))


def test_something_missing_keeps_what_was_typed(client, cast):
    client.force_login(cast.cy)
    answer = client.post(address(cast.ada), {**TYPED, "spoken": ""})
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()
    assert not Concern.objects.exists()


@pytest.mark.parametrize("ref", ["0000000000", "ada", "eve"])
def test_nobody_learns_whether_somebody_exists(client, cast, ref):
    """Somebody else's supervisee, somebody who is not supervised, and nobody at all: one answer."""
    person = getattr(cast, ref, None)
    client.force_login(cast.eve)
    answer = client.get(f"/concerns/new/supervisee/{person.public_id if person else ref}/")
    other = client.get("/concerns/new/supervisee/ZZZZZZZZZZ/")
    assert (answer.status_code, other.status_code) == (404, 404)


def test_the_open_page_answers_the_same_about_anybody(client, cast):
    client.force_login(cast.eve)
    answers = [client.post("/concerns/new/", {**TYPED, "who": who}) for who in ("Ada", "Nobody At All")]
    assert [answer.url for answer in answers] == ["/concerns/", "/concerns/"]
    page = client.get("/concerns/").content.decode()
    assert "Ada" not in page
    assert "Nobody At All" not in page
    assert Concern.objects.filter(person=None).count() == 2


def test_a_worry_about_oneself_leads_to_people_who_answer(client, cast):
    know_worry("mirror", lambda reader, ref: Worry(reader, "me"))
    client.force_login(cast.cy)
    assert client.get("/concerns/new/mirror/x/").url == "/support/"


def test_an_assessor_worries_about_a_code_and_learns_no_name(client, cast):
    cast.ada.country = "US"
    cast.ada.save()
    version = framework()
    authority(cast.bo, version)
    piece = sent(cast.ada, version).submission
    client.force_login(cast.bo)
    assert f"/concerns/new/evidence/{piece.public_id}/" in client.get(f"/marking/{piece.public_id}/").content.decode()
    place = f"/concerns/new/evidence/{piece.public_id}/"
    before = client.get(place).content.decode()
    client.post(place, TYPED)
    after = client.get("/concerns/").content.decode()
    assert Concern.objects.get().person == cast.ada
    assert piece.code in before
    for page in (before, after):
        assert "Ada" not in page
        assert cast.ada.public_id not in page
        assert "tel:911" not in page  # where the writer lives is part of who they are


def test_a_manager_worries_from_the_page_of_somebody_they_look_after(client, cast):
    enrol(person=cast.ada, cohort=cohort("Ours"))
    client.force_login(cast.gus)
    place = f"/concerns/new/person/{cast.ada.public_id}/"
    assert place in client.get(f"/manage/people/{cast.ada.public_id.lower()}/").content.decode()
    assert client.get(place).status_code == 200
    assert client.get(f"/concerns/new/person/{cast.eve.public_id}/").status_code == 404
    client.force_login(cast.di)
    assert client.get(place).status_code == 404


def test_both_of_a_session_can_worry_about_the_other(client, cast):
    entry = EntryFactory(person=cast.ada, supervisor=cast.cy, logged_by=cast.ada, kind="supervision", state="submitted")
    for reader, other in ((cast.ada, cast.cy), (cast.cy, cast.ada)):
        client.force_login(reader)
        assert f"worried about {other}</h1>" in client.get(f"/concerns/new/entry/{entry.public_id}/").content.decode()
    client.force_login(cast.eve)
    assert client.get(f"/concerns/new/entry/{entry.public_id}/").status_code == 404


def test_whoever_raised_it_sees_that_it_came_in_and_when_it_was_taken_up(client, cast):
    taken_up(cast.ada, cast.cy, cast.sam)
    client.force_login(cast.cy)
    page = client.get("/concerns/").content.decode()
    assert "taken up on" in page
    for secret in (CANARY, "Ada", "Sam"):
        assert secret not in page
    assert [mail.to_ref for mail in mails()] == [cast.sam.public_id, cast.cy.public_id]


def test_without_a_lead_the_page_says_so_and_administrators_are_told(client, cast):
    cast.sam.roles.update(until_on=datetime(2020, 1, 1, tzinfo=UTC).date(), from_on=datetime(2019, 1, 1, tzinfo=UTC).date())
    client.force_login(cast.cy)
    assert "Nobody holds this task here at the moment" in client.get(address(cast.ada)).content.decode()
    client.post(address(cast.ada), TYPED)
    [mail] = mails()
    assert mail.to_ref == cast.ash.public_id
    assert CANARY not in mail.body
    assert "Ada" not in mail.body


def test_a_lead_who_comes_later_finds_it(client, cast):
    cast.sam.roles.all().delete()
    concern = raised(cast.ada, cast.cy)
    late = with_role("safeguarding", "Late")
    assert list(Concern.objects.readable_by(late)) == [concern]


def test_the_system_check_warns_while_nobody_leads(cast):
    assert somebody_leads(None, databases=["default"]) == []
    cast.sam.roles.all().delete()
    [warning] = somebody_leads(None, databases=["default"])
    assert warning.id == "alongside.W009"
    assert somebody_leads(None, databases=[]) == []


def test_leads_on_a_break_are_left_in_peace_while_another_is_here(cast):
    other = with_role("safeguarding", "Two")
    start_break(person=other)
    raised(cast.ada, cast.cy)
    assert {mail.to_ref for mail in mails()} >= {cast.sam.public_id}
    assert other.public_id not in {mail.to_ref for mail in mails()}


def test_what_nobody_took_up_in_time_is_said_once_more(cast):
    concern = raised(cast.ada, cast.cy)
    tick = dict(contributions("tick"))["safeguarding"]
    tick(concern.due_at - timedelta(minutes=1))
    assert len(mails()) == 1
    tick(concern.due_at + timedelta(minutes=1))
    tick(concern.due_at + timedelta(minutes=6))
    assert len(mails()) == 2
    assert CANARY not in mails()[1].body


def test_who_is_worried_is_kept_even_under_another_name(cast):
    concern = raised(cast.ada, cast.cy)
    change_called(person=cast.cy, called="Cyan")
    concern.refresh_from_db()
    assert concern.raised_by.called == "Cyan"


def test_reading_the_own_list_costs_the_same_for_one_and_for_thirty(client, cast, django_assert_max_num_queries):
    raised(cast.ada, cast.cy)
    client.force_login(cast.cy)
    client.get("/concerns/")
    with django_assert_max_num_queries(14):
        client.get("/concerns/")
    for _each in range(29):
        raised(cast.ada, cast.cy)
    with django_assert_max_num_queries(14):
        client.get("/concerns/")
    assert Concern.objects.count() == 30
