"""Writing, sending, changing and taking back a piece of evidence."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from assessments.models import EvidenceFile, MarkingDraft, Submission, SubmissionRound
from assessments.queries.rounds import read_rounds
from assessments.services.evidence_files import add_file, remove_file
from assessments.services.marking_drafts import start_marking
from assessments.services.reopen_evidence import reopen_evidence
from assessments.services.save_draft import ChangedElsewhere, save_draft
from assessments.services.submit_evidence import submit_evidence
from assessments.services.withdraw_evidence import withdraw_evidence
from lms.core.errors import Refused
from lms.core.models import MoveEvent, Narrative, PrivateFile
from lms.core.moves import NotAllowed
from tests.factories.assessments_evidence import (
    PDF,
    authority,
    draft,
    framework,
    judged,
    next_round,
    person,
    send,
    sent,
    upload,
    with_file,
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


def words_of(piece):
    return [(read.piece.title, read.piece.text) if read.piece else None for read in read_rounds(piece)]


# --- drafts ------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_only_for_the_writer(version, ada):
    piece = draft(ada, version, title=" A grey area ", text="one\r\ntwo", lived_experience=True)
    assert (piece.title, piece.draft_text, piece.state, piece.audience, piece.draft_number) == ("A grey area", "one\ntwo", "draft", "me", 1)
    assert piece.lived_experience


def test_saving_the_same_words_again_changes_nothing(version, ada):
    first = draft(ada, version)
    second = draft(ada, version)
    assert (second, second.draft_number) == (first, 1)


def test_a_page_that_is_behind_overwrites_nothing(version, ada):
    draft(ada, version, text="from the phone")
    with pytest.raises(ChangedElsewhere) as caught:
        draft(ada, version, text="from the laptop")
    assert caught.value.saved.draft_text == "from the phone"
    piece = draft(ada, version, text="from the laptop", seen_number=1)
    assert (piece.draft_text, piece.draft_number) == ("from the laptop", 2)


def test_one_open_piece_for_a_competency(version, ada):
    piece = draft(ada, version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(person=ada, framework_version=version, competency=piece.competency)


def test_while_a_piece_waits_a_second_one_is_refused(version, ada):
    sent(ada, version)
    with pytest.raises(Refused, match="Change it"):
        draft(ada, version, text="another")


@pytest.mark.parametrize(("competency", "text", "says"), [("flying", "x", "no competency"), ("boundaries", "x" * 20_001, "longer than")])
def test_a_draft_that_fits_nowhere_is_refused(version, ada, competency, text, says):
    with pytest.raises(Refused, match=says):
        save_draft(person=ada, framework_version=version, competency=competency, text=text)


# --- files -------------------------------------------------------------------------------------------


def test_a_file_is_looked_at_and_kept_beside_the_draft(version, ada):
    kept = with_file(draft(ada, version), name="my card.pdf")
    assert (kept.file.name, kept.file.content_type, kept.file.owner_ref, kept.in_draft, kept.was_sent) == (
        "my_card.pdf",
        "application/pdf",
        ada.public_id,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("content", "says"), [(b"MZ\x90\x00\xff\xfe", "something else"), (b"", "empty"), (b"%PDF-" + b"0" * (10 * 1024 * 1024), "too large")]
)
def test_a_file_that_lies_or_is_too_large_is_refused_kindly(version, ada, content, says):
    piece = draft(ada, version)
    with pytest.raises(Refused, match=says):
        add_file(submission=piece, by=ada, upload=upload("card.pdf", content))
    assert not EvidenceFile.objects.exists()


def test_a_sixth_file_is_refused(version, ada):
    piece = draft(ada, version)
    for number in range(5):
        with_file(piece, name=f"{number}.pdf")
    with pytest.raises(Refused, match="5 files"):
        with_file(piece)


def test_a_file_that_was_never_sent_goes_with_its_bytes(version, ada, commits):
    kept = with_file(draft(ada, version))
    stored = kept.file.file
    assert stored.storage.exists(stored.name)
    with commits():
        remove_file(evidence_file=kept, by=ada)
    assert not stored.storage.exists(stored.name)
    assert (EvidenceFile.objects.count(), PrivateFile.objects.count()) == (0, 0)


def test_a_file_that_was_sent_stays_with_its_round(version, ada, bo):
    piece = draft(ada, version)
    kept = with_file(piece)
    first = send(piece)
    judged(first, bo, met=False)
    reopen_evidence(submission=piece, by=ada)
    remove_file(evidence_file=EvidenceFile.objects.get(pk=kept.pk), by=ada)
    kept.refresh_from_db()
    assert (kept.in_draft, kept.was_sent) == (False, True)
    assert [file["ref"] for file in first.files] == [kept.public_id]
    assert [each["sha256"] for each in first.files] == [kept.file.sha256]


def test_nobody_else_adds_a_file_and_nobody_to_a_sent_piece(version, ada):
    piece = draft(ada, version)
    with pytest.raises(PermissionDenied):
        add_file(submission=piece, by=person("Eve"), upload=upload())
    send(piece)
    with pytest.raises(Refused, match="has been sent"):
        add_file(submission=piece, by=ada, upload=upload("x.pdf", PDF))


# --- sending -----------------------------------------------------------------------------------------


def test_a_sent_round_holds_words_and_counts_and_the_draft_is_empty(version, ada):
    first = sent(ada, version, title="Saying no", text="I said no kindly.")
    piece = Submission.objects.get()
    assert (piece.state, piece.audience, piece.draft_text, piece.title) == ("submitted", "assessor", "", "Saying no")
    assert (first.number, first.words_total, first.words_new) == (1, 4, 4)
    assert words_of(piece) == [("Saying no", "I said no kindly.")]
    assert [(move.verb, move.by_ref) for move in MoveEvent.objects.all()] == [("submit", ada.public_id)]


def test_sending_twice_is_sending_once(version, ada):
    piece = draft(ada, version)
    first = submit_evidence(submission=piece, by=ada, draft_number=1)
    assert submit_evidence(submission=piece, by=ada, draft_number=1) == first
    assert (SubmissionRound.objects.count(), Narrative.objects.count()) == (1, 1)


def test_choices_change_the_text_and_only_counts_are_kept(version, ada):
    piece = draft(ada, version, title="With Sam", text="I was with Halima at noon. She is aged 41. Then M. came.")
    first = submit_evidence(submission=piece, by=ada, draft_number=1, choices=["change", "change", "not_real", "as_is"])
    assert words_of(piece) == [("With the person", "I was with the person at noon. She is aged 41. Then M. came.")]
    assert (first.places_changed, first.places_not_real, first.places_as_is, first.places_left_in) == (2, 1, 1, 2)
    assert "Halima" not in str([each.__dict__ for each in (*Submission.objects.all(), *SubmissionRound.objects.all())])


def test_leaving_everything_as_it_is_is_a_choice_too(version, ada):
    first = sent(ada, version, text="I was with Halima at noon.")
    assert (first.places_as_is, words_of(first.submission)[0][1]) == (1, "I was with Halima at noon.")


@pytest.mark.parametrize("choices", [[], ["change", "change"], ["whatever"]])
def test_a_place_without_a_choice_is_asked_about(version, ada, choices):
    piece = draft(ada, version, text="I was with Halima at noon.")
    with pytest.raises(Refused, match="Choose one answer for each"):
        submit_evidence(submission=piece, by=ada, draft_number=1, choices=choices)
    assert Submission.objects.get().state == "draft"


def test_a_text_that_changed_since_the_check_is_not_sent(version, ada):
    piece = draft(ada, version)
    draft(ada, version, text="other words", seen_number=1)
    with pytest.raises(Refused, match="has changed since"):
        submit_evidence(submission=piece, by=ada, draft_number=1)


def test_nothing_cannot_be_sent_but_a_file_alone_can(version, ada):
    piece = draft(ada, version, text=" ")
    with pytest.raises(Refused, match="Write something or add a file"):
        send(piece)
    with_file(piece)
    assert send(piece).files[0]["type"] == "application/pdf"


def test_nobody_sends_somebody_elses_piece(version, ada):
    with pytest.raises(PermissionDenied):
        submit_evidence(submission=draft(ada, version), by=person("Eve"), draft_number=1)


def test_a_second_round_counts_only_new_words_and_the_first_holds_still(version, ada, bo):
    first = sent(ada, version, title="No", text="I said no.")
    judged(first, bo, met=False)
    second = next_round(first, "I said no. Next time I would say it earlier.")
    assert (second.number, second.words_total, second.words_new) == (2, 10, 7)
    assert words_of(first.submission) == [("No", "I said no."), ("No", "I said no. Next time I would say it earlier.")]


@pytest.mark.parametrize("statement", ["UPDATE assessments_submissionround SET number = 9", "DELETE FROM assessments_submissionround"])
def test_raw_sql_cannot_change_a_round(version, ada, statement):
    sent(ada, version)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert SubmissionRound.objects.get().number == 1


# --- changing and taking back ------------------------------------------------------------------------


def test_a_waiting_piece_can_be_changed_and_sent_again(version, ada):
    first = sent(ada, version, text="too early")
    piece = reopen_evidence(submission=first.submission, by=ada)
    assert (piece.state, piece.draft_text) == ("draft", "too early")
    draft(ada, version, text="now ready", seen_number=piece.draft_number)
    assert send(piece).number == 2
    assert [text for _title, text in words_of(piece)] == ["too early", "now ready"]


def test_going_on_with_a_draft_is_no_act(version, ada):
    piece = draft(ada, version)
    assert reopen_evidence(submission=piece, by=ada).draft_number == 1


def test_an_old_piece_is_not_reopened_beside_an_open_one(version, ada, bo):
    first = sent(ada, version)
    judged(first, bo, met=False)
    draft(ada, version, text="a new piece")
    with pytest.raises(Refused, match="another piece open"):
        reopen_evidence(submission=first.submission, by=ada)


def test_what_is_taken_back_before_anybody_judged_it_is_gone(version, ada, bo, commits):
    piece = draft(ada, version, title="canary title", text="canary words")
    kept = with_file(piece)
    stored = kept.file.file
    waiting = send(piece)
    start_marking(submission_round=waiting, by=bo)
    with commits():
        withdraw_evidence(submission=piece, by=ada)
    piece.refresh_from_db()
    assert (piece.state, piece.title, piece.draft_text, words_of(piece)) == ("withdrawn", "", "", [None])
    assert (Narrative.objects.count(), PrivateFile.objects.count(), MarkingDraft.objects.count()) == (0, 0, 0)
    assert not stored.storage.exists(stored.name)
    assert SubmissionRound.objects.count() == 1


def test_what_was_judged_is_not_taken_back(version, ada, bo):
    first = sent(ada, version)
    judged(first, bo)
    with pytest.raises(NotAllowed):
        withdraw_evidence(submission=first.submission, by=ada)


def test_taking_back_a_second_draft_keeps_the_judged_round(version, ada, bo):
    piece = draft(ada, version, text="first words")
    with_file(piece)
    first = send(piece)
    judged(first, bo, met=False)
    piece = reopen_evidence(submission=first.submission, by=ada)
    with_file(piece, name="second.pdf")
    withdraw_evidence(submission=piece, by=ada)
    assert [text for _title, text in words_of(piece)] == ["first words"]
    assert [each.file.name for each in EvidenceFile.objects.select_related("file")] == ["card.pdf"]


def test_nobody_takes_back_somebody_elses_piece(version, ada):
    piece = draft(ada, version)
    for act in (withdraw_evidence, reopen_evidence):
        with pytest.raises(PermissionDenied):
            act(submission=piece, by=person(f"Eve {act.__name__}"))
