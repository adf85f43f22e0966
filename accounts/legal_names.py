"""Whether anybody has a reason to know somebody's legal name. The app that has schemes says so (ux.md 4.7)."""

from collections.abc import Callable

from accounts.models import User

Wants = Callable[[User], bool]
_wants: list[Wants] = []


def legal_name_wanted_by(wants: Wants) -> Wants:
    """Register who may need it. Registering twice changes nothing."""
    if wants not in _wants:
        _wants.append(wants)
    return wants


def is_wanted(person: User) -> bool:
    """Whether something that this person asks for needs their legal name at the moment."""
    return any(wants(person) for wants in _wants)
