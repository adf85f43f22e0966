"""Workshops: planned in the wall time of their place, a register that is closed once, minutes that count once, and what people are told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from accounts.merging.parts import side_by_side
from accounts.models import RoleGrant
from accounts.services import erase, merge
from accounts.services.breaks import start_break
from courses.models import Attendance, Domain, TrainingCredit, Workshop
from courses.queries import training_credits
from courses.queries.workshops import kept_workshops, register_of, workshops_of
from courses.registry import check, export
from courses.services.enrol import end_enrolment, enrol
from courses.services.keep_register import Was, close_register, correct_attendance
from courses.services.plan_workshop import at_local, cancel_workshop, change_workshop, plan_workshop
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from lms.core.moves import NotAllowed
from schemes.evidence import evidence_of
from schemes.requirements.training_minutes import once_per_module
from tests.factories.cohorts import AWAY, THERE, facilitator, group_of, held, plan, session
from tests.factories.courses import LONG_AGO, PROGRAMME, cohort, edition, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def gus():
    return person("Gus", "manager")


@pytest.fixture
def room():
    """A cohort with Ada and Ben, and Fay, who runs its workshops."""
    group, people = group_of(2)
    return group, *people, facilitator(group)


# --- planning ---------------------------------------------------------------------------------------


def test_a_manager_and_a_facilitator_plan_and_nobody_else(gus, room):
    group, ada, _ben, fay = room
    for somebody in (gus, fay):
        assert plan_workshop(cohort=group, plan=plan(), by=somebody).state == "planned"
    for somebody in (ada, facilitator(cohort("Autumn"), "Fey"), person("Bo", "assessor"), person("Ines", "editor")):
        with pytest.raises(PermissionDenied):
            plan_workshop(cohort=group, plan=plan(), by=somebody)


NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SOON = NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"starts_at": NOW - timedelta(hours=1)}, "still to come"),
        ({"ends_at": SOON - timedelta(minutes=5)}, "ends before it begins"),
        ({"ends_at": SOON}, "ends before it begins"),
        ({"ends_at": SOON + timedelta(days=1)}, "twelve hours"),
        ({"minutes": 121}, "No more minutes"),
        ({"domain": "nothing-known"}, "count towards"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(gus, fields, says):
    with pytest.raises(Refused, match=says):
        plan_workshop(cohort=cohort(), plan=plan(**{"starts_at": SOON, **fields}), by=gus, at=NOW)
    assert not Workshop.objects.exists()


def test_the_database_refuses_one_that_ends_before_it_begins(gus):
    made = session(cohort(), gus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Workshop.objects.filter(pk=made.pk).update(ends_at=made.starts_at)


def test_the_clock_on_the_wall_on_days_when_clocks_change():
    assert at_local(date(2027, 3, 27), time(14), "Europe/London") == datetime(2027, 3, 27, 14, tzinfo=UTC)
    assert at_local(date(2027, 3, 28), time(14), "Europe/London") == datetime(2027, 3, 28, 13, tzinfo=UTC)
    with pytest.raises(Refused, match="There is no 01:30 on that day"):
        at_local(date(2027, 3, 28), time(1, 30), "Europe/London")
    # The hour that comes twice is the first of the two.
    assert at_local(date(2027, 10, 31), time(1, 30), "Europe/London") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    with pytest.raises(Refused, match="time zone"):
        at_local(date(2027, 3, 28), time(14), "Mars/Crater")


def test_its_day_is_that_of_its_place(gus):
    late = plan(datetime(2027, 6, 1, 23, 30, tzinfo=UTC), zone="Pacific/Auckland", minutes=30)
    assert plan_workshop(cohort=cohort(), plan=late, by=gus, at=NOW).on == date(2027, 6, 2)


def test_a_new_time_is_told_once_to_everybody_and_in_neutral_words(gus, room, commits):
    group, ada, ben, _fay = room
    made = session(group, gus)
    with commits():
        change_workshop(workshop=made, plan=plan(made.starts_at + timedelta(hours=3)), by=gus)
    run_waiting_jobs()
    run_waiting_jobs()
    told = OutboxMessage.objects.filter(kind="courses.workshop_changed")
    assert {message.to_ref for message in told} == {ada.public_id, ben.public_id}
    assert told.count() == 2
    for message in told:
        assert "Listening" not in message.subject + message.body
        assert "Gus" not in message.subject + message.body
    made.refresh_from_db()
    assert made.sequence == 1


def test_another_title_is_no_news(gus, room):
    group, *_people = room
    made = session(group, gus)
    same = {"starts_at": made.starts_at, "ends_at": made.ends_at}
    change_workshop(workshop=made, plan=plan(**same, title="Hearing"), by=gus)
    run_waiting_jobs()
    assert not OutboxMessage.objects.filter(kind__startswith="courses.workshop").exists()


def test_calling_off_is_told_and_done_once(gus, room, commits):
    group, *_people = room
    made = session(group, gus)
    with commits():
        cancel_workshop(workshop=made, by=gus)
    run_waiting_jobs()
    assert OutboxMessage.objects.filter(kind="courses.workshop_cancelled").count() == 2
    for act in (lambda: cancel_workshop(workshop=made, by=gus), lambda: change_workshop(workshop=made, plan=plan(), by=gus)):
        with pytest.raises(NotAllowed):
            act()


def test_what_has_begun_is_not_planned_anew(gus):
    with pytest.raises(NotAllowed, match="has begun"):
        change_workshop(workshop=session(cohort(), gus, ago=1), plan=plan(), by=gus)


# --- the register -----------------------------------------------------------------------------------


def close(workshop, by, noted):
    return close_register(workshop=workshop, noted={who.pk: was for who, was in noted.items()}, by=by)


def test_closing_the_register_credits_minutes_live_and_once(room):
    group, ada, ben, fay = room
    meeting = held(group, fay, {ada: THERE, ben: Was("part", 45)})
    assert meeting.state == "held"
    (credit,) = training_credits([ada.pk])[ada.pk]
    assert (credit.minutes, credit.delivery, credit.domain, credit.edition, credit.on) == (120, "live", "listening", "live", meeting.on)
    assert training_credits([ben.pk])[ben.pk][0].minutes == 45
    with pytest.raises(NotAllowed):
        close(meeting, fay, {ada: THERE, ben: THERE})
    assert TrainingCredit.objects.count() == 2
    assert list(check()) == []


def test_who_was_not_there_gets_no_minutes_and_no_questions(room):
    group, ada, ben, fay = room
    held(group, fay, {ada: THERE, ben: AWAY})
    assert training_credits([ben.pk])[ben.pk] == []
    assert Attendance.objects.get(person=ben).minutes == 0


def test_schemes_count_modules_and_workshops_and_each_workshop_for_itself(room):
    group, ada, ben, fay = room
    taught = edition()
    TrainingCredit.objects.create(person=ada, edition=taught, module_key=taught.module_key, domain="listening", minutes=60)
    for ago in (3, 9):
        held(group, fay, {ada: THERE, ben: AWAY}, ago=ago)
    counted, left = once_per_module(evidence_of([ada.pk])[ada.pk].training)
    assert (sum(one.minutes for one in counted), left) == (300, [])


@pytest.mark.parametrize(
    ("noted", "says"),
    [
        (lambda ada, ben, eve: {ada: THERE}, "for everybody"),
        (lambda ada, ben, eve: {ada: THERE, ben: THERE, eve: THERE}, "had no place"),
        (lambda ada, ben, eve: {ada: Was("part", 121), ben: THERE}, "between 1 and 120"),
        (lambda ada, ben, eve: {ada: Was("part", 0), ben: THERE}, "between 1 and 120"),
    ],
)
def test_a_register_that_cannot_be_is_refused_whole(room, noted, says):
    group, ada, ben, fay = room
    meeting = session(group, fay, ago=1)
    with pytest.raises(Refused, match=says):
        close(meeting, fay, noted(ada, ben, person("Eve")))
    assert (Attendance.objects.count(), Workshop.objects.get().state) == (0, "planned")


def test_the_register_opens_when_the_workshop_begins(room):
    group, ada, ben, fay = room
    with pytest.raises(Refused, match="opens when"):
        close(session(group, fay), fay, {ada: THERE, ben: THERE})


def test_a_correction_is_a_new_row_and_its_minutes_take_the_place_of_the_old_ones(gus, room):
    group, ada, ben, fay = room
    meeting = held(group, fay, {ada: AWAY, ben: THERE})
    correct_attendance(workshop=meeting, person=ada, was=Was("part", 30), by=gus)
    correct_attendance(workshop=meeting, person=ada, was=Was("part", 30), by=gus)  # said again: nothing
    correct_attendance(workshop=meeting, person=ben, was=AWAY, by=fay)
    assert [credit.minutes for credit in training_credits([ada.pk])[ada.pk]] == [30]
    assert training_credits([ben.pk])[ben.pk] == []
    assert (Attendance.objects.count(), TrainingCredit.objects.count()) == (4, 2)
    assert list(check()) == []
    with pytest.raises(NotAllowed):
        correct_attendance(workshop=session(group, fay, ago=1), person=ada, was=THERE, by=fay)


def test_rows_never_change_and_two_first_lines_cannot_stand(room):
    group, ada, ben, fay = room
    meeting = held(group, fay, {ada: THERE, ben: THERE})
    for act in (lambda: Attendance.objects.update(minutes=1), lambda: Attendance.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(workshop=meeting, person=ada, was="present", minutes=120, noted_by=fay)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(workshop=meeting, person=fay, was="present", minutes=120, noted_by=fay)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingCredit.objects.create(person=ada, domain="listening", minutes=5, delivery="live")


def test_nobody_writes_their_own_line(gus, room):
    group, ada, ben, fay = room
    RoleGrant.objects.create(person=ada, role="facilitator", scope_kind="programme", scope_key=str(PROGRAMME), from_on=LONG_AGO)
    meeting = session(group, ada, ago=1)
    with pytest.raises(Refused):
        close(meeting, ada, {ada: THERE, ben: THERE})
    close(meeting, ada, {ben: THERE})
    with pytest.raises(Refused, match="Somebody else"):
        correct_attendance(workshop=meeting, person=ada, was=THERE, by=ada)
    correct_attendance(workshop=meeting, person=ada, was=THERE, by=gus)
    assert training_credits([ada.pk])[ada.pk][0].minutes == 120


def test_the_register_holds_who_had_a_place_on_its_day(gus):
    group, (ada, left_before, left_after) = group_of(3)
    meeting = session(group, gus, ago=5)
    enrol(person=person("Newcomer"), cohort=group)
    for who, ago in ((left_before, 6), (left_after, 4)):
        end_enrolment(enrolment=who.enrolments.get(), by=gus, at=clock.now() - timedelta(days=ago))
    assert [line.person for line in register_of(meeting, gus)] == [ada, left_after]


def test_who_was_away_when_it_began_is_not_on_the_register_however_they_stand_now(gus):
    """Ada stayed. Days ago: the others left 8; one came back 4, one 1, one 4 and left again 1. The session was 2."""
    group, (ada, back_before, back_after, back_and_gone) = group_of(4)
    meeting = session(group, gus, ago=2)
    now = clock.now()
    for who, *comings_and_goings in ((back_before, 8, 4), (back_after, 8, 1), (back_and_gone, 8, 4, 1)):
        held_place = who.enrolments.get()
        for at, ago in enumerate(comings_and_goings):
            if at % 2:
                enrol(person=who, cohort=group, at=now - timedelta(days=ago))
            else:
                held_place.refresh_from_db()
                end_enrolment(enrolment=held_place, by=gus, at=now - timedelta(days=ago))
    assert [line.person for line in register_of(meeting, gus)] == [ada, back_before, back_and_gone]


def test_somebody_on_a_break_may_have_been_there_and_shows_as_away_only_when_they_told(gus, room):
    group, ada, ben, fay = room
    start_break(person=ada, on=clock.today() - timedelta(days=4), tells_manager=True)
    start_break(person=ben, on=clock.today() - timedelta(days=4))
    meeting = session(group, gus, ago=2)
    assert [line.is_away for line in register_of(meeting, gus)] == [True, False]
    assert [line.is_away for line in register_of(meeting, fay)] == [False, False]  # a manager was told, not a facilitator
    close(meeting, gus, {ada: THERE, ben: AWAY})
    assert training_credits([ada.pk])[ada.pk][0].minutes == 120


def test_two_records_of_one_person_stand_once_and_count_once(gus):
    group, (ada, other) = group_of(2)
    meeting = session(group, gus, ago=2)
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    ada.refresh_from_db()
    assert [line.person for line in register_of(meeting, gus)] == [ada]
    close(meeting, gus, {ada: THERE})
    assert [row.minutes for row in evidence_of([ada.pk], {other.pk: ada.pk})[ada.pk].training] == [120]


@pytest.mark.parametrize("minutes", [(120, 30), (30, 120)])
def test_a_line_put_right_after_two_records_were_joined_leaves_no_minutes_behind(gus, minutes):
    group, (ada, other) = group_of(2)
    meeting = held(group, gus, {who: Was("part", spent) for who, spent in zip((ada, other), minutes, strict=True)})
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    ada.refresh_from_db()
    both = {other.pk: ada.pk}
    (line,) = register_of(meeting, gus)
    assert (line.person, line.attendance.minutes) == (ada, 120)
    assert workshops_of(ada)[0].attendance.minutes == 120
    assert [one.there for one in kept_workshops(gus)] == [1]
    correct_attendance(workshop=meeting, person=ada, was=AWAY, by=gus)
    assert (evidence_of([ada.pk], both)[ada.pk].training, [one.there for one in kept_workshops(gus)]) == ((), [0])
    correct_attendance(workshop=meeting, person=ada, was=Was("part", 45), by=gus)
    counted, _left = once_per_module(evidence_of([ada.pk], both)[ada.pk].training)
    assert [one.minutes for one in counted] == [45]
    rows = Attendance.objects.count()
    correct_attendance(workshop=meeting, person=ada, was=Was("part", 45), by=gus)  # said again: nothing
    assert (Attendance.objects.count(), list(check())) == (rows, [])


def test_a_credit_beyond_the_register_is_named_by_the_check(room):
    group, ada, ben, fay = room
    meeting = held(group, fay, {ada: THERE, ben: AWAY})
    row = Attendance.objects.get(person=ben)
    Domain.objects.get_or_create(code="boundaries", title="Boundaries")
    wrong = TrainingCredit.objects.create(
        person=ben, attendance=row, domain="boundaries", minutes=9, delivery="live", awarded_on=meeting.on
    )
    (problem,) = check()
    assert (problem.invariant, problem.row) == (6, f"courses.TrainingCredit {wrong.public_id}")


def test_minutes_that_were_put_right_are_in_the_copy_as_such_and_not_held_when_records_are_joined(gus, room):
    group, ada, ben, fay = room
    meeting = held(group, fay, {ada: THERE, ben: THERE})
    correct_attendance(workshop=meeting, person=ada, was=Was("part", 30), by=gus)
    correct_attendance(workshop=meeting, person=ben, was=AWAY, by=gus)
    assert [(credit["minutes"], credit["counts"]) for credit in export(ada)["credits"]] == [(120, False), (30, True)]
    lines = {str(line.what): line for line in side_by_side(ada, ben)}
    minutes = lines["Credits for training"]
    assert (minutes.kept.count, minutes.joined) == (1, None)


def test_erasing_keeps_the_register_and_the_copy_holds_it(gus, room):
    group, ada, ben, fay = room
    held(group, fay, {ada: THERE, ben: AWAY})
    assert export(ada)["workshops"][0]["was"] == "present"
    assert export(fay)["registers_kept"][0]["workshop__title"] == "Listening together"
    lines = erase(person=ada, by=gus, reason="asked for")
    assert ("that you were at a workshop, and its minutes", "kept") in {(line.what, line.fate) for line in lines}
    assert Attendance.objects.filter(person=ada).count() == 1


# --- pages ------------------------------------------------------------------------------------------


def parts(day):
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year}


def test_a_facilitator_plans_and_keeps_the_register_on_the_pages(client, room):
    group, ada, ben, fay = room
    Domain.objects.get_or_create(code="listening", defaults={"title": "Listening"})
    client.force_login(fay)
    assert client.get("/start/").url == "/manage/workshops/"
    typed = {**parts(clock.today() + timedelta(days=3)), "title": "Together", "starts": "14:30", "ends": "16:30", "zone": "Europe/London"}
    typed |= {"domain": "listening", "minutes": "110", "place": "Room 4", "link": "", "module": ""}
    address = f"/manage/cohorts/{group.public_id.lower()}/workshops/new/"
    assert client.post(address, {**typed, "ends": "13:00"}).status_code == 422
    assert "ends before it begins" in client.post(address, {**typed, "ends": "13:00"}).content.decode()
    assert "Together" in client.post(address, typed, follow=True).content.decode()
    past = session(group, fay, ago=1)
    register = f"/manage/workshops/{past.public_id.lower()}/register/"
    assert 'value="present" id' in client.get(register).content.decode()
    noted = {f"was_{ada.public_id.lower()}": "present", f"was_{ben.public_id.lower()}": "part"}
    answer = client.post(register, noted)
    assert (answer.status_code, "Write for how many minutes" in answer.content.decode()) == (422, True)
    page = client.post(register, {**noted, f"minutes_{ben.public_id.lower()}": "40"}, follow=True).content.decode()
    assert "the minutes count" in page
    assert "There: 40 minutes" in page
    assert client.get(register, follow=True).redirect_chain[-1][0] == f"/manage/workshops/{past.public_id.lower()}/"
    line = f"{register}{ben.public_id.lower()}/"
    assert "There: 2 hours" in client.post(line, {f"was_{ben.public_id.lower()}": "present"}, follow=True).content.decode()


def test_a_session_with_a_link_has_no_place_and_only_its_people_read_the_link(client, room):
    group, ada, _ben, fay = room
    Domain.objects.get_or_create(code="listening", defaults={"title": "Listening"})
    client.force_login(fay)
    link = "https://meet.example.org/canary-room"
    typed = {**parts(clock.today() + timedelta(days=3)), "title": "Together", "starts": "14:30", "ends": "16:30", "zone": "Europe/London"}
    typed |= {"domain": "listening", "minutes": "110", "place": "", "link": link, "module": ""}
    address = f"/manage/cohorts/{group.public_id.lower()}/workshops/new/"
    assert client.post(address, {**typed, "link": "javascript:alert(1)"}).status_code == 422
    client.post(address, typed)
    planned = Workshop.objects.get(title="Together")
    assert (planned.place, planned.link) == ("", link)
    for reader, reads in ((ada, True), (person("Eve"), False)):
        client.force_login(reader)
        answer = client.get(f"/workshops/{planned.public_id.lower()}/")
        assert (answer.status_code == 200, f'href="{link}"' in answer.content.decode()) == (reads, reads)


def test_a_facilitator_of_one_cohort_sees_nothing_of_another_nor_of_progress(client, room):
    group, *_people, fay = room
    other = session(cohort("Autumn"), person("Gus", "manager"))
    client.force_login(fay)
    for address in (
        f"/manage/workshops/{other.public_id}/", f"/manage/workshops/?cohort={other.cohort.public_id}", group.get_absolute_url(),
        "/manage/", "/manage/cohorts/", f"{group.get_absolute_url()}places/", f"/workshops/{other.public_id}/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_learner_sees_what_is_coming_and_what_counted_and_nobody_elses(client, room):
    group, ada, ben, fay = room
    ahead, past = session(group, fay, place="The canary room"), held(group, fay, {ada: THERE, ben: AWAY}, title="Before")
    client.force_login(ada)
    for page in ("/home/", "/learn/"):
        assert ahead.title in client.get(page).content.decode()
    page = client.get("/workshops/").content.decode()
    assert "There: 2 hours count" in page
    assert "(Europe/London)" in page
    assert "The canary room" in client.get(ahead.get_absolute_url()).content.decode()
    client.force_login(person("Eve"))
    for one in (ahead, past):
        assert client.get(one.get_absolute_url()).status_code == 404
        assert client.get(one.get_absolute_url() + "session.ics").status_code == 404
    assert "canary" not in client.get("/workshops/").content.decode()


@pytest.mark.parametrize("n", [1, 12])
def test_pages_take_a_fixed_number_of_statements(client, gus, django_assert_num_queries, n):
    group, people = group_of(n)
    for ago in range(2, n + 2):
        held(group, gus, dict.fromkeys(people, THERE), ago=ago)
    meeting = session(group, gus, ago=1)
    client.force_login(people[0])
    client.get("/workshops/")
    with django_assert_num_queries(4):
        client.get("/workshops/")
    client.force_login(gus)
    client.get("/manage/workshops/")
    # One of them asks whether the keeper is a manager, who was told of breaks.
    for address, statements in (("", 5), (f"{meeting.public_id.lower()}/", 7), (f"{meeting.public_id.lower()}/register/", 7)):
        with django_assert_num_queries(statements):
            assert client.get(f"/manage/workshops/{address}").status_code == 200
