"""An invitation is plain, works once, for one person, and signs nobody in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.services import accept_invitation, find_invitation, invite
from accounts.signals import invitation_accepted
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


def token_in_mail():
    run_waiting_jobs()
    body = mail.outbox[-1].body
    return body.split("/invite/")[1].split("/")[0]


def invited(gus, **options):
    invitation = invite(
        **{"email": "Ada@Example.org ", "called": "Ada", "by": gus, "context_key": "cohort:X", "says": "Spring cohort", **options}
    )
    return invitation, token_in_mail()


def test_the_mail_says_who_and_what_and_nothing_about_health(gus):
    _, token = invited(gus)
    message = mail.outbox[-1]
    assert message.to == ["ada@example.org"]
    assert message.subject == "Your place on the course"
    assert "Gus has kept a place for you: Spring cohort" in message.body
    assert not {"mental", "peer", "health", "lived"} & {*(message.subject + message.body).lower().split()}
    assert find_invitation(token).called == "Ada"


def test_only_a_hash_of_the_token_is_kept_with_the_invitation(gus):
    invitation, token = invited(gus)
    assert token.encode() not in bytes(invitation.token_hash)
    assert find_invitation(token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_joining_makes_the_person_tells_the_app_above_and_signs_nobody_in(client, gus):
    heard = []

    def hear(sender, **news):
        heard.append(news["context_key"])

    invitation_accepted.connect(hear)
    _, token = invited(gus)
    answer = client.post(reverse("accounts:invitation", args=[token]), {"called": "Ádá Ñandú", "password": ""})
    invitation_accepted.disconnect(hear)
    person = User.objects.get(email="ada@example.org")
    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert (person.called, person.has_usable_password(), heard) == ("Ádá Ñandú", False, ["cohort:X"])
    assert "_auth_user_id" not in client.session


def test_opening_the_page_changes_nothing(client, gus):
    invitation, token = invited(gus)
    for _ in range(2):
        answer = client.get(reverse("accounts:invitation", args=[token]))
        assert answer.status_code == 200
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert answer["Referrer-Policy"] == "same-origin"


def test_an_invitation_works_once(client, gus):
    _, token = invited(gus)
    address = reverse("accounts:invitation", args=[token])
    client.post(address, {"called": "Ada"})
    assert "already joined" in client.get(address).content.decode()
    second = client.post(address, {"called": "Eve"})
    assert second.status_code == 422
    assert "already joined" in second.content.decode()
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_an_invitation_that_ended_says_so_and_asks_for_a_new_one_in_one_press(client, gus):
    invitation, token = invited(gus, at=clock.now() - timedelta(days=15))
    page = client.get(reverse("accounts:invitation", args=[token])).content.decode()
    assert "Ask for a new one" in page
    assert client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada"}).status_code == 422
    for _ in range(2):
        client.post(reverse("accounts:invitation_ask_again", args=[token]))
    asked = OutboxMessage.objects.filter(kind="accounts.asked_again")
    assert [message.address for message in asked] == [gus.email]
    invitation.refresh_from_db()
    assert invitation.asked_again_at
    assert not User.objects.filter(email="ada@example.org").exists()


def test_a_new_invitation_replaces_the_one_before(client, gus):
    _, old = invited(gus)
    _, new = invited(gus)
    assert "newer invitation" in client.get(reverse("accounts:invitation", args=[old])).content.decode()
    with pytest.raises(Refused, match="newer invitation"):
        accept_invitation(invitation=find_invitation(old))
    assert accept_invitation(invitation=find_invitation(new)).called == "Ada"


def test_somebody_else_who_is_signed_in_cannot_take_it(client, gus):
    eve = UserFactory(called="Eve")
    invitation, token = invited(gus)
    client.force_login(eve)
    answer = client.post(reverse("accounts:invitation", args=[token]), {"called": "Eve"})
    assert answer.status_code == 422
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_somebody_with_an_account_signs_in_first_and_then_joins(client, gus):
    ada = UserFactory(email="ada@example.org", called="Ada")
    _, token = invited(gus)
    address = reverse("accounts:invitation", args=[token])
    assert client.post(address, {"called": "Not Ada"}).status_code == 422
    client.force_login(ada)
    assert client.post(address).url == "/start/"
    assert Invitation.objects.get(used_by=ada)


def test_an_unknown_token_is_not_found(client):
    assert client.get(reverse("accounts:invitation", args=["x" * 43])).status_code == 404


def test_a_password_that_is_too_short_is_said_and_the_name_is_kept(client, gus):
    _, token = invited(gus)
    answer = client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada Lang", "password": "short"})
    assert answer.status_code == 422
    assert 'value="Ada Lang"' in answer.content.decode()


def test_only_managers_and_administrators_invite():
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        invite(email="a@example.org", called="A", by=UserFactory())


def test_a_name_to_be_called_by_is_one_line_that_does_not_turn_the_text_around(gus, client):
    invitation, token = invited(gus, called="Ada\u202e\nEve")
    assert invitation.called == "Ada Eve"
    client.post(reverse("accounts:invitation", args=[token]), {"called": "Ada\u202e\r\nBcc: eve@example.org", "password": ""})
    assert User.objects.get(email="ada@example.org").called == "Ada Bcc: eve@example.org"
