"""An editor hands a file over in the CMS, sees line by line what it would do, and takes it in."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Question, QuestionBank, QuestionIntake
from assessments.services import question_intakes
from assessments.services.question_intakes import confirm, forget_left_intakes
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import PrivateFile
from tests.factories.accounts import with_role
from tests.factories.assessments_quiz import make_bank

from .test_taking_in import GIFT

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def bank():
    return QuestionBank.objects.create(key="taken", title="Taken in")


def handed_over(cms, bank, content=GIFT, name="file.gift", **more):
    return cms.post(reverse("assessments_intakes"), {"bank": bank.key, "format": "auto", "file": SimpleUploadedFile(name, content), **more})


def test_a_file_is_looked_through_shown_and_taken_in(cms, bank):
    address = handed_over(cms, bank).url
    waiting = cms.get(address)
    assert waiting["Refresh"] == "2"
    assert not Question.objects.exists()
    run_waiting_jobs()
    page = cms.get(address).content.decode()
    assert all(words in page for words in ("silence", "line 3", "New: 2", "Left out: 1", "2 questions would change the bank"))
    assert not Question.objects.exists()
    assert "being taken in" in cms.post(address, follow=True).content.decode()
    run_waiting_jobs()
    assert "Taken in." in cms.get(address).content.decode()
    assert Question.objects.count() == 2
    assert not PrivateFile.objects.filter(purpose="questions to read").exists()
    assert "file.gift" in cms.get(reverse("assessments_intakes")).content.decode()


def test_lines_can_be_narrowed_to_one_outcome_and_come_in_pages(cms, bank):
    address = handed_over(cms, bank, b"\n\n".join(b"::q%d:: Is it %d? {T}" % (n, n) for n in range(70)) + b"\n\nNothing.\n").url
    run_waiting_jobs()
    assert "Page 1 of 2" in cms.get(address).content.decode()
    narrowed = cms.get(address + "?only=skipped").content.decode()
    assert "q0" not in narrowed
    assert "q69" in cms.get(address + "?page=2").content.decode()


def test_taking_in_twice_is_taking_in_once(cms, bank):
    address = handed_over(cms, bank).url
    run_waiting_jobs()
    cms.post(address)
    run_waiting_jobs()
    assert "not waiting" in cms.post(address, follow=True).content.decode()
    with pytest.raises(Refused):
        confirm(intake=QuestionIntake.objects.get(), by=with_role("editor", "Eda"))
    assert Question.objects.count() == 2


def test_a_file_that_is_refused_says_why_and_is_forgotten(cms, bank):
    address = handed_over(cms, bank, b"%PDF-1.7", "questions.gift").url
    run_waiting_jobs()
    assert "Nothing of this file was kept." in cms.get(address).content.decode()
    assert QuestionIntake.objects.get().file is None


def test_what_is_written_in_a_file_never_becomes_mark_up_of_our_page(cms, bank):
    address = handed_over(cms, bank, b"::<script>alert(1)</script>:: <img src=x onerror=alert(1)> {T}\n", "a<b>.gift").url
    run_waiting_jobs()
    page = cms.get(address).content.decode()
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page


@pytest.mark.parametrize("content", [b"", b"x" * 2000])
def test_a_file_that_is_empty_or_too_large_is_refused_at_once(cms, bank, monkeypatch, content):
    monkeypatch.setattr(question_intakes, "MOST_PACKED", 1000)
    assert handed_over(cms, bank, content).status_code == 422
    assert not QuestionIntake.objects.exists()


@pytest.mark.parametrize("is_read", [True, False])
def test_files_that_nobody_took_in_go_after_a_month(cms, bank, is_read):
    handed_over(cms, bank)
    if is_read:
        run_waiting_jobs()
    kept = PrivateFile.objects.get(purpose="questions to read")
    assert forget_left_intakes(clock.now() + timedelta(days=29)) == 0
    assert forget_left_intakes(clock.now() + timedelta(days=31)) == 1
    assert not QuestionIntake.objects.exists()
    assert not Path(kept.file.name).exists()


def test_a_bank_goes_elsewhere_as_a_file_and_what_cannot_be_said_is_named_first(cms):
    bank = make_bank(2)
    there = {"bank": bank.key, "format": "gift"}
    page = cms.get(reverse("assessments_export"), there).content.decode()
    assert "Every question can be said in this format." in page
    answer = cms.get(reverse("assessments_export"), there | {"file": "1"})
    assert b"What fits in case" in b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == f'attachment; filename="{bank.key}.gift.txt"'
    assert cms.get(reverse("assessments_export"), {"bank": "nowhere"}).status_code == 302


def test_only_editors_come_here(client, bank):
    client.force_login(with_role("assessor", "Bo"))
    for name in ("assessments_intakes", "assessments_export"):
        assert client.get(reverse(name)).status_code in (403, 404)
