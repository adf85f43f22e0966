"""What people did, and who else says so."""

from .confirmations import Countersignature, Remark
from .entries import Entry

__all__ = ["Countersignature", "Entry", "Remark"]
