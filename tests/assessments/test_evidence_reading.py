"""Reading truth: who may read a piece, its files and its judgements (ux.md 5.6), asked of the querysets."""

import pytest

from assessments.models import EvidenceFile, Judgement, Submission
from assessments.services.marking_drafts import start_marking
from assessments.services.reopen_evidence import reopen_evidence
from assessments.services.withdraw_evidence import withdraw_evidence
from tests.factories.assessments_evidence import authority, days_ago, draft, framework, judged, person, send, tie, with_file

pytestmark = [pytest.mark.django_db, pytest.mark.both]

EVERYBODY = ("ada", "bo", "bea", "lee", "ten", "con", "sue", "gus", "eve")


@pytest.fixture
def cast():
    """Ada writes; Bo and Bea are authorised; Lee only for listening; Ten's authority ended; Con has a conflict; Sue supervises Ada."""
    version = framework()
    people = {name: person(name.title(), "assessor") for name in EVERYBODY if name not in ("ada", "gus", "eve")}
    people |= {"ada": person("Ada"), "gus": person("Gus", "manager"), "eve": person("Eve")}
    for name in ("bo", "bea", "con", "sue"):
        authority(people[name], version)
    authority(people["lee"], version, "listening")
    authority(people["ten"], version, until_on=days_ago(1))
    tie("conflict", people["con"], people["ada"])
    tie("supervises", people["sue"], people["ada"])
    return people, version


@pytest.fixture
def piece(cast):
    people, version = cast
    made = draft(people["ada"], version)
    with_file(made)
    return made


def readers(people, model):
    return {name for name in EVERYBODY if model.objects.readable_by(people[name]).exists()}


def test_a_draft_is_read_by_its_writer_alone(cast, piece):
    people, _version = cast
    assert (readers(people, Submission), readers(people, EvidenceFile)) == ({"ada"}, {"ada"})


def test_what_waits_is_read_by_those_who_may_judge_it(cast, piece):
    people, _version = cast
    send(piece)
    assert (readers(people, Submission), readers(people, EvidenceFile)) == ({"ada", "bo", "bea"}, {"ada", "bo", "bea"})


def test_what_was_judged_is_read_by_who_judged_it(cast, piece):
    people, _version = cast
    judged(send(piece), people["bo"])
    for model in (Submission, EvidenceFile, Judgement):
        assert readers(people, model) == {"ada", "bo"}


def test_who_had_begun_keeps_sight_of_it(cast, piece):
    people, _version = cast
    waiting = send(piece)
    start_marking(submission_round=waiting, by=people["bea"])
    judged(waiting, people["bo"])
    assert readers(people, Submission) == {"ada", "bo", "bea"}


def test_a_file_added_to_the_next_draft_is_the_writers_alone(cast, piece):
    people, _version = cast
    judged(send(piece), people["bo"], met=False)
    reopen_evidence(submission=piece, by=people["ada"])
    with_file(piece, name="second.pdf")
    assert EvidenceFile.objects.readable_by(people["ada"]).count() == 2
    assert [each.was_sent for each in EvidenceFile.objects.readable_by(people["bo"])] == [True]


def test_what_was_taken_back_is_read_by_nobody_else(cast, piece):
    people, _version = cast
    send(piece)
    withdraw_evidence(submission=piece, by=people["ada"])
    assert readers(people, Submission) == {"ada"}


def test_an_assessor_whose_authority_ended_still_reads_their_own_judgement_but_not_the_evidence(cast, piece):
    people, _version = cast
    judged(send(piece), people["bo"])
    people["bo"].authorisations.update(until_on=days_ago(1))
    assert (readers(people, Submission), readers(people, Judgement)) == ({"ada"}, {"ada", "bo"})
