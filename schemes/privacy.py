"""What this app gives a person of themselves, and what goes when they ask to be forgotten."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.narrative import attach_words
from lms.core.registry import Erased
from schemes.models import Application, Attestation, Certification, CertificationEvent, Decision


def erase(person: User) -> list[Erased]:
    """Names go; the record without names stays. The words of decisions and notes go with the person's other words."""
    lines = []
    if Application.objects.of(person).update(certificate_name="", certificate_name_lang="", check_name=""):
        lines.append(Erased(_("the names you chose for your certificate, and the reasons written to you"), "gone"))
        why = _("a decision must be explainable for as long as somebody may ask; they hold no name")
        lines.append(Erased(_("your applications, the reports they were decided on and the decisions"), "kept", why))
    if Attestation.objects.filter(person=person).exists():
        lines.append(Erased(_("that you signed statements, and when"), "kept", _("the decisions rest on it")))
    if Certification.objects.of(person).exists():
        why = _("what was certified must stay checkable by those who hold the number; it holds no name")
        lines.append(Erased(_("the record of your certification, without your name"), "kept", why))
    return lines


def export(person: User) -> dict[str, Any]:
    """Everything about the person; the board's private notes are given by a person, on request."""
    return {
        "statements_signed": [
            {"statement": str(one.statement_version), "signed_at": one.signed_at.isoformat(), "wording": one.statement_version.wording}
            for one in Attestation.objects.filter(person=person).select_related("statement_version").order_by("pk")
        ],
        "applications": [
            _application(one) for one in Application.objects.of(person).select_related("scheme_version__scheme").order_by("pk")
        ],
        "decisions": [
            {"outcome": one.outcome, "decided_on": one.decided_on.isoformat(), "reasons": one.words, "report": one.report.report.to_dict()}
            for one in attach_words(Decision.objects.filter(application__person=person).select_related("report").order_by("pk"))
        ],
        "certifications": [
            {"number": one.number, "title": one.credential_type.title, "record": [_event(event) for event in one.events.all()]}
            for one in Certification.objects.of(person).select_related("credential_type").prefetch_related("events")
        ],
    }


def _application(one: Application) -> dict[str, Any]:
    return {
        "scheme": one.scheme_version.scheme.code,
        "version": one.scheme_version.number,
        "state": one.state,
        "sent_at": one.sent_at.isoformat() if one.sent_at else None,
        "certificate_name": one.certificate_name,
        "check_name": one.check_name,
    }


def _event(event: CertificationEvent) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "effective_on": event.effective_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "reason": event.reason,
        "public_text": event.public_text,
    }
