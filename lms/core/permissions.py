"""Asking whether somebody may act. Who may *read* is never asked here: that is the queryset's `readable_by(person)`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from rules.permissions import has_perm


def allowed(person: Any, permission: str, record: Any = None) -> bool:
    """Whether the rule `permission` lets this person act on the record."""
    return bool(has_perm(permission, person, record))


def require(person: Any, permission: str, record: Any = None) -> None:
    """Raise PermissionDenied unless the rule allows it. An unknown permission is refused."""
    if not allowed(person, permission, record):
        raise PermissionDenied(permission)
