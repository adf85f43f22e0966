"""Ada, certified, with one copy in her hands."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from certificates.models import Copy
from certificates.services import flush_checks
from schemes.models import Certification
from schemes.standing import last_day
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on, code_of, issued
from tests.factories.schemes import board_member

NAME, PART = "Ada Núñez Ørsted", "Ørsted"
AWARDED = datetime.now(UTC).date() - timedelta(days=250)
UNTIL = last_day(AWARDED, 36)


def said(day):
    """A day as a page says it."""
    return f"{day.day} {day:%B %Y}"


@dataclass
class Proof:
    ada: User
    di: User
    certification: Certification
    copy: Copy

    @property
    def number(self) -> str:
        return self.certification.number

    @property
    def code(self) -> str:
        return code_of(self.copy)


@pytest.fixture
def ada(db):
    return UserFactory(called="Ada", certificate_name=NAME, check_name=PART, certificate_name_lang="es")


@pytest.fixture
def proof(ada):
    """Awarded 250 days ago for three years; the copy holds stand-in bytes."""
    di = board_member()
    certification = awarded_on(ada, AWARDED, di)
    return Proof(ada, di, certification, issued(certification))


@pytest.fixture
def batched(settings):
    """Notes wait, as they do in service."""
    settings.CHECK_BATCH_SECONDS = 3600
    yield
    flush_checks()
    for timer in threading.enumerate():
        if isinstance(timer, threading.Timer):
            timer.cancel()
            timer.join(5)
