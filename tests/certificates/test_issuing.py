"""Issuing a copy: once, whole, and the same again however often it is asked."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from accounts.services.names import choose_certificate_name
from certificates.models import Copy, CopyPaper, CopySnapshot, CopySuperseded
from certificates.queries import JOB_KIND
from certificates.rendering.layouts import LAYOUTS
from certificates.services import ask_for_copy, issue_copy
from certificates.services.issue import Overtaken, draft_copy, keep, record
from certificates.storage import folder, lay_down, names_in, private, read
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import Job
from schemes.services import revoke, surrender, suspend
from schemes.services.chain import append
from schemes.standing import EventKind, last_day
from tests.certificates.conftest import AWARDED, UNTIL
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on, code_of, issued, stand_ins
from tests.factories.schemes import board_member, certified

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def files_of(key):
    return sorted(names_in(folder(key)))


def draft_of(certification):
    return draft_copy(certification_id=certification.pk, kind=Copy.STANDARD, title="")


@pytest.fixture
def certification(ada):
    return awarded_on(ada, AWARDED, board_member())


@pytest.fixture
def key(certification):
    """Of its own for each test: the files of a test outlive its rows."""
    return f"k:{certification.public_id}"


# --- the way from an award to the paper --------------------------------------------------------------------------------


def test_an_award_prints_one_copy_with_three_papers():
    ada = UserFactory(called="Ada")
    certification = certified(ada)
    assert run_waiting_jobs() >= 1
    copy = Copy.objects.get()
    assert (copy.certification_id, copy.number, copy.kind) == (certification.pk, certification.number, "standard")
    assert read(copy).startswith(b"%PDF-")
    assert sorted([*copy.papers.values_list("layout", flat=True), "certificate"]) == sorted(LAYOUTS)
    assert all(read(paper).startswith(b"%PDF-") for paper in copy.papers.all())
    assert copy.snapshot.open().name == "Ada Núñez Ørsted"


def test_the_work_is_shown_as_a_job_of_the_holder(certification):
    job = Job.objects.get(kind=JOB_KIND)
    assert (job.person_ref, job.state) == (certification.person.public_id, "waiting")
    run_waiting_jobs()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert job.result == {"copy": Copy.objects.get().public_id}


def test_the_job_s_key_and_payload_hold_no_name(certification):
    job = Job.objects.get(kind=JOB_KIND)
    assert "rsted" not in job.key + str(job.payload)


def test_asking_twice_is_one_job_and_one_copy(certification):
    first, second = (ask_for_copy(certification_id=certification.pk) for _ in range(2))
    assert first.pk == second.pk
    run_waiting_jobs()
    assert ask_for_copy(certification_id=certification.pk) is None
    assert Copy.objects.count() == 1


def test_the_same_key_is_the_same_copy_with_the_same_bytes(certification, key):
    first = issue_copy(certification_id=certification.pk, key=key)
    before = read(first)
    again = issue_copy(certification_id=certification.pk, key=key)
    assert again.pk == first.pk
    assert read(again) == before


# --- a worker that is killed -------------------------------------------------------------------------------------------


def test_killed_after_drawing_leaves_nothing(certification, key):
    draft_of(certification)
    assert (Copy.objects.count(), files_of(key)) == (0, [])


def test_killed_after_storing_leaves_files_that_the_next_try_sweeps(certification, commits, key):
    lay_down(key, stand_ins(draft_of(certification)))
    assert (Copy.objects.count(), len(files_of(key))) == (0, 3)
    with commits():
        copy = issue_copy(certification_id=certification.pk, key=key)
    assert Copy.objects.count() == 1
    assert files_of(key) == sorted([copy.storage_key, *copy.papers.values_list("storage_key", flat=True)])


def test_killed_in_the_middle_of_a_file_leaves_no_half_file_behind(certification, key):
    snapshot = draft_of(certification)
    whole = lay_down(key, stand_ins(snapshot))["certificate"]
    private().delete(whole.storage_key)
    private().save(whole.storage_key, ContentFile(b"%PDF-1.7 half"))
    copy = keep(key=key, certification_id=certification.pk, snapshot=snapshot, papers=stand_ins(snapshot))
    assert copy.storage_key == whole.storage_key
    assert read(copy) == stand_ins(snapshot)["certificate"]


def test_killed_after_the_row_stands_leaves_a_whole_copy(certification, commits, key):
    lay_down(key, stand_ins(draft_of(certification)))  # a first worker, killed
    snapshot = draft_of(certification)
    first = keep(key=key, certification_id=certification.pk, snapshot=snapshot, papers=stand_ins(snapshot))  # a second, killed
    assert len(files_of(key)) == 6
    with commits():
        again = issue_copy(certification_id=certification.pk, key=key)
    assert again.pk == first.pk
    assert len(files_of(key)) == 3
    assert read(again) == stand_ins(snapshot)["certificate"]


def test_two_workers_at_once_make_one_copy(certification, commits, key):
    one, two = draft_of(certification), draft_of(certification)
    first = keep(key=key, certification_id=certification.pk, snapshot=one, papers=stand_ins(one))
    second = keep(key=key, certification_id=certification.pk, snapshot=two, papers=stand_ins(two))
    assert second.pk == first.pk
    assert read(second) == stand_ins(one)["certificate"]
    with commits():
        issue_copy(certification_id=certification.pk, key=key)
    assert len(files_of(key)) == 3


def test_when_the_row_is_refused_the_files_go_again(certification, key):
    issued(certification)
    other = issued(certification, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    late = draft_copy(certification_id=certification.pk, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    object.__setattr__(late, "name", "Ada Brandt")
    object.__setattr__(late, "number", "00000000000")  # drawn before the other worker had chosen the number
    with pytest.raises(Overtaken):
        keep(key=key, certification_id=certification.pk, snapshot=late, papers=stand_ins(late))
    assert files_of(key) == []
    assert list(Copy.objects.filter(kind=Copy.NEUTRAL)) == [other]


def test_rows_are_all_or_none(certification, key):
    snapshot = draft_of(certification)
    stored = lay_down(key, stand_ins(snapshot))
    del stored["card"]
    stored["large"] = replace(stored["large"], size=0)  # refused by the database after the copy itself was written
    with pytest.raises(DatabaseError), transaction.atomic():
        record(key=key, certification_id=certification.pk, snapshot=snapshot, stored=stored)
    assert (Copy.objects.count(), CopySnapshot.objects.count(), CopyPaper.objects.count()) == (0, 0, 0)


# --- a newer copy ------------------------------------------------------------------------------------------------------


def rename(person, name, part):
    choose_certificate_name(person=person, name=name, check_name=part)


def asked_and_printed(certification):
    ask_for_copy(certification_id=certification.pk)
    run_waiting_jobs()
    return Copy.objects.current().opened().get(certification=certification, kind=Copy.STANDARD)


def test_two_jobs_that_would_say_the_same_are_one_copy(ada):
    certification = awarded_on(ada, AWARDED, board_member())
    rename(ada, "Ada Brandt", "Brandt")
    ask_for_copy(certification_id=certification.pk)
    assert Job.objects.filter(kind=JOB_KIND).count() == 2  # one under the old name, one under the new
    run_waiting_jobs()
    assert Copy.objects.opened().get().snapshot.open().name == "Ada Brandt"


def test_another_name_gives_a_new_copy_under_the_same_number(proof):
    rename(proof.ada, "Ada Brandt", "Brandt")
    newer = asked_and_printed(proof.certification)
    assert newer.pk != proof.copy.pk
    assert newer.number == proof.copy.number
    assert code_of(newer) != proof.code
    assert CopySuperseded.objects.get(copy=proof.copy).by_id == newer.pk
    assert Copy.objects.opened().get(pk=proof.copy.pk).snapshot.open().name == "Ada Núñez Ørsted"


def test_going_back_to_an_earlier_name_is_a_third_copy(proof):
    rename(proof.ada, "Ada Brandt", "Brandt")
    asked_and_printed(proof.certification)
    rename(proof.ada, "Ada Núñez Ørsted", "Ørsted")
    proof.ada.certificate_name_lang = "es"
    proof.ada.save()
    asked_and_printed(proof.certification)
    assert Copy.objects.count() == 3
    assert Copy.objects.current().count() == 1


def test_a_renewal_prints_a_copy_with_the_new_dates_without_being_asked(proof):
    version = proof.certification.events.get(seq=1).scheme_version
    begins = UNTIL + timedelta(days=1)
    today, kind = clock.today(), EventKind.RENEWED
    append(
        certification=proof.certification,
        kind=kind,
        by=proof.di,
        reason="request",
        effective_on=today,
        scheme_version=version,
        term_from=begins,
    )
    run_waiting_jobs()
    newer = Copy.objects.current().opened().get()
    assert newer.snapshot.open().valid_until == last_day(begins, 36)
    assert newer.number == proof.copy.number


def test_a_suspension_prints_nothing(proof):
    before = Copy.objects.count()
    suspend(certification=proof.certification, by=proof.di, reason="concern", private_note="x", effective_on=AWARDED)
    Job.objects.filter(kind=JOB_KIND, state="waiting").delete()
    run_waiting_jobs()
    assert Copy.objects.count() == before


def test_nothing_is_printed_while_the_certification_does_not_stand(proof):
    revoke(certification=proof.certification, by=proof.di, reason="conduct", private_note="x", effective_on=AWARDED)
    with pytest.raises(Refused):
        ask_for_copy(certification_id=proof.certification.pk)
    with pytest.raises(Refused):
        issue_copy(certification_id=proof.certification.pk, key="later")


def test_a_copy_that_is_out_comes_back_by_its_key_even_after_the_end(proof):
    surrender(certification=proof.certification, by=proof.ada)
    again = issue_copy(certification_id=proof.certification.pk, key=proof.copy.key)
    assert again.pk == proof.copy.pk


# --- a neutral title ---------------------------------------------------------------------------------------------------


def test_a_neutral_copy_shares_no_number_no_code_and_no_file_with_the_other(proof):
    neutral = issued(proof.certification, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    assert neutral.number != proof.number
    says = neutral.snapshot.open()
    assert (says.title, says.scheme_name, says.scheme_version) == ("Certified Support Practitioner", "", "")
    assert says.code != proof.code
    assert folder(neutral.key) != folder(proof.copy.key)
    assert neutral.is_current
    assert Copy.objects.opened().get(pk=proof.copy.pk).is_current


def test_a_neutral_copy_keeps_its_own_number_through_a_reissue(proof):
    title = "Certified Support Practitioner"
    ask_for_copy(certification_id=proof.certification.pk, kind=Copy.NEUTRAL, title=title)
    run_waiting_jobs()
    before = Copy.objects.current().get(kind=Copy.NEUTRAL)
    rename(proof.ada, "Ada Brandt", "Brandt")
    ask_for_copy(certification_id=proof.certification.pk, kind=Copy.NEUTRAL, title=title)
    run_waiting_jobs()
    after = Copy.objects.current().get(kind=Copy.NEUTRAL)
    assert (after.number, after.pk != before.pk) == (before.number, True)


def test_only_a_title_of_the_scheme_can_stand_on_a_neutral_copy(proof):
    with pytest.raises(Refused):
        ask_for_copy(certification_id=proof.certification.pk, kind=Copy.NEUTRAL, title="Professor of Medicine")


# --- a name that cannot be drawn ---------------------------------------------------------------------------------------


def test_a_name_that_cannot_be_drawn_costs_nobody_the_award(ada):
    ada.certificate_name = ada.check_name = "\U00012000\U00012001"
    ada.save()
    certification = awarded_on(ada, AWARDED, board_member())
    run_waiting_jobs()
    job = Job.objects.get(kind=JOB_KIND)
    assert (job.state, job.trouble) == ("waiting", "MissingGlyphs")
    assert (Copy.objects.count(), files_of(job.key)) == (0, [])
    assert certification.events.count() == 1


def test_whoever_chose_no_certificate_name_is_printed_as_they_are_called(db):
    eve = UserFactory(called="Suharni")
    says = draft_of(awarded_on(eve, AWARDED, board_member()))
    assert (says.name, says.has_one_name) == ("Suharni", True)


# --- what never changes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE certificates_copy SET number = '00000000000'",
        "DELETE FROM certificates_copypaper",
        "UPDATE certificates_copysnapshot SET sealed = NULL",
        "DELETE FROM certificates_copysnapshot",
        "UPDATE certificates_copysuperseded SET at = NULL",
        "UPDATE certificates_checkevent SET outcome = 'current'",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_issued(proof, statement):
    from certificates.services import answer_check

    rename(proof.ada, "Ada Brandt", "Brandt")
    issued(proof.certification, key=f"{proof.copy.key}:2")
    answer_check(asked=proof.number, name="Brandt", channel="number")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_code_stands_nowhere_in_the_row(proof):
    row = Copy.objects.filter(pk=proof.copy.pk).values().get()
    assert proof.code not in str(row)
    assert proof.code.encode() not in bytes(CopySnapshot.objects.get(copy=proof.copy).sealed)


def test_a_copy_takes_its_instant_as_given(certification):
    at = datetime.combine(AWARDED + timedelta(days=3), time(9), tzinfo=UTC)
    assert issued(certification, at=at).issued_at == at
