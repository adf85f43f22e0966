"""Writing, checking and sending evidence, in the browser's words but without JavaScript."""

import pytest
from django.urls import reverse

from assessments.models import EvidenceFile, Submission, SubmissionRound
from assessments.queries.rounds import read_rounds
from lms.core.models import ReadEvent, ReadSubject
from tests.factories.assessments_evidence import PDF, authority, draft, framework, judged, person, send, sent, upload, with_file

pytestmark = pytest.mark.django_db


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
def as_ada(client, ada):
    client.force_login(ada)
    return client


NEW = "/portfolio/evidence/new/?competency=boundaries"


def write(client, address=NEW, *, seen=0, **said):
    return client.post(address, {"title": "Saying no", "text": "They asked for my number.", "seen": seen, "do": "keep", **said})


def check_page(piece):
    return reverse("assessments:evidence_check", args=[piece.public_id])


def test_without_a_competency_one_chooses_first(as_ada, version):
    words = as_ada.get("/portfolio/evidence/new/").content.decode()
    assert "What would you like to show?" in words
    assert "competency=boundaries&amp;framework=alongside-core" in words


def test_nothing_to_send_is_said_beside_the_box_and_what_is_there_is_kept(as_ada, version):
    response = write(as_ada, text=" ", do="check")
    words = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_text">Write something or add a file before you send it.</a>' in words
    assert 'value="Saying no"' in words
    assert Submission.objects.get().title == "Saying no"


def test_the_page_says_who_reads_it_and_what_good_looks_like(as_ada, version):
    words = as_ada.get(NEW).content.decode()
    assert "Only you can read this until you send it." in words
    assert version.competency("boundaries").prompt in words
    assert "Read a “not yet” example" in words


def test_a_draft_is_kept_and_opened_again(as_ada, version):
    response = write(as_ada)
    piece = Submission.objects.get()
    assert response.url == piece.get_absolute_url()
    assert "They asked for my number." in as_ada.get(response.url).content.decode()
    assert as_ada.get(NEW).url == piece.get_absolute_url()


def test_pressing_save_twice_makes_one_piece(as_ada, version):
    write(as_ada)
    write(as_ada)
    assert Submission.objects.count() == 1


def test_two_windows_lose_nothing(as_ada, version):
    write(as_ada, text="typed on the phone")
    response = write(as_ada, text="typed on the laptop")
    words = response.content.decode()
    assert response.status_code == 422
    assert "typed on the phone" in words
    assert "typed on the laptop" in words
    assert Submission.objects.get().draft_text == "typed on the phone"
    assert response.context["form"]["seen"].value() == 1
    write(as_ada, text="typed on the laptop", seen=1)
    assert Submission.objects.get().draft_text == "typed on the laptop"


def test_a_file_that_lies_about_its_type_keeps_what_was_typed(as_ada, version):
    response = write(as_ada, file=upload("card.pdf", b"MZ\x90\xff"))
    words = response.content.decode()
    assert response.status_code == 422
    assert "This file is something else." in words
    assert "They asked for my number." in words
    assert Submission.objects.get().draft_text == "They asked for my number."
    assert not EvidenceFile.objects.exists()


def test_a_file_that_is_too_large_keeps_what_was_typed(as_ada, version, settings):
    settings.PRIVATE_FILE_MAX_BYTES = 1024 * 1024
    response = write(as_ada, file=upload("card.pdf", PDF + b"0" * 1024 * 1024))
    assert response.status_code == 422
    assert "too large. The most we can take is 1 MB" in response.content.decode()
    assert Submission.objects.get().draft_text == "They asked for my number."


def test_a_text_that_is_too_long_stays_on_the_page(as_ada, version):
    response = write(as_ada, text="word " * 5000)
    assert response.status_code == 422
    assert response.content.decode().count("word word") > 100


def test_a_file_is_added_listed_and_taken_away_again(as_ada, version):
    response = write(as_ada, file=upload("my card.pdf"))
    assert "my_card.pdf" in as_ada.get(response.url).content.decode()
    kept = EvidenceFile.objects.get()
    write(as_ada, response.url, seen=1, remove=kept.public_id)
    assert not EvidenceFile.objects.exists()


def test_somebody_elses_file_is_not_taken_away(as_ada, version):
    foreign = with_file(draft(person("Zoe"), version))
    response = write(as_ada, remove=foreign.public_id)
    assert response.status_code == 404
    assert EvidenceFile.objects.filter(pk=foreign.pk).exists()


# --- check and send ----------------------------------------------------------------------------------


def test_check_and_send_leads_past_the_recognition_check(as_ada, version):
    response = write(as_ada, text="I was with Halima at noon.", do="check")
    piece = Submission.objects.get()
    assert response.url == check_page(piece)
    words = as_ada.get(response.url).content.decode()
    assert "<q>Halima</q>" in words
    assert "Write “the person”" in words
    assert "checked" not in words.split("Could somebody be recognised?")[1]


def test_each_place_wants_an_answer_and_then_it_goes(as_ada, ada, version):
    piece = draft(ada, version, text="I was with Halima at noon. Then M. came.")
    response = as_ada.post(check_page(piece), {"seen": 1, "place_0": "change"})
    assert response.status_code == 422
    assert "Choose one for “M.”." in response.content.decode()
    assert as_ada.post(check_page(piece), {"seen": 1, "place_0": "change", "place_1": "nonsense"}).status_code == 422
    response = as_ada.post(check_page(piece), {"seen": 1, "place_0": "change", "place_1": "not_real"})
    assert response.url == piece.get_absolute_url()
    [read] = read_rounds(piece)
    assert read.piece.text == "I was with the person at noon. Then M. came."
    assert (read.round.places_changed, read.round.places_not_real, read.round.places_as_is) == (1, 1, 0)


def test_one_press_leaves_the_rest_and_sends(as_ada, ada, version):
    piece = draft(ada, version, text="I was with Halima at noon. Then M. came.")
    as_ada.post(check_page(piece), {"seen": 1, "place_0": "change", "all": "as_is"})
    assert (SubmissionRound.objects.get().places_changed, SubmissionRound.objects.get().places_as_is) == (1, 1)


def test_sending_twice_sends_once(as_ada, ada, version):
    piece = draft(ada, version)
    for _time in range(2):
        assert as_ada.post(check_page(piece), {"seen": 1}).url == piece.get_absolute_url()
    assert SubmissionRound.objects.count() == 1


def test_a_text_that_changed_in_another_window_is_looked_at_again(as_ada, ada, version):
    piece = draft(ada, version)
    draft(ada, version, text="other words", seen_number=1)
    response = as_ada.post(check_page(piece), {"seen": 1})
    assert response.status_code == 422
    assert "has changed since you checked it" in response.content.decode()


def test_what_was_sent_can_be_read_changed_and_taken_back(as_ada, ada, version):
    piece = sent(ada, version, text="too early").submission
    words = as_ada.get(piece.get_absolute_url()).content.decode()
    assert "too early" in words
    assert "Change it" in words
    as_ada.post(reverse("assessments:evidence_reopen", args=[piece.public_id]))
    send(piece)
    address = reverse("assessments:evidence_withdraw", args=[piece.public_id])
    assert "Take this piece back?" in as_ada.get(address).content.decode()
    assert Submission.objects.get().state == "submitted"
    assert as_ada.post(address).url == "/portfolio/boundaries/"
    assert Submission.objects.get().state == "withdrawn"
    assert "Taken back" in as_ada.get(piece.get_absolute_url()).content.decode()


def test_what_was_judged_meanwhile_is_not_taken_back(as_ada, ada, bo, version):
    piece = judged(sent(ada, version), bo).round.submission
    address = reverse("assessments:evidence_withdraw", args=[piece.public_id])
    assert as_ada.get(address).url == piece.get_absolute_url()
    assert "has changed since you opened it" in as_ada.post(address, follow=True).content.decode()
    assert Submission.objects.get().state == "judged"


def test_a_second_piece_while_one_waits_is_refused_and_what_was_typed_is_kept(as_ada, ada, version):
    sent(ada, version)
    response = write(as_ada, text="typed for nothing?")
    assert response.status_code == 422
    assert "You have sent a piece for this already." in response.content.decode()
    assert "typed for nothing?" in response.content.decode()


def test_going_on_is_refused_kindly_while_another_piece_is_open(as_ada, ada, bo, version):
    piece = judged(sent(ada, version), bo, met=False).round.submission
    draft(ada, version, text="a new piece")
    response = as_ada.post(reverse("assessments:evidence_reopen", args=[piece.public_id]), follow=True)
    assert "another piece open" in response.content.decode()


# --- files -------------------------------------------------------------------------------------------


def test_my_file_comes_as_an_attachment_under_its_own_name(as_ada, ada, version):
    kept = with_file(draft(ada, version), name="ada smith.pdf")
    response = as_ada.get(kept.get_absolute_url())
    assert response.headers["Content-Disposition"] == 'attachment; filename="ada_smith.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF
    assert not ReadEvent.objects.exists()


def test_an_assessor_gets_a_sent_file_without_its_name_and_leaves_a_trace(client, ada, bo, version):
    piece = draft(ada, version)
    kept = with_file(piece, name="ada smith.pdf")
    client.force_login(bo)
    assert client.get(kept.get_absolute_url()).status_code == 404  # a draft's file
    send(piece)
    response = client.get(kept.get_absolute_url())
    assert "ada" not in response.headers["Content-Disposition"]
    assert [(each.mode, each.actor_ref, each.record_type, each.acting_role) for each in ReadEvent.objects.order_by("pk")] == [
        ("denied", bo.public_id, "evidence_file", ""),
        ("view", bo.public_id, "evidence_file", "assessor"),
    ]
    assert [each.person_ref for each in ReadSubject.objects.all()] == [ada.public_id]


def test_nobody_else_gets_a_file(client, ada, bo, version):
    piece = draft(ada, version)
    kept = with_file(piece)
    send(piece)
    for other in (person("Eve"), person("Bea", "assessor"), person("Cy", "supervisor"), person("Gus 2", "manager")):
        client.force_login(other)
        assert client.get(kept.get_absolute_url()).status_code == 404
