"""Who people are."""

from .adjustments import Adjustment
from .breaks import Break
from .consents import Consent, ConsentText
from .copies_of_data import DataCopy
from .erasures import Erasure, ErasureOrder
from .factors import FactorReset
from .holds import LegalHold
from .identity import IdentityCheck
from .joining import Invitation
from .merging import Merge, MergeUndone
from .messages import MessagePreference, MessageWording, PublicHoliday
from .people import PersonKey, PreviousName, User
from .requests import DataRequest, RequestWords
from .roles import ROLES, Organisation, Relation, RelationEvent, RoleEvent, RoleGrant
from .stories import StoryConsent

__all__ = [
    "ROLES",
    "Adjustment",
    "Break",
    "Consent",
    "ConsentText",
    "DataCopy",
    "DataRequest",
    "Erasure",
    "ErasureOrder",
    "FactorReset",
    "IdentityCheck",
    "Invitation",
    "LegalHold",
    "Merge",
    "MergeUndone",
    "MessagePreference",
    "MessageWording",
    "Organisation",
    "PersonKey",
    "PreviousName",
    "PublicHoliday",
    "Relation",
    "RelationEvent",
    "RequestWords",
    "RoleEvent",
    "RoleGrant",
    "StoryConsent",
    "User",
]
