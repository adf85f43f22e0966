"""Another name on one's certificate: the same number, a new copy, and neither name for whoever holds the old paper."""

import pytest

from accounts.models import PreviousName, User
from certificates.models import Copy
from certificates.queries import JOB_KIND
from certificates.services.change_name import change_name
from lms.core.models import Job
from tests.accounts.merging.people import joined
from tests.certificates.conftest import NAME
from tests.factories.accounts import UserFactory
from tests.factories.certificates import code_of, issued

pytestmark = pytest.mark.django_db
NEW = {"name": "Ada Brandt", "check_name": "Brandt", "lang": ""}


def scan(client, code, name):
    return client.post(f"/v/{code}/", {"name": name}).content.decode()


def test_a_new_name_asks_for_a_new_copy_under_the_same_number(client, proof):
    client.force_login(proof.ada)
    before = Job.objects.filter(kind=JOB_KIND).count()
    assert client.get("/certificate/name/").status_code == 200
    assert client.post("/certificate/name/", NEW).status_code == 302
    assert Job.objects.filter(kind=JOB_KIND).count() == before + 1
    new = issued(proof.certification, key="under the new name")
    assert (new.number, new.snapshot.open().name) == (proof.copy.number, "Ada Brandt")
    assert Copy.objects.current().get() == new


def test_the_old_paper_answers_that_a_newer_copy_was_issued_with_neither_name(client, proof):
    change_name(person=proof.ada, **NEW)
    new = issued(proof.certification, key="under the new name")
    old = scan(client, proof.code, "Ørsted")
    assert "A newer copy has been issued" in old
    assert not [name for name in (NAME, "Núñez", "Brandt") if name in old]
    assert "Ada Brandt" in scan(client, code_of(new), "Brandt")
    assert "We cannot confirm this" in scan(client, code_of(new), "Ørsted")


def test_the_name_of_before_is_kept_sealed_for_the_holder(proof):
    change_name(person=proof.ada, **NEW)
    kept = PreviousName.objects.get(person=proof.ada, kind="certificate_name")
    assert NAME.encode() not in bytes(kept.sealed)


def test_a_name_that_cannot_stand_is_asked_again_and_nothing_is_printed(client, proof):
    client.force_login(proof.ada)
    before = Job.objects.filter(kind=JOB_KIND).count()
    answer = client.post("/certificate/name/", {"name": "Ada Brandt", "check_name": "Ørsted", "lang": ""})
    assert answer.status_code == 422
    assert "Ada Brandt" in answer.content.decode()
    assert Job.objects.filter(kind=JOB_KIND).count() == before
    assert User.objects.get(pk=proof.ada.pk).certificate_name == NAME


def test_somebody_without_a_certificate_keeps_the_name_for_the_first_one(client):
    eve = UserFactory()
    client.force_login(eve)
    assert client.post("/certificate/name/", NEW).status_code == 302
    assert User.objects.get(pk=eve.pk).certificate_name == "Ada Brandt"
    assert not Job.objects.filter(kind=JOB_KIND).exists()


def test_after_two_records_were_joined_the_new_copy_carries_the_one_persons_name(proof):
    kept = UserFactory(called="Ada Kept")
    joined(kept, proof.ada)
    kept = User.objects.get(pk=kept.pk)
    assert [job.person_ref for job in change_name(person=kept, **NEW)] == [kept.public_id]
    assert issued(proof.certification, key="under the new name").snapshot.open().name == "Ada Brandt"


# --- pronouns for checkers -------------------------------------------------------------------------


@pytest.mark.parametrize(("shown_to", "is_seen"), [("nobody", False), ("people", False), ("certificate", True)])
def test_a_checker_sees_pronouns_only_where_the_holder_chose_that(client, proof, shown_to, is_seen):
    User.objects.filter(pk=proof.ada.pk).update(pronouns="xecanary", pronouns_shown_to=shown_to)
    assert ("xecanary" in scan(client, proof.code, "Ørsted")) == is_seen
    assert "xecanary" not in scan(client, proof.code, "Brandt")


def test_an_old_copy_shows_no_pronouns(client, proof):
    User.objects.filter(pk=proof.ada.pk).update(pronouns="xecanary", pronouns_shown_to="certificate")
    change_name(person=User.objects.get(pk=proof.ada.pk), **NEW)
    issued(proof.certification, key="under the new name")
    assert "xecanary" not in scan(client, proof.code, "Ørsted")
