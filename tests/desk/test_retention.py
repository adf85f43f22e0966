"""How long what is kept: as the code says or as somebody chose; let go of in the night, in batches, and reported."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Consent, Invitation
from accounts.privacy.wordings import wording
from accounts.services import end_hold, invite, place_hold
from accounts.services.consents import answer_consent
from assessments.models import EvidenceFile, MarkingDraft, Submission
from certificates.models import CheckEvent
from certificates.services import answer_check
from courses.models import KnowledgeAnswer
from lms.core import clock
from lms.core.models import KeptCount, Narrative, PrivateFile, ReadEvent
from lms.core.reads import record_read
from logbook.models import Entry
from schemes.models import Application, Decision
from tests.factories import assessments_evidence as evidence
from tests.factories import logbook, schemes
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.keeping import let_go

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
