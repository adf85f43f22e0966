"""Keeping who read what of the sensitive set, so that the person can see it (decisions.md 14).

Each app says in plain words what its kinds of record are: `name_kind("logbook.note", _("a note of your supervision"))`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from .models import ReadEvent, ReadSubject

_kinds: dict[str, Any] = {}
_guarded: dict[str, str] = {}
_explains: dict[str, Callable[[list[str]], dict[str, str]]] = {}
MODES = {
    "view": _("opened"),
    "list": _("seen in a list"),
    "search": _("found by a search"),
    "export": _("taken along as a file"),
    "print": _("printed"),
    "api": _("fetched by a program"),
    "glass": _("opened in an emergency"),
    "denied": _("tried to open, and could not"),
}


def name_kind(record_type: str, words: Any) -> None:
    """Say what a kind of record is called where its person reads about it: "a piece of your evidence"."""
    _kinds[record_type] = words


def say_kind(record_type: str) -> Any:
    """The words for a kind; for one that nobody named, the safe general ones."""
    return _kinds.get(record_type, _("a part of your record"))


def kinds_said() -> list[tuple[str, Any]]:
    """Every named kind with its words, in a steady order."""
    return sorted(_kinds.items())


def explain_reasons(prefix: str, explain: Callable[[list[str]], dict[str, str]]) -> None:
    """Say who knows the words behind reasons like "glass 7K4Q92XD3M": the words can be erased, the event never changes."""
    _explains[prefix] = explain


def reasons_said(events: Iterable[ReadEvent]) -> dict[str, str]:
    """Each reason of these events in words; "" where the words were taken back."""
    said = {event.reason: event.reason for event in events if event.reason}
    for prefix, explain in _explains.items():
        refs = [reason.removeprefix(f"{prefix} ") for reason in said if reason.startswith(f"{prefix} ")]
        words = explain(refs) if refs else {}
        said |= {f"{prefix} {ref}": words.get(ref, "") for ref in refs}
    return said


def guard_address(view_name: str, record_type: str) -> None:
    """Name an address of a sensitive record: an attempt to open it that ends in a 404 is kept too (lms.core.middleware_reads)."""
    _guarded[view_name] = record_type


def guarded(view_name: str) -> str:
    """The kind of record at a guarded address; "" for others."""
    return _guarded.get(view_name, "")


def record_denied(*, actor: Any, record_type: str, request: Any = None) -> ReadEvent:
    """Keep that somebody tried an address of a sensitive record which is not for them, or not there. It names no person: none was met."""
    return ReadEvent.objects.create(
        actor_ref=actor.public_id, record_type=record_type, mode="denied", request_id=getattr(request, "id", "")
    )


def record_read(
    *,
    actor: Any,
    subjects: Iterable[str],
    record_type: str,
    record_ids: Iterable[str] = (),
    mode: str = "view",
    role: str = "",
    reason: str = "",
    request: Any = None,
) -> ReadEvent | None:
    """Write one event with its subjects (people's public ids) in two statements. Reading one's own record leaves no event.

    `record_ids` run parallel to `subjects`; leave them out for lists.
    """
    refs = list(subjects)
    ids = [*record_ids] or [""] * len(refs)
    mine = getattr(actor, "own_refs", {actor.public_id})
    others = [(ref, record) for ref, record in zip(refs, ids, strict=True) if ref not in mine]
    if not others:
        return None
    event = ReadEvent.objects.create(
        actor_ref=actor.public_id,
        acting_role=role,
        record_type=record_type,
        mode=mode,
        reason=reason,
        request_id=getattr(request, "id", ""),
    )
    ReadSubject.objects.bulk_create(ReadSubject(event=event, person_ref=ref, record_ref=record) for ref, record in others)
    return event
