"""How long each kind of record is kept, and letting go of it night by night (ux.md 5.4).

Apps contribute `keep` to the registry: a list of `Keeping`. What the operator chose stands in `RetentionRule`; where there is none, the
days of the `Keeping` hold. Every deletion is a batch in a transaction and a permit of its own: a night that is killed leaves whole rows,
and the next night goes on.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from . import clock
from .append_only import purge_permit
from .models import KeptCount, RetentionRule, RetentionRun
from .registry import Keeping, contributions

logger = logging.getLogger(__name__)
BATCH = 500


def keepings() -> list[Keeping]:
    """Every kind of record with a time, in the order of the apps' names."""
    return [keeping for _name, contribution in contributions("keep") for keeping in contribution()]


def days_of(keeping: Keeping, chosen: dict[str, int | None] | None = None) -> int | None:
    """How many days hold today: as the operator chose, else as the code says. None: kept for good."""
    rules = chosen_days() if chosen is None else chosen
    return rules.get(keeping.key, keeping.days)


def chosen_days() -> dict[str, int | None]:
    return dict(RetentionRule.objects.values_list("key", "days"))


def run_retention(now: datetime) -> RetentionRun:
    """Let go of everything whose time is up, and keep a report. Safe to repeat and to kill; trouble with one kind stops no other."""
    run = RetentionRun.objects.create(started_at=now)
    chosen = chosen_days()
    for keeping in keepings():
        days = days_of(keeping, chosen)
        if days is not None:
            run.lines.append(_let_go(keeping, days, now))
            run.save(update_fields=["lines"])
    run.finished_at = clock.now()
    run.save(update_fields=["finished_at"])
    return run


def _let_go(keeping: Keeping, days: int, now: datetime) -> dict[str, Any]:
    begun, rows, trouble = time.perf_counter(), 0, ""
    try:
        rows = keeping.apply(now - timedelta(days=days))
    except Exception as error:  # noqa: BLE001 - the report says so, and the other kinds are let go of all the same
        # Where, not what: complaints of a database hold values.
        logger.error("retention %s: %s", keeping.key, type(error).__name__)
        trouble = type(error).__name__
    return {"key": keeping.key, "days": days, "rows": rows, "seconds": round(time.perf_counter() - begun, 2), "trouble": trouble}


class _Undo(Exception):
    """Raised to take back what a preview did."""


def preview(keeping: Keeping, days: int | None, now: datetime) -> int:
    """How many rows would go next night if `days` held. Counted by doing it and taking it back, so that it cannot be wrong."""
    if days is None:
        return 0
    rows = 0
    try:
        with transaction.atomic():
            rows = keeping.apply(now - timedelta(days=days))
            raise _Undo
    except _Undo:
        return rows


def in_batches(rows: models.QuerySet, act: Callable[[list[Any]], object], *, why: str, size: int = BATCH) -> int:
    """Call `act` with the primary keys of `rows`, batch by batch, each in a transaction and a purge permit of its own.

    `act` must take the rows out of the queryset (delete or empty them); a batch that comes again ends the work. Returns how many rows.
    """
    done, seen = 0, None
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:size]):
        if keys == seen:
            raise RuntimeError(f"{rows.model._meta.label} is not let go of")
        with purge_permit(purpose="retention", by_ref="", reason=why):
            act(keys)
        done, seen = done + len(keys), keys
    return done


def delete_old(rows: models.QuerySet, *, why: str) -> int:
    """Delete rows in batches. Returns how many."""
    everything = rows.model._default_manager
    return in_batches(rows, lambda keys: everything.filter(pk__in=keys).delete(), why=why)


def thin_out(rows: models.QuerySet, *, key: str, at: str, label: str, why: str, first: Sequence[models.QuerySet] = ()) -> int:
    """Reduce events to how many there were a month: `label` and `at` name the columns; `first` are querysets of rows that hang on them
    by `event`.
    """
    everything = rows.model._default_manager

    def act(keys: list[Any]) -> None:
        _count(key, everything.filter(pk__in=keys).values_list(at, label))
        for hanging in first:
            hanging.filter(event__in=keys).delete()
        everything.filter(pk__in=keys).delete()

    return in_batches(rows, act, why=why)


def _count(key: str, events: Iterable[tuple[datetime, str]]) -> None:
    months: Counter[tuple[date, str]] = Counter((timezone.localdate(at).replace(day=1), str(label)) for at, label in events)
    for (month, label), number in months.items():
        line, _is_new = KeptCount.objects.get_or_create(key=key, month=month, label=label)
        KeptCount.objects.filter(pk=line.pk).update(count=F("count") + number)
