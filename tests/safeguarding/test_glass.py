"""Glass: half an hour, a reason that the owner reads, an event for each part, and never the journal."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import change_called
from courses.services.enrol import enrol
from courses.services.write_journal import write_journal
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import OutboxMessage, ReadEvent, ReadSubject
from lms.core.narrative import write_words
from lms.core.reads import record_read
from lms.core.registry import contributions
from safeguarding.models import BreakGlass
from safeguarding.services import end_glass
from safeguarding.services.break_glass import Wait
from tests.factories.accounts import RelationFactory, RoleGrantFactory, with_role
from tests.factories.assessments_evidence import framework, sent
from tests.factories.courses import cohort, may_write
from tests.factories.logbook import EntryFactory
from tests.factories.safeguarding import CANARY, REASON, opened, raised

pytestmark = pytest.mark.django_db
JOURNAL, EVIDENCE, NOTE = "the canary of the journal", "the canary of the evidence", "the canary of the note"


def typed(person, **more) -> dict:
    return {"find": person.email, "reason": REASON, **more}


def everything_of(person, supervisor) -> None:
    write_journal(person=may_write(person), text=JOURNAL, version=0)
    sent(person, framework(), text=EVIDENCE)
    kept = write_words(kind="logbook.note", text=NOTE, subject_ref=person.public_id)
    entry = EntryFactory(person=person, supervisor=supervisor, logged_by=person, kind="supervision", state="submitted")
    type(entry).objects.filter(pk=entry.pk).update(words_id=kept.id, words_sha256=kept.sha256)
    raised(person, supervisor)


def test_it_opens_for_half_an_hour_and_then_it_is_not_there(client, cast):
    now = clock.now()
    over, just = (opened(cast.ada, cast.pia, at=now - timedelta(minutes=minutes)) for minutes in (31, 1))
    client.force_login(cast.pia)
    assert client.get(just.get_absolute_url()).status_code == 200
    assert client.get(over.get_absolute_url()).status_code == 404


def test_a_press_ends_it_earlier(client, cast):
    client.force_login(cast.pia)
    where = client.post("/manage/glass/", typed(cast.ada, role="privacy")).url
    assert client.get(where).status_code == 200
    client.post(f"{where}end/")
    assert client.get(where).status_code == 404


def test_the_owner_is_told_at_once_and_reads_who_and_why(client, cast):
    client.force_login(cast.pia)
    client.post("/manage/glass/", typed(cast.ada, role="privacy"))
    mail = OutboxMessage.objects.get(to_ref=cast.ada.public_id)
    assert mail.subject == "Somebody opened a part of your record"
    assert REASON not in mail.body
    client.force_login(cast.ada)
    page = client.get("/me/opened/").content.decode()
    for words in (REASON, "Pia", "Privacy officer", "Nothing was looked at."):
        assert words in page


def test_each_part_that_is_looked_at_leaves_an_event(client, cast):
    everything_of(cast.ada, cast.cy)
    client.force_login(cast.pia)
    where = client.post("/manage/glass/", typed(cast.ada, role="privacy")).url
    assert EVIDENCE not in client.get(where).content.decode()
    assert not ReadEvent.objects.filter(mode="glass").exists()
    assert EVIDENCE in client.get(where, {"part": "evidence"}).content.decode()
    glass = BreakGlass.objects.get()
    [subject] = ReadSubject.objects.filter(event__mode="glass")
    assert (subject.person_ref, subject.record_ref, subject.event.record_type) == (cast.ada.public_id, glass.public_id, "evidence")
    assert subject.event.reason == f"glass {glass.public_id}"


@pytest.mark.parametrize(
    ("role", "who", "sees", "never"),
    [
        ("privacy", "pia", (EVIDENCE, NOTE, CANARY), (JOURNAL,)),
        ("safeguarding", "sam", (EVIDENCE, NOTE, "ada@"), (JOURNAL, CANARY)),
        ("admin", "ash", ("ada@",), (JOURNAL, CANARY, EVIDENCE, NOTE)),
    ],
)
def test_each_role_sees_what_the_matrix_says_and_nobody_the_journal(client, cast, role, who, sees, never):
    cast.ada.email = "ada@people.example"
    cast.ada.save()
    everything_of(cast.ada, cast.cy)
    glass = opened(cast.ada, getattr(cast, who), role)
    client.force_login(getattr(cast, who))
    kinds = [pane.record_type for _app, panes in contributions("glass") for pane in panes(cast.ada, role)]
    pages = "".join(client.get(glass.get_absolute_url(), {"part": kind}).content.decode() for kind in kinds)
    assert kinds
    assert [words for words in sees if words not in pages] == []
    assert [words for words in never if words in pages] == []


def test_previous_names_are_said_to_exist_and_not_said(client, cast):
    change_called(person=cast.ada, called="Ada New")
    glass = opened(cast.ada, cast.pia)
    client.force_login(cast.pia)
    page = client.get(glass.get_absolute_url(), {"part": "accounts.names"}).content.decode()
    assert "an earlier one, until" in page
    assert ">Ada<" not in page


@pytest.mark.parametrize("who", ["di", "gus", "bo", "cy", "eve", "ada"])
def test_nobody_else_breaks_glass(client, cast, who):
    person = getattr(cast, who)
    client.force_login(person)
    assert client.get("/manage/glass/").status_code == 404
    assert client.post("/manage/glass/", typed(cast.ada, role="privacy")).status_code == 404
    if person != cast.ada:
        with pytest.raises(PermissionDenied):
            opened(cast.ada, person)


def test_a_role_that_one_has_not_cannot_be_chosen(client, cast):
    client.force_login(cast.ash)
    assert client.post("/manage/glass/", typed(cast.ada, role="privacy")).status_code == 422
    assert not BreakGlass.objects.exists()


def test_a_lead_of_one_cohort_opens_only_whom_they_are_there_for(cast):
    ours, theirs = cohort("Ours"), cohort("Theirs")
    enrol(person=cast.ada, cohort=ours)
    enrol(person=cast.eve, cohort=theirs)
    near = with_role("safeguarding", "Near", scope_kind="cohort", scope_key=ours.public_id)
    with pytest.raises(Refused):
        opened(cast.eve, near, role="safeguarding")
    assert opened(cast.ada, near, role="safeguarding").person == cast.ada


def test_a_role_that_ended_closes_what_it_opened(client, cast):
    glass = opened(cast.ada, cast.pia)
    cast.pia.roles.all().delete()
    RoleGrantFactory(person=cast.pia, role="admin")
    client.force_login(cast.pia)
    assert client.get(glass.get_absolute_url()).status_code == 404


def test_a_colleague_cannot_use_what_another_opened(client, cast):
    glass = opened(cast.ada, cast.pia)
    client.force_login(cast.sam)
    assert client.get(glass.get_absolute_url()).status_code == 404
    assert client.post(f"{glass.get_absolute_url()}end/").status_code == 404


def test_nobody_opens_their_own_record_or_that_of_somebody_tied_to_them(cast):
    with pytest.raises(Refused, match="own record"):
        opened(cast.pia, cast.pia)
    RelationFactory(kind="conflict", by=cast.ada, of=cast.pia)
    with pytest.raises(Refused, match="tie"):
        opened(cast.ada, cast.pia)


def test_one_record_at_a_time_and_the_same_one_twice_is_once(cast):
    first = opened(cast.ada, cast.pia)
    assert opened(cast.ada, cast.pia) == first
    with pytest.raises(Refused, match="another record open"):
        opened(cast.eve, cast.pia)
    end_glass(glass=first, by=cast.pia)
    opened(cast.eve, cast.pia)


@pytest.mark.parametrize("reason", ["", "because", "   a   b   c   d   e  "])
def test_a_reason_is_a_sentence(client, cast, reason):
    client.force_login(cast.pia)
    assert client.post("/manage/glass/", typed(cast.ada, role="privacy", reason=reason)).status_code == 422
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("find", ["Ada", "ad", "%", "person", "example.org"])
def test_people_are_found_by_exact_address_or_reference_only(client, cast, find):
    client.force_login(cast.pia)
    answer = client.post("/manage/glass/", {"find": find, "reason": REASON, "role": "privacy"})
    assert answer.status_code == 422
    assert cast.ada.email not in answer.content.decode()


# --- told later -----------------------------------------------------------------------------------------------------


def test_a_safeguarding_lead_can_have_the_owner_told_later(client, cast):
    everything_of(cast.ada, cast.cy)
    glass = opened(cast.ada, cast.sam, "safeguarding", wait=Wait("danger", 3))
    client.force_login(cast.sam)
    client.get(glass.get_absolute_url(), {"part": "evidence"})
    client.force_login(cast.ada)
    assert REASON not in client.get("/me/opened/").content.decode()
    assert not ReadSubject.objects.filter(person_ref=cast.ada.public_id, event__mode="glass").exists()
    assert not OutboxMessage.objects.filter(to_ref=cast.ada.public_id).exists()
    tick = dict(contributions("tick"))["safeguarding"]
    tick(clock.now() + timedelta(days=2))
    assert not OutboxMessage.objects.filter(to_ref=cast.ada.public_id).exists()
    tick(clock.now() + timedelta(days=3, minutes=1))
    tick(clock.now() + timedelta(days=4))
    assert OutboxMessage.objects.filter(to_ref=cast.ada.public_id).count() == 1


def test_later_the_owner_sees_what_was_looked_at(client, cast):
    everything_of(cast.ada, cast.cy)
    long_ago = clock.now() - timedelta(days=4)
    glass = opened(cast.ada, cast.sam, "safeguarding", wait=Wait("danger", 3), at=long_ago)
    record_read(actor=cast.sam, subjects=[glass.public_id], record_type="evidence", record_ids=[glass.public_id], mode="glass")
    client.force_login(cast.ada)
    page = client.get("/me/opened/").content.decode()
    assert REASON in page
    assert "Looked at:" in page


@pytest.mark.parametrize("role", ["privacy", "admin"])
def test_nobody_else_can_delay(cast, role):
    person = with_role(role, "Other")
    with pytest.raises(Refused, match="Only a safeguarding lead"):
        opened(cast.ada, person, role, wait=Wait("danger", 3))


@pytest.mark.parametrize("wait", [Wait("danger", 0), Wait("danger", 15), Wait("shame", 3)])
def test_a_delay_has_a_fixed_reason_and_an_end(cast, wait):
    with pytest.raises(Refused):
        opened(cast.ada, cast.sam, "safeguarding", wait=wait)


def test_the_privacy_officer_sees_every_opening_and_others_their_own(client, cast):
    opened(cast.ada, cast.sam, "safeguarding", wait=Wait("danger", 3))
    for who, sees in ((cast.pia, True), (cast.sam, True), (cast.ash, False)):
        client.force_login(who)
        assert (REASON in client.get("/manage/glass/").content.decode()) is sees
