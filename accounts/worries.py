"""Where "I'm worried about this person" can start: each app says whom a place on its own pages is about.

    know_worry("evidence", whose_evidence)      # in the app's ready()

`whose_evidence(reader, ref)` gives a Worry when `reader` may see that record, and None otherwise: a record that does not exist and one
that somebody may not see get the same answer. The app that keeps concerns asks through here, so that it need not know who teaches,
assesses or supervises.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.hooks import reach_of
from accounts.models import User
from accounts.queries import has_role
from lms.core.ids import normalise


@dataclass(frozen=True)
class Worry:
    """Whom it is about. `shown_as` is all that the reader may be told of them: a name, or a code while the marking is blind."""

    person: User
    shown_as: str
    is_known: bool = True  # False: the reader knows a code only, and nothing on the page may say more


Resolver = Callable[[User, str], Worry | None]
_resolvers: dict[str, Resolver] = {}


def know_worry(kind: str, resolver: Resolver) -> None:
    """Register who knows the people behind one kind of place. Registering again replaces, so reloading is harmless."""
    _resolvers[kind] = resolver


def worry_from(kind: str, ref: str, reader: User) -> Worry | None:
    """Whom a place is about, when `reader` may see it; None for every other place, known or not."""
    resolver = _resolvers.get(kind)
    return resolver(reader, ref) if resolver else None


def whom_i_look_after(reader: User, ref: str) -> Worry | None:
    """Somebody whom this programme manager looks after today."""
    if not has_role(reader, "manager"):
        return None
    person = User.objects.filter(reach_of(reader), erased_at=None, public_id=normalise(ref)).first()
    return Worry(person, person.called) if person else None


know_worry("person", whom_i_look_after)
