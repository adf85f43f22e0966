"""Freeze where somebody stands: a decision points to exactly what the board read."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lms.core.canonical import canonical_json, sha256_hex
from schemes.models import Application, CaseReport
from schemes.queries import needs
from schemes.requirements import Report


@transaction.atomic
def make_report(*, application: Application, on: date | None = None, report: Report | None = None) -> CaseReport:
    """Work out the report of an application under its own scheme version, as at `on` (now when left out), and keep it.

    The same answer on the same day is kept once.
    """
    found = report or needs(application.person, application.scheme_version, on)
    body = canonical_json(found.to_dict())
    kept, _ = CaseReport.objects.get_or_create(application=application, on=found.on, sha256=sha256_hex(body), defaults={"body": body})
    return kept
