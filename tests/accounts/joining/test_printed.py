"""People without an e-mail address come in, and come back, with a code on paper."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.services import come_back, find_printed, join_with_code, print_code, print_way_back
from accounts.services.printed import NUMBER_RANDOM, is_well_formed, show_in_groups
from accounts.signin.tries import TRIES
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent, OutboxMessage
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.courses import cohort, place

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WORDS = "four words of mine"


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


@pytest.fixture
def paper(gus):
    return print_code(called="Ada", by=gus, context_key="cohort:X", says="Spring cohort")


@pytest.fixture
def ada(paper):
    return join_with_code(invitation=paper[0], called="Ada", password=WORDS)


def number_on(page: str) -> str:
    return re.search(r'code-in">([^<]+)<', page)[1]


def test_only_a_hash_of_the_code_is_kept(paper):
    invitation, code = paper
    row = str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert code not in row
    assert (invitation.email, find_printed(code)) == ("", invitation)
    assert find_printed(f" {show_in_groups(code, 4).lower()} ") == invitation


def test_a_wrong_symbol_is_noticed_and_an_unknown_code_finds_nothing(paper):
    _invitation, code = paper
    assert find_printed(("A" if code[0] != "A" else "B") + code[1:]) is None
    assert find_printed("000000000000") is None
    assert find_printed("") is None


def test_somebody_without_an_address_joins_and_signs_in_with_the_number(client, paper):
    _invitation, code = paper
    details = client.post(reverse("accounts:join"), {"code": code}).content.decode()
    assert "Gus" in details
    assert "Spring cohort" in details
    done = client.post(reverse("accounts:join"), {"code": code, "called": "Ádá", "password": WORDS}).content.decode()
    person = User.objects.get(called="Ádá")
    assert number_on(done) == show_in_groups(person.sign_in_number, 3)
    assert is_well_formed(person.sign_in_number, NUMBER_RANDOM + 1)
    assert "_auth_user_id" not in client.session
    typed = show_in_groups(person.sign_in_number, 3).lower()
    assert client.post("/sign-in/", {"login": typed, "password": "not the words"}).status_code == 200
    assert "_auth_user_id" not in client.session
    client.post("/sign-in/", {"login": typed, "password": WORDS})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_works_once(client, paper, ada):
    _invitation, code = paper
    again = client.post(reverse("accounts:join"), {"code": code, "called": "Eve", "password": WORDS})
    assert again.status_code == 422
    assert "already joined" in again.content.decode()
    assert User.objects.filter(called="Eve").count() == 0


def test_a_code_ends_and_can_be_taken_back(client, gus):
    _old, ended = print_code(called="Ada", by=gus, at=clock.now() - timedelta(days=29))
    assert "has ended" in client.post(reverse("accounts:join"), {"code": ended}).content.decode()
    row, taken = print_code(called="Bo", by=gus)
    from accounts.services import take_back_invitation

    take_back_invitation(invitation=row, by=gus)
    assert "taken back" in client.post(reverse("accounts:join"), {"code": taken}).content.decode()


def test_guessing_codes_stops_after_ten_tries_and_a_right_code_costs_none(client, paper):
    address = reverse("accounts:join")
    for _ in range(3):
        assert client.post(address, {"code": paper[1]}).status_code == 200
    for _ in range(TRIES):
        assert "do not know this code" in client.post(address, {"code": "7K4Q-92XD-3MTA"}).content.decode()
    assert "a lot of tries" in client.post(address, {"code": paper[1]}).content.decode()
    assert client.post(address, {"code": paper[1]}, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_password_is_needed_and_must_be_good(client, paper):
    for password in ("", "short", "password123"):
        answer = client.post(reverse("accounts:join"), {"code": paper[1], "called": "Ada", "password": password})
        assert answer.status_code == 422
    assert not User.objects.filter(sign_in_number__isnull=False).exists()


def test_a_name_on_paper_is_one_line(client, paper, gus):
    row, _code = print_code(called="Ada\r\nBcc: x@example.org", by=gus)
    assert row.called == "Ada Bcc: x@example.org"
    client.post(reverse("accounts:join"), {"code": paper[1], "called": "Ada\u202e\r\nBcc: x@example.org", "password": WORDS})
    assert User.objects.get(sign_in_number__isnull=False).called == "Ada Bcc: x@example.org"


def test_the_letter_shows_the_code_once_and_a_reload_replaces_it(client, gus):
    group = cohort()
    client.force_login(gus)
    form = client.get(reverse("courses:cohort_letter", args=[group.public_id]))
    ticket = re.search(r'name="ticket" value="([^"]+)"', form.content.decode())[1]
    pages = [client.post(reverse("courses:cohort_letter", args=[group.public_id]), {"called": "Ada", "ticket": ticket}) for _ in range(2)]
    first, second = (number_on(page.content.decode()) for page in pages)
    assert pages[0]["Cache-Control"] == "private, no-store"
    assert find_printed(first).withdrawn_as == "replaced"
    assert find_printed(second).context_key == group.context_key
    assert second not in client.get(group.get_absolute_url()).content.decode()
    assert Invitation.objects.filter(way="paper", withdrawn_at=None).count() == 1


def test_a_letter_leads_into_the_cohort(client, gus):
    group = cohort()
    client.force_login(gus)
    page = client.post(reverse("courses:cohort_letter", args=[group.public_id]), {"called": "Ada"}).content.decode()
    client.logout()
    client.post(reverse("accounts:join"), {"code": number_on(page), "called": "Ada", "password": WORDS})
    assert group.enrolments.get().person.called == "Ada"


def test_a_lost_password_comes_back_with_a_new_code_that_ends_other_sessions(client, gus, ada):
    place(ada, cohort())
    client.force_login(ada)
    _row, code = print_way_back(person=ada, by=gus)
    assert come_back(invitation=find_printed(code), password="other words of mine").pk == ada.pk
    assert client.get("/start/").url.startswith("/sign-in/")
    ada.refresh_from_db()
    assert ada.check_password("other words of mine")
    assert [event.verb for event in MoveEvent.objects.filter(record_ref=ada.public_id).order_by("pk")] == ["print_way_back", "come_back"]
    with pytest.raises(Refused, match="already joined"):
        come_back(invitation=find_printed(code), password=WORDS)


def test_the_newest_way_back_is_the_only_one(gus, ada):
    _one, first = print_way_back(person=ada, by=gus)
    print_way_back(person=ada, by=gus)
    with pytest.raises(Refused):
        come_back(invitation=find_printed(first), password=WORDS)


def test_nobody_with_an_address_a_role_or_a_mirror_comes_back_on_paper(gus, ada):
    with pytest.raises(Refused):
        print_way_back(person=UserFactory(), by=gus)
    gus.sign_in_number, gus.email = "0" * 9, None
    gus.save()
    with pytest.raises(Refused):
        print_way_back(person=gus, by=gus)
    _row, code = print_way_back(person=ada, by=gus)
    RoleGrantFactory(person=ada, role="board")
    with pytest.raises(Refused, match="does not fit any more"):
        come_back(invitation=find_printed(code), password=WORDS)


def test_a_manager_prints_a_way_back_only_for_those_whom_they_look_after(client, ada):
    group = cohort()
    own = with_role("manager", "Gus", scope_kind="cohort", scope_key=group.public_id)
    client.force_login(own)
    address = reverse("desk:way_back", args=[ada.public_id])
    assert client.get(address).status_code == 404
    place(ada, group)
    assert client.post(address, {}).status_code == 422
    page = client.post(address, {"sure": "on"}).content.decode()
    assert find_printed(number_on(page)).for_person == ada


def test_a_code_for_paper_opens_no_page_for_mail(client, paper):
    assert client.get(reverse("accounts:invitation", args=[paper[1]])).status_code == 404


def test_nobody_without_an_address_is_sent_anything(paper, ada):
    assert not OutboxMessage.objects.filter(channel="mail", to_ref=ada.public_id).exclude(address="").exists()


def test_erasing_takes_the_number_and_closes_the_way_back(gus, ada):
    from accounts.services import erase

    _row, code = print_way_back(person=ada, by=gus)
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    ada.refresh_from_db()
    assert ada.sign_in_number is None
    with pytest.raises(Refused):
        come_back(invitation=find_printed(code), password=WORDS)
