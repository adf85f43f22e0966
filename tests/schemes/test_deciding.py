"""The board decides: without a tie to the person, on a frozen report, once."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.models import RoleGrant
from lms.core.errors import Refused
from lms.core.narrative import attach_words
from schemes.conflicts import people_tied_to, ties_to
from schemes.dates import authority_day
from schemes.models import CaseReport, Certification, CertificationEvent, Decision
from schemes.queries import record_of
from schemes.services import apply, decide, make_report, sign_statement, start_application
from schemes.signals import standing_changed
from schemes.standing import Code
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.schemes import LONG_AGO, NAMES, QUICK, begun, board_member, decided, ethics, release, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@example.org")


def refused(application, by, **more):
    with pytest.raises(Refused) as caught:
        decided(application, by=by, **more)
    assert Decision.objects.count() == 0
    return " ".join(caught.value.messages)


def test_an_award_keeps_the_report_the_reasons_and_begins_the_certification(ada):
    application = sent(ada)
    decision = decided(application)
    application.refresh_from_db()
    certification = Certification.objects.get()
    assert (application.state, decision.report.report.is_met) == ("decided", True)
    assert attach_words([decision])[0].words == "You met every requirement."
    assert (certification.person, certification.credential_type) == (ada, application.credential_type)
    event = certification.events.get()
    assert (event.kind, event.decision, event.scheme_version) == ("awarded", decision, application.scheme_version)
    assert record_of(certification.pk).on(authority_day()).code is Code.CURRENT


def test_the_app_above_hears_of_it_by_ids(ada):
    heard = []

    def listen(sender, **news):
        heard.append((news["certification_id"], news["event_seq"]))

    standing_changed.connect(listen)
    try:
        decided(sent(ada))
    finally:
        standing_changed.disconnect(listen)
    assert heard == [(Certification.objects.get().pk, 1)]


def test_not_this_time_awards_nothing(ada):
    application = sent(ada)
    decided(application, "not_this_time", reasons="Your case reflection is missing.")
    application.refresh_from_db()
    assert (application.state, Certification.objects.count()) == ("decided", 0)
    assert begun(ada).pk != application.pk


def test_ask_for_more_gives_it_back_and_it_can_be_sent_again(ada):
    application = sent(ada)
    decided(application, "ask_for_more", reasons="Tell us which name you want.")
    application.refresh_from_db()
    assert application.state == "draft"
    again = apply(application=application, by=ada, **NAMES)
    assert decided(again).outcome == "award"
    assert [one.outcome for one in application.decisions.order_by("pk")] == ["ask_for_more", "award"]


def test_somebody_outside_the_board_may_not(ada):
    with pytest.raises(PermissionDenied):
        decided(sent(ada), by=with_role("manager", "Gus"))


def test_a_membership_that_has_ended_is_no_membership(ada):
    application, di = sent(ada), board_member()
    RoleGrant.objects.filter(person=di).update(until_on="2021-01-01")
    with pytest.raises(PermissionDenied):
        decided(application, by=di)


def test_nobody_decides_about_themselves(ada):
    RoleGrant.objects.create(person=ada, role="board", from_on=LONG_AGO)
    assert "your own case" in refused(sent(ada), ada)


def test_who_confirmed_hours_does_not_decide(ada):
    application = sent(ada)
    cy = ada.relations_of.get().by
    RoleGrant.objects.create(person=cy, role="board", from_on=LONG_AGO)
    said = refused(application, cy)
    assert "confirmed hours" in said
    assert "supervises" in said


@pytest.mark.parametrize(("kind", "words"), [("supervises", "supervises"), ("manages", "manages"), ("conflict", "conflict of interest")])
def test_a_relation_in_either_direction_is_a_tie(ada, kind, words):
    application = sent(ada)
    for by, of in ((0, 1), (1, 0)):
        di = board_member()
        pair = (di, ada)
        RelationFactory(kind=kind, by=pair[by], of=pair[of])
        assert words in refused(application, di)


def test_a_tie_that_was_declared_must_be_absent_and_said_to_be(ada):
    assert "no reason" in refused(sent(ada), board_member(), no_conflict=False)


def test_reasons_are_needed(ada):
    assert "reasons" in refused(sent(ada), board_member(), reasons="  ")


def test_who_is_tied_is_named_for_the_board(ada):
    sent(ada)
    assert [(tied.person.called, tied.ties) for tied in people_tied_to(ada)] == [("Cy", ("countersigned",))]
    assert ties_to(board_member(), ada) == []


def test_a_report_that_is_short_carries_no_award(ada):
    application = sent(ada)
    short = make_report(application=application, on=authority_day().replace(year=2021))
    assert "does not carry" in refused(application, board_member(), report=short)


def test_a_report_of_another_case_is_refused(ada):
    application, other = sent(ada), sent(UserFactory())
    assert "another case" in refused(application, board_member(), report=other.reports.get())


def test_a_decision_is_not_dated_ahead_and_not_on_a_younger_report(ada):
    application = sent(ada)
    di = board_member()
    assert "ahead" in refused(application, di, on=authority_day().replace(year=2099))
    assert "younger" in refused(application, di, on=authority_day().replace(year=2025), report=application.reports.get())


SIGNATURE_ONLY = QUICK.replace("  - {kind: practice_minutes, key: practice, title: Practice, minutes: 60}\n", "")


def test_a_decision_of_an_earlier_day_counts_from_that_day_on_what_was_known_then(ada):
    scheme = release(SIGNATURE_ONLY).scheme
    signed, sent_on, decided_on = (datetime(2025, 6, day, 12, tzinfo=UTC) for day in (1, 2, 10))
    sign_statement(person=ada, statement_version=ethics(), at=signed)
    application = apply(application=start_application(person=ada, scheme=scheme), by=ada, at=sent_on, **NAMES)
    assert "does not carry" in refused(application, board_member(), on=date(2025, 5, 31))
    decision = decided(application, on=decided_on.date())
    certification = Certification.objects.get()
    assert (decision.report.on, decision.decided_on) == (date(2025, 6, 10), date(2025, 6, 10))
    assert record_of(certification.pk).on(date(2025, 6, 10)).valid_until == date(2028, 6, 9)


def test_the_same_decision_twice_is_one(ada):
    application, di = sent(ada), board_member()
    first = decided(application, by=di)
    assert decided(application, by=di) == first
    assert (Decision.objects.count(), CertificationEvent.objects.count()) == (1, 1)


def test_a_second_decider_is_told_and_nothing_doubles(ada):
    application = sent(ada)
    decided(application)
    with pytest.raises(Refused, match="has changed"):
        decided(application, by=board_member("Yusra"), outcome="not_this_time")
    assert Decision.objects.count() == 1


def test_the_database_refuses_a_second_final_decision(ada):
    decision = decided(sent(ada))
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(
            application=decision.application,
            report=decision.report,
            decided_by=board_member(),
            outcome="not_this_time",
            decided_on=decision.decided_on,
            no_conflict_declared=True,
        )


@pytest.mark.parametrize("statement", ["UPDATE schemes_decision SET outcome = 'not_this_time'", "DELETE FROM schemes_decision"])
def test_a_decision_cannot_be_changed_by_raw_sql(ada, statement):
    decided(sent(ada), "not_this_time")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_somebody_whose_award_ended_is_awarded_again_under_the_same_number(ada):
    from schemes.services import surrender

    decided(sent(ada))
    certification = Certification.objects.get()
    surrender(certification=certification, by=ada)
    application = begun(ada)
    apply(application=application, by=ada, **NAMES)
    decided(application)
    assert Certification.objects.get() == certification
    assert list(certification.events.values_list("kind", flat=True)) == ["awarded", "surrendered", "awarded"]


def test_without_a_report_one_is_made_with_the_decision(ada):
    application = sent(ada)
    decision = decide(application=application, by=board_member(), outcome="award", reasons="Met.", no_conflict=True)
    assert CaseReport.objects.get() == decision.report


def test_names_and_words_stand_in_no_event(ada):
    ready_person = sent(ada)
    decided(ready_person)
    event = CertificationEvent.objects.get()
    assert "Ada" not in event.body
    assert "Ørsted" not in event.body
