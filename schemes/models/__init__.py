"""What a certification body requires, decides, and where people stand."""

from .applications import Application, CaseReport, Decision
from .certifications import Certification, CertificationEvent
from .schemes import CredentialType, Scheme, SchemeVersion
from .statements import Attestation, Statement, StatementVersion

__all__ = [
    "Application",
    "Attestation",
    "CaseReport",
    "Certification",
    "CertificationEvent",
    "CredentialType",
    "Decision",
    "Scheme",
    "SchemeVersion",
    "Statement",
    "StatementVersion",
]
