"""One's own messages and wishes, the log, and who cannot be reached."""

import pytest
from django.urls import reverse

from accounts.models import MessagePreference
from accounts.services import tell
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db]
INBOX, CHOICES = "/messages/", "/me/messages/"
GIVEN = {
    "channel": "mail",
    "days": ["0", "3"],
    "from_hour": "10",
    "until_hour": "12",
    "digest": "weekly",
    "wanted": ["test.note", "test.reminder"],
}


def say(person, key="1", kind="test.note"):
    return tell(person=person, kind=kind, key=key, values={"link": "http://localhost:8000/hours/"})


@pytest.fixture
def eve():
    return UserFactory(called="Eve", email=None)


def test_the_inbox_holds_ones_own_and_nobody_elses(client, ada, eve):
    say(eve)
    OutboxMessage.objects.update(subject="The canary")
    client.force_login(ada)
    assert "The canary" not in client.get(INBOX).content.decode()
    client.force_login(eve)
    page = client.get(INBOX).content.decode()
    assert "The canary" in page
    assert "Hello Eve" in page
    assert 'href="/hours/"' in page


def test_looking_marks_nothing_and_a_press_marks_all(client, ada, eve):
    say(eve)
    client.force_login(eve)
    for _ in range(2):
        assert ">New<" in client.get(INBOX).content.decode().replace("</svg>", ">")
    client.force_login(ada)
    client.post("/messages/read/")
    assert OutboxMessage.objects.get().read_at is None
    client.force_login(eve)
    client.post("/messages/read/")
    assert OutboxMessage.objects.get().read_at


def test_messages_stand_for_thirty_days(client, eve, time):
    say(eve)
    client.force_login(eve)
    time.forward(days=30)
    assert "Something for you" in client.get(INBOX).content.decode()
    time.forward(minutes=1)
    assert "Something for you" not in client.get(INBOX).content.decode()


def test_a_code_is_not_kept_for_reading(client, eve):
    tell(person=eve, kind="test.code", key="1", values={"code": "canary"})
    client.force_login(eve)
    assert "A code" not in client.get(INBOX).content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_the_inbox_takes_the_same_queries_for_many_messages(client, eve, many, django_assert_max_num_queries):
    for number in range(many):
        say(eve, str(number))
    client.force_login(eve)
    with django_assert_max_num_queries(9):
        client.get(INBOX)


def test_wishes_are_kept_and_only_what_differs(client, ada):
    client.force_login(ada)
    assert client.post(CHOICES, GIVEN).status_code == 302
    kept = MessagePreference.objects.get(person=ada)
    assert (kept.days, kept.from_hour, kept.until_hour, kept.digest, kept.news_in_breaks) == ("03", 10, 12, "weekly", False)
    assert kept.choices["accounts.identity"] is False
    assert "test.note" not in kept.choices
    assert "test.offer" not in kept.choices
    page = client.get(CHOICES).content.decode()
    assert 'value="test.note"' in page


def test_nothing_is_ticked_for_an_offer_and_safety_is_not_asked_about(client, ada):
    client.force_login(ada)
    page = client.get(CHOICES).content.decode()
    box = page[page.index('value="test.offer"') :].split(">")[0]
    assert "checked" not in box
    assert "checked" in page[page.index('value="test.note"') :].split(">")[0]
    for never in ("test.now", "test.news", "test.must", "accounts.digest"):
        assert f'value="{never}"' not in page


def test_what_is_only_for_a_role_is_asked_only_there(client, ada):
    client.force_login(ada)
    assert "logbook.to_sign" not in client.get(CHOICES).content.decode()
    client.force_login(with_role("supervisor", "Cy"))
    assert "logbook.to_sign" in client.get(CHOICES).content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"days": []}, "On which days"),
        ({"from_hour": "12", "until_hour": "12"}, "end after they begin"),
        ({"from_hour": "3"}, "Not before"),
    ],
)
def test_wishes_under_which_nothing_could_come_are_asked_about_again(client, ada, wrong, says):
    client.force_login(ada)
    answer = client.post(CHOICES, {**GIVEN, **wrong})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not MessagePreference.objects.exists()


def test_a_form_cannot_switch_off_what_always_comes(client, ada):
    client.force_login(ada)
    assert client.post(CHOICES, {**GIVEN, "wanted": ["test.now"]}).status_code == 422
    client.post(CHOICES, {**GIVEN, "wanted": []})
    assert say(ada, kind="test.now")


def test_somebody_without_an_address_is_not_asked_for_a_way(client, eve):
    client.force_login(eve)
    page = client.get(CHOICES).content.decode()
    assert 'name="channel"' not in page
    assert "everything we tell you stands under messages" in page.lower()
    assert client.post(CHOICES, {name: value for name, value in GIVEN.items() if name not in ("channel", "digest")}).status_code == 302


def cut_off(person, time):
    MessagePreference.objects.create(person=person, unreachable_since=time.moment, unreachable_address=person.email)


def test_managers_see_whom_no_mail_reaches_and_nothing_of_what_waits(client, ada, time):
    cut_off(ada, time)
    OutboxMessage.objects.all().delete()
    say(ada)
    OutboxMessage.objects.update(subject="The canary", body="The canary")
    for role in ("manager", "admin"):
        client.force_login(with_role(role, role.title()))
        page = client.get(reverse("accounts:unreached")).content.decode()
        assert "Ada" in page
        assert "canary" not in page
        assert "ada@example.org" not in page


def test_a_manager_of_one_cohort_does_not_see_everybody(client, ada, time):
    cut_off(ada, time)
    client.force_login(with_role("manager", "Gus", scope_kind="cohort", scope_key="X"))
    assert client.get(reverse("accounts:unreached")).status_code == 404


def test_the_person_is_told_and_can_say_that_it_works_again(client, ada, time):
    cut_off(ada, time)
    client.force_login(ada)
    assert "takes no mail" in client.get(CHOICES).content.decode()
    client.post("/me/messages/try-again/")
    assert "takes no mail" not in client.get(CHOICES).content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_lists_take_the_same_queries_for_many_rows(client, many, time, django_assert_max_num_queries):
    for number in range(many):
        person = UserFactory()
        say(person, str(number))
        cut_off(person, time)
    client.force_login(with_role("admin", "Ash"))
    for name in ("message_log", "unreached"):
        with django_assert_max_num_queries(9):
            assert client.get(reverse(f"accounts:{name}")).status_code == 200


def test_the_log_shows_kinds_and_ids_and_no_names(client, ada, eve):
    say(eve)
    OutboxMessage.objects.update(subject="The canary", body="The canary")
    client.force_login(with_role("admin", "Ash"))
    page = client.get(reverse("accounts:message_log")).content.decode()
    assert eve.public_id in page
    assert "shown on the service" in page
    assert "canary" not in page
    assert "Eve" not in page


def test_what_was_mailed_is_listed_without_a_mark(client, ada, time):
    say(ada)
    run_waiting_jobs()
    time.forward(seconds=1)
    client.force_login(ada)
    page = client.get(INBOX).content.decode()
    assert "sent by e-mail" in page
    assert "I have read them all" not in page
