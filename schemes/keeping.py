"""How long schemes keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from lms.core.models import Narrative
from lms.core.registry import Keeping
from lms.core.retention import delete_old, in_batches
from schemes.models import Application, Certification, CertificationEvent, Decision
from schemes.queries import Record, records_of
from schemes.standing import Code

STANDS = {Code.CURRENT, Code.GRACE, Code.SUSPENDED}


def keep() -> list[Keeping]:
    return [
        Keeping(
            "schemes.drafts",
            _("Applications that were begun and never sent"),
            _("the day they were begun"),
            _("the names on them go"),
            180,
            _drafts,
        ),
        Keeping(
            "schemes.decisions",
            _("The words of decisions about certification: reasons, notes of the board"),
            _("the end of the person’s last certificate; without one, the decision"),
            _("the words go; what was decided, by whom and when stays"),
            10 * 365,
            _decisions,
        ),
        Keeping(
            "schemes.register",
            _("The register: number, scheme, dates, standing"),
            _("–"),
            _("kept for good, so that a forged paper can still be refuted"),
            None,
            lambda before: 0,
            note=_("The name is not in it. A time set here does nothing."),
        ),
    ]


def _drafts(before: datetime) -> int:
    old = Application.objects.filter(state="draft", sent_at=None, created_at__lt=before).exclude(certificate_name="", check_name="")
    return in_batches(
        old.exclude(person__in=held_people("schemes")),
        lambda keys: Application.objects.filter(pk__in=keys).update(certificate_name="", certificate_name_lang="", check_name=""),
        why="drafts are kept for a while",
    )


def _decisions(before: datetime) -> int:
    """Of people none of whose certificates has stood since then, and about whom nothing was decided since."""
    people = set(Decision.objects.filter(recorded_at__lt=before).values_list("application__person_id", flat=True))
    people |= set(CertificationEvent.objects.filter(recorded_at__lt=before).values_list("certification__person_id", flat=True))
    people -= set(Decision.objects.filter(recorded_at__gte=before).values_list("application__person_id", flat=True))
    people -= _certified_since(before, people) | set(held_people("schemes"))
    words = [
        *Decision.objects.filter(application__person__in=people, words_id__isnull=False).values_list("words_id", flat=True),
        *CertificationEvent.objects.filter(certification__person__in=people, words_id__isnull=False).values_list("words_id", flat=True),
    ]
    return delete_old(
        Narrative.objects.filter(pk__in=words), why="the words of decisions are kept for ten years after the last certificate"
    )


def _certified_since(before: datetime, people: set[int]) -> set[int]:
    """Those of whom a certification stood on that day or has stood since. The fold is asked, because standing is stored nowhere."""
    day = timezone.localdate(before)
    held = dict(Certification.objects.filter(person__in=people).values_list("pk", "person_id"))
    return {held[key] for key, record in records_of(held).items() if _stood_since(record, day)}


def _stood_since(record: Record, day: date) -> bool:
    spans = record.timeline()
    ends = [*(span.from_on for span in spans[1:]), None]
    return any(span.standing.code in STANDS and (end is None or end > day) for span, end in zip(spans, ends, strict=True))
