"""What somebody can do with an invitation that is not theirs: nothing that the inviter and the invited do not learn of."""

import threading

import pytest
from django.core import mail
from django.db import connection, connections
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.services import accept_invitation, decline_invitation, find_invitation, invite, take_back_invitation
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory, with_role
from tests.factories.courses import cohort, place

pytestmark = pytest.mark.both


@pytest.fixture
def gus(db):
    return with_role("manager", "Gus")


def invited(by, email="ada@example.org", **more):
    invitation = invite(email=email, called="Ada", by=by, says="Spring cohort", **more)
    message = OutboxMessage.objects.filter(address=email).latest("pk")
    return invitation, message.body.split("/invite/")[1].split("/")[0]


def test_whoever_has_the_address_is_told_that_it_was_taken_up(client, gus):
    _row, token = invited(gus)
    client.post(reverse("accounts:invitation", args=[token]), {"called": "Thief", "password": ""})
    run_waiting_jobs()
    told = [message for message in mail.outbox if message.subject == "You have joined"]
    assert [message.to for message in told] == [["ada@example.org"]]
    assert "If it was not" in told[0].body


def test_a_forwarded_link_after_use_says_only_that_it_was_used(client, gus):
    _row, token = invited(gus)
    accept_invitation(invitation=find_invitation(token), called="Ada Canary")
    page = client.get(reverse("accounts:invitation", args=[token])).content.decode()
    assert "already joined" in page
    assert not {"Canary", "ada@example.org", "Spring cohort"} & {
        word for word in ("Canary", "ada@example.org", "Spring cohort") if word in page
    }


def test_opening_and_joining_sign_nobody_in(client, gus):
    _row, token = invited(gus)
    address = reverse("accounts:invitation", args=[token])
    client.get(address)
    client.post(address, {"called": "Ada", "password": "four words of mine"})
    assert "_auth_user_id" not in client.session


def test_somebody_else_who_is_signed_in_sees_that_it_is_not_theirs(client, gus):
    _row, token = invited(gus)
    client.force_login(UserFactory(email="eve@example.org"))
    page = client.get(reverse("accounts:invitation", args=[token])).content.decode()
    assert "another address" in page
    assert "ada@example.org" not in page
    assert client.post(reverse("accounts:invitation", args=[token]), {}).status_code == 422
    assert not Invitation.objects.filter(used_at__isnull=False).exists()


def test_extra_fields_change_nothing(client, gus):
    _row, token = invited(gus)
    more = {"email": "eve@example.org", "is_staff": "1", "is_superuser": "1", "role": "admin", "roles": "admin", "context_key": "cohort:Y"}
    client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada", "password": "", **more})
    person = User.objects.get(email="ada@example.org")
    assert (person.is_staff, person.is_superuser, person.roles.count()) == (False, False, 0)
    assert not User.objects.filter(email="eve@example.org").exists()


def test_the_inviter_takes_it_back_and_the_page_says_so(client, gus):
    row, token = invited(gus)
    take_back_invitation(invitation=row, by=gus)
    page = client.get(reverse("accounts:invitation", args=[token])).content.decode()
    assert "taken this invitation back" in page
    assert client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada"}).status_code == 422
    assert not User.objects.filter(email="ada@example.org").exists()


def test_an_invitation_that_was_used_cannot_be_taken_back(gus):
    row, _token = invited(gus)
    accept_invitation(invitation=row)
    with pytest.raises(Refused):
        take_back_invitation(invitation=row, by=gus)
    with pytest.raises(Refused):
        decline_invitation(invitation=row)


def test_not_for_me_ends_it_in_one_press_and_tells_the_inviter_no_reason(client, gus):
    _row, token = invited(gus)
    page = client.post(reverse("accounts:invitation_decline", args=[token]), follow=True).content.decode()
    assert "Nobody asks why" in page
    client.post(reverse("accounts:invitation_decline", args=[token]))
    told = OutboxMessage.objects.filter(to_ref=gus.public_id)
    assert [message.subject for message in told] == ["An invitation has ended"]
    assert client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada"}).status_code == 422


def test_asking_again_is_only_for_what_ended_by_itself(client, gus):
    row, token = invited(gus)
    take_back_invitation(invitation=row, by=gus)
    client.post(reverse("accounts:invitation_ask_again", args=[token]))
    row.refresh_from_db()
    assert row.asked_again_at is None


def test_the_manager_takes_back_on_a_page_of_its_own_and_sees_who_joined(client, gus):
    group = cohort()
    row, _token = invited(gus, context_key=group.context_key)
    client.force_login(gus)
    address = reverse("courses:cohort_take_back", args=[group.public_id, row.public_id])
    client.get(address)
    row.refresh_from_db()
    assert row.withdrawn_at is None
    client.post(address)
    row.refresh_from_db()
    assert row.withdrawn_as == "taken_back"
    held = place(UserFactory(called="Joined"), group)
    assert f"{held.since_on:%Y}" in client.get(group.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "called", ["Ada\r\nBcc: eve@example.org", "Ada\nSubject: You have won", "Ada\u2028Bcc: eve@example.org", "Ada\x0bX"]
)
def test_a_name_never_becomes_a_header(gus, called):
    invite(email="ada@example.org", called=called, by=gus)
    run_waiting_jobs()
    sent = mail.outbox[-1].message()
    assert (sent["To"], sent["Bcc"], sent["Subject"]) == ("ada@example.org", None, "Your place on the course")
    assert "\nBcc:" not in mail.outbox[-1].body


@pytest.mark.parametrize("email", ["ada@example.org\nBcc: eve@example.org", "a@b@c", "", "Ada <ada@example.org>", "a,b@example.org"])
def test_an_address_never_becomes_a_header(gus, email):
    with pytest.raises(Refused):
        invite(email=email, called="Ada", by=gus)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_invitations_to_one_new_address_taken_up_at_once_make_one_person():
    gus = with_role("manager", "Gus")
    rows = [invited(gus, context_key=f"cohort:{key}")[0] for key in "AB"]
    ready, said = threading.Barrier(2), []

    def take(row):
        ready.wait()
        try:
            said.append(accept_invitation(invitation=row, called="Ada").called)
        except Refused as error:
            said.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert min(said) == "Ada"
    assert "already have an account" in max(said)
    assert User.objects.filter(email="ada@example.org").count() == 1
    assert connection.vendor in ("sqlite", "postgresql")
