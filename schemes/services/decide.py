"""The board decides."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import has_role
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.narrative import write_words
from lms.core.permissions import require
from schemes.conflicts import ties_to
from schemes.dates import authority_day, evidence_day
from schemes.models import Application, CaseReport, Certification, Decision
from schemes.queries import needs
from schemes.services.chain import append
from schemes.services.reports import make_report
from schemes.services.tell import tell_of_decision
from schemes.standing import EventKind
from schemes.words.requirements import missing_sentences
from schemes.words.standing import say_ties

VERBS = {"award": "decide", "not_this_time": "decide", "ask_for_more": "ask_for_more"}


@transaction.atomic
def decide(
    *,
    application: Application,
    by: User,
    outcome: str,
    reasons: str,
    no_conflict: bool,
    report: CaseReport | None = None,
    on: date | None = None,
    at: datetime | None = None,
) -> Decision:
    """Record one board member's decision on a frozen report; an award also begins or reopens the certification.

    `outcome` is "award", "not_this_time" or "ask_for_more"; `reasons` are words that the person will read. Without a
    `report` one is made now, in the same transaction. The same decision sent twice is one decision; two members at the
    same moment make one decision, and the second is told. `on` is the day on which the board decided (today when left
    out); it may lie back, and then the report must not be younger. `at` is the instant at which it is written down (now).
    Raises PermissionDenied for somebody outside the board, Refused for a conflict of interest, for missing reasons, and
    for an award that the report does not carry.
    """
    require(by, "schemes.decide_application", application)
    held = Application.objects.select_for_update().get(pk=application.pk)
    if same := _sent_again(held, by, outcome, report):
        return same
    day = on or authority_day()
    _refuse_conflicts(held, by, no_conflict, day)
    if not reasons.strip():
        raise Refused(_("Write the reasons, in words that the person will read."))
    frozen = report or make_report(application=held, on=on)
    _refuse_another_day(frozen, held, day)
    if outcome == "award":
        _refuse_short(held, frozen, on, is_fresh=report is None)
    moment = at or clock.now()
    move(held, VERBS[outcome], by=by, at=moment)
    words = write_words(kind="decision.reasons", text=reasons, subject_ref=held.person.public_id)
    decision = Decision.objects.create(
        application=held,
        report=frozen,
        decided_by=by,
        outcome=outcome,
        decided_on=day,
        recorded_at=moment,
        no_conflict_declared=no_conflict,
        words_id=words.id,
        words_sha256=words.sha256,
    )
    if outcome == "award":
        _award(decision, by)
    tell_of_decision(decision=decision, at=at)
    return decision


def _sent_again(held: Application, by: User, outcome: str, report: CaseReport | None) -> Decision | None:
    if held.is_waiting:
        return None
    mine = Decision.objects.filter(application=held, decided_by=by, outcome=outcome)
    return (mine.filter(report=report) if report else mine).order_by("pk").last()


def _refuse_conflicts(held: Application, by: User, no_conflict: bool, day: date) -> None:
    if not has_role(by, "board", on=day):
        raise Refused(_("You are not a member of the board on that day."))
    if ties := ties_to(by, held.person):
        raise Refused(say_ties(ties))
    if not no_conflict:
        raise Refused(_("Say that you know of no reason why you should not decide this."))


def _refuse_another_day(frozen: CaseReport, held: Application, day: date) -> None:
    if frozen.application_id != held.pk:
        raise Refused(_("This report belongs to another case."))
    if day > authority_day():
        raise Refused(_("A decision cannot be dated ahead."))
    # Today's evidence may be dated a day ahead of the authority's calendar: see schemes.dates.
    if frozen.on > (evidence_day() if day == authority_day() else day):
        raise Refused(_("This report is younger than the decision. Make one as at the day of the decision."))


def _refuse_short(held: Application, frozen: CaseReport, on: date | None, *, is_fresh: bool) -> None:
    if not frozen.report.is_met:
        raise Refused(_("This report does not carry an award."), *missing_sentences(frozen.report))
    if is_fresh:
        return  # worked out a moment ago, in this transaction
    # What came in since may tell against it: an unsafe judgement must not be passed by because the report is older.
    now = needs(held.person, held.scheme_version, on)
    if not now.is_met:
        raise Refused(_("Something has changed since this report. Make a new one."), *missing_sentences(now))


def _award(decision: Decision, by: User) -> None:
    held = decision.application
    certification = Certification.objects.of(held.person).filter(credential_type=held.credential_type).first()
    if certification is None:
        certification, _new = Certification.objects.get_or_create(person=held.person, credential_type=held.credential_type)
    append(
        certification=certification,
        kind=EventKind.AWARDED,
        by=by,
        reason="decision",
        effective_on=decision.decided_on,
        scheme_version=held.scheme_version,
        term_from=decision.decided_on,
        decision=decision,
        at=decision.recorded_at,
    )
