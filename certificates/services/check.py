"""Answering a check: confirm, never disclose (decisions.md 19, 20).

Unknown number, wrong name and a certification that was never awarded get the same answer, after the same statements
and the same work: one look-up, at least one snapshot opened, one question to schemes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from django.db.models import QuerySet

from certificates.models import CheckEvent, Copy
from certificates.names import matches
from certificates.rendering.snapshot import Authority, Snapshot
from certificates.services.issue import code_hash
from certificates.services.note_check import note_check
from lms.core import clock
from lms.core.ids import is_well_formed_code, is_well_formed_number
from lms.core.sealed import open_for_operator, operator_key, seal_for_operator
from lms.core.written_once import WrittenOnce
from schemes.public import PublicOutcome, PublicStatus, public_status

CANNOT_CONFIRM = "cannot_confirm"
NOBODY = 0  # a certification that cannot exist
HOLDER = "certification__person"
# All that an answer is made of. The record of whoever the holder's record was joined to speaks for the holder.
SAID_OF_A_COPY = (
    "public_id", "number", "certification", "snapshot__sealed", "superseded__at", f"{HOLDER}__pronouns", f"{HOLDER}__pronouns_shown_to",
    f"{HOLDER}__merged_into__pronouns", f"{HOLDER}__merged_into__pronouns_shown_to",
)  # fmt: skip
_REPLACED = {PublicOutcome.CURRENT, PublicOutcome.CURRENT_WITH_CONDITIONS}


@dataclass(frozen=True)
class Answer:
    """What a checker is told. Everything after `checked_at` stays empty unless the outcome may say it.

    `name` and `title` are empty for a copy that was replaced or whose holder was erased: the page then says why.
    """

    outcome: str
    checked_at: datetime
    number: str = ""
    name: str = ""
    name_lang: str = ""
    pronouns: str = ""
    title: str = ""
    awarded_on: date | None = None
    valid_until: date | None = None
    since_on: date | None = None
    replaced_on: date | None = None
    conditions: tuple[str, ...] = ()
    authority: str = ""
    is_erased: bool = False

    @property
    def is_confirmed(self) -> bool:
        return self.outcome != CANNOT_CONFIRM


@dataclass(frozen=True)
class _Found:
    copy: Copy
    says: Snapshot | None


def answer_check(*, asked: str, name: str, channel: str, at: datetime | None = None) -> Answer:
    """Answer one check and note it. `asked` is a number or a code, normalised; `name` as it was typed."""
    moment = at or clock.now()
    copies = _look_up(asked)
    found = _match(copies, name)
    certification_id = found.copy.certification_id if found else NOBODY
    status = public_status([certification_id]).get(certification_id)
    answer = _say(found, status, moment)
    about = found.copy if found else next(iter(copies), None)
    note_check(outcome=answer.outcome, channel=channel, copy_id=about.pk if about else None, at=moment)
    return answer


def channel_of(asked: str) -> str:
    return CheckEvent.CODE if is_well_formed_code(asked) else CheckEvent.NUMBER


def _look_up(asked: str) -> list[Copy]:
    """Copies of this code or number, the current one first. One statement, also for what is neither."""
    rows = _with_number(number=asked) if is_well_formed_number(asked) else _with_code(code=code_hash(asked))
    return sorted(rows, key=lambda copy: not copy.is_current)


def _whole() -> QuerySet[Copy]:
    return Copy.objects.opened().select_related("certification__person__merged_into").only(*SAID_OF_A_COPY)


@WrittenOnce
def _with_number(number: str) -> QuerySet[Copy]:
    return _whole().filter(number=number)


@WrittenOnce
def _with_code(code: bytes) -> QuerySet[Copy]:
    return _whole().filter(code_hmac=code)


def _match(copies: list[Copy], name: str) -> _Found | None:
    """The copy that carries this name. All are opened and compared, whichever fits, and a decoy where there is none.

    An older copy of the same number answers to the name that stands on it, and nothing links that name to the new one.
    """
    opened = [_Found(copy, None if copy.is_erased else copy.snapshot.open()) for copy in copies]
    if not opened:
        _fits(_decoy(), name)
    fitting = [found for found in opened if _fits(found.says, name)]
    return next(iter(fitting), None)


def _fits(says: Snapshot | None, name: str) -> bool:
    """An erased copy holds no name any more, so it says the same to everybody: that it has ended."""
    return says is None or matches(name, says.name, says.check_name)


@lru_cache(maxsize=1)
def _sealed_decoy(key: bytes) -> bytes:
    """Once for each operator key: a process that runs through a rotation makes another."""
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    nobody = Snapshot(
        number="0" * 11,
        code="0" * 21,
        name="Nobody Atall",
        check_name="Atall",
        title="",
        scheme_name="",
        scheme_version="",
        awarded_on=long_ago.date(),
        valid_until=None,
        issued_at=long_ago,
        authority=Authority("", "", ""),
    )
    return seal_for_operator(nobody.to_json(), "certificates.decoy")


def _decoy() -> Snapshot:
    return Snapshot.from_json(open_for_operator(_sealed_decoy(operator_key()), "certificates.decoy"))


def _say(found: _Found | None, status: PublicStatus | None, moment: datetime) -> Answer:
    if found and found.says is None:
        return Answer(PublicOutcome.ENDED, moment, number=found.copy.number, is_erased=True)
    if found is None or status is None or found.says is None:
        return Answer(CANNOT_CONFIRM, moment)
    if not found.copy.is_current:
        return _say_replaced(found.copy, found.says, status, moment)
    return _say_all(found.says, status, moment, _pronouns(found.copy))


def _say_replaced(copy: Copy, says: Snapshot, status: PublicStatus, moment: datetime) -> Answer:
    """No name, neither old nor new, and no title; but never hides that the certification itself is over."""
    outcome = PublicOutcome.NEWER_COPY if status.outcome in _REPLACED else status.outcome
    shared = Answer(outcome, moment, number=copy.number, authority=says.authority.name)
    if outcome == PublicOutcome.NEWER_COPY:
        return Answer(**{**vars(shared), "replaced_on": copy.superseded.at.date()})
    return Answer(**{**vars(shared), "since_on": _ended_on(status)})


def _pronouns(copy: Copy) -> str:
    """Today's, where the holder chose to show them on their certificate page; they are never printed."""
    return str(copy.certification.person.pronouns_for_checkers)


def _say_all(says: Snapshot, status: PublicStatus, moment: datetime, pronouns: str) -> Answer:
    stands = status.outcome in _REPLACED
    return Answer(
        status.outcome,
        moment,
        number=says.number,
        name=says.name,
        name_lang=says.name_lang,
        pronouns=pronouns if stands else "",
        title=says.title,
        awarded_on=status.awarded_on,
        valid_until=status.valid_until if stands else None,
        since_on=None if stands else _ended_on(status),
        conditions=tuple(status.public_conditions) if status.outcome == PublicOutcome.CURRENT_WITH_CONDITIONS else (),
        authority=says.authority.name,
    )


def _ended_on(status: PublicStatus) -> date:
    """From when. For what has ended the last day of the term, where it ran out by itself: given up and run out must read alike."""
    days: Iterable[date | None] = [status.since_on, status.valid_until if status.outcome == PublicOutcome.ENDED else None]
    return min(day for day in days if day is not None)
