"""A worry is planted; then everybody who decides, assesses or manages looks everywhere, and does not find it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.services import erase
from lms.core import clock
from lms.core.models import Narrative, OutboxMessage
from lms.core.registry import contributions
from safeguarding.models import Concern, ConcernStep
from safeguarding.services import close_concern
from tests.factories.courses import workshop
from tests.factories.safeguarding import CANARY, opened, raised, shared, taken_up
from tests.permissions import schemes
from tests.permissions.test_matrix import ENTRIES
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db
DECIDERS = ("board", "assessor", "manager", "supervisor", "quality", "inspector", "editor", "admin", "organisation", "outsider", "owner")


@pytest.fixture
def planted():
    world = make_world()
    workshop(world.editor)  # the CMS has something to list
    world.concern = raised(world.owner, world.supervisor, danger="yes")
    return world


@pytest.mark.parametrize("role", [*DECIDERS, "privacy", "former"])
def test_nobody_but_a_lead_opens_it(client, planted, role):
    client.force_login(planted.person(role))
    page = f"/manage/concerns/{planted.concern.public_id}/"
    for path in ("/manage/concerns/", page, f"{page}note/", f"{page}share/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{page}take-up/").status_code in (403, 404)  # an inspector is refused before anything is looked for


@pytest.mark.parametrize("role", DECIDERS)
def test_no_list_or_own_page_of_theirs_holds_a_word_of_it(client, planted, role):
    """Every address that takes no record: queues, searches, reports, the CMS."""
    person = planted.person(role)
    client.force_login(person)
    read = 0
    for entry in [entry for entry in ENTRIES if entry.make is None and not entry.posts_only and entry.lets_in(role)]:
        answer = client.get(reverse(entry.name), {"q": "canary", "search": "canary"})
        if answer.status_code == 200:
            read += 1
            assert CANARY.encode() not in answer.getvalue(), entry.name
            assert planted.concern.public_id.encode() not in answer.getvalue(), entry.name
    assert read > 10


@pytest.mark.parametrize("path", ["/cms/reports/site-history/", "/cms/pages/search/?q=canary", "/cms/images/?q=canary", "/cms/users/"])
def test_the_cms_holds_nothing_of_it(client, planted, path):
    client.force_login(planted.admin)
    assert CANARY not in client.get(path, follow=True).content.decode()


def test_the_board_sees_nothing_in_the_case(client, planted):
    kwargs = schemes.waiting(planted)
    client.force_login(planted.board)
    page = client.get(reverse("schemes:decision", kwargs=kwargs))
    assert page.status_code == 200
    for secret in (CANARY, "worried", "oncern"):
        assert secret not in page.content.decode()


def test_no_export_holds_what_was_not_shared(planted):
    for person in (planted.owner, planted.supervisor, planted.safeguarding, planted.board):
        told = json.dumps([contribution(person) for _app, contribution in contributions("export")], default=str)
        assert CANARY not in told
        assert planted.concern.public_id not in told


def test_what_was_shared_is_in_the_persons_copy_and_the_raisers_words_are_not(cast):
    shared(cast.ada, cast.cy, cast.sam, text="Somebody was worried about you.")
    mine = dict(contributions("export"))["safeguarding"](cast.ada)
    assert [line["words"] for line in mine["about_you"]] == ["Somebody was worried about you."]
    assert CANARY not in json.dumps(mine)
    assert "Cy" not in json.dumps(mine)


def test_no_mail_holds_it(planted):
    taken_up(planted.owner, planted.supervisor, planted.safeguarding)
    assert OutboxMessage.objects.count() >= 3
    for mail in OutboxMessage.objects.all():
        for secret in (CANARY, "Ada", planted.owner.public_id):
            assert secret not in mail.subject + mail.body


def test_history_and_other_words_hold_no_copy(planted):
    assert Narrative.objects.filter(text__contains=CANARY).count() == 1


# --- erasing and keeping --------------------------------------------------------------------------------------------


def told_by(verb, person):
    return dict(contributions(verb))["safeguarding"](person)


def test_an_erasure_says_the_same_whether_or_not_there_is_a_worry(cast):
    before = (told_by("plan", cast.ada), told_by("hold", cast.ada))
    raised(cast.ada, cast.cy)
    assert (told_by("plan", cast.ada), told_by("hold", cast.ada)) == before
    shared(cast.ada, cast.cy, cast.sam)
    assert len(told_by("hold", cast.ada)) == 1


def test_an_open_worry_is_held_through_an_erasure_and_goes_when_it_is_closed(cast):
    concern = taken_up(cast.ada, cast.cy, cast.sam)
    erase(person=cast.ada, by=cast.pia, reason="asked")
    assert Narrative.objects.filter(text=CANARY).exists()
    close_concern(concern=concern, by=cast.sam, text="Nothing in it.", found_something=False)
    assert not Narrative.objects.filter(text=CANARY).exists()
    assert not Concern.objects.exists()


def test_a_closed_one_without_a_finding_goes_at_once_and_one_with_a_finding_stays(cast):
    for found in (True, False):
        close_concern(concern=taken_up(cast.ada, cast.cy, cast.sam), by=cast.sam, text="Done.", found_something=found)
    erase(person=cast.ada, by=cast.pia, reason="asked")
    assert [concern.found_something for concern in Concern.objects.all()] == [True]


def test_two_years_without_a_finding_and_six_with_one(cast):
    now = clock.now()
    old = {}
    for found, years in ((True, 5), (True, 7), (False, 1), (False, 3)):
        concern = taken_up(cast.ada, cast.cy, cast.sam)
        at = now - timedelta(days=366 * years)
        old[found, years] = close_concern(concern=concern, by=cast.sam, text="Done.", found_something=found, at=at).pk
    for keeping in told_by_keep():
        keeping.apply(now - timedelta(days=keeping.days))
    assert set(Concern.objects.values_list("pk", flat=True)) == {old[True, 5], old[False, 1]}
    assert ConcernStep.objects.count() == 6
    assert Narrative.objects.filter(text=CANARY).count() == 2


def told_by_keep():
    return dict(contributions("keep"))["safeguarding"]()


def test_the_reason_of_an_opening_goes_with_the_person(cast):
    glass = opened(cast.ada, cast.pia)
    erase(person=cast.ada, by=cast.pia, reason="asked")
    assert not Narrative.objects.filter(pk=glass.words_id).exists()
    assert "a closed part of your record" in str(told_by("erase", cast.ada)[1].what)


def test_the_records_are_sound(cast):
    taken_up(cast.ada, cast.cy, cast.sam)
    opened(cast.ada, cast.pia)
    assert list(told_by_check()) == []


def told_by_check():
    return dict(contributions("check"))["safeguarding"]()
