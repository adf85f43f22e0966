"""Erasing a person: the row stays without the person in it (decisions.md 7). Ordering it, taking the order back, carrying it out."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import DataRequest, Erasure, ErasureOrder, RoleGrant, User
from accounts.models.requests import ANSWERED, UNANSWERED
from accounts.privacy import ledger
from accounts.privacy.holding import first_hold, holds_on, is_held
from accounts.privacy.letting_go import forget_traces
from accounts.queries import selves
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.models import Narrative, PrivateFile
from lms.core.moves import move
from lms.core.permissions import require
from lms.core.registry import Erased, Hold, Planned, contributions
from lms.core.sweep import empty_write_ahead_log

logger = logging.getLogger(__name__)
DAYS_TO_THINK = 7
# Whose words a narrative is, by the first part of its kind; a kind that is not here belongs to the app of that name.
OWNERS = {
    "evidence": "assessments",
    "judgement": "assessments",
    "decision": "schemes",
    "certification": "schemes",
    "request": "accounts",
    "concern": "safeguarding",
}


@dataclass(frozen=True)
class ThreeLists:
    """What an erasure would do: at once, when its time is up and why, and what stays and why (ux.md 5.5)."""

    now: list[Planned]
    later: list[Planned]
    stays: list[Planned]

    @property
    def keeps_account(self) -> bool:
        """Whether somebody can still sign in afterwards, because something open needs them."""
        return any(line.what == _("names, pronouns, address, and everything else that says who you are") for line in self.later)


def plan_erasure(person: User) -> ThreeLists:
    """The three lists, from every app's verb `plan` and the holds of today. Changes nothing."""
    holds = holds_on(person)
    lines = [_under(first_hold(name, holds), line) for me in _everyone(person) for name, plan in _in_order("plan") for line in plan(me)]
    once = list(dict.fromkeys(lines))
    return ThreeLists(*([line for line in once if line.fate == fate] for fate in ("now", "later", "stays")))


def _under(hold: Hold | None, line: Planned) -> Planned:
    return Planned(line.what, "later", hold.why) if hold and line.fate == "now" else line


def _in_order(verb: Any) -> list[tuple[str, Any]]:
    """Contributions with "accounts" last: the others may still ask who this is."""
    return sorted(contributions(verb), key=lambda each: (each[0] == "accounts", each[0]))


def _everyone(person: User) -> list[User]:
    """The person under every row that is theirs, duplicates first."""
    return sorted(User.objects.filter(pk__in=selves(person)), key=lambda each: each.pk == person.pk)


@transaction.atomic
def erase(
    *,
    person: User,
    by: User,
    reason: str,
    at: datetime | None = None,
    waits: Iterable[str] | None = None,
    macs: Iterable[str] = (),
) -> list[Erased]:
    """Remove what may go, keep what must stay, and say which is which. Safe to repeat.

    What a hold keeps back waits, unless `waits` says which parts wait (erasures that are applied again after a restore, which gives the
    `macs` of the lines that say so in the ledger already). Raises OSError when the ledger cannot be written: then nothing is erased.
    """
    moment, holds = at or clock.now(), holds_on(person)
    waiting = frozenset(waits) if waits is not None else frozenset(name for name, _do in _in_order("erase") if is_held(name, holds))
    lines: list[Erased] = []
    written = list(macs)
    for me in _everyone(person):
        found = _erase_one(me, by, reason, waiting, moment)
        if me.pk == person.pk or not written:  # after a restore each record has lines, and a turn, of its own
            _write_down(me, by, found, waiting, moment, written)
        lines += [line for line in found if line not in lines]
    person.refresh_from_db()
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return lines


def _erase_one(person: User, by: User, reason: str, waiting: frozenset[str], moment: datetime) -> list[Erased]:
    lines: list[Erased] = []
    with purge_permit(purpose="erasure", by_ref=by.public_id, reason=reason):
        for name, contribution in _in_order("erase"):
            if name not in waiting:
                lines += contribution(person)
        for narrative in Narrative.objects.filter(subject_ref=person.public_id).only("pk", "kind"):
            if not _waits(narrative.kind, waiting):
                Narrative.objects.filter(pk=narrative.pk).delete()
        forget_traces(person)
    _forget_files(person, waiting)
    if "accounts" not in waiting and person.erased_at is None:
        User.objects.filter(pk=person.pk).update(erased_at=moment)
    return lines


def _waits(kind: str, waiting: frozenset[str]) -> bool:
    first = kind.split(".", maxsplit=1)[0]
    return OWNERS.get(first, first) in {name.split(".")[0] if not name.startswith("accounts.") else name for name in waiting}


def _forget_files(person: User, waiting: frozenset[str]) -> None:
    """Rows at once, bytes once that stands: one that a store will not delete now goes in the night. Certificates look after their own."""
    for kept in PrivateFile.objects.filter(owner_ref=person.public_id).exclude(purpose="certificate").exclude(file=""):
        if _waits(kept.purpose, waiting):
            continue
        storage, name = kept.file.storage, str(kept.file.name)
        transaction.on_commit(partial(storage.delete, name), robust=True)
        kept.file.name, kept.name = "", ""
        kept.save(update_fields=["file", "name"])


def _write_down(person: User, by: User, lines: list[Erased], waiting: frozenset[str], moment: datetime, macs: list[str]) -> None:
    """The row, and the line outside the database. Last: a line for an erasure that did not come to be would only be repeated."""
    told = [[line.what, line.fate, line.why] for line in lines]
    for mac in macs or [ledger.write(at=moment, ref=person.public_id, waits=waiting)]:
        Erasure.objects.create(person=person, at=moment, by_ref=by.public_id, lines=told, waits=sorted(waiting), mac=mac)


@transaction.atomic
def order_erasure(
    *, person: User, by: User, days: int = DAYS_TO_THINK, request: DataRequest | None = None, at: datetime | None = None
) -> ErasureOrder:
    """Somebody confirms that their record shall go: today (`days` 0), or after some days in which they may think again.

    For the person; or for the privacy officer, when somebody asked them to. Raises Refused when it is ordered already, and for the last
    administrator, who would leave a house without keys.
    """
    if by.pk not in selves(person):
        require(by, "accounts.erase_for", person)
        if request is None:
            raise Refused(_("This needs a request of the person."))
    if person.erased_at or ErasureOrder.objects.filter(person=person, state__in=["waiting", "held"]).exists():
        raise Refused(_("This is on its way already."))
    _refuse_the_last_administrator(person)
    moment = at or clock.now()
    order = ErasureOrder.objects.create(
        person=person, by=by, request=request, ordered_at=moment, carry_out_on=clock.today() + timedelta(days=days)
    )
    if days == 0:
        carry_out(order=order, by=by, at=moment)
    return order


def _refuse_the_last_administrator(person: User) -> None:
    admins = set(RoleGrant.objects.in_force().filter(role="admin", person__is_active=True).values_list("person", flat=True))
    if admins and admins <= selves(person):
        raise Refused(_("You are the only administrator. Give somebody else that role first."))


@transaction.atomic
def take_back_erasure(*, order: ErasureOrder, by: User) -> ErasureOrder:
    """The person thought again, before the day."""
    if by.pk not in selves(order.person):
        raise Refused(_("Only the person whose record it is can take this back."))
    move(order, "take_back", by=by)
    return order


@transaction.atomic
def carry_out(*, order: ErasureOrder, by: User, at: datetime | None = None) -> list[Erased]:
    """Erase what may go now; the order is done, or waits for the holds that are left."""
    lines = erase(person=order.person, by=by, reason=f"order {order.public_id}", at=at)
    if holds_on(order.person):
        if order.is_waiting:
            move(order, "begin", by=by, at=at)
    else:
        move(order, "finish", by=by, at=at)
        waiting = DataRequest.objects.filter(person__in=selves(order.person), kind="erasure", state__in=UNANSWERED)
        waiting.update(state=ANSWERED, closed_at=at or clock.now())
    return lines


def finish_erasures(on: date) -> int:
    """What is due: orders whose day has come, and those whose holds have ended or grown fewer. Each in a transaction of its own."""
    due = ErasureOrder.objects.filter(state="waiting", carry_out_on__lte=on).select_related("person", "by")
    held = [order for order in ErasureOrder.objects.filter(state="held").select_related("person", "by") if _can_go_on(order)]
    troubles = []
    for order in [*due, *held]:
        try:
            carry_out(order=order, by=order.by)
        except Exception as error:  # noqa: BLE001 - one person's trouble keeps nobody else waiting; the night says so
            logger.error("erasure %s: %s", order.public_id, type(error).__name__)
            troubles.append(order)
    if troubles:
        raise RuntimeError(f"{len(troubles)} erasures did not work")
    return len(due) + len(held)


def _can_go_on(order: ErasureOrder) -> bool:
    """Whether something that waited may go now."""
    last = Erasure.objects.filter(person=order.person).order_by("pk").last()
    holds = holds_on(order.person)
    return last is None or any(not is_held(name, holds) for name in last.waits)
