"""Two records of one person: refused where they are two people, joined once, and known as one from then on."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Merge, MergeUndone, User
from accounts.queries import are_one, has_role, is_supervisor_of, roles_of, selves, ties_between
from accounts.services import end_role, erase, give_role, merge, undo_merge
from courses.queries import cohorts_for, people_of
from lms.core import clock
from lms.core.append_only import missing_triggers
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from lms.core.registry import Hold, contributions, register
from lms.desk.services.records import broken_records
from tests.factories import assessments_evidence as assessed
from tests.factories import courses, logbook
from tests.factories.accounts import RelationFactory, RoleGrantFactory, UserFactory, with_role
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


def link_told(address: str) -> str:
    """The token in the mail to an address."""
    run_waiting_jobs()
    words = next(message.body for message in mail.outbox if message.to == [address])
    return words.split("/merge/")[1].split("/")[0]


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


# --- taking apart ----------------------------------------------------------------------------------


def test_taking_apart_ends_it_and_twice_is_once():
    ada, second = two_adas()
    made, pia = joined(ada, second), with_role("privacy", "Pia")
    done = undo_merge(merge=made, by=pia, reason="mistake")
    assert undo_merge(merge=made, by=None, reason="objection") == done
    fresh(ada, second)
    assert (selves(ada), selves(second)) == ({ada.pk}, {second.pk})
    assert not ada.has_duplicates
    assert str(second) == "Ada Again"
    assert MergeUndone.objects.count() == 1


def test_after_thirty_days_it_stays():
    ada, second = two_adas()
    made = joined(ada, second, at=clock.now() - timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match="30 days"):
        undo_merge(merge=made, by=None, reason="objection")
    assert User.objects.get(pk=second.pk).merged_into_id == ada.pk


def test_taking_apart_leaves_a_third_record_joined():
    ada, second = two_adas()
    third, pia = UserFactory(), with_role("privacy", "Pia")
    made = joined(ada, second, by=pia)
    joined(ada, third, by=pia)
    undo_merge(merge=made, by=pia, reason="mistake")
    fresh(ada)
    assert selves(ada) == {ada.pk, third.pk}


def test_after_an_erasure_nothing_is_taken_apart_and_every_record_is_gone():
    ada, second = two_adas()
    made = joined(ada, second)
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    fresh(ada, second)
    assert [(each.called, each.email, each.erased_at is not None) for each in (ada, second)] == [("Somebody who left", None, True)] * 2
    with pytest.raises(Refused, match="erased"):
        undo_merge(merge=made, by=None, reason="objection")


def test_past_roles_of_the_second_record_grant_nothing_today():
    ada, second = two_adas()
    began = clock.today() - timedelta(days=30)
    RoleGrantFactory(person=second, role="board", from_on=began, until_on=clock.today() - timedelta(days=1))
    joined(ada, second)
    assert roles_of(ada) == frozenset()


def test_the_link_in_the_mail_takes_them_apart_without_signing_in(client):
    ada, second = two_adas()
    made = joined(ada, second)
    token = link_told("second@example.org")
    page = client.get(reverse("accounts:merge_objection", args=[token]))
    assert page.status_code == 200
    assert "Ada" not in page.content.decode()  # the two may be two people: neither learns the other's name
    assert not MergeUndone.objects.exists()  # opening it changes nothing: mail scanners follow links
    client.post(reverse("accounts:merge_objection", args=[token]))
    assert MergeUndone.objects.get().merge == made
    assert (MergeUndone.objects.get().by, MergeUndone.objects.get().reason) == (None, "objection")


def test_a_token_that_we_never_made_opens_nothing(client):
    assert client.get("/merge/not-a-token/").status_code == 404
