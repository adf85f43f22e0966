"""Asking for what helps, answering, ending. Nobody is asked why, and nothing is refused: what needs thought is talked about."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Adjustment, User
from accounts.models.adjustments import AGREED, ASKED
from accounts.resting.adjusting import ANSWER_DAYS, KINDS, TIMES, working_days_after
from lms.core import clock, sealed
from lms.core.errors import Refused
from lms.core.moves import move

from .keys import person_key
from .tell import tell

LONGEST = 1000


@transaction.atomic
def ask_adjustment(*, person: User, kind: str, words: str = "", on: date | None = None) -> Adjustment:
    """Given at once where nobody's yes is needed; else answered within three working days. Asking twice is asking once.

    A new time replaces the one before. Raises Refused for "something else" without words, or with too many.
    """
    what, today = KINDS[kind], on or clock.today()
    text = words.strip() if what.has_words else ""
    if what.has_words and not text:
        raise Refused(_("Write what would help."))
    if len(text) > LONGEST:
        raise Refused(_("Please write no more than 1,000 characters."))
    User.objects.select_for_update().only("pk").get(pk=person.pk)
    held = Adjustment.objects.own(person).live().filter(kind=kind).first()
    if held is not None and not text:
        return held
    for other in Adjustment.objects.own(person).live().filter(kind__in=_replaced_by(kind)):
        end_adjustment(adjustment=other, by=person, on=today)
    asked = Adjustment(person=person, kind=kind, asked_on=today)
    asked.state = AGREED if what.is_automatic else ASKED
    asked.answer_by = None if what.is_automatic else working_days_after(today, ANSWER_DAYS)
    if text:
        asked.words = sealed.seal(person_key(person), text, asked.seal_context)
    asked.save()
    return asked


def _replaced_by(kind: str) -> tuple[str, ...]:
    """A time ends other times that are in force at once; waiting for a longer one keeps the shorter one until the answer."""
    if kind in TIMES and KINDS[kind].is_automatic:
        return TIMES
    return (kind,) if KINDS[kind].has_words else ()


def words_of(adjustment: Adjustment) -> str:
    """What the person wrote; "" for nothing. Whoever shows it to somebody else writes a read event."""
    if adjustment.words is None:
        return ""
    return sealed.open_sealed(person_key(adjustment.person), bytes(adjustment.words), adjustment.seal_context)


@transaction.atomic
def agree_adjustment(*, adjustment: Adjustment, by: User) -> Adjustment:
    """Yes. From now on it holds for every test and every talk."""
    _may_answer(adjustment, by)
    move(adjustment, "agree", by=by)
    if adjustment.kind in TIMES:
        for other in Adjustment.objects.filter(person=adjustment.person, kind__in=TIMES).live().exclude(pk=adjustment.pk):
            end_adjustment(adjustment=other, by=adjustment.person)
    _tell(adjustment)
    return adjustment


@transaction.atomic
def talk_about_adjustment(*, adjustment: Adjustment, by: User) -> Adjustment:
    """Not yes and not no: the officer will get in touch."""
    _may_answer(adjustment, by)
    move(adjustment, "talk", by=by)
    _tell(adjustment)
    return adjustment


@transaction.atomic
def end_adjustment(*, adjustment: Adjustment, by: User, on: date | None = None) -> Adjustment:
    """Not needed any more: the person's own choice. The words go with it."""
    if not Adjustment.objects.own(by).filter(pk=adjustment.pk).exists():
        raise Refused(_("Only the person can end what helps them."))
    move(adjustment, "end", by=by)
    adjustment.ended_on, adjustment.words = on or clock.today(), None
    adjustment.save(update_fields=["ended_on", "words"])
    return adjustment


def _may_answer(adjustment: Adjustment, by: User) -> None:
    if not Adjustment.objects.readable_by(by).filter(pk=adjustment.pk).exists():
        raise Refused(_("This is for those who run the person's programme."))


def _tell(adjustment: Adjustment) -> None:
    tell(person=adjustment.person, kind="accounts.adjustment_answered", key=f"{adjustment.public_id}:{adjustment.state}")
