"""Judging a round: who may, what must be there, what stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import RoleGrant
from assessments.judging import Marking
from assessments.models import JudgedCriterion, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.queries import assessors_of, judgements, latest, open_submissions, waiting_pieces
from assessments.queries.rounds import judgements_with_words, read_rounds
from assessments.services.import_framework import import_framework
from assessments.services.judge import judge
from assessments.services.marking_drafts import save_marking_draft, start_marking
from assessments.services.reopen_evidence import reopen_evidence
from assessments.signals import competency_judged
from lms.core import clock
from lms.core.errors import Refused
from tests.factories.assessments_evidence import (
    STARTER,
    authority,
    days_ago,
    framework,
    judged,
    marking,
    next_round,
    person,
    sent,
    tie,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def version():
    return framework()


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def bo(version):
    bo = person("Bo", "assessor")
    authority(bo, version)
    return bo


@pytest.fixture
def heard():
    ids = []

    def listen(judgement_id, **_):
        ids.append(judgement_id)

    competency_judged.connect(listen)
    yield ids
    competency_judged.disconnect(listen)


def test_a_judgement_has_person_date_method_authority_plan_and_every_answer(version, ada, bo, heard):
    waiting = sent(ada, version)
    made = judged(waiting, bo)
    assert (made.person, made.assessor, made.outcome, made.method) == (ada, bo, "met", "reflective_account")
    assert (made.judged_on, made.round, made.plan.competency) == (clock.today(), waiting, "boundaries")
    assert made.authorised_by.assessor == bo
    assert {each.criterion_key: each.met for each in made.criteria.all()} == {"B1": True, "B2": True}
    assert heard == [made.pk]
    assert Submission.objects.get().state == "judged"


def test_feedback_is_kept_as_words_with_a_hash_in_the_envelope(version, ada, bo):
    made = judged(sent(ada, version), bo, met=False, notes={"B1": "Which words did you use?"})
    [read] = judgements_with_words([made])
    assert (read.feedback.strengths, read.feedback.next_step) == ("Thank you, {name}. You stayed warm.", "Say whom you talked to.")
    assert (read.feedback.notes, read.asked_for) == ({"B1": "Which words did you use?"}, ["B1"])
    assert len(made.words_sha256) == 64


def test_judging_twice_is_judging_once(version, ada, bo, heard):
    waiting = sent(ada, version)
    first = judged(waiting, bo)
    again = judge(submission_round=waiting, by=bo, marking=marking(version, met=False))
    assert (again, again.outcome, len(heard)) == (first, "met", 1)
    assert (Judgement.objects.count(), JudgedCriterion.objects.count()) == (1, 2)


def test_a_second_round_appends_another_judgement(version, ada, bo):
    first = sent(ada, version, text="I said no.")
    judged(first, bo, met=False)
    second = next_round(first, "I said no, and took it to supervision.")
    judged(second, bo)
    rounds = read_rounds(Submission.objects.get())
    assert [[each.judgement.outcome for each in read.judged] for read in rounds] == [["not_yet"], ["met"]]
    assert [each.outcome for each in judgements([ada.pk])[ada.pk]] == ["not_yet", "met"]


def test_unsafe_is_told_apart_from_not_yet(version, ada, bo):
    made = judged(sent(ada, version), bo, unsafe=True, next_step="Let us talk about the loan.")
    assert made.outcome == "unsafe"


# --- who may not -------------------------------------------------------------------------------------


def refusal(waiting, by, **options):
    with pytest.raises(Refused) as caught:
        judge(submission_round=waiting, by=by, marking=marking(waiting.submission.framework_version), **options)
    assert not Judgement.objects.filter(round=waiting).exists()
    assert Submission.objects.get(pk=waiting.submission_id).state == "submitted"
    return " ".join(caught.value.messages)


def test_nobody_judges_their_own_work_even_with_every_right(version, bo):
    waiting = sent(bo, version)
    assert "your own work" in refusal(waiting, bo)


def test_the_database_refuses_a_judgement_about_oneself(version, ada, bo):
    made = judged(sent(ada, version), bo)
    second = sent(bo, version)
    fields = {
        name: getattr(made, name) for name in ("framework_version", "competency", "authorised_by", "plan", "method", "outcome", "judged_on")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(round=second, person=bo, assessor=bo, **fields)


@pytest.mark.parametrize("missing", ["method", "outcome"])
def test_the_database_refuses_a_judgement_without_method_or_known_outcome(version, ada, bo, missing):
    made = judged(sent(ada, version), bo)
    other = SubmissionRound.objects.create(submission=made.round.submission, number=2, words_total=0, words_new=0)
    names = ("person", "assessor", "framework_version", "competency", "authorised_by", "plan", "method", "outcome", "judged_on")
    fields = {name: getattr(made, name) for name in names}
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(round=other, **{**fields, missing: ""})


def test_authority_for_another_competency_is_no_authority(version, ada):
    bo = person("Bo", "assessor")
    authority(bo, version, "listening")
    assert "not authorised" in refusal(sent(ada, version, "boundaries"), bo)


def test_authority_for_another_framework_version_is_no_authority(version, ada, bo):
    newer = import_framework(text=STARTER.read_text().replace("title: Boundaries", "title: Limits"))
    assert "not authorised" in refusal(sent(ada, newer), bo)


def test_authority_that_ended_yesterday_is_no_authority(version, ada):
    bo = person("Bo", "assessor")
    authority(bo, version, until_on=days_ago(1))
    assert "not authorised" in refusal(sent(ada, version), bo)


def test_an_assessor_whose_role_ended_may_not(version, ada, bo):
    RoleGrant.objects.filter(person=bo).update(until_on=days_ago(1))
    assert "not an assessor" in refusal(sent(ada, version), bo)


@pytest.mark.parametrize("turned", [False, True])
def test_a_declared_conflict_in_either_direction_stands_in_the_way(version, ada, bo, turned):
    tie("conflict", *((ada, bo) if turned else (bo, ada)))
    assert "conflict of interest" in refusal(sent(ada, version), bo)


def test_a_supervisor_may_not_where_the_plan_says_so(version, ada, bo):
    tie("supervises", bo, ada)
    assert "You supervise this person" in refusal(sent(ada, version), bo)


def test_a_supervisor_may_where_the_plan_allows_it(ada):
    version = import_framework(text=STARTER.read_text().replace("supervisor_may_assess: false", "supervisor_may_assess: true"))
    bo = person("Bo", "assessor")
    authority(bo, version)
    tie("supervises", bo, ada)
    assert judged(sent(ada, version), bo).outcome == "met"


def test_every_reason_is_said_at_once(version, ada, bo):
    tie("supervises", bo, ada)
    tie("conflict", bo, ada)
    said = refusal(sent(ada, version), bo)
    assert "You supervise" in said
    assert "conflict of interest" in said


def test_after_a_second_not_yet_another_assessor_looks(version, ada, bo):
    first = sent(ada, version, text="one")
    judged(first, bo, met=False)
    second = next_round(first, "one two")
    judged(second, bo, met=False)
    third = next_round(second, "one two three")
    assert "another assessor" in refusal(third, bo)
    bea = person("Bea", "assessor")
    authority(bea, version)
    assert judged(third, bea).outcome == "met"


# --- what must be there ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"met": {"B1": True}}, "for B2"),
        ({"strengths": ""}, "Say what was strong"),
        ({"method": "guessing"}, "Choose how it was shown"),
        ({"met": {"B1": True, "B2": False}}, "one next step"),
    ],
)
def test_gaps_are_named_and_nothing_is_saved(version, ada, bo, changes, says):
    waiting = sent(ada, version)
    said = Marking(**{**marking(version).__dict__, **changes})
    with pytest.raises(Refused, match=says):
        judge(submission_round=waiting, by=bo, marking=said)
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("days", [1, -1])
def test_the_day_lies_between_sending_and_today(version, ada, bo, days):
    with pytest.raises(Refused, match="between the day it was sent and today"):
        judge(submission_round=sent(ada, version), by=bo, marking=marking(version), on=clock.today() + timedelta(days=days))


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati"])
def test_what_was_sent_just_now_can_be_judged_just_now_in_every_zone(version, ada, bo, zone):
    waiting = sent(ada, version)
    with timezone.override(zone):
        assert judged(waiting, bo).judged_on == clock.today()


def test_a_round_that_was_taken_back_to_change_is_not_judged(version, ada, bo):
    waiting = sent(ada, version)
    reopen_evidence(submission=waiting.submission, by=ada)
    with pytest.raises(Refused, match="no longer waits"):
        judged(waiting, bo)


def test_a_round_that_somebody_else_has_marked_is_not_judged_again(version, ada, bo):
    waiting = sent(ada, version)
    judged(waiting, bo)
    bea = person("Bea", "assessor")
    authority(bea, version)
    with pytest.raises(Refused, match="somebody has marked it"):
        judged(waiting, bea)


def test_a_half_done_marking_is_kept_and_goes_with_the_judgement(version, ada, bo):
    waiting = sent(ada, version)
    start_marking(submission_round=waiting, by=bo)
    start_marking(submission_round=waiting, by=bo)
    save_marking_draft(submission_round=waiting, by=bo, answers={"strengths": "half a sen"})
    assert MarkingDraft.objects.get().answers == {"strengths": "half a sen"}
    judged(waiting, bo)
    assert not MarkingDraft.objects.exists()


# --- what stays --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_judgement SET outcome = 'not_yet'",
        "DELETE FROM assessments_judgement",
        "UPDATE assessments_judgedcriterion SET met = NOT met",
        "UPDATE core_narrative SET text = 'other'",
    ],
)
def test_raw_sql_cannot_change_a_judgement(version, ada, bo, statement):
    judged(sent(ada, version), bo)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Judgement.objects.get().outcome, JudgedCriterion.objects.filter(met=True).count()) == ("met", 2)


# --- what other apps ask -----------------------------------------------------------------------------


def test_other_apps_read_every_judgement_in_one_query(version, ada, bo, django_assert_num_queries):
    zoe = person("Zoe")
    made = judged(sent(ada, version), bo)
    with django_assert_num_queries(1):
        found = judgements([ada.pk, zoe.pk])
    [one] = found[ada.pk]
    assert found[zoe.pk] == []
    assert (one.ref, one.framework, one.framework_version, one.competency) == (made.public_id, "alongside-core", 1, "boundaries")
    assert (one.outcome, one.method, one.on, one.assessor_id) == ("met", "reflective_account", clock.today(), bo.pk)
    assert judgements([ada.pk], framework="another")[ada.pk] == []


def test_the_latest_judgement_counts_as_at_a_day(version, ada, bo):
    first = sent(ada, version, text="one")
    judged(first, bo)
    judged(next_round(first, "one two"), bo, met=False)
    found = judgements([ada.pk])[ada.pk]
    assert latest(found)["alongside-core", "boundaries"].outcome == "not_yet"
    assert latest(found, on=days_ago(1)) == {}


def test_other_apps_ask_who_has_judged_and_what_waits(version, ada, bo):
    waiting = sent(ada, version)
    assert ([each.pk for each in open_submissions(ada.pk)], assessors_of(ada.pk)) == ([waiting.submission_id], set())
    [piece] = waiting_pieces([ada.pk])[ada.pk]
    assert (piece.ref, piece.framework, piece.framework_version, piece.competency) == (
        waiting.submission.public_id,
        "alongside-core",
        1,
        "boundaries",
    )
    judged(waiting, bo)
    assert (open_submissions(ada.pk), waiting_pieces([ada.pk]), assessors_of(ada.pk)) == ([], {ada.pk: []}, {bo.pk})
