"""What this app gives a person of themselves."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from accounts.queries import selves
from lms.core.narrative import attach_words
from schemes.models import Application, Attestation, CaseReport, Certification, CertificationEvent, Decision


def export(person: User) -> dict[str, Any]:
    """Everything about the person; the board's private notes are given by a person, on request."""
    return {
        "statements_signed": [
            {"statement": str(one.statement_version), "signed_at": one.signed_at.isoformat(), "wording": one.statement_version.wording}
            for one in Attestation.objects.filter(person__in=selves(person)).select_related("statement_version").order_by("pk")
        ],
        "applications": [
            _application(one) for one in Application.objects.of(person).select_related("scheme_version__scheme").order_by("pk")
        ],
        "decisions": [
            {"outcome": one.outcome, "decided_on": one.decided_on.isoformat(), "reasons": one.words, "report": one.report.report.to_dict()}
            for one in attach_words(Decision.objects.filter(application__person__in=selves(person)).select_related("report").order_by("pk"))
        ],
        "certifications": [
            {"number": one.number, "title": one.credential_type.title, "record": [_event(event) for event in one.events.all()]}
            for one in Certification.objects.of(person).select_related("credential_type").prefetch_related("events")
        ],
        "reports_on_your_applications": [
            {"on": one.on, "report": one.report.to_dict()}
            for one in CaseReport.objects.filter(application__person__in=selves(person)).order_by("pk")
        ],
        **_on_the_board(person),
    }


def _on_the_board(person: User) -> dict[str, Any]:
    """What somebody decided about others: the days and the outcomes, not whom."""
    refs = list(User.objects.filter(pk__in=selves(person)).values_list("public_id", flat=True))
    return {
        "decided_about_others": list(
            Decision.objects.filter(decided_by__in=selves(person)).order_by("pk").values("decided_on", "outcome", "no_conflict_declared")
        ),
        "recorded_about_others": list(
            CertificationEvent.objects.filter(by_ref__in=refs).exclude(certification__person__in=selves(person)).order_by("pk")
            .values("recorded_at", "kind", "effective_on")
        ),
    }  # fmt: skip


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
