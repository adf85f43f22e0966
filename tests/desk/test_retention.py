"""How long what is kept: as the code says or as somebody chose; let go of in the night, in batches, and reported."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import Consent, Invitation
from accounts.services import end_hold, invite, place_hold
from accounts.services.consents import answer_consent
from accounts.wordings import wording
from assessments.models import EvidenceFile, MarkingDraft, Submission
from certificates.models import CheckEvent
from certificates.services import answer_check
from courses.models import KnowledgeAnswer
from lms.core import clock, registry, retention
from lms.core.errors import Refused
from lms.core.models import KeptCount, Narrative, PrivateFile, PurgePermit, ReadEvent, RetentionRule, RetentionRun
from lms.core.narrative import write_words
from lms.core.reads import record_read
from lms.core.registry import Keeping
from lms.desk.management.commands.list_retention import as_table
from lms.desk.services.retention import kept_line, set_days, would_go
from logbook.models import Entry
from schemes.models import Application, Decision
from tests.factories import assessments_evidence as evidence
from tests.factories import logbook, schemes
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.keeping import kept, let_go

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@example.org")


@pytest.fixture
def pia():
    return with_role("privacy", "Pia")


# --- one kind after another -------------------------------------------------------------------------------------------


def test_an_invitation_loses_name_and_address_after_90_days(ada):
    gus = with_role("manager", "Gus")
    invite(email="canary@example.org", called="Canary", by=gus)
    assert let_go("accounts.invitations", later=91) == 0  # it is still open
    Invitation.objects.update(sent_at=clock.now() - timedelta(days=9), expires_at=clock.now() - timedelta(days=1))
    assert let_go("accounts.invitations", later=80) == 0
    assert let_go("accounts.invitations", later=91) == 1
    assert not Invitation.objects.filter(email__contains="canary").exists()
    assert Invitation.objects.count() == 1
    assert let_go("accounts.invitations", later=91) == 0


def test_an_answer_to_a_consent_goes_six_years_after_it_was_taken_back(ada):
    yes = answer_consent(person=ada, purpose="research", is_yes=True, seen_sha256=wording("research").sha256)
    assert let_go("accounts.consents", later=4000) == 0
    Consent.objects.filter(pk=yes.pk).update(withdrawn_at=clock.now())
    assert let_go("accounts.consents", later=6 * 365 - 1) == 0
    assert let_go("accounts.consents", later=6 * 365 + 1) == 1


def test_reads_become_counts_after_two_years(ada, pia):
    for _ in range(3):
        record_read(actor=pia, subjects=[ada.public_id], record_type="logbook.note", reason="canary")
    record_read(actor=pia, subjects=[ada.public_id], record_type="safeguarding.concern")
    assert let_go("core.reads", later=729) == 0
    assert let_go("core.reads", later=731) == 3
    assert ReadEvent.objects.get().record_type == "safeguarding.concern"
    assert let_go("core.reads_of_concerns", later=6 * 365 - 1) == 0
    assert [(line.label, line.count) for line in KeptCount.objects.all()] == [("logbook.note", 3)]
    record_read(actor=pia, subjects=[ada.public_id], record_type="logbook.note")
    let_go("core.reads", later=731)
    assert KeptCount.objects.get().count == 4
    assert let_go("core.reads_of_concerns", later=6 * 365 + 1) == 1
    assert not ReadEvent.objects.exists()


def test_checks_become_counts_after_90_days(ada):
    held = schemes.certified(ada)
    for _ in range(2):
        answer_check(asked=held.number, name="Ørsted", channel="number")
    assert CheckEvent.objects.count() == 2
    assert let_go("certificates.checks", later=89) == 0
    assert let_go("certificates.checks", later=91) == 2
    assert sum(KeptCount.objects.values_list("count", flat=True)) == 2


def test_drafts_of_evidence_go_and_what_was_sent_stays(ada):
    bo, version = evidence.person("Bo", "assessor"), evidence.framework()
    for competency in ("boundaries", "listening"):
        evidence.authority(bo, version, competency)
    evidence.with_file(evidence.draft(ada, version, "confidentiality", text="canary draft"))
    of = evidence.sent(ada, version, "boundaries")
    MarkingDraft.objects.create(round=of, assessor=bo, answers={"strengths": "canary"})
    assert let_go("assessments.drafts", later=179) == 0
    assert let_go("assessments.drafts", later=181) == 2
    assert (Submission.objects.get().competency, EvidenceFile.objects.count(), PrivateFile.objects.count()) == ("boundaries", 0, 0)
    assert Narrative.objects.count() == 1


def test_evidence_goes_after_the_decision_and_the_time_to_appeal_and_the_judgement_stays(ada):
    bo, version = evidence.person("Bo", "assessor"), evidence.framework()
    for competency in ("boundaries", "listening"):
        evidence.authority(bo, version, competency)
    piece = evidence.draft(ada, version, "boundaries", text="canary words")
    evidence.with_file(piece)
    made = evidence.judged(evidence.send(piece), bo)
    evidence.sent(ada, version, "listening", text="waits")
    assert let_go("assessments.evidence", later=2 * 365 + 89) == 0
    assert let_go("assessments.evidence", later=2 * 365 + 92) == 3
    assert (Narrative.objects.get().kind, EvidenceFile.objects.count()) == ("evidence.words", 0)
    assert made.__class__.objects.get() == made
    assert let_go("assessments.evidence", later=2 * 365 + 92) == 0


def test_hours_that_were_never_sent_go(ada):
    cy = with_role("supervisor", "Cy")
    RelationFactory(by=cy, of=ada, from_on=logbook.LONG_AGO)
    logbook.draft(ada)
    logbook.sent(ada, cy, on=logbook.DAY - timedelta(days=4))
    assert let_go("logbook.drafts", later=0) == 0
    assert let_go("logbook.drafts", later=181) == 1
    assert Entry.objects.get().state == "submitted"
    assert not Entry.history.filter(state="draft", id__in=[e.id for e in Entry.history.all() if e.id != Entry.objects.get().pk]).exists()


def test_an_application_that_was_never_sent_loses_its_names(ada):
    application = schemes.begun(ada)
    Application.objects.filter(pk=application.pk).update(certificate_name="Canary", check_name="Canary")
    assert let_go("schemes.drafts", later=181) == 1
    assert Application.objects.get().certificate_name == ""
    assert let_go("schemes.drafts", later=181) == 0


def test_words_of_decisions_go_ten_years_after_the_last_certificate(ada):
    schemes.certified(ada)  # for three years and a month
    assert let_go("schemes.decisions", later=365 * 11) == 0
    assert let_go("schemes.decisions", later=365 * 14) == 1
    assert (Narrative.objects.filter(kind="decision.reasons").count(), Decision.objects.count()) == (0, 1)


def test_answers_in_lessons_become_counts_two_years_after_the_course(ada):
    from tests.factories.courses import check, edition, learning, step

    place = learning(ada, edition([step("calm", check())]))
    said = {"step_key": "calm", "block_id": "c1", "response": {"x": "canary"}, "is_right": True}
    KnowledgeAnswer.objects.create(module_enrolment=place, edition=place.edition, **said)
    assert let_go("courses.answers", later=800) == 0
    place.enrolment.__class__.objects.update(state="left")
    assert let_go("courses.answers", later=729) == 0
    assert let_go("courses.answers", later=731) == 1
    assert [(line.label, line.count) for line in KeptCount.objects.all()] == [("True", 1)]


def test_whoever_is_on_hold_is_skipped(ada, pia):
    cy = with_role("supervisor", "Cy")
    RelationFactory(by=cy, of=ada, from_on=logbook.LONG_AGO)
    logbook.confirmed(ada, cy, kind="supervision", note="the canary")
    hold = place_hold(person=ada, kind="duty", by=pia)
    night = datetime(2029, 1, 1, tzinfo=UTC)
    assert let_go("logbook.notes", night) == 0
    end_hold(hold=hold, by=pia)
    assert let_go("logbook.notes", night) == 1


# --- the night --------------------------------------------------------------------------------------------------------


@pytest.fixture
def stones():
    """Fifty rows of a kind that only this test keeps, in batches of twenty."""
    for n in range(50):
        write_words(kind="test.stone", text=f"stone {n}", subject_ref="X")
    keeping = Keeping("test.stones", "stones", "the day", "delete", 30, drop_stones)
    registry.register("keep", "test", lambda: [keeping])
    yield keeping
    registry._contributions["keep"].pop("test")


def drop_stones(before, size=20):
    rows = Narrative.objects.filter(kind="test.stone", created_at__lt=before)
    everything = Narrative.objects.all()
    return retention.in_batches(rows, lambda keys: everything.filter(pk__in=keys).delete(), why="stones", size=size)


def test_a_night_reports_each_kind_and_a_second_one_finds_nothing(stones):
    first = retention.run_retention(clock.now() + timedelta(days=31))
    again = retention.run_retention(clock.now() + timedelta(days=31))
    rows = [next(line for line in run.lines if line["key"] == "test.stones") for run in (first, again)]
    assert [(line["rows"], line["days"], line["trouble"]) for line in rows] == [(50, 30, ""), (0, 30, "")]
    assert first.finished_at
    assert PurgePermit.objects.filter(purpose="retention", reason="stones").count() == 3
    assert {line["key"] for line in first.lines} == {keeping.key for keeping in retention.keepings() if keeping.days}


def test_a_night_that_is_killed_leaves_whole_batches_and_the_next_goes_on(stones, monkeypatch):
    batches = []

    def stop_after_two(*args, **options):
        batches.append(1)
        if len(batches) > 2:
            raise KeyboardInterrupt
        return permit(*args, **options)

    permit = retention.purge_permit
    monkeypatch.setattr(retention, "purge_permit", stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        drop_stones(clock.now() + timedelta(days=1))
    assert Narrative.objects.filter(kind="test.stone").count() == 10
    monkeypatch.undo()
    assert drop_stones(clock.now() + timedelta(days=1)) == 10


def test_trouble_with_one_kind_stops_no_other_and_the_command_ends_with_1(stones):
    def trouble(before):
        raise RuntimeError("canary")

    registry.register("keep", "test", lambda: [Keeping("test.stones", "stones", "the day", "delete", 30, trouble)])
    with pytest.raises(CommandError, match=r"keep test\.stones"):
        call_command("nightly")
    run = RetentionRun.objects.get()
    assert [line["trouble"] for line in run.lines if line["key"] == "test.stones"] == ["RuntimeError"]
    assert len(run.lines) > 5
    assert "canary" not in str(run.lines)


def test_rows_that_do_not_go_end_the_work_instead_of_repeating_it(stones):
    rows = Narrative.objects.filter(kind="test.stone")
    with pytest.raises(RuntimeError):
        retention.in_batches(rows, lambda keys: None, why="nothing", size=20)


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_what_somebody_chose_holds_and_is_kept_in_the_history(stones, pia):
    line = kept_line("test.stones")
    with pytest.raises(PermissionDenied):
        set_days(line=line, days=5, by=with_role("manager", "Gus"))
    with pytest.raises(Refused):
        set_days(line=line, days=0, by=pia)
    set_days(line=line, days=None, by=pia)
    assert retention.run_retention(clock.now() + timedelta(days=99)).lines.__len__() == len(retention.keepings()) - 1 - forever()
    set_days(line=line, days=5, by=pia)
    rule = RetentionRule.objects.get()
    assert (retention.days_of(kept("test.stones")), rule.changed_by_ref, rule.history.count()) == (5, pia.public_id, 2)


def forever():
    return len([keeping for keeping in retention.keepings() if keeping.days is None])


def test_the_preview_counts_and_changes_nothing(stones):
    Narrative.objects.filter(kind="test.stone")
    line = kept_line("test.stones")
    assert would_go(line, 30) == 0
    with_age = would_go(line, -1)  # everything that is there, as a day before today's
    assert with_age == 50
    assert Narrative.objects.filter(kind="test.stone").count() == 50
    assert would_go(line, None) == 0
    assert not PurgePermit.objects.exists()


def test_the_page_changes_after_a_page_that_says_what_would_go(client, stones, pia):
    client.force_login(pia)
    assert "stones" in client.get("/manage/retention/").content.decode().lower()
    address = "/manage/retention/test.stones/"
    assert client.post(address, {"how": "days", "days": ""}).status_code == 422
    page = client.post(address, {"how": "days", "days": "7"}).content.decode()
    assert "lets go of nothing" in page
    assert not RetentionRule.objects.exists()
    client.post(address, {"how": "days", "days": "7", "sure": "on"})
    assert RetentionRule.objects.get().days == 7
    retention.run_retention(clock.now() + timedelta(days=8))
    page = client.get("/manage/retention/").content.decode()
    assert "50 rows" in page
    assert client.get("/manage/retention/nothing.here/").status_code == 404


@pytest.mark.parametrize("nights", [1, 30])
def test_the_page_takes_a_fixed_number_of_statements(client, pia, nights, django_assert_max_num_queries):
    for night in range(nights):
        retention.run_retention(clock.now() + timedelta(days=night))
    client.force_login(pia)
    client.get("/manage/retention/")
    with django_assert_max_num_queries(12):
        client.get("/manage/retention/")


def test_the_page_for_operators_lists_what_the_code_keeps():
    """When this fails: put what `manage.py list_retention` prints between the two marks in docs/data-we-hold.md."""
    page = (Path(settings.BASE_DIR) / "docs" / "data-we-hold.md").read_text()
    between = page.split("<!-- list_retention -->\n")[1].split("\n<!-- end -->")[0]
    assert between == as_table()


def test_every_kind_has_a_steady_key_and_is_named_once():
    keys = [keeping.key for keeping in retention.keepings()]
    assert len(keys) == len(set(keys))
    assert all(key.count(".") >= 1 for key in keys)
