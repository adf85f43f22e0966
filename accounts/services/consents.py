"""Saying yes, saying no, and taking a yes back with everything that follows from it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Consent, ConsentText, User
from accounts.privacy.purposes import PURPOSES, Purpose, carry_out
from accounts.privacy.wordings import Wording, languages, wording
from accounts.queries import are_one, selves
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import start_job


@transaction.atomic
def released(said: Wording, *, at: datetime | None = None) -> ConsentText:
    """The kept version of exactly these words: the newest if nothing changed, else the next number. Safe to repeat."""
    kept = ConsentText.objects.filter(purpose=said.purpose, language=said.language).order_by("-version").first()
    if kept is not None and kept.sha256 == said.sha256:
        return kept
    return ConsentText.objects.create(
        purpose=said.purpose,
        version=kept.version + 1 if kept else 1,
        language=said.language,
        wording=said.text,
        sha256=said.sha256,
        released_at=at or clock.now(),
    )


def release_consents() -> int:
    """Keep every wording as it stands now; gives how many were new."""
    before = ConsentText.objects.count()
    for key in PURPOSES:
        for language in languages(key):
            released(wording(key, language))
    return ConsentText.objects.count() - before


def _purpose(key: str) -> Purpose:
    if key not in PURPOSES:
        raise Refused(_("This is a question that we do not ask."))
    return PURPOSES[key]


@transaction.atomic
def answer_consent(
    *, person: User, purpose: str, is_yes: bool, seen_sha256: str, about_key: str = "", via: str = "", at: datetime | None = None
) -> Consent:
    """Keep somebody's own yes or no to the words that they saw (`seen_sha256`), and do what follows from a yes.

    The same answer again is the same row. A no to an open yes takes it back. Raises Refused when the words changed meanwhile.
    """
    asked, said, moment = _purpose(purpose), wording(purpose, person.language), at or clock.now()
    if seen_sha256 != said.sha256:
        raise Refused(_("The words of this question have changed since you opened the page. Please read them again."))
    User.objects.select_for_update().get(pk=person.pk)  # two answers at once come one after the other
    text = released(said, at=moment)
    held = Consent.objects.filter(person__in=selves(person), purpose=purpose, about_key=about_key, withdrawn_at=None).first()
    if held and held.is_yes == is_yes and (held.text_id == text.pk or not is_yes):
        return held
    if held and held.is_yes and not is_yes:
        return withdraw_consent(consent=held, by=person, via=via, at=moment)
    if held:
        _close(held, via, moment)
    made = Consent.objects.create(
        person=person, text=text, purpose=purpose, about_key=about_key, is_yes=is_yes, given_at=moment, via=via,
        expires_at=moment + timedelta(days=asked.lasts_days) if is_yes and asked.lasts_days else None,
    )  # fmt: skip
    if is_yes:
        carry_out(purpose, person, about_key, is_given=True)
    return made


def _close(consent: Consent, via: str, moment: datetime) -> None:
    consent.withdrawn_at, consent.withdrawn_via = max(moment, consent.given_at), via
    consent.save(update_fields=["withdrawn_at", "withdrawn_via"])


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User, via: str = "", at: datetime | None = None) -> Consent:
    """Take a yes back: it holds no more from this moment, and a job carries out what follows. Safe to repeat."""
    if not are_one(by, consent.person_id):
        raise Refused(_("Only the person who agreed can take this back."))
    moment = at or clock.now()
    same = Consent.objects.filter(person__in=selves(by), purpose=consent.purpose, about_key=consent.about_key, withdrawn_at=None)
    for other in same.exclude(pk=consent.pk):  # said under another row of the same person
        _end(other, via, moment)
    return _end(consent, via, moment)


def _end(consent: Consent, via: str, moment: datetime) -> Consent:
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    if held.is_open:
        _close(held, via, moment)
        if held.is_yes:
            start_job(kind="accounts.consent_effect", key=f"consent-effect:{held.public_id}", payload={"consent_id": held.pk})
    return held


@transaction.atomic
def finish_withdrawal(*, consent_id: int, at: datetime | None = None) -> Consent:
    """Carry out what follows from a withdrawal, and note when. Repeating it does nothing."""
    held = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent_id)
    if held.effect_done_at is None and held.withdrawn_at is not None:
        newer = Consent.objects.says_yes(held.purpose, held.about_key).filter(person__in=selves(held.person)).exists()
        if not newer:  # said yes again before the job came round
            carry_out(held.purpose, held.person, held.about_key, is_given=False)
        held.effect_done_at = max(at or clock.now(), held.withdrawn_at)
        held.save(update_fields=["effect_done_at"])
    return held


@transaction.atomic
def end_expired_consents(*, at: datetime | None = None) -> int:
    """A yes whose time is up ends as if it had been taken back. Gives how many."""
    moment = at or clock.now()
    over = list(Consent.objects.filter(is_yes=True, withdrawn_at=None, expires_at__lte=moment))
    for consent in over:
        _end(consent, "time is up", moment)
    return len(over)
