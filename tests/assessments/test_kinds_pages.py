"""Every kind on its page: shown, saved without a script, shown again; files, stories, waiting; taking back in the CMS; deciding."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import AnswerFile, OptionVoid, PassInDoubt
from assessments.services.void_part import void_part
from lms.core.jobs import run_waiting_jobs
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_evidence import authority, framework
from tests.factories.assessments_quiz import answer, finish, make_attempt, make_bank, make_question, make_quiz, slot_of

from .question_samples import ESSAY_WITH_FILES, GAPS, MATCH, NUMBER, SAMPLES, STORY, TYPED, UPLOAD

pytestmark = pytest.mark.django_db
SENT = [
    (MATCH, {"match-ca": "ott"}, {"pairs": {"ca": "ott"}}),
    (TYPED, {"answer": "Nazareth"}, {"text": "Nazareth"}),
    (NUMBER, {"answer": "5,5", "unit": "km"}, {"text": "5,5", "unit": "km"}),
    (GAPS, {"gap-part.answer": "morning"}, {"gaps": {"part": {"text": "morning"}}}),
    (STORY, {"answer": "wait", "move": "on"}, {"path": ["wait"]}),
    (ESSAY_WITH_FILES, {"text": "I listened."}, {"text": "I listened."}),
]


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def page(client, ada):
    client.force_login(ada)
    return client


def asked(person, definition):
    """One question of this kind beside a scored one, so that there is something to pass."""
    bank = make_bank(1)
    make_question(bank, topic="boundaries", definition=definition)
    sections = [{"draw": 1, "topic": "boundaries", "kinds": [definition["kind"]]}, {"draw": 1, "topic": "listening"}]
    return make_attempt(person=person, quiz=make_quiz(bank=bank, sections=sections, needed=1))


@pytest.mark.parametrize("definition", SAMPLES, ids=lambda sample: sample["kind"])
def test_every_kind_is_shown_with_its_question_as_the_legend(page, ada, definition):
    attempt = asked(ada, definition)
    shown = page.get(attempt.question_url(1))
    assert shown.status_code == 200
    assert f'<h1 class="legend-q">{definition["stem"]}</h1></legend>' in shown.content.decode()
    assert "draggable" not in shown.content.decode()


def test_the_text_around_gaps_is_marked_up_as_a_whole(page, ada):
    text = "**Sam says [[g]] and waits.**\n\nThen *you* <b>listen</b>."
    gap = {"id": "g", "kind": "short_text", "answers": [{"id": "a", "text": "nothing", "worth": "1"}]}
    attempt = asked(ada, {"kind": "cloze", "stem": "Fill the gap.", "text": text, "gaps": [gap], "markup": "markdown"})
    shown = page.get(attempt.question_url(1)).content.decode()
    assert '<div class="cloze"><strong>Sam says <input' in shown
    assert "> and waits.</strong><br>Then <em>you</em>" in shown
    assert "<b>listen</b>" not in shown


@pytest.mark.parametrize(("definition", "sent", "response"), SENT, ids=lambda value: value.get("kind", ""))
def test_what_a_page_sends_is_kept_and_shown_in_words(page, ada, definition, sent, response):
    attempt = asked(ada, definition)
    page.post(attempt.question_url(1), {"revision": 0, "go": "next", **sent})
    assert slot_of(attempt).answer.response == response
    assert page.get(attempt.check_url).status_code == page.get(attempt.question_url(1)).status_code == 200


def test_a_number_that_cannot_be_read_is_asked_for_again_with_what_was_typed(page, ada):
    attempt = asked(ada, NUMBER)
    again = page.post(attempt.question_url(1), {"revision": 0, "answer": "far away"})
    assert again.status_code == 422
    assert 'value="far away"' in again.content.decode()


def test_a_story_goes_on_and_back_on_its_own_page(page, ada):
    attempt = asked(ada, STORY)
    here = attempt.question_url(1)
    assert page.post(here, {"revision": 0, "answer": "wait", "move": "on"}).url == here
    shown = page.get(here).content.decode()
    assert "Sam speaks." in shown
    assert '<input type="hidden" name="path" value="wait">' in shown
    assert page.post(here, {"revision": 1, "path": "wait", "move": "back"}).url == here
    assert slot_of(attempt).answer.response is None


def upload(name="plan.pdf", content=b"%PDF-1.4 a plan\n%%EOF"):
    return SimpleUploadedFile(name, content)


def test_a_file_is_looked_at_kept_named_and_taken_away_again(page, ada):
    attempt = asked(ada, UPLOAD)
    here = attempt.question_url(1)
    assert page.post(here, {"revision": 0, "move": "upload", "upload": upload()}).url == here
    kept = AnswerFile.objects.get()
    assert slot_of(attempt).answer.response == {"files": [kept.public_id]}
    assert "plan.pdf" in page.get(here).content.decode()
    assert page.get(kept.get_absolute_url())["Content-Disposition"].startswith("attachment")
    page.post(here, {"revision": 1, "file": kept.public_id, "move": f"drop:{kept.public_id}"})
    assert slot_of(attempt).answer.response is None
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize(("name", "content"), [("plan.exe", b"MZ\x90\x00"), ("plan.txt", b"words"), ("plan.pdf", b"")])
def test_what_cannot_be_taken_is_refused_in_words(page, ada, name, content):
    attempt = asked(ada, UPLOAD)
    assert page.post(attempt.question_url(1), {"revision": 0, "move": "upload", "upload": upload(name, content)}).status_code == 422
    assert not AnswerFile.objects.exists()


def test_a_file_of_somebody_elses_answer_cannot_be_named(page, ada):
    other = asked(UserFactory(called="Eve"), UPLOAD)
    page.force_login(other.person)
    page.post(other.question_url(1), {"revision": 0, "move": "upload", "upload": upload()})
    mine = asked(ada, UPLOAD)
    page.force_login(ada)
    page.post(mine.question_url(1), {"revision": 0, "file": AnswerFile.objects.get().public_id})
    assert slot_of(mine).answer.response is None


def test_an_answer_waits_kindly_and_an_assessor_marks_it_by_code(page, ada, client):
    attempt = asked(ada, ESSAY_WITH_FILES)
    answer(attempt, 1, {"text": "I listened."})
    page.post(attempt.check_url)
    waiting = page.get(attempt.result_url).content.decode()
    assert "Your answers are with an assessor" in waiting
    assert "With an assessor" in page.get(reverse("assessments:test", args=[attempt.quiz.key])).content.decode()
    bo = with_role("assessor", "Bo")
    authority(bo, framework())
    page.force_login(bo)
    queue = page.get(reverse("assessments:marking")).content.decode()
    here = reverse("assessments:marking_answer", args=[attempt.public_id, 1])
    assert here in queue
    shown = page.get(here).content.decode()
    assert "I listened." in shown
    assert "Look for feelings." in shown
    assert "Ada" not in queue + shown
    assert page.post(here, {"marks": "9", "feedback": "x"}).status_code == 422
    assert page.post(here, {"marks": "4", "feedback": "You listened."}).url == reverse("assessments:marking")
    page.force_login(ada)
    assert "You listened." in page.get(attempt.result_url).content.decode()


def test_taking_back_shows_what_it_touches_before_it_does_anything(page):
    bank = make_bank(0)
    question = make_question(bank)
    quiz = make_quiz(bank=bank, sections=[{"draw": 1}], needed=1)
    finish(make_attempt(quiz=quiz), right=0)
    page.force_login(with_role("editor", "Ed"))
    here = reverse("assessments_question_take_back", args=[question.public_id, 1])
    assert "Take back: The poor line" in page.get(here).content.decode()
    sent = {"choice": "back:poor", "why": "Two lines fit."}
    looked = page.post(here, sent).content.decode()
    assert "One person passes because of it." in looked
    assert not OptionVoid.objects.exists()
    page.post(here, sent | {"do": "sure"})
    assert OptionVoid.objects.get().part == "poor"
    assert "Put back (it was taken back): The poor line" in page.get(here).content.decode()
    assert page.post(here, {"choice": "back:poor", "why": "x"}).status_code == 422


def test_a_pass_in_doubt_is_decided_by_somebody_for_quality(page):
    bank = make_bank(0)
    question = make_question(bank)
    quiz = make_quiz(bank=bank, sections=[{"draw": 1}], needed=1)
    finish(make_attempt(quiz=quiz), right=0)
    ed = with_role("editor", "Ed")
    for is_void in (True, False):
        void_part(version=question.newest, part="poor", by=ed, why="Looked again.", is_void=is_void)
        run_waiting_jobs()
    page.force_login(with_role("quality", "Fay"))
    here = reverse("assessments:passes")
    assert "Looked again." in page.get(here).content.decode()
    page.post(here, {"doubt": PassInDoubt.objects.get().pk, "keeps": "yes", "why": "Both fit."})
    assert PassInDoubt.objects.get().ruling.keeps
    assert "Nothing waits for a decision." in page.get(here).content.decode()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_editors_see_and_write_every_kind(page, sample):
    page.force_login(with_role("editor", "Ed"))
    question = make_question(make_bank(0), definition=sample)
    assert page.get(reverse("assessments_question", args=[question.public_id])).status_code == 200
    assert page.get(reverse("assessments_question_version", args=[question.public_id])).status_code == 200
    assert page.get(reverse("assessments_question_new") + f"?kind={sample['kind']}").status_code == 200
