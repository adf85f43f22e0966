"""What people are told: one kind of message each, its weight and its first wording. Each app registers its own kinds.

    message_kind("logbook.to_sign", weight="reminder", says=_("Hours wait for you"), subject=..., body=...)

`says` names the kind on the page of preferences. `subject` and `body` are what is sent until somebody releases other words; `{called}`
and the values given to `tell` are filled in. Weights, heaviest first:

    now       safety and security: at once, whatever the hour, the break or the preferences
    news      an outcome waits: never says which; not from Friday 16:00 to Monday 09:00, not in the evening, not before a holiday
    note      something to know or do: on the person's days and hours, never during a break
    reminder  as a note; dropped when it would come too late

Notes and reminders can be switched off, one kind at a time, unless they `must` be told. The rules are in accounts/messaging/sending.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

Weight = Literal["now", "news", "note", "reminder"]
REMINDER_LASTS = timedelta(days=14)
PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class MessageKind:
    """`lasts`: older than this it is dropped and not sent. `roles`: only they are asked about it, where given. `in_breaks`: the person
    asked for it, for a day in their break. `secret`: its words open something, and lie sealed until they are sent.
    """

    key: str
    weight: Weight
    says: Any
    subject: Any
    body: Any
    must: bool = False
    opt_in: bool = False
    lasts: timedelta | None = None
    roles: tuple[str, ...] = ()
    in_breaks: bool = False
    secret: bool = False
    sample: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_optional(self) -> bool:
        """Whether a person may switch it off."""
        return self.weight in ("note", "reminder") and not self.must

    @property
    def places(self) -> frozenset[str]:
        """The places that any wording may fill: those of the first one."""
        return frozenset({"called", *PLACE.findall(str(self.subject)), *PLACE.findall(str(self.body))})

    @property
    def needed(self) -> frozenset[str]:
        """The places without which the message would say nothing. A greeting is nobody's need."""
        return frozenset(PLACE.findall(str(self.body))) - {"called"}


_kinds: dict[str, MessageKind] = {}


def message_kind(key: str, *, weight: Weight, says: Any, subject: Any, body: Any, **more: Any) -> MessageKind:
    """Register a kind; registering it again replaces it, so reloading is harmless. `more`: the fields of MessageKind."""
    lasts = more.pop("lasts", REMINDER_LASTS if weight == "reminder" else None)
    _kinds[key] = MessageKind(key, weight, says, subject, body, lasts=lasts, **more)
    return _kinds[key]


def kinds() -> dict[str, MessageKind]:
    """Every kind by its key."""
    return dict(sorted(_kinds.items()))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values into their places, once: a value is never read as a wording. Raises KeyError for a place without one."""
    return PLACE.sub(lambda place: str(values[place[1]]), text)
