"""What a stranger is told, and what nobody is told."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from accounts.services.names import choose_certificate_name
from certificates.models import CheckEvent, Copy
from certificates.services import answer_check
from certificates.services.check import CANNOT_CONFIRM
from lms.core import clock, public_pages
from lms.core.display import COOKIE
from lms.core.ids import check_symbol, new_code, new_number, show_code, show_number
from schemes.public import PublicOutcome
from schemes.services import lift, revoke, set_conditions, surrender, suspend
from tests.certificates.conftest import AWARDED, UNTIL, said
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on, code_of, issued
from tests.factories.schemes import board_member

pytestmark = pytest.mark.django_db
NOTE = "the canary note of the board"
TITLE = "Certified Peer Support Worker"


def board(act, proof, day=AWARDED, **more):
    return act(certification=proof.certification, by=proof.di, effective_on=day, **{"reason": "concern", "private_note": NOTE, **more})


def ask(client, number, name="Ørsted", **headers):
    return client.post("/check/", {"number": number, "name": name}, **headers)


def scan(client, code, name="Ørsted", prefix="v"):
    return client.post(f"/{prefix}/{code}/", {"name": name})


def words(response):
    """The page as a reader meets it, with one instant standing for all."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"\d{1,2} \w+ \d{4}, \d\d:\d\d \(UTC\)", "INSTANT", re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split())


# --- the six outcomes, through /check/ and through the square code -----------------------------------------------------


def stays(proof):
    pass


def with_condition(proof):
    board(set_conditions, proof, reason="requirements", public_text="Works with a named supervisor on site")


def gives_up(proof):
    surrender(certification=proof.certification, by=proof.ada)


def suspended(proof):
    board(suspend, proof)


def revoked(proof):
    board(revoke, proof, reason="conduct")


def renamed(proof):
    choose_certificate_name(person=proof.ada, name="Ada Brandt", check_name="Brandt")
    issued(proof.certification, key=f"{proof.copy.key}:2")


OUTCOMES = [
    (stays, "This certificate is current", ["Ada Núñez Ørsted", TITLE, said(AWARDED), said(UNTIL)]),
    (with_condition, "This certificate is current, with conditions", ["Works with a named supervisor on site", said(UNTIL)]),
    (gives_up, "This certificate has ended", ["Ended on", TITLE]),
    (suspended, "This certificate is not valid at present", ["Not valid since", said(AWARDED)]),
    (revoked, "This certificate was revoked", ["Revoked on", said(AWARDED)]),
    (renamed, "A newer copy has been issued", ["This copy was replaced on"]),
]


@pytest.mark.both
@pytest.mark.parametrize(("happens", "heading", "facts"), OUTCOMES)
def test_each_outcome_has_its_words_and_facts(client, proof, happens, heading, facts):
    code = show_code(proof.code)
    happens(proof)
    response = ask(client, code)
    assert response.status_code == 200
    page = words(response)
    assert heading in page
    assert all(fact in page for fact in facts)
    assert NOTE not in page
    assert words(scan(client, proof.code)) == page


@pytest.fixture
def a_minute(settings):
    """Frames are kept, as in service."""
    settings.PUBLIC_PAGE_SECONDS = 60
    public_pages._frames.clear()
    yield
    public_pages._frames.clear()


@pytest.mark.parametrize("happens", [happens for happens, _heading, _facts in OUTCOMES])
def test_within_a_kept_frame_every_answer_is_the_page_that_was_drawn_whole(client, proof, settings, a_minute, monkeypatch, happens):
    moment = clock.now()
    monkeypatch.setattr("certificates.services.check.clock.now", lambda: moment)
    happens(proof)
    asked = [(proof.code, "Ørsted"), (proof.number, "Ørsted"), (proof.code, "<b>Nobody</b>"), (new_number(), "Ørsted")]
    kept = [ask(client, *one).content for one in [*asked, *asked]]
    settings.PUBLIC_PAGE_SECONDS = 0
    whole = [ask(client, *one).content for one in asked]
    assert kept == [*whole, *whole]


def test_a_kept_frame_holds_nothing_of_an_answer_and_nobody_who_is_known_here(client, proof, a_minute):
    client.force_login(UserFactory(called="Cam Canary"))
    assert "Cam Canary" in ask(client, proof.code).content.decode()
    assert public_pages._frames == {}
    stranger = Client()
    assert "Ada Núñez Ørsted" in ask(stranger, proof.code).content.decode()
    ((_ends, parts),) = public_pages._frames.values()
    assert not re.search(f"Canary|Ada|Ørsted|{clock.today().year}|{proof.number}|{show_number(proof.number)}", "".join(parts))
    dark = Client()
    dark.cookies[COOKIE] = "theme:dark"
    assert 'data-theme="dark"' in ask(dark, proof.code).content.decode()
    assert 'data-theme="dark"' not in ask(stranger, proof.code).content.decode()


def test_a_kept_frame_is_drawn_anew_when_its_minute_is_over(client, proof, a_minute, monkeypatch):
    drawn = []
    real = public_pages.render_to_string
    monkeypatch.setattr(public_pages, "render_to_string", lambda *given: drawn.append(given[0]) or real(*given))
    ask(client, proof.code)
    ask(client, proof.code)
    assert len(drawn) == 1
    later = public_pages.time.monotonic() + 61
    monkeypatch.setattr(public_pages.time, "monotonic", lambda: later)
    ask(client, proof.code)
    assert len(drawn) == 2


@pytest.mark.parametrize(("happens", "heading", "facts"), OUTCOMES[:5])
def test_the_number_answers_as_the_code_does(client, proof, happens, heading, facts):
    happens(proof)
    assert words(ask(client, proof.number)) == words(ask(client, proof.code))


def test_the_answer_follows_a_decision_at_once(client, proof):
    headings = []
    for act, more in ((None, {}), (suspend, {}), (lift, {"reason": "resolved"}), (revoke, {"reason": "conduct"})):
        if act:
            board(act, proof, day=clock.today(), **more)
        typed, scanned = (
            re.search(r"<h1[^>]*>([^<]+)", page.content.decode())[1] for page in (ask(client, proof.number), scan(client, proof.code))
        )
        assert typed == scanned
        headings.append(typed)
    assert headings == [
        "This certificate is current",
        "This certificate is not valid at present",
        "This certificate is current",
        "This certificate was revoked",
    ]


def test_an_end_that_came_by_itself_names_the_last_day_of_the_term(client, ada):
    certification = awarded_on(ada, date(2020, 1, 1), board_member())
    issued(certification, at=datetime(2021, 6, 1, 12, tzinfo=UTC))
    page = words(ask(client, certification.number))
    assert "This certificate has ended" in page
    assert "Ended on 31 December 2022" in page
    assert "Valid until" not in page


def test_a_condition_without_public_words_shows_nothing(client, proof):
    board(set_conditions, proof, reason="requirements", public_text="")
    page = words(ask(client, proof.number))
    assert "This certificate is current" in page
    assert "ondition" not in page


# --- a copy that was replaced ------------------------------------------------------------------------------------------


def test_a_replaced_copy_shows_neither_the_old_name_nor_the_new(client, proof):
    renamed(proof)
    page = ask(client, proof.code).content.decode()
    assert "A newer copy has been issued" in page
    assert "Ada" not in page
    assert "Brandt" not in page
    assert TITLE not in page


def test_the_new_name_does_not_open_the_old_copy_nor_the_old_name_the_new_copy(client, proof):
    renamed(proof)
    newer = Copy.objects.current().opened().get()
    assert "We cannot confirm this" in words(ask(client, proof.code, "Brandt"))
    assert "We cannot confirm this" in words(ask(client, code_of(newer), "Ørsted"))


def test_the_number_with_the_old_name_speaks_for_the_old_copy(client, proof):
    renamed(proof)
    old, new = (words(ask(client, proof.number, name)) for name in ("Ørsted", "Brandt"))
    assert "A newer copy has been issued" in old
    assert "Brandt" not in old
    assert "This certificate is current" in new
    assert "rsted" not in new


@pytest.mark.parametrize(("happens", "heading"), [(suspended, "not valid at present"), (revoked, "was revoked"), (gives_up, "has ended")])
def test_a_replaced_copy_never_hides_that_the_certification_is_over(client, proof, happens, heading):
    renamed(proof)
    happens(proof)
    page = words(ask(client, proof.code))
    assert heading in page
    assert "Ada" not in page


# --- we cannot confirm this --------------------------------------------------------------------------------------------


def test_unknown_wrong_and_never_awarded_read_word_for_word_the_same(client, proof):
    later = awarded_on(UserFactory(certificate_name="Eve Canary", check_name="Canary"), clock.today() + timedelta(days=30), proof.di)
    pages = {
        words(ask(client, new_number())),
        words(ask(client, new_code())),
        words(ask(client, proof.number, "Canary")),
        words(ask(client, proof.code, "Canary")),
        words(ask(client, later.number, "Canary")),
        words(scan(client, new_code(), "Canary")),
        words(scan(client, proof.code, "Canary")),
    }
    assert len(pages) == 1
    assert "We cannot confirm this" in pages.pop()


def test_a_copy_of_an_award_that_has_not_begun_is_not_confirmed(client, proof):
    starts = clock.today() + timedelta(days=30)
    eve = UserFactory(certificate_name="Eve Canary", check_name="Canary")
    later = awarded_on(eve, starts, proof.di)
    copy = issued(later, at=datetime.combine(starts, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12))
    assert words(ask(client, code_of(copy), "Canary")) == words(ask(client, new_code(), "Canary"))


def test_a_wrong_name_learns_nothing_at_all(client, proof):
    board(suspend, proof)
    page = ask(client, proof.number, "Smith").content.decode()
    for secret in ("Ada", "rsted", TITLE, show_number(proof.number), proof.number, said(AWARDED), said(UNTIL), "not valid", "Smith", NOTE):
        assert secret not in page, secret


@pytest.mark.both
def test_unknown_and_wrong_name_cost_the_same_statements(client, proof, batched, django_assert_num_queries):
    ask(client, proof.number)  # released rules are kept in the process
    for number, name in ((proof.number, "Smith"), (new_number(), "Smith"), (new_code(), "Smith"), (proof.code, "Smith")):
        with django_assert_num_queries(2):
            ask(client, number, name)


@pytest.mark.parametrize("copies", [1, 30])
def test_an_answer_takes_two_statements_whatever_lies_around(client, proof, batched, copies, django_assert_num_queries):
    for n in range(copies - 1):
        choose_certificate_name(person=proof.ada, name=f"Ada Brandt {n}", check_name="Brandt")
        issued(proof.certification, key=f"{proof.copy.key}:{n}")
    ask(client, proof.number, "Brandt" if copies > 1 else "Ørsted")
    with django_assert_num_queries(2):  # the copies, the standing; the note waits
        ask(client, proof.number, "Brandt" if copies > 1 else "Ørsted")


def test_opening_the_square_code_asks_the_database_nothing_and_tells_nothing(client, proof, django_assert_num_queries):
    with django_assert_num_queries(0):
        there, nowhere = client.get(f"/v/{proof.code}/"), client.get(f"/v/{new_code()}/")
    assert there.status_code == nowhere.status_code == 200
    assert there.content == nowhere.content
    assert "Ada" not in there.content.decode()


def test_the_square_code_works_in_capitals_as_it_is_printed(client, proof):
    assert "This certificate is current" in words(scan(client, proof.code, prefix="V"))
    assert "This certificate is current" in words(scan(client, proof.code.lower()))
    assert client.get(f"/V/{proof.code}/").status_code == 200


def test_a_mistyped_square_code_reads_as_an_unknown_one(client, proof):
    wrong = proof.code[:-1] + ("0" if proof.code[-1] != "0" else "1")
    assert words(scan(client, wrong)) == words(scan(client, new_code()))
    assert words(scan(client, "nonsense")) == words(scan(client, new_code()))


# --- what is typed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [lambda n: show_number(n).lower(), lambda n: f" {n[:5]} {n[5:]} ", lambda n: n.replace("0", "O")])
def test_blanks_dashes_and_case_do_not_matter(client, proof, typed):
    assert "This certificate is current" in words(ask(client, typed(proof.number), "  orsted"))


def test_a_wrong_check_symbol_is_called_a_slip_and_what_was_typed_stays(client, proof):
    body = proof.number[:-1]
    wrong = body + ("0" if check_symbol(body) != "0" else "1")
    response = ask(client, show_number(wrong), "Ørsted")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("That number looks mistyped. Please read it again, one group at a time.") == 2  # summary and box
    assert f'value="{show_number(wrong)}"' in page
    assert 'value="Ørsted"' in page
    assert "<title>Error:" in page
    assert CheckEvent.objects.count() == 0


def test_empty_boxes_are_asked_for(client):
    response = ask(client, "", "")
    assert response.status_code == 422
    assert "Write the number or the code of the certificate." in words(response)
    assert "Write the family name as it stands on the certificate." in words(response)
    assert "Write the family name as it stands on the certificate." in words(scan(client, new_code(), " "))


def test_markup_that_is_typed_is_shown_as_text(client):
    page = ask(client, "<b>x</b>", "<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


# --- manners -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/check/", "/v/{code}/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_are_not_stored_not_indexed_not_referred_and_set_no_cookie(client, proof, path, method):
    response = getattr(client, method)(path.format(code=proof.code), {"number": proof.number, "name": "Ørsted"})
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}


def test_a_check_needs_no_token_because_it_changes_nothing(proof):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert "This certificate is current" in words(ask(strict, proof.number, headers={"Origin": "null"}))


def test_the_answer_says_when_in_which_zone(client, proof, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    found = answer_check(asked=proof.number, name="Ørsted", channel="number", at=datetime(2026, 11, 22, 10, 42, tzinfo=UTC))
    from certificates.answers import shown

    assert shown(found).checked == "22 November 2026, 23:42 (NZDT)"


def test_each_outcome_has_a_shape_of_its_own(client, proof):
    from certificates.answers import FACES

    assert len({face.kind for face in FACES.values()}) == len(FACES) == len(PublicOutcome) + 1
    assert len({str(face.heading) for face in FACES.values()}) == len(FACES)


def test_somebody_who_is_signed_in_gets_the_same_answer(client, proof):
    stranger = re.search(r"<main.*</main>", ask(client, proof.number).content.decode(), re.DOTALL)[0]
    client.force_login(proof.ada)
    holder = re.search(r"<main.*</main>", ask(client, proof.number).content.decode(), re.DOTALL)[0]
    instant = re.compile(r"\d\d:\d\d \(UTC\)")
    assert instant.sub("", stranger) == instant.sub("", holder)


# --- a neutral copy ----------------------------------------------------------------------------------------------------


def test_a_neutral_copy_answers_with_its_own_title_and_number_only(client, proof):
    neutral = issued(proof.certification, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    page = ask(client, neutral.number).content.decode()
    assert "Certified Support Practitioner" in page
    assert show_number(neutral.number) in page
    assert TITLE not in page
    assert show_number(proof.number) not in page
    assert "Quick scheme" not in page


# --- what is noted -----------------------------------------------------------------------------------------------------


def test_a_check_notes_that_it_was_made_and_nothing_about_who(client, proof):
    ask(client, proof.number, REMOTE_ADDR="192.0.2.77")
    ask(client, proof.code, "Smith", REMOTE_ADDR="192.0.2.77")
    scan(client, new_code(), "Smith")
    rows = list(CheckEvent.objects.order_by("pk").values_list("copy", "outcome", "channel"))
    assert rows == [(proof.copy.pk, "current", "number"), (proof.copy.pk, CANNOT_CONFIRM, "code"), (None, CANNOT_CONFIRM, "square")]
    assert "192.0.2" not in str(list(CheckEvent.objects.values()))
    assert "Smith" not in str(list(CheckEvent.objects.values()))
