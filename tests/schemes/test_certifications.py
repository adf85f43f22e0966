"""Suspend, lift, revoke, give up, conditions: each an entry in a chain, each answered at once, both times kept apart."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.services.erase import erase
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.models import Narrative
from schemes import public
from schemes.checks import check
from schemes.dates import authority_day
from schemes.models import Certification, CertificationEvent
from schemes.outcomes import PublicOutcome
from schemes.queries import record_of, records_of
from schemes.services import end_conditions, lift, revoke, set_conditions, surrender, suspend
from schemes.standing import Code
from tests.factories.accounts import RelationFactory, UserFactory
from tests.factories.schemes import board_member, certified, release

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOTE = "The canary: what was said on the telephone."


@pytest.fixture
def held():
    return certified(UserFactory(called="Ada", email="ada@example.org"))


@pytest.fixture
def di():
    return board_member("Dilys")


def act(verb, certification, by, **more):
    usual = {"reason": "concern", "private_note": NOTE, "effective_on": authority_day()}
    return verb(certification=certification, by=by, **{**usual, **more})


def outcome(certification, on=None):
    status = public.public_status([certification.pk], on).get(certification.pk)
    return status and status.outcome


def test_a_suspension_is_answered_at_once_and_lifting_it_too(held, di):
    assert outcome(held) is PublicOutcome.CURRENT
    act(suspend, held, di)
    assert outcome(held) is PublicOutcome.NOT_VALID_AT_PRESENT
    act(lift, held, di, reason="resolved")
    assert outcome(held) is PublicOutcome.CURRENT


def test_as_at_a_day_before_it_held(held, di):
    tomorrow = authority_day() + timedelta(days=1)
    act(suspend, held, di, effective_on=tomorrow)
    assert outcome(held) is PublicOutcome.CURRENT
    assert outcome(held, tomorrow) is PublicOutcome.NOT_VALID_AT_PRESENT
    assert outcome(held, authority_day() - timedelta(days=1)) is None


def test_what_was_known_then_and_what_is_known_now(held, di):
    before = clock.now()
    act(suspend, held, di)
    record = record_of(held.pk)
    assert record.on(authority_day(), known_at=before).code is Code.CURRENT
    assert record.on(authority_day()).code is Code.SUSPENDED


def test_revoked_says_revoked_and_since_when(held, di):
    act(revoke, held, di, reason="conduct")
    status = public.public_status([held.pk])[held.pk]
    assert (status.outcome, status.since_on) == (PublicOutcome.REVOKED, authority_day())


def test_conditions_show_their_public_text_and_nothing_else(held, di):
    act(set_conditions, held, di, public_text="Works together with a mentor.")
    status = public.public_status([held.pk])[held.pk]
    assert (status.outcome, status.public_conditions) == (PublicOutcome.CURRENT_WITH_CONDITIONS, ("Works together with a mentor.",))
    assert "canary" not in repr(status)
    act(end_conditions, held, di, reason="resolved")
    assert outcome(held) is PublicOutcome.CURRENT


def test_conditions_without_a_public_text_do_not_show(held, di):
    act(set_conditions, held, di)
    assert outcome(held) is PublicOutcome.CURRENT


def test_the_holder_gives_it_up_without_a_reason(held):
    surrender(certification=held, by=held.person)
    assert outcome(held) is PublicOutcome.ENDED


def test_nobody_gives_up_for_somebody_else(held, di):
    with pytest.raises(PermissionDenied):
        surrender(certification=held, by=di)


IMPOSSIBLE = [
    (lift, "nothing to lift"),
    (end_conditions, "no conditions to end"),
]


@pytest.mark.parametrize(("verb", "words"), IMPOSSIBLE)
def test_impossible_acts_are_refused_kindly(held, di, verb, words):
    with pytest.raises(Refused, match=words):
        act(verb, held, di)
    assert held.events.count() == 1


def test_twice_is_refused_with_the_standing_named(held, di):
    act(suspend, held, di)
    with pytest.raises(Refused, match="Not valid at present"):
        act(suspend, held, di)
    act(set_conditions, held, di, public_text="x")
    with pytest.raises(Refused, match="conditions already"):
        act(set_conditions, held, di)


def test_nothing_holds_before_the_award(held, di):
    with pytest.raises(Refused, match="had not been awarded"):
        act(suspend, held, di, effective_on=authority_day() - timedelta(days=5))


def test_a_reason_and_a_note_are_needed(held, di):
    with pytest.raises(Refused, match="Choose the reason"):
        act(suspend, held, di, reason="because")
    with pytest.raises(Refused, match="note"):
        act(suspend, held, di, private_note=" ")


def test_only_the_board_and_nobody_with_a_tie(held, di):
    with pytest.raises(PermissionDenied):
        act(suspend, held, UserFactory())
    RelationFactory(kind="conflict", by=di, of=held.person)
    with pytest.raises(Refused, match="conflict of interest"):
        act(suspend, held, di)


def test_an_entry_is_never_recorded_before_the_one_it_follows(held, di):
    from schemes.services.chain import append
    from schemes.standing import EventKind

    with pytest.raises(Refused, match="recorded before"):
        append(
            certification=held,
            kind=EventKind.REVOKED,
            by=di,
            reason="conduct",
            effective_on=authority_day(),
            at=clock.now() - timedelta(days=1),
        )


def test_each_entry_is_sealed_to_the_one_before(held, di):
    act(suspend, held, di)
    act(lift, held, di)
    first, second, third = held.events.order_by("seq")
    assert (first.prev, second.prev, third.prev) == ("", first.hash, second.hash)
    assert list(check()) == []


@pytest.mark.parametrize("statement", ["UPDATE schemes_certificationevent SET kind = 'lifted'", "DELETE FROM schemes_certificationevent"])
def test_raw_sql_on_the_record_is_refused(held, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_record_is_not_changed_through_the_orm_either(held):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CertificationEvent.objects.update(public_text="x")


def test_numbers_lead_to_certifications_however_they_are_typed(held):
    typed = held.shown_number.lower().replace("-", " ")
    assert public.certification_ids_by_number([typed, "0000-0000-000"]) == {held.number: held.pk}


def test_what_makes_a_copy_and_who_holds_it(held):
    holding = public.holdings([held.pk])[held.pk]
    assert (holding.number, holding.person_id, holding.public_id) == (held.number, held.person_id, held.public_id)
    assert public.holdings_of(held.person_id) == [holding]
    assert public.awards_of(held.pk) == [(1, authority_day())]
    assert public.awards_of(0) == []


def test_a_status_says_what_was_awarded_under_which_version(held):
    release()
    status = public.public_status([held.pk])[held.pk]
    assert (status.title, status.neutral_titles, status.scheme_version) == (
        "Certified Peer Support Worker",
        ("Certified Support Practitioner",),
        1,
    )
    assert (status.awarded_on, status.authority, status.scheme_name) == (authority_day(), "Alongside Certification Board", "Quick scheme")
    assert status.valid_until == authority_day().replace(year=authority_day().year + 3) - timedelta(days=1)


def test_many_statuses_are_one_statement(held, django_assert_num_queries):
    more = [certified(UserFactory(), by=board_member()) for _ in range(4)]
    public.public_status([held.pk])
    for ids in ([held.pk], [held.pk, *(one.pk for one in more)]):
        with django_assert_num_queries(1):
            assert len(public.public_status(ids)) == len(ids)


def test_an_unknown_certification_has_no_record():
    assert record_of(0).on(authority_day()).code is Code.NOT_AWARDED
    assert records_of([]) == {}


def test_words_can_be_taken_back_and_the_chain_still_holds(held, di):
    act(suspend, held, di)
    with purge_permit(purpose="redaction", by_ref=di.public_id, reason="test"):
        Narrative.objects.filter(subject_ref=held.person.public_id).delete()
    assert list(check()) == []


def test_erasing_a_person_keeps_the_record_without_the_name(held, di):
    act(suspend, held, di)
    lines = erase(person=held.person, by=di, reason="asked")
    assert {line.fate for line in lines} == {"gone", "kept"}
    held.refresh_from_db()
    application = held.person.applications.get()
    assert (application.certificate_name, application.check_name) == ("", "")
    assert Narrative.objects.filter(subject_ref=held.person.public_id).count() == 0
    assert outcome(held) is PublicOutcome.ENDED  # whoever lets themselves be erased gives it up (docs/decisions/0064)
    assert list(check()) == []
    assert Certification.objects.count() == 1
