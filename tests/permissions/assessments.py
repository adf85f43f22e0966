"""Evidence is the writer's; an assessor sees what was sent for a competency they are authorised for; nobody else sees anything."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.services.adjustments import ask_adjustment
from assessments.models import Attempt, Quiz
from assessments.services.answer_files import add_answer_file
from assessments.services.keep_picture import keep_picture
from assessments.services.submit_attempt import submit_attempt
from lms.core import clock
from tests.assessments.question_samples import ESSAY_WITH_FILES, GAPS, MATCH, NUMBER, STORY, SURE, TYPED, UPLOAD
from tests.factories.assessments_evidence import authority, draft, framework, judged, send, sent, with_file
from tests.factories.assessments_quiz import answer, finish, make_attempt, make_bank, make_question, make_quiz, slot_of

from .matrix import SIGNED_IN, Entry


def competency(world):
    framework()
    return {"competency": "boundaries"}


def unsent(world):
    return {"public_id": draft(world.owner, framework()).public_id}


def waiting(world):
    version = framework()
    authority(world.assessor, version)
    return {"public_id": sent(world.owner, version).submission.public_id}


def sent_file(world):
    version = framework()
    authority(world.assessor, version)
    piece = draft(world.owner, version)
    kept = with_file(piece)
    send(piece)
    return {"public_id": kept.public_id}


def feedback(world):
    version = framework()
    authority(world.assessor, version)
    return {"public_id": judged(sent(world.owner, version), world.assessor).public_id}


EVIDENCE = [
    Entry("assessments:portfolio", SIGNED_IN, note="everybody's own"),
    Entry("assessments:competency", SIGNED_IN, competency, note="everybody's own standing in it"),
    Entry("assessments:evidence_new", SIGNED_IN),
    Entry("assessments:evidence", {"owner"}, unsent),
    Entry("assessments:evidence_check", {"owner"}, unsent),
    Entry("assessments:evidence_withdraw", {"owner"}, unsent),
    Entry("assessments:evidence_reopen", SIGNED_IN, waiting, posts_only=True, note="a POST by anybody but the writer is 404"),
    Entry("assessments:feedback", {"owner"}, feedback),
    Entry("assessments:evidence_file", {"owner", "assessor"}, sent_file),
    Entry("assessments:marking", {"assessor"}),
    Entry("assessments:marking_next", {"assessor"}, posts_only=True),
    Entry("assessments:marking_piece", {"assessor"}, waiting),
    Entry("assessments:marking_history", {"assessor"}, waiting),
]


def in_sample(world):
    version = framework()
    authority(world.assessor, version)
    return {"public_id": judged(sent(world.owner, version), world.assessor).public_id}


def sample_file(world):
    version = framework()
    authority(world.assessor, version)
    piece = draft(world.owner, version)
    with_file(piece)
    return {"public_id": judged(send(piece), world.assessor).public_id, "number": 1}


QUALITY = [
    Entry("assessments:quality", {"quality"}),
    Entry("assessments:passes", {"quality", "admin"}),
    Entry("assessments:quality_check", {"quality"}, in_sample),
    Entry("assessments:quality_file", {"quality"}, sample_file),
]


def released(world):
    return {"quiz_key": make_quiz(draw=2).key}


def under_way(world):
    return {"public_id": make_attempt(person=world.owner, quiz=make_quiz(draw=2)).public_id}


def first_question(world):
    return under_way(world) | {"position": 1}


def handed_in(world):
    attempt = make_attempt(person=world.owner, quiz=make_quiz(draw=2))
    finish(attempt, right=1)
    return {"public_id": attempt.public_id}


def closed(world):
    return {"quiz_key": titled(make_quiz(draw=2, opens_on="2026-01-01", closes_on="2026-01-31"), "Closed test").key}


def titled(quiz, title):
    quiz.title = title
    quiz.save()
    return quiz


def timed(world):
    """The first question of a test with a time limit, whose clock Ada may stop; it has to be right."""
    ask_adjustment(person=world.owner, kind="rest_breaks")
    bank = make_bank(4)
    first = bank.questions.first().key
    sections = [{"questions": [first], "must_pass": [first]}, {"draw": 2, "title": "The rest", "needed": 2}]
    quiz = make_quiz(bank=bank, sections=sections, needed=1, minutes=45, because="The scheme asks for it.", feedback="when_done")
    return {"public_id": make_attempt(person=world.owner, quiz=titled(quiz, "Timed test")).public_id, "position": 1}


def timed_front(world):
    timed(world)
    return {"quiz_key": Quiz.objects.get().key}


def run_out(world):
    found = timed(world)
    Attempt.objects.update(ends_at=clock.now() - timedelta(minutes=11))
    return {"public_id": found["public_id"]}


def short_of_a_part(world):
    """Handed in with points enough, and with the part missing; the key waits."""
    found = timed(world)
    finish(Attempt.objects.get(), right=1)
    return {"public_id": found["public_id"]}


ESSAY = {"kind": "essay", "stem": "Tell us.", "marked": "met", "notes": "Feelings.", "files": {"accept": ["txt"]}}


def essay_attempt(world):
    bank = make_bank(0)
    make_question(bank, topic="boundaries", definition=ESSAY)
    return make_attempt(person=world.owner, quiz=make_quiz(bank=bank, sections=[{"draw": 1}], needed=1))


def beside_answer(attempt):
    slot = slot_of(attempt)
    upload = SimpleUploadedFile("plan.txt", b"A plan.", content_type="text/plain")
    return add_answer_file(slot=slot, by=attempt.person, upload=upload, beside=0)


def answer_file(world):
    return {"public_id": beside_answer(essay_attempt(world)).public_id}


def waiting_answer(world):
    authority(world.assessor, framework())
    attempt = essay_attempt(world)
    kept = beside_answer(attempt)
    answer(attempt, 1, {"text": "I listened.", "files": [kept.public_id]})
    submit_attempt(attempt=attempt, by=world.owner)
    return {"public_id": attempt.public_id, "position": 1}


def waiting_answer_file(world):
    return waiting_answer(world) | {"number": 1}


NEW_KINDS = [MATCH, TYPED, NUMBER, GAPS, STORY, ESSAY_WITH_FILES, UPLOAD, SURE]


def one_of_each(world, position=1):
    """A paper with a question of each kind that is not chosen from a list, some of them answered."""
    bank = make_bank(1)
    for definition in NEW_KINDS:
        make_question(bank, topic="boundaries", definition=definition)
    sections = [{"draw": 1, "topic": "boundaries", "kinds": [definition["kind"]]} for definition in NEW_KINDS]
    quiz = make_quiz(bank=bank, sections=[*sections, {"draw": 1, "topic": "listening"}], needed=5)
    attempt = make_attempt(person=world.owner, quiz=quiz)
    answer(attempt, 1, {"pairs": {"ca": "ott", "it": "par"}})
    answer(attempt, 2, {"text": "Nazarth"})
    answer(attempt, 4, {"gaps": {"part": {"text": "morning"}, "how": {"chosen": ["x"]}}})
    answer(attempt, 5, {"path": ["wait"]})
    return {"public_id": attempt.public_id, "position": position}


def picture(world):
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, format="PNG")
    return {"sha256": keep_picture(upload=SimpleUploadedFile("tree.png", out.getvalue()), by=None).sha256}


TESTS = [
    Entry("assessments:answer_file", {"owner"}, answer_file),
    Entry("assessments:question_picture", SIGNED_IN, picture, note="a picture of a question; nothing of anybody"),
    Entry("assessments:marking_answer", {"assessor"}, waiting_answer),
    Entry("assessments:marking_answer_file", {"assessor"}, waiting_answer_file),
    Entry("assessments:test", SIGNED_IN, released, note="the rules, and everybody's own tries"),
    Entry("assessments:test_question", {"owner"}, first_question),
    Entry("assessments:test_check", {"owner"}, under_way),
    Entry("assessments:test_result", {"owner"}, handed_in),
    Entry("assessments:test_set_aside", {"owner"}, under_way),
]

ENTRIES = [*EVIDENCE, *QUALITY, *TESTS]
