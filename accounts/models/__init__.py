"""Who people are."""

from .breaks import Break
from .consents import Consent, ConsentText
from .joining import Invitation
from .people import PersonKey, PreviousName, User
from .roles import ROLES, Organisation, Relation, RoleGrant

__all__ = [
    "ROLES",
    "Break",
    "Consent",
    "ConsentText",
    "Invitation",
    "Organisation",
    "PersonKey",
    "PreviousName",
    "Relation",
    "RoleGrant",
    "User",
]
