"""What people are told: one kind of message each, its weight and its first wording. Each app registers its own kinds.

    message_kind("logbook.to_sign", weight="reminder", says=_("Hours wait for you"), subject=..., body=...)

`says` names the kind on the page of preferences. `subject` and `body` are what is sent until somebody releases other words; `{called}`
and the values given to `tell` are filled in. Weights, heaviest first:

    now       safety and security: at once, whatever the hour, the break or the preferences
    news      an outcome waits: never says which; not from Friday 16:00 to Monday 09:00
    note      something to know or do: on the person's days and hours, never during a break
    reminder  as a note, and can be switched off
"""

from dataclasses import dataclass
from typing import Any, Literal

Weight = Literal["now", "news", "note", "reminder"]


@dataclass(frozen=True)
class MessageKind:
    key: str
    weight: Weight
    says: Any
    subject: Any
    body: Any


_kinds: dict[str, MessageKind] = {}


def message_kind(key: str, *, weight: Weight, says: Any, subject: Any, body: Any) -> MessageKind:
    """Register a kind; registering it again replaces it, so reloading is harmless."""
    _kinds[key] = MessageKind(key, weight, says, subject, body)
    return _kinds[key]


def kinds() -> dict[str, MessageKind]:
    """Every kind by its key."""
    return dict(sorted(_kinds.items()))
