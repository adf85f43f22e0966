"""What the page of consents shows: one question for each purpose, the answer that holds, and what became of an earlier one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from accounts.models import Consent, User
from accounts.privacy.purposes import PURPOSES, Asked, Purpose, asked_of
from accounts.privacy.wordings import Wording, wording
from accounts.queries import selves


@dataclass(frozen=True)
class Question:
    """One purpose (about one thing), its words now, the answer that is open, and the last yes that ended."""

    purpose: Purpose
    asked: Asked
    words: Wording
    answer: Consent | None
    ended: Consent | None

    @property
    def state(self) -> str:
        """yes | no | ended | open"""
        if self.answer:
            return "yes" if self.answer.is_yes else "no"
        return "ended" if self.ended else "open"

    @property
    def has_new_words(self) -> bool:
        """Whether the person said yes to other words than those that stand here now."""
        return bool(self.answer and self.answer.is_yes and self.answer.text.sha256 != self.words.sha256)


def _answers(person: User) -> dict[tuple[str, str], list[Consent]]:
    """All answers by purpose and what they are about, oldest first."""
    found: dict[tuple[str, str], list[Consent]] = {}
    for row in Consent.objects.filter(person__in=selves(person)).select_related("text").order_by("given_at", "pk"):
        found.setdefault((row.purpose, row.about_key), []).append(row)
    return found


def _question(person: User, purpose: Purpose, asked: Asked, rows: list[Consent]) -> Question:
    answer = next((row for row in reversed(rows) if row.is_open), None)
    ended = next((row for row in reversed(rows) if row.is_yes and not row.is_open), None)
    return Question(purpose, asked, wording(purpose.key, person.language), answer, ended)


def questions(person: User) -> list[Question]:
    """Every question that is asked of a person, and those that were once answered, in the order of PURPOSES."""
    answers, found = _answers(person), []
    for purpose in PURPOSES.values():
        wanted = {asked.key: asked for asked in asked_of(person, purpose)}
        before = {about: Asked(about, "") for key, about in answers if key == purpose.key}
        found += [
            _question(person, purpose, asked, answers.get((purpose.key, about), [])) for about, asked in ({**before, **wanted}).items()
        ]
    return found


def question(person: User, purpose: str, about_key: str = "") -> Question | None:
    """One of them; None for what nobody asks this person."""
    return next((each for each in questions(person) if each.purpose.key == purpose and each.asked.key == about_key), None)


def must_ask(person: User, purpose: str) -> bool:
    """Whether a person has not said yes to this purpose."""
    return not Consent.objects.says_yes(purpose).filter(person__in=selves(person)).exists()


def counts() -> QuerySet[Any, Any]:
    """For the privacy officer: by purpose and version, how many said what. No person in it."""
    return (
        Consent.objects.order_by("purpose", "-text__version", "text__language")
        .values("purpose", "text__version", "text__language", "text__released_at")
        .annotate(
            yes=Count("pk", filter=Q(is_yes=True, withdrawn_at=None)),
            no=Count("pk", filter=Q(is_yes=False, withdrawn_at=None)),
            taken_back=Count("pk", filter=Q(is_yes=True, withdrawn_at__isnull=False)),
            waiting=Count("pk", filter=Q(is_yes=True, withdrawn_at__isnull=False, effect_done_at=None)),
            waiting_since=Min("withdrawn_at", filter=Q(is_yes=True, withdrawn_at__isnull=False, effect_done_at=None)),
        )
    )


def said(consent: Consent) -> Wording:
    """The words of an answer, as they were when it was given."""
    return Wording(consent.purpose, consent.text.language, consent.text.wording)
