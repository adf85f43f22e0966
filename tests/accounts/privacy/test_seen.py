"""Who has read what: for the person, and for the privacy officer."""

from datetime import timedelta

import pytest

from accounts.models import DataRequest
from accounts.privacy import reading
from lms.core import clock
from lms.core.models import ReadEvent, ReadSubject
from lms.core.reads import kinds_said, record_read
from tests.factories.accounts import OrganisationFactory, RelationFactory, RoleGrantFactory, UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SEEN = "/me/privacy/seen/"


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def read(actor, *people, kind="evidence", role="assessor", at=None, **more):
    """A read event, `at` some other moment if need be: the log itself never changes."""
    if at is None:
        return record_read(actor=actor, subjects=[p.public_id for p in people], record_type=kind, role=role, **more)
    event = ReadEvent.objects.create(actor_ref=actor.public_id, acting_role=role, record_type=kind, at=at, **more)
    ReadSubject.objects.bulk_create(ReadSubject(event=event, person_ref=p.public_id) for p in people)
    return event


def test_a_read_is_told_with_day_role_service_and_plain_words(client, ada):
    read(with_role("assessor", "Bo Canary"), ada)
    client.force_login(ada)
    page = client.get(SEEN).content.decode()
    for words in ("Assessor", "Alongside Certification Board", "a piece of your evidence, opened", f"{clock.today():%-d %B %Y}"):
        assert words in page
    assert "Bo Canary" not in page


def test_whoever_supervises_somebody_is_named_to_them(client, ada):
    cy = with_role("supervisor", "Cy Rivers")
    RelationFactory(
        kind="supervises", by=cy, of=ada, from_on=clock.today() - timedelta(days=90), until_on=clock.today() - timedelta(days=9)
    )
    read(cy, ada, kind="logbook.note", role="supervisor")
    client.force_login(ada)
    assert "Cy Rivers, Supervisor" in client.get(SEEN).content.decode()


def test_an_organisation_is_named_for_those_who_read_for_it(client, ada):
    there = OrganisationFactory(name="Harbour House")
    flo = with_role("organisation", "Flo", scope_kind="organisation", scope_key=there.public_id)
    read(flo, ada, kind="accounts.copy", role="organisation")
    client.force_login(ada)
    assert "Harbour House" in client.get(SEEN).content.decode()


def test_broken_glass_shows_its_reason(client, ada):
    read(with_role("safeguarding", "Sam"), ada, role="safeguarding", mode="glass", reason="No answer for two days")
    client.force_login(ada)
    page = client.get(SEEN).content.decode()
    assert "opened in an emergency" in page
    assert "No answer for two days" in page


def test_nobody_yet_is_said_kindly_and_my_own_reading_is_not_kept(client, ada):
    read(ada, ada)
    read(with_role("assessor", "Bo"), UserFactory(called="Zoë"))
    client.force_login(ada)
    assert "Nobody but you has opened your record." in client.get(SEEN).content.decode()
    this_month = f"{clock.today():%Y-%m}"
    assert "Nobody but you has opened your record in that month." in client.get(SEEN, {"month": this_month}).content.decode()


def test_one_month_at_a_time(client, ada):
    bo = with_role("assessor", "Bo")
    read(bo, ada, at=clock.now() - timedelta(days=70))
    read(bo, ada, kind="schemes.case", role="board")
    client.force_login(ada)
    page = client.get(SEEN, {"month": f"{clock.today():%Y-%m}"}).content.decode()
    assert "your application" in page
    assert "a piece of your evidence" not in page
    assert client.get(SEEN, {"month": "2026-99"}).status_code == 200
    assert client.get(SEEN, {"page": "nothing"}).status_code == 200


def test_a_list_with_thirty_of_my_notes_is_one_line(ada):
    cy = with_role("supervisor", "Cy")
    record_read(
        actor=cy, subjects=[ada.public_id] * 30, record_ids=[str(n) for n in range(30)], record_type="logbook.note", role="supervisor"
    )
    assert reading.reads_of(ada).count() == 1


def test_the_list_can_be_taken_along_and_no_cell_is_a_formula(client, ada):
    read(with_role("safeguarding", "Sam"), ada, mode="glass", reason="=HYPERLINK(1)")
    client.force_login(ada)
    answer = client.get("/me/privacy/seen/file/")
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK(1)" in answer.content.decode()
    assert ReadEvent.objects.count() == 1


def test_asking_about_a_read_opens_a_request_with_a_clock(client, ada):
    event = read(with_role("assessor", "Bo"), ada)
    client.force_login(ada)
    address = f"/me/privacy/seen/ask/?at={event.at.isoformat().replace('+', '%2B')}"
    assert "a piece of your evidence" in client.get(address).content.decode().lower()
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "Why was this opened?"}).status_code == 302
    asked = DataRequest.objects.get()
    assert (asked.person, asked.kind, asked.about) == (ada, "question", f"read:{event.pk}")


@pytest.mark.parametrize("at", ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-99-99T00:00:00+00:00"])
def test_asking_about_nothing_is_not_there(client, ada, at):
    client.force_login(ada)
    assert client.get("/me/privacy/seen/ask/", {"at": at}).status_code == 404


def test_nobody_asks_about_a_read_of_somebody_else(client, ada):
    event = read(with_role("assessor", "Bo"), UserFactory(called="Zoë"))
    client.force_login(ada)
    assert client.get("/me/privacy/seen/ask/", {"at": event.at.isoformat()}).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_has_a_budget(client, ada, rows, django_assert_num_queries):
    for n in range(rows):
        read(with_role("assessor", f"Bo {n}"), ada)
    client.force_login(ada)
    with django_assert_num_queries(7):
        assert len(client.get(SEEN).context["lines"]) == rows


def test_every_kind_that_is_written_has_words():
    import re
    from pathlib import Path

    from django.conf import settings

    written = set()
    for app in ("accounts", "assessments", "certificates", "courses", "lms", "logbook", "safeguarding", "schemes"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            source = path.read_text()
            if "record_read" in source or "name_kind" in source:
                written |= set(re.findall(r'record_type="([^"]+)"', source))
    assert {"evidence", "logbook.note", "schemes.case"} & (written | {kind for kind, _words in kinds_said()})
    assert written - {kind for kind, _words in kinds_said()} == set()


# --- attempts -----------------------------------------------------------------------------------------


def test_an_attempt_at_a_sensitive_address_that_ends_in_nothing_is_kept_once_a_minute(client, ada):
    client.force_login(UserFactory(called="Eve"))
    for _ in range(3):
        assert client.get("/evidence-files/0123456789/").status_code == 404
    client.get("/no/such/page/")
    event = ReadEvent.objects.get()
    assert (event.mode, event.record_type, event.subjects.count()) == ("denied", "evidence_file", 0)


def test_an_attempt_of_a_stranger_names_nobody(client):
    client.get("/evidence-files/0123456789/")
    assert not ReadEvent.objects.exists()


# --- the privacy officer ------------------------------------------------------------------------------


@pytest.fixture
def pia():
    return with_role("privacy", "Pia")


def test_the_log_is_found_by_person_reader_kind_and_month(client, ada, pia):
    bo, di = with_role("assessor", "Bo"), with_role("board", "Di")
    read(bo, ada)
    read(di, UserFactory(called="Zoë"), kind="schemes.case", role="board", at=clock.now() - timedelta(days=70))
    client.force_login(pia)
    asked = [{}, {"person": ada.email}, {"actor": di.public_id.lower()}, {"kind": "schemes.case"}, {"month": f"{clock.today():%Y-%m}"}]
    shown = [sorted(row.actor for row in client.get("/manage/reads/", each).context["rows"]) for each in asked]
    assert shown == [["Bo", "Di"], ["Bo"], ["Di"], ["Di"], ["Bo"]]
    assert client.get("/manage/reads/", {"person": "nobody@example.org"}).context["rows"] == []


def test_taking_the_log_along_is_a_read_of_everybody_in_it(client, ada, pia):
    read(with_role("assessor", "Bo"), ada)
    client.force_login(pia)
    answer = client.get("/manage/reads/file/")
    assert "Ada" in answer.content.decode()
    taken = ReadEvent.objects.get(mode="export")
    assert (taken.actor_ref, taken.request_id) == (pia.public_id, answer["X-Request-Id"])
    assert [subject.person_ref for subject in taken.subjects.all()] == [ada.public_id]


def test_more_than_fifty_people_in_an_hour_stand_out_and_fifty_do_not(ada):
    bo, di = with_role("assessor", "Bo"), with_role("board", "Di")
    hour = (clock.now() - timedelta(hours=3)).replace(minute=10)
    people = [UserFactory() for _ in range(51)]
    read(bo, *people, at=hour)
    read(di, *people[:50], at=hour)
    read(di, people[50], at=hour + timedelta(hours=1))
    assert [(alert.kind, alert.actor) for alert in reading.alerts()] == [("many", "Bo")]
    assert reading.alerts(now=clock.now() + timedelta(days=40)) == []


def test_a_colleagues_record_and_broken_glass_stand_out(client, ada, pia):
    bo = with_role("assessor", "Bo")
    RoleGrantFactory(person=ada, role="supervisor")
    read(bo, ada)
    read(bo, ada)
    read(with_role("safeguarding", "Sam"), UserFactory(), mode="glass", reason="No answer")
    assert sorted((alert.kind, alert.actor) for alert in reading.alerts()) == [("colleague", "Bo"), ("glass", "Sam")]
    client.force_login(pia)
    assert "the record of a colleague" in client.get("/manage/reads/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_officers_page_has_a_budget(client, pia, rows, django_assert_num_queries):
    for n in range(rows):
        read(with_role("assessor", f"Bo {n}"), UserFactory())
    client.force_login(pia)
    client.get("/manage/reads/")
    with django_assert_num_queries(9):
        assert len(client.get("/manage/reads/").context["rows"]) == rows
