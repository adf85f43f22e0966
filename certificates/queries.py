"""Reads over several tables: what a copy would say now, what a holder holds, what a checker may be told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import selves
from certificates.models import CheckEvent, Copy
from certificates.rendering.snapshot import Authority, Signatory, Snapshot
from lms.core.models import Job
from schemes.public import Holding, PublicOutcome, PublicStatus, holdings_of, public_status

JOB_KIND = "certificates.issue"
# Standings in which a copy is printed. After the others there is nothing new to hold.
STANDS = (PublicOutcome.CURRENT, PublicOutcome.CURRENT_WITH_CONDITIONS)


def authority() -> Authority:
    """The board as the settings name it, for the papers that are issued from now on."""
    board: dict[str, Any] = settings.AUTHORITY
    signatories = tuple(Signatory(s["name"], s["role"], s.get("body", "")) for s in board.get("signatories", ()))
    return Authority(board["name"], board["check_words"], settings.SITE_URL, signatories, board.get("foot", ""))


def status_of(certification_id: int, on: date | None = None) -> PublicStatus | None:
    """Where one certification stands, today at the authority when no day is given."""
    return public_status([certification_id], on).get(certification_id)


def draft(person: User, status: PublicStatus, *, kind: str, title: str, number: str, code: str, at: datetime) -> Snapshot:
    """What a copy issued at this instant says. The name is the one that the holder chose; a neutral copy names no scheme."""
    is_neutral = kind == Copy.NEUTRAL
    return Snapshot(
        number=number,
        code=code,
        name=person.certificate_name or person.called,
        check_name=person.check_name if person.certificate_name else "",
        name_lang=person.certificate_name_lang or "en-GB",
        kind=kind,
        title=title if is_neutral else status.title,
        scheme_name="" if is_neutral else status.scheme_name,
        scheme_version="" if is_neutral else str(status.scheme_version),
        awarded_on=status.awarded_on,
        valid_until=status.valid_until,
        issued_at=at.replace(microsecond=0),
        authority=authority(),
    )


def can_be_printed(person: User, status: PublicStatus | None) -> bool:
    """Whether there is something to print and somebody to print it for: nobody's erased name comes back on paper."""
    return status is not None and status.outcome in STANDS and person.erased_at is None


def current_copy(certification_id: int, kind: str) -> Copy | None:
    return Copy.objects.current().opened().filter(certification_id=certification_id, kind=kind).first()


@dataclass(frozen=True)
class HeldCopy:
    """One copy in its holder's hands: the row, what it says, where the certification stands today."""

    copy: Copy
    says: Snapshot
    status: PublicStatus | None

    @property
    def outcome(self) -> str:
        if not self.copy.is_current and self.stands:
            return PublicOutcome.NEWER_COPY
        return self.status.outcome if self.status else ""

    @property
    def stands(self) -> bool:
        return self.status is not None and self.status.outcome in STANDS

    @property
    def may_be_doubled(self) -> bool:
        """Whether this is the copy beside which one with a neutral title may stand."""
        return self.copy.kind == Copy.STANDARD and self.copy.is_current


@dataclass(frozen=True)
class HeldCertification:
    """One certification of a person: its copies (newest first), its standing, and the printing that is under way."""

    holding: Holding
    status: PublicStatus | None
    copies: tuple[HeldCopy, ...]
    job: Job | None

    @property
    def current(self) -> tuple[HeldCopy, ...]:
        return tuple(held for held in self.copies if held.copy.is_current)

    @property
    def may_be_printed(self) -> bool:
        return self.status is not None and self.status.outcome in STANDS

    @property
    def neutral_titles_left(self) -> tuple[str, ...]:
        """Titles for a second copy; none while there is one, or while nothing can be printed."""
        has_one = any(held.copy.kind == Copy.NEUTRAL for held in self.current)
        return tuple(self.status.neutral_titles) if self.status and self.may_be_printed and not has_one else ()


def certifications_of(person: User, on: date | None = None) -> list[HeldCertification]:
    """Everything on a holder's page, in a fixed number of queries."""
    mine = [holding for row in sorted(selves(person)) for holding in holdings_of(row)]
    statuses = public_status([holding.certification_id for holding in mine], on)
    jobs = {job.payload["certification_id"]: job for job in open_jobs(person)}
    copies: dict[int, list[HeldCopy]] = {}
    for copy in Copy.objects.readable_by(person).opened().filter(snapshot__isnull=False):
        of = copy.certification_id
        copies.setdefault(of, []).append(HeldCopy(copy, copy.snapshot.open(), statuses.get(of)))
    found = [(h, statuses.get(h.certification_id), tuple(copies.get(h.certification_id, ())), jobs.get(h.certification_id)) for h in mine]
    return [HeldCertification(*parts) for parts in found if parts[1] or parts[2]]


def open_jobs(person: User) -> QuerySet[Job]:
    """Printing that waits, runs, or needs a person to look."""
    return Job.objects.filter(kind=JOB_KIND, person_ref=person.public_id).exclude(state="done").order_by("pk")


def last_checks(copy: Copy, count: int = 5) -> list[CheckEvent]:
    """The newest checks of one copy: when and how, never who."""
    return list(CheckEvent.objects.filter(copy=copy)[:count])
