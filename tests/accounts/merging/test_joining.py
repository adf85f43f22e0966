"""Two records of one person: refused where they are two people, joined once, and known as one from then on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.messaging.kinds import message_kind
from accounts.models import Break, Merge, User
from accounts.queries import are_one, has_role, is_on_break, is_supervisor_of, pauses_of, roles_of, selves, ties_between
from accounts.services import accept_invitation, end_role, erase, give_role, invite, merge, tell
from courses.queries import cohorts_for, people_of
from lms.core import clock
from lms.core.append_only import missing_triggers
from lms.core.errors import Refused
from lms.core.models import OutboxMessage
from lms.core.registry import Hold, contributions, register
from lms.desk.services.records import broken_records
from tests.factories import assessments_evidence as assessed
from tests.factories import courses, logbook
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.schemes import certified

from .people import fresh, joined, two_adas

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def refused(kept, second, by=None) -> str:
    with pytest.raises(Refused) as no:
        merge(kept=kept, joined=second, by=by or with_role("privacy", "Pia"), reason="two_invitations")
    assert not Merge.objects.exists()
    assert User.objects.get(pk=second.pk).merged_into is None
    return str(no.value)


def test_two_records_are_one_person_and_each_row_is_read_under_either():
    ada, second = two_adas()
    joined(ada, second)
    assert selves(ada) == selves(second) == {ada.pk, second.pk}
    assert are_one(ada, second.pk)
    assert str(second) == "Ada"


def test_people_with_one_record_cost_no_question(django_assert_num_queries):
    ada = UserFactory()
    with django_assert_num_queries(0):
        assert selves(ada) == {ada.pk}


def test_only_the_privacy_officer_and_the_administrator_join_records():
    for role, may in [("privacy", True), ("admin", True), ("manager", False), ("board", False), ("safeguarding", False)]:
        ada, second = UserFactory(), UserFactory()
        if may:
            assert joined(ada, second, by=with_role(role, role)).kept == ada
        else:
            with pytest.raises(PermissionDenied):
                joined(ada, second, by=with_role(role, role))


def test_nobody_joins_a_record_with_their_own():
    pia = with_role("privacy", "Pia")
    assert "your own" in refused(pia, UserFactory(), by=pia)


def test_the_same_record_twice_is_refused():
    ada = UserFactory()
    assert "same record" in refused(ada, ada)


def test_somebody_who_was_erased_is_nobodys_second_record():
    ada, second = two_adas()
    erase(person=second, by=with_role("admin", "Ash"), reason="asked")
    fresh(second)
    assert "erased" in refused(ada, second)


@pytest.mark.parametrize("kind", ["supervises", "manages", "conflict"])
def test_a_tie_between_the_two_says_that_they_are_two_people(kind):
    ada, second = two_adas()
    RelationFactory(kind=kind, by=second, of=ada, from_on=clock.today() - timedelta(days=99), until_on=clock.today() - timedelta(days=9))
    assert "two people" in refused(ada, second)


def test_a_second_record_with_a_role_today_is_refused_and_with_an_ended_one_is_not():
    ada, second = two_adas()
    ash = with_role("admin", "Ash")
    grant = give_role(person=second, role="assessor", by=ash, from_on=clock.today() - timedelta(days=30))
    assert "has a role" in refused(ada, second)
    end_role(grant=grant, by=ash, reason="moved on")
    joined(ada, second)
    assert roles_of(ada) == frozenset()
    assert has_role(ada, "assessor", on=clock.today() - timedelta(days=9))


def test_while_something_is_open_for_one_of_them_nothing_is_joined():
    ada, second = two_adas()
    before = dict(contributions("hold")).get("accounts.merging-test")
    register("hold", "accounts.merging-test", lambda person: [Hold("an appeal", clock.today())] if person.pk == second.pk else [])
    try:
        assert "still open" in refused(ada, second)
    finally:
        register("hold", "accounts.merging-test", before or (lambda person: []))


def test_both_holding_the_same_certification_is_refused():
    ada, second = two_adas()
    certified(ada)
    certified(second)
    assert "same certification" in refused(ada, second)


def test_who_judged_the_other_is_not_the_other():
    bo = assessed.person("Bo", "assessor")
    second, version = UserFactory(called="Bo the trainee"), assessed.framework()
    assessed.authority(bo, version)
    assessed.judged(assessed.sent(second, version), bo)
    assert "Nobody judges their own work" in refused(bo, second)


def test_who_was_asked_to_confirm_hours_of_the_other_is_not_the_other():
    cy, second = with_role("supervisor", "Cy"), UserFactory()
    relation = logbook.supervises(cy, second)
    logbook.sent(second, cy)
    relation.delete()
    assert "Nobody confirms their own hours" in refused(cy, second)


def test_a_record_is_joined_to_one_record_only_and_never_in_a_chain():
    ada, second = two_adas()
    third, pia = UserFactory(called="Ada the Third"), with_role("privacy", "Pia")
    joined(ada, second, by=pia)
    for kept, other in [(third, second), (second, third), (third, ada)]:
        with pytest.raises(Refused):
            merge(kept=kept, joined=other, by=pia, reason="asked")
    joined(ada, third, by=pia)
    assert selves(ada) == {ada.pk, second.pk, third.pk}
    assert Merge.objects.count() == 2


def test_the_database_refuses_a_chain_and_a_record_joined_to_itself():
    ada, second = two_adas()
    joined(ada, second)
    for change in ({"merged_into": second, "has_duplicates": True}, {"merged_into": ada}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=ada.pk).update(**change)


def test_two_joinings_that_cross_one_after_the_other_end_with_one():
    ada, second = two_adas()
    pia = with_role("privacy", "Pia")
    one, other = User.objects.get(pk=ada.pk), User.objects.get(pk=second.pk)  # both pages were opened before either press
    merge(kept=ada, joined=second, by=pia, reason="asked")
    with pytest.raises(Refused):
        merge(kept=other, joined=one, by=pia, reason="asked")
    assert list(Merge.objects.values_list("kept", "joined")) == [(ada.pk, second.pk)]


def test_both_addresses_are_told_at_once_and_the_words_open_nothing_but_the_objection():
    ada, second = two_adas()
    joined(ada, second)
    told = OutboxMessage.objects.filter(kind="accounts.records_joined")
    assert sorted(told.values_list("address", flat=True)) == ["ada@example.org", "second@example.org"]
    assert {message.weight for message in told} == {"now"}
    assert "record" in told[0].subject


def test_ties_of_either_record_are_ties_of_the_one_person():
    ada, second = two_adas()
    cy = with_role("supervisor", "Cy")
    logbook.supervises(cy, second)
    assert not is_supervisor_of(cy, ada)
    joined(ada, second)
    assert is_supervisor_of(cy, ada)
    assert ties_between(ada, cy) == ["supervises"]


def test_a_manager_counts_one_person_once():
    ada, second = two_adas()
    at = courses.cohort()
    courses.place(ada, at)
    courses.place(second, at)
    gus = with_role("manager", "Gus")
    assert (cohorts_for(gus)[0].learning, len(people_of(at).joined)) == (2, 2)
    joined(ada, second)
    assert (cohorts_for(gus)[0].learning, [line.called for line in people_of(at).joined]) == (1, ["Ada"])


def test_check_records_names_a_link_without_a_joining_and_a_joining_without_a_link():
    ada, second = two_adas()
    joined(ada, second)
    assert [each for each in broken_records() if "joined" in each.says or "second record" in each.says] == []
    User.objects.filter(pk=second.pk).update(merged_into=None)
    said = [each.says for each in broken_records() if "joined" in each.says or "second record" in each.says]
    assert len(said) == 2


def test_joinings_are_kept_for_good():
    assert [name for name in missing_triggers() if "merge" in name] == []
    ada, second = two_adas()
    made = joined(ada, second)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Merge.objects.filter(pk=made.pk).update(reason="asked")


# --- acting about oneself under a second record ----------------------------------------------------


def test_an_invitation_to_either_address_is_mine():
    ada, second = two_adas()
    gus = with_role("manager", "Gus")
    joined(ada, second)
    held = invite(email="second@example.org", called="Ada", by=gus)
    assert accept_invitation(invitation=held, signed_in=ada) == ada
    other = invite(email="eve@example.org", called="Eve", by=gus)
    with pytest.raises(Refused, match="another address"):
        accept_invitation(invitation=other, signed_in=ada)


def test_no_role_is_given_to_a_record_that_was_joined_and_none_to_ones_own_second_record():
    ash, second = with_role("admin", "Ash"), UserFactory(called="Ash the trainee")
    joined(ash, second)
    with pytest.raises(Refused, match="themselves"):
        give_role(person=second, role="board", by=ash)
    with pytest.raises(Refused, match="joined to another"):
        give_role(person=second, role="board", by=with_role("admin", "Ada"))


def test_what_is_told_to_the_second_record_reaches_the_one_person():
    ada, second = two_adas()
    joined(ada, second)
    message_kind("test.news", weight="note", says="", subject="Something for you", body="Hello {called}")
    assert tell(person=second, kind="test.news", key="1").to_ref == ada.public_id


def test_one_break_is_a_break_of_both_records():
    ada, second = two_adas()
    Break.objects.create(person=second, began_on=clock.today() - timedelta(days=3))
    assert not is_on_break(ada)
    joined(ada, second)
    assert is_on_break(ada)
    assert len(pauses_of([ada.pk])[ada.pk]) == 1
