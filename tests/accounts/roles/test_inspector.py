"""An inspector reads for some weeks and changes nothing; everybody whom they read about can see it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.joining.readonly import OWN
from accounts.models import RoleGrant
from courses.services.invite_to_cohort import invite_to_cohort
from lms.core import clock
from lms.core.models import MoveEvent, OutboxMessage, ReadEvent
from lms.core.permissions import allowed
from schemes.models import Decision
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.courses import cohort, place
from tests.factories.schemes import board_member, certified, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ines():
    return with_role("inspector", "Ines")


@pytest.fixture
def ada():
    return UserFactory(called="Ada Canary", email="canary@example.org")


def reads_of(ada):
    events = ReadEvent.objects.filter(subjects__person_ref=ada.public_id).order_by("pk")
    return [(event.record_type, event.acting_role) for event in events]


def every_rule():
    from rules.permissions import permissions

    return sorted(permissions)


def test_no_rule_lets_an_inspector_act(ines, ada):
    reads = {"schemes.read_decisions"}
    may = {name for name in every_rule() if name.count(".") == 1 and _allowed(ines, name, ada)}
    assert may <= reads


def _allowed(person, name, record):
    try:
        return allowed(person, name, record)
    except AttributeError:  # the rule looks at a record of another kind: nobody is let in by that
        return False


def test_an_inspector_sees_the_numbers_of_the_overview(client, ines, ada):
    place(ada, cohort("Spring 2027"))
    client.force_login(ines)
    page = client.get("/manage/").content.decode()
    assert "Spring 2027" in page
    assert "you read, and change nothing" in page
    assert "Open a cohort" not in page


def test_an_inspector_sees_stages_without_addresses_and_it_is_kept(client, ines, ada):
    group = cohort()
    place(ada, group)
    invite_to_cohort(cohort=group, email="secret@example.org", called="Not Joined", by=with_role("manager", "Gus"))
    client.force_login(ines)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Ada Canary" in page
    for words in ("secret@example.org", "Not Joined", "canary@example.org", '<form method="post" action="/manage'):
        assert words not in page
    assert reads_of(ada) == [("courses.cohort", "inspector")]


def test_an_inspector_of_one_cohort_sees_that_one_and_no_case(client, ada):
    group, other = cohort("One"), cohort("Other")
    ines = with_role("inspector", "Ines", scope_kind="cohort", scope_key=group.public_id)
    client.force_login(ines)
    assert client.get(group.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    case = sent(ada)
    assert client.get(reverse("schemes:decisions")).status_code == 404
    assert client.get(reverse("schemes:decision", args=[case.public_id])).status_code == 404


def test_an_inspector_reads_a_case_and_cannot_decide_it(client, ines, ada):
    case = sent(ada)
    client.force_login(ines)
    address = reverse("schemes:decision", args=[case.public_id])
    page = client.get(address).content.decode()
    assert case.code in page
    assert "Record my decision" not in page
    assert "I should not decide this one" not in page
    assert reads_of(ada) == [("schemes.case", "inspector")]
    late = client.post(address, {"outcome": "awarded", "no_conflict": "on", "reasons": "x", "report": case.reports.get().public_id})
    assert late.status_code == 403
    assert not Decision.objects.exists()


def test_an_inspector_finds_a_certificate_by_number_and_reads_no_private_note(client, ines, ada):
    from schemes.services import suspend

    di = board_member("Yusra")
    held = certified(ada, by=di)
    suspend(certification=held, by=di, effective_on=clock.today(), reason="conduct", public_text="", private_note="canary note")
    client.force_login(ines)
    found = client.post(reverse("schemes:certificates"), {"number": held.number})
    assert found.status_code == 302
    page = client.get(found.url).content.decode()
    assert held.shown_number in page
    assert "canary note" not in page
    assert "/suspend/" not in page
    assert reads_of(ada)[-1] == ("schemes.certification", "inspector")
    client.force_login(di)
    assert "canary note" in client.get(found.url).content.decode()


def own_addresses(resolver=None, prefix="/"):
    """Every address of ours that takes no argument, for a POST."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "wagtailadmin":
                yield from own_addresses(pattern, here)
        elif isinstance(pattern, URLPattern) and "<" not in here and "(" not in here and "?" not in here:
            yield here


def test_an_inspector_posts_nowhere_but_about_themselves(client, ines):
    client.force_login(ines)
    tried = 0
    for address in sorted(set(own_addresses())):
        if address.startswith((*OWN, "/cms/", "/documents/", "/_util/", "/healthz")):
            continue
        answer = client.post(address, {"role": "admin", "title": "x"})
        tried += 1
        assert answer.status_code in (403, 404, 405) or address == reverse("schemes:certificates"), (address, answer.status_code)
    assert tried > 20
    assert not MoveEvent.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert get_user_model().objects.count() == 1
    assert RoleGrant.objects.count() == 1


def test_an_inspector_sets_their_own_things_and_signs_out(client, ines):
    client.force_login(ines)
    assert client.post("/display/", {"theme": "dark"}).status_code in (200, 302, 422)
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_somebody_with_another_role_acts_in_that_one(client, ines):
    RoleGrantFactory(person=ines, role="manager")
    group = cohort()
    client.force_login(ines)
    client.post(reverse("courses:cohort_invite", args=[group.public_id]), {"called": "Zoë", "email": "zoe@example.org"})
    assert OutboxMessage.objects.filter(address="zoe@example.org").exists()


def test_an_inspection_that_ran_out_opens_nothing(client, ada):
    RoleGrantFactory(person=ada, role="inspector", from_on=clock.today() - timedelta(days=20), until_on=clock.today() - timedelta(days=1))
    client.force_login(ada)
    for address in ("/manage/", "/manage/cohorts/", reverse("schemes:decisions"), reverse("schemes:certificates")):
        assert client.get(address).status_code == 404
