"""Calendars: what is written can be read by others, says nothing, and a private address opens one calendar until it is made anew."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import RoleGrant
from accounts.services import erase, merge
from courses.calendar_files import calendar_of
from courses.models import CalendarFeed, Workshop
from courses.services.make_feed import end_feed, find_feed, make_feed
from courses.services.plan_workshop import cancel_workshop, change_workshop
from lms.core import clock
from tests.factories.cohorts import AWAY, THERE, facilitator, group_of, held, plan, session
from tests.factories.courses import LONG_AGO, PROGRAMME, cohort, person

REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "ics"
CANARIES = ("Listening canary", "Room canary", "example.org/canary", "Spring", "Gus", "peer", "support")


def read(body):
    from icalendar import Calendar

    return Calendar.from_ical(body)


def events(body):
    return list(read(body).walk("VEVENT"))


def unsaved(**fields):
    usual = {"title": "Listening canary", "place": "Room canary", "link": "https://example.org/canary", "zone": "Europe/London"}
    starts = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # the night in which clocks go forward
    return Workshop(starts_at=starts, ends_at=starts + timedelta(hours=2), changed_at=starts - timedelta(days=9), **{**usual, **fields})


# --- the bytes --------------------------------------------------------------------------------------


def test_what_we_write_is_read_again_the_same():
    body = calendar_of([unsaved(public_id="AB12345678", sequence=3), unsaved(public_id="CD12345678", state="cancelled")])
    first, second = events(body)
    assert first.decoded("dtstart") == datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(hours=2)
    assert (first["sequence"], first["status"], second["status"]) == (3, "CONFIRMED", "CANCELLED")
    assert first["uid"] == "ab12345678@localhost"
    assert len({first["uid"], second["uid"]}) == 2
    assert first.decoded("dtstamp") == unsaved().changed_at
    assert calendar_of([unsaved(public_id="AB12345678")]) == calendar_of([unsaved(public_id="AB12345678")])


def test_it_says_session_and_nothing_else():
    body = calendar_of([unsaved()]).decode()
    assert "SUMMARY:Session\r\n" in body
    assert "CLASS:PRIVATE\r\n" in body
    assert [word for word in CANARIES if word.lower() in body.lower()] == []
    assert not re.search(r"LOCATION|DESCRIPTION|ORGANIZER|ATTENDEE|URL|CONTACT|COMMENT", body)


def test_lines_end_and_fold_as_the_format_says():
    body = calendar_of([unsaved(public_id="AB12345678")])
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"\nDTSTART:20270328T003000Z\r", body)


@pytest.mark.skipif(not REAL.exists(), reason="the data directory lies beside the project only where it is developed")
def test_it_has_what_every_file_of_others_has():
    ours = read(calendar_of([unsaved()]))
    for path in sorted(REAL.glob("*.ics")):
        theirs = read(path.read_bytes())
        assert {"VERSION", "METHOD"} <= set(theirs)
        assert {"PRODID", "VERSION", "METHOD"} <= set(ours), path.name
        event = theirs.walk("VEVENT")[0]
        shared = {"UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP"} & set(event)
        assert shared <= set(ours.walk("VEVENT")[0])
        assert isinstance(event.decoded("dtstart"), datetime)


def test_the_library_is_loaded_by_no_web_worker_at_its_start():
    code = "import django, sys; django.setup(); import lms.urls; sys.exit('icalendar' in sys.modules)"
    environment = {"DJANGO_SETTINGS_MODULE": "lms.settings.test", "PATH": "/usr/bin:/bin"}
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, check=False, timeout=120).returncode == 0


# --- the file and the feed --------------------------------------------------------------------------

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def gus():
    return person("Gus", "manager")


def feed(client, token):
    return client.get(f"/calendar/{token}.ics")


def test_the_file_of_one_session(client, gus):
    group, (ada,) = group_of(1)
    made = session(group, gus, title="Listening canary", place="Room canary")
    client.force_login(ada)
    response = client.get(f"{made.get_absolute_url()}session.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="session.ics"'
    assert events(response.content)[0].decoded("dtstart") == made.starts_at
    assert b"canary" not in response.content


def test_the_feed_needs_no_session_sets_no_cookie_and_holds_ones_own(client, gus, django_assert_num_queries):
    group, (ada, ben) = group_of(2)
    mine, moved = session(group, gus), session(group, gus)
    change_workshop(workshop=moved, plan=plan(clock.now() + timedelta(days=3)), by=gus)
    cancel_workshop(workshop=mine, by=gus)
    held(group, gus, {ada: THERE, ben: AWAY})
    held(group, gus, {ada: THERE, ben: AWAY}, ago=200)  # long over
    session(cohort("Autumn"), gus)
    token = make_feed(person=ada)
    with django_assert_num_queries(3):
        response = feed(client, token)
    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    found = {event["uid"].split("@")[0]: (event["status"], event["sequence"]) for event in events(response.content)}
    assert len(found) == 3
    assert found[mine.public_id.lower()] == ("CANCELLED", 1)
    assert found[moved.public_id.lower()] == ("CONFIRMED", 1)


def test_made_anew_the_old_address_ends_and_guesses_open_nothing(client):
    ada = person("Ada")
    old, new = make_feed(person=ada), make_feed(person=ada)
    assert CalendarFeed.objects.count() == 1
    assert [feed(client, token).status_code for token in (old, new, "guess", "a" * 43)] == [404, 200, 404, 404]
    end_feed(person=ada)
    assert feed(client, new).status_code == 404
    assert new.encode() not in b"".join(bytes(row.token_hash) for row in CalendarFeed.objects.all())


def test_who_left_or_was_erased_has_no_feed(client, gus):
    ada, eve = person("Ada"), person("Eve")
    tokens = [make_feed(person=who) for who in (ada, eve)]
    erase(person=ada, by=gus, reason="asked for")
    type(eve).objects.filter(pk=eve.pk).update(is_active=False)
    assert [feed(client, token).status_code for token in tokens] == [404, 404]
    assert not CalendarFeed.objects.filter(person=ada).exists()


def test_facilitators_find_what_they_run_and_two_records_are_one_calendar(client, gus):
    group, (ada, other) = group_of(2)
    fay, made = facilitator(group), session(group, gus)
    programme = person("Flo")
    RoleGrant.objects.create(person=programme, role="facilitator", scope_kind="programme", scope_key=str(PROGRAMME), from_on=LONG_AGO)
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    other.refresh_from_db()
    for who in (fay, programme, other):
        assert [event["uid"].split("@")[0] for event in events(feed(client, make_feed(person=who)).content)] == [made.public_id.lower()]
    assert find_feed(make_feed(person=other)) == ada


def test_the_address_is_shown_once(client):
    client.force_login(person("Ada"))
    assert "Make an address" in client.get("/calendar/").content.decode()
    page = client.post("/calendar/", {"act": "make"}).content.decode()
    token = re.search(r"/calendar/([\w-]+)\.ics", page)[1]
    assert "This is the only time" in page
    again = client.get("/calendar/").content.decode()
    assert (token in again, "Make a new address" in again) == (False, True)
    client.post("/calendar/", {"act": "end"})
    assert find_feed(token) is None
