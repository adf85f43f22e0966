"""Acts of a certification body and of the people who come to it, one file each."""

from .applying import apply, start_application, withdraw
from .decide import decide
from .import_scheme import import_scheme
from .reports import make_report
from .sign_statement import sign_statement
from .standing import end_conditions, lift, revoke, set_conditions, surrender, suspend

__all__ = [
    "apply",
    "decide",
    "end_conditions",
    "import_scheme",
    "lift",
    "make_report",
    "revoke",
    "set_conditions",
    "sign_statement",
    "start_application",
    "surrender",
    "suspend",
    "withdraw",
]
