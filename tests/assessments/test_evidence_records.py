"""What is erased, what is copied for the person, and what contradicts itself."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from accounts.services import erase
from assessments.models import Authorisation, EvidenceFile, FrameworkVersion, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.queries.records import check_evidence, export_evidence
from assessments.services.marking_drafts import save_marking_draft
from lms.core.models import Narrative, PrivateFile
from tests.factories.assessments_evidence import authority, days_ago, draft, framework, judged, person, send, sent, tie, with_file

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
    for each in version.competencies():
        authority(bo, version, each.key)
    return bo


def everything_stored():
    """Every row of this app and of the words, as text."""
    tables = [
        name for name in connection.introspection.table_names() if name.startswith(("assessments_", "core_narrative", "core_privatefile"))
    ]
    rows = []
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return str(rows)


def test_erasing_takes_words_and_files_and_keeps_the_judgement(version, ada, bo):
    piece = draft(ada, version, title="canary title", text="canary words", lived_experience=True)
    with_file(piece, name="canary.pdf")
    made = judged(send(piece), bo, strengths="canary strength")
    waiting = sent(ada, version, "listening", text="canary waiting")
    save_marking_draft(submission_round=waiting, by=bo, answers={"strengths": "canary marking"})
    draft(ada, version, "confidentiality", text="canary draft")
    assert "canary" in everything_stored()

    lines = erase(person=ada, by=person("Pia", "privacy"), reason="asked")

    assert "canary" not in everything_stored()
    assert Judgement.objects.get() == made
    assert {each.competency: each.state for each in Submission.objects.all()} == {"boundaries": "judged", "listening": "withdrawn"}
    assert (SubmissionRound.objects.count(), MarkingDraft.objects.count(), EvidenceFile.objects.count()) == (2, 0, 0)
    assert (Narrative.objects.count(), PrivateFile.objects.count()) == (0, 0)
    said = [(line.fate, bool(line.why)) for line in lines if "judged" in line.what or "evidence" in line.what]
    assert said == [("gone", False), ("kept", True)]


def test_erasing_twice_is_erasing_once(version, ada, bo):
    judged(sent(ada, version), bo)
    pia = person("Pia", "privacy")
    erase(person=ada, by=pia, reason="asked")
    erase(person=ada, by=pia, reason="after a restore")
    assert Judgement.objects.count() == 1


def test_erasing_an_assessor_keeps_what_they_judged_and_says_why(version, ada, bo):
    made = judged(sent(ada, version), bo)
    lines = erase(person=bo, by=person("Pia", "privacy"), reason="asked")
    assert [line.fate for line in lines if "other people’s work" in line.what] == ["kept"]
    assert Judgement.objects.get(assessor=bo) == made
    assert Narrative.objects.filter(kind="judgement.feedback").exists()


def test_a_copy_holds_pieces_rounds_and_feedback_addressed_to_the_person(version, ada, bo):
    piece = draft(ada, version, text="I said no.")
    with_file(piece)
    judged(send(piece), bo, met=False)
    draft(ada, version, "listening", text="half a draft")
    copy = json.loads(json.dumps(export_evidence(ada), cls=DjangoJSONEncoder))
    assert [(each["competency"], each["state"], each["draft"]) for each in copy["pieces"]] == [
        ("boundaries", "judged", ""),
        ("listening", "draft", "half a draft"),
    ]
    assert copy["pieces"][0]["rounds"][0]["text"] == "I said no."
    assert copy["feedback"][0]["words"]["strengths"] == "Thank you, Ada. You stayed warm."
    assert copy["files"][0]["name"] == "card.pdf"
    assert copy["may_judge"] == []
    assert len(export_evidence(bo)["may_judge"]) == 5


def test_sound_records_have_no_problems_and_take_a_fixed_number_of_queries(version, ada, bo, django_assert_num_queries):
    judged(sent(ada, version), bo)
    with django_assert_num_queries(5):
        assert list(check_evidence()) == []


def problems():
    return [(problem.invariant, problem.says) for problem in check_evidence()]


def test_a_judgement_by_a_supervisor_is_found(version, ada, bo):
    judged(sent(ada, version), bo)
    tie("supervises", bo, ada)
    assert problems() == [(4, "judged by a supervisor although the plan says no")]


def test_a_judgement_in_spite_of_a_conflict_is_found(version, ada, bo):
    made = judged(sent(ada, version), bo)
    tie("conflict", ada, bo)
    [problem] = check_evidence()
    assert (problem.invariant, problem.row) == (4, f"judgement {made.public_id}")


def test_a_tie_that_had_ended_before_is_no_problem(version, ada, bo):
    judged(sent(ada, version), bo)
    relation = tie("conflict", ada, bo)
    relation.until_on = days_ago(1)
    relation.save()
    assert problems() == []


def test_a_judgement_without_authority_on_its_day_is_found(version, ada, bo):
    judged(sent(ada, version), bo)
    Authorisation.objects.filter(competency="boundaries").update(until_on=days_ago(1))
    assert problems() == [(5, "judged without authority for that competency on that day")]


def test_an_authority_for_something_else_is_found(version, ada, bo):
    judged(sent(ada, version), bo)
    Authorisation.objects.filter(competency="boundaries").update(competency="x", assessor=bo)
    assert problems() == [(5, "judged without authority for that competency on that day")]


def test_a_released_framework_with_another_hash_is_found(version):
    FrameworkVersion.objects.create(framework=version.framework, number=2, content=version.content, sha256="0" * 64)
    assert [(problem.invariant, problem.row) for problem in check_evidence()] == [(2, "framework alongside-core 2")]


def test_the_registry_runs_our_check():
    from lms.core.registry import contributions

    assert "assessments" in dict(contributions("check"))
    assert list(dict(contributions("check"))["assessments"]()) == []
