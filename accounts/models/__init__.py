"""Who people are."""

from .breaks import Break
from .consents import Consent, ConsentText
from .copies_of_data import DataCopy
from .joining import Invitation
from .people import PersonKey, PreviousName, User
from .requests import DataRequest, RequestWords
from .roles import ROLES, Organisation, Relation, RoleGrant

__all__ = [
    "ROLES",
    "Break",
    "Consent",
    "ConsentText",
    "DataCopy",
    "DataRequest",
    "Invitation",
    "Organisation",
    "PersonKey",
    "PreviousName",
    "Relation",
    "RequestWords",
    "RoleGrant",
    "User",
]
