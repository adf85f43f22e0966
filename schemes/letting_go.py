"""What schemes holds of a person and what becomes of it (lms.core.letting_go)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lms.core import clock
from lms.core.letting_go import Part
from lms.core.models import Narrative
from lms.core.moves import move
from schemes.models import Application, Attestation, Certification
from schemes.queries import record_of
from schemes.services.standing import surrender
from schemes.standing import Code

HELD = {Code.CURRENT, Code.GRACE, Code.SUSPENDED}


def _held(person: User) -> list[Certification]:
    today = clock.today()
    return [one for one in Certification.objects.of(person) if record_of(one.pk).on(today).code in HELD]


def _give_up(person: User) -> None:
    """Nobody is certified who is nobody: the number goes on as one that has ended, so that no copy can be used by another."""
    for one in _held(person):
        surrender(certification=one, by=person)


def _withdraw(person: User) -> None:
    for application in Application.objects.of(person).open():
        move(application, "withdraw", by=person)


def _forget_words(person: User) -> None:
    Application.objects.of(person).update(certificate_name="", certificate_name_lang="", check_name="")
    Narrative.objects.filter(subject_ref=person.public_id, kind__in=WORDS).delete()


WORDS = ("decision.reasons", "certification.note")
PARTS = [
    Part(
        _("your open application: it is taken back first"),
        has=lambda person: Application.objects.of(person).open().exists(),
        let_go=_withdraw,
    ),
    Part(
        _("your certification: you give it up, and whoever checks its number reads “This certificate has ended”"),
        has=lambda person: bool(_held(person)),
        let_go=_give_up,
    ),
    Part(
        _("the names you chose for your certificate, and the reasons written to you"),
        has=lambda person: (
            Application.objects.of(person).exclude(certificate_name="", check_name="").exists()
            or Narrative.objects.filter(subject_ref=person.public_id, kind__in=WORDS).exists()
        ),
        let_go=_forget_words,
    ),
    Part(
        _("your applications, the reports they were decided on and the decisions"),
        has=lambda person: Application.objects.of(person).exists(),
        why=_("a decision must be explainable for as long as somebody may ask; they hold no name"),
    ),
    Part(
        _("that you signed statements, and when"),
        has=lambda person: Attestation.objects.filter(person=person).exists(),
        why=_("the decisions rest on it"),
    ),
    Part(
        _("the record of your certification, without your name"),
        has=lambda person: Certification.objects.of(person).exists(),
        why=_("what was certified must stay checkable by those who hold the number; it holds no name"),
    ),
]
