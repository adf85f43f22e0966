"""Other words are released as a new version; the ones before stay. What would say too much is refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.messaging.words import difference, hints
from accounts.models import MessageWording
from accounts.services import release_wording
from lms.core.errors import Refused
from lms.core.registry import contributions
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FINE = {"subject": "A line", "body": "Dear {called}: {link}"}


@pytest.fixture
def ash():
    return with_role("admin", "Ash")


def release(by, based_on=0, kind="test.note", **words):
    return release_wording(kind=kind, language="en-gb", by=by, based_on=based_on, **{**FINE, **words})


def test_versions_follow_each_other_and_stay(ash):
    first, second = release(ash), release(ash, based_on=1, subject="Another line")
    assert [first.version, second.version] == [1, 2]
    assert MessageWording.objects.get(version=1).subject == "A line"
    assert len(second.sha256) == 64
    assert second.released_by_ref == ash.public_id
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        MessageWording.objects.filter(pk=first.pk).update(body="canary")


def test_words_that_were_changed_behind_the_service_are_found(ash):
    row = release(ash)
    check = dict(contributions("check"))["accounts.messages"]
    assert list(check()) == []
    MessageWording.objects.bulk_create(
        [MessageWording(kind="test.note", language="en-gb", version=2, subject="x", body="y", sha256=row.sha256)]
    )
    assert [problem.invariant for problem in check()] == [2]


def test_who_was_slower_is_told(ash):
    release(ash)
    with pytest.raises(Refused, match="Somebody else has released"):
        release(ash, based_on=0, body="Mine: {link}")


def test_only_administrators_release():
    for person in (UserFactory(), with_role("editor", "Ed"), with_role("manager", "Gus")):
        with pytest.raises(PermissionDenied):
            release(person)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"subject": "You were awarded it"}, "Leave out: “awarded”"),
        ({"subject": "Not yet"}, "Leave out: “Not yet”"),
        ({"subject": "Your mental health course"}, "Leave out: “mental”, “health”"),
        ({"subject": "One\nBcc: x@example.org"}, "one line"),
        ({"subject": "One\u2028two"}, "one line"),
        ({"subject": "x" * 79}, "one line"),
        ({"subject": "For {link}"}, "may not stand in a subject"),
        ({"body": "Dear {called}"}, "{link} is missing"),
        ({"body": "{link} {outcome}"}, "nothing to put in the place {outcome}"),
        ({"kind": "test.news", "body": "You were not awarded it: {link}"}, "“awarded”"),
        ({"subject": ""}, "Write a subject"),
    ],
)
def test_what_says_too_much_or_too_little_is_refused(ash, words, says):
    with pytest.raises(Refused) as refusal:
        release(ash, **words)
    assert says in str(refusal.value)
    assert not MessageWording.objects.exists()


def test_format_tricks_open_nothing(ash):
    """Only plain places are places: no attribute, no index, no conversion."""
    row = release(ash, body="{link} {called.__class__} {0} {called!r}")
    from accounts.services import tell

    message = tell(person=UserFactory(called="Ada"), kind="test.note", key="1", values={"link": "L"})
    assert row.version == 1
    assert message.body.strip() == "L {called.__class__} {0} {called!r}"


def test_long_sentences_are_hinted_at_and_stand_in_nobodys_way(ash):
    hard = "Notwithstanding considerations hitherto communicated, recipients should nevertheless acknowledge understanding: {link}"
    assert hints(hard)
    assert hints("Look here: {link}") == []
    assert release(ash, body=hard)


def test_the_difference_reads_in_order():
    assert difference("one two three", "one four three") == [("same", "one "), ("gone", "two "), ("new", "four "), ("same", "three")]


# --- through the pages ---------------------------------------------------------------------------------------------------


def address(name="wording", **more):
    return reverse(f"accounts:{name}", kwargs={"kind": "test.note", "language": "en-gb", **more})


def test_looking_changes_nothing_and_releasing_puts_in_force(client, ash):
    client.force_login(ash)
    sent = {**FINE, "based_on": 0}
    looked = client.post(address(), {**sent, "look": "1"}).content.decode()
    assert "Dear Ada: http://localhost:8000/messages/" in looked
    assert "<ins>" in looked
    assert not MessageWording.objects.exists()
    answer = client.post(address(), {**sent, "release": "1"})
    assert (answer.status_code, answer.url) == (302, address("wording_version", version=1))
    assert "A line" in client.get(answer.url).content.decode()
    assert "Version 1" in client.get(address()).content.decode()
    assert client.get(address("wording_version", version=0)).status_code == 200
    assert client.get(address("wording_version", version=7)).status_code == 404


def test_words_with_a_problem_are_kept_in_their_boxes(client, ash):
    client.force_login(ash)
    answer = client.post(address(), {"subject": "You were awarded it", "body": "Dear canary", "based_on": 0, "release": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dear canary" in page
    assert "You were awarded it" in page
    assert "awarded”" in page


def test_kinds_and_languages_that_do_not_exist_are_not_found(client, ash):
    client.force_login(ash)
    assert client.get(reverse("accounts:wording", args=["no.kind", "en-gb"])).status_code == 404
    assert client.get(reverse("accounts:wording", args=["test.note", "xx"])).status_code == 404


def test_the_list_takes_the_same_queries_for_many_versions(client, ash, django_assert_max_num_queries):
    for number in range(30):
        release(ash, based_on=number, subject=f"Line {number}")
    client.force_login(ash)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:wordings")).content.decode()
    assert "version 30" in page
