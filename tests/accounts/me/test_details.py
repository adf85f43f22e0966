"""/me/: what people say about themselves, who sees it, and what nothing keeps."""

import unicodedata

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Consent, PreviousName, User
from accounts.privacy.wordings import wording
from accounts.services import change_called, choose_certificate_name, clean_name, erase, tell
from accounts.services.details import (
    change_details,
    choose_pronouns,
    forget_previous_names,
    legal_name_of,
    previous_names,
    write_legal_name,
)
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import ReadEvent
from lms.core.outbox import one_line
from schemes.services import apply
from tests.factories import assessments_evidence as assessed
from tests.factories import courses, logbook
from tests.factories.accounts import UserFactory, with_role
from tests.factories.schemes import NAMES, QUICK, begun, ready, release, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TURNED = "\u202eadA\u2066x\u2069\u200f"
INJECTED = "Ada\r\nBcc: everybody@example.org\nSubject: free money\u2028\u0085end\x00"


def seen(purpose: str = "pronouns") -> str:
    return wording(purpose).sha256


def filled(person, **more):
    fields = {"called": person.called, "pronouns": "", "pronouns_shown_to": "nobody", "sort_name": "", "language": "en-gb",
              "time_zone": "Europe/London", "country": "GB", "seen": seen()}  # fmt: skip
    return {**fields, **more}


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def page(client, ada):
    client.force_login(ada)
    return client


# --- the page --------------------------------------------------------------------------------------


def test_one_page_keeps_everything_at_once(page, ada):
    assert page.get("/me/").status_code == 200
    answer = page.post("/me/", filled(ada, called="Ada Ó", pronouns="they/them", pronouns_shown_to="people", sort_name="Ó, Ada"))
    assert answer.status_code == 302
    ada.refresh_from_db()
    assert (ada.called, ada.pronouns, ada.pronouns_shown_to, ada.sort_name) == ("Ada Ó", "they/them", "people", "Ó, Ada")
    assert (ada.time_zone, ada.country) == ("Europe/London", "GB")


def test_the_page_leads_only_to_pages_that_are_there(page):
    body = page.get("/me/").content.decode()
    for address in ("/me/security/", "/me/messages/", "/me/privacy/", "/pause/", "/me/ties/", "/display/", "/certificate/name/"):
        assert f'href="{address}"' in body
        assert page.get(address).status_code in (200, 302)


def test_everybody_who_is_signed_in_finds_their_details_from_any_page(page):
    body = page.get("/support/").content.decode()
    assert body.count('href="/me/"') == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("called", " \u200b "), ("language", "tlh"), ("time_zone", "Mars/Olympus"), ("country", "ZZZ"), ("pronouns_shown_to", "all")]
)  # fmt: skip
def test_what_cannot_be_kept_is_asked_again_and_nothing_is_lost_or_half_kept(page, ada, field, value):
    answer = page.post("/me/", filled(ada, pronouns="xe/xer", **{field: value}))
    assert answer.status_code == 422
    assert "xe/xer" in answer.content.decode()
    assert User.objects.get(pk=ada.pk).pronouns == ""


def test_a_form_that_names_somebody_else_changes_nobody_else(page, ada):
    eve = UserFactory(called="Eve")
    page.post("/me/", filled(ada, called="Mallory", pk=str(eve.pk), public_id=eve.public_id, is_staff="on", email="eve@example.org"))
    eve.refresh_from_db()
    ada.refresh_from_db()
    assert (eve.called, ada.called, ada.is_staff, ada.email != "eve@example.org") == ("Eve", "Mallory", False, True)


def test_the_page_takes_a_fixed_number_of_queries(page, ada, django_assert_max_num_queries):
    for n in range(30):
        change_called(person=ada, called=f"Ada {n}")
    with django_assert_max_num_queries(6):
        page.get("/me/")
    with django_assert_max_num_queries(70):  # each sealed name is opened with the person's key
        page.get("/me/names/")


# --- names -----------------------------------------------------------------------------------------


@given(st.text(max_size=300))
def test_a_cleaned_name_is_one_line_that_turns_nothing_around(text):
    name = clean_name(text)
    assert len(name) <= 200
    assert not {"\n", "\r", "\x00", "\u2028", "\u2029", "\x85"} & set(name)
    assert not [c for c in name if unicodedata.category(c) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(c) in
                ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")]  # fmt: skip
    assert clean_name(name) == name


@given(st.text(alphabet="abcאبד-\u200c\u202e\u2066\r\n\t \x00", max_size=60))
def test_a_name_never_starts_a_header(text):
    assert "\n" not in one_line(clean_name(text), 150)
    assert "\r" not in one_line(text, 150)


def test_a_name_that_would_start_a_header_is_one_line_in_every_mail(ada):
    change_called(person=ada, called=INJECTED)
    from accounts.messaging.kinds import message_kind

    message_kind("test.hello", weight="now", says="", subject="For {called}", body="Hello {called}")
    tell(person=ada, kind="test.hello", key="1")
    run_waiting_jobs()
    [message] = mail.outbox
    raw = message.message()
    assert raw["Bcc"] is None
    assert len(raw.get_all("Subject")) == 1
    assert "\n" not in message.subject
    assert message.to == [ada.email]


def test_a_turned_name_is_kept_without_what_turns_it(ada):
    change_called(person=ada, called=TURNED)
    assert User.objects.get(pk=ada.pk).called == "adAx"


@pytest.mark.parametrize("name", ["עדה לאבלייס", "أدا لوفلايس", "エイダ・ラブレス", "नेहा शर्मा", "O\u2019Néill-Ørsted", "Ada"])
def test_any_script_is_kept_as_it_is_written(page, ada, name):
    page.post("/me/", filled(ada, called=name))
    assert User.objects.get(pk=ada.pk).called == name
    assert f"<bdi>{name}</bdi>" in page.get("/home/").content.decode()


def test_a_new_name_holds_everywhere_at_once_also_in_feedback_that_was_written_before(client):
    ada = assessed.person("Ada Before")
    bo, version = assessed.person("Bo", "assessor"), assessed.framework()
    assessed.authority(bo, version)
    judged = assessed.judged(assessed.sent(ada, version), bo, strengths="{name} listened well.")
    cy = with_role("supervisor", "Cy")
    logbook.supervises(cy, ada)
    gus, at = with_role("manager", "Gus"), courses.cohort()
    courses.place(ada, at)
    change_called(person=ada, called="Ada After")
    for who, address in [(ada, judged.get_absolute_url()), (cy, "/supervise/"), (gus, at.get_absolute_url()), (ada, "/home/")]:
        client.force_login(who)
        body = client.get(address).content.decode()
        assert ("Ada After" in body, "Ada Before" in body) == (True, False), address


def test_names_of_before_are_sealed_and_shown_to_the_person_alone(page, ada):
    change_called(person=ada, called="Ada After")
    assert [name for _row, name in previous_names(ada)] == ["Ada"]
    assert b"Ada" not in bytes(PreviousName.objects.get().sealed)
    assert "<bdi>Ada</bdi>" in page.get("/me/names/").content.decode()


def test_a_name_of_before_goes_for_good_after_one_more_page(page, ada):
    change_called(person=ada, called="Ada After")
    change_called(person=ada, called="Ada Later")
    row = PreviousName.objects.order_by("pk").first()
    asked = page.post("/me/names/", {"name": str(row.pk)})
    assert "Let these names go?" in asked.content.decode()
    assert PreviousName.objects.count() == 2
    page.post("/me/names/", {"name": str(row.pk), "confirmed": "1"})
    assert [name for _row, name in previous_names(ada)] == ["Ada After"]


def test_nobody_deletes_names_of_somebody_else(page, ada):
    eve = UserFactory(called="Eve")
    change_called(person=eve, called="Evelyn")
    assert forget_previous_names(person=ada, rows=[PreviousName.objects.get().pk]) == 0
    page.post("/me/names/", {"name": str(PreviousName.objects.get().pk), "confirmed": "1"})
    assert PreviousName.objects.count() == 1


def every_history_text() -> str:
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.object_name.startswith("Historical")]
    assert "accounts_historicaluser" in tables
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return repr(rows)


def test_no_history_holds_a_name_or_a_pronoun_after_any_change(ada):
    change_called(person=ada, called="Calledcanary")
    change_called(person=ada, called="Second Calledcanary")
    choose_certificate_name(person=ada, name="Certcanary Ørsted", check_name="Certcanary")
    choose_pronouns(person=ada, pronouns="procanary", shown_to="people", seen_sha256=seen())
    change_details(person=ada, sort_name="Sortcanary", language="en-gb", time_zone="UTC", country="IE")
    write_legal_name(person=ada, name="Legalcanary")
    write_legal_name(person=ada, name="Legalcanary Two")
    ada.save()
    assert ada.history.count() >= 5
    assert "canary" not in every_history_text().lower()


# --- pronouns --------------------------------------------------------------------------------------


def test_showing_pronouns_is_consented_to_and_hiding_them_takes_the_consent_back(ada):
    choose_pronouns(person=ada, pronouns="they/them", shown_to="people", seen_sha256=seen())
    assert Consent.objects.get(person=ada, purpose="pronouns", is_yes=True).withdrawn_at is None
    choose_pronouns(person=ada, pronouns="they/them", shown_to="nobody")
    assert Consent.objects.get(person=ada, is_yes=True).withdrawn_at is not None
    assert User.objects.get(pk=ada.pk).pronouns == "they/them"  # kept for oneself


def test_words_about_pronouns_that_changed_meanwhile_are_asked_again(ada):
    with pytest.raises(Refused, match="changed"):
        choose_pronouns(person=ada, pronouns="they/them", shown_to="people", seen_sha256="another")
    assert User.objects.get(pk=ada.pk).pronouns_shown_to == "nobody"


def pages_that_show_ada(ada):
    """(who, address) of every page of others that names Ada; the pronouns are planted on her."""
    bo, version = assessed.person("Bo", "assessor"), assessed.framework()
    assessed.authority(bo, version)
    judged = assessed.judged(assessed.sent(ada, version), bo)
    cy = with_role("supervisor", "Cy")
    logbook.supervises(cy, ada)
    logbook.sent(ada, cy)
    gus, at = with_role("manager", "Gus"), courses.cohort()
    courses.place(ada, at)
    history = reverse("assessments:marking_history", args=[judged.round.submission.public_id])
    return [(bo, history), (cy, "/supervise/"), (cy, f"/supervise/{ada.public_id}/"), (gus, at.get_absolute_url())]


@pytest.mark.parametrize(("shown_to", "is_seen"), [("nobody", False), ("people", True), ("certificate", True)])
def test_pronouns_stand_beside_the_name_for_those_who_may_see_them(client, ada, shown_to, is_seen):
    User.objects.filter(pk=ada.pk).update(pronouns="xecanary", pronouns_shown_to=shown_to)
    for who, address in pages_that_show_ada(ada):
        client.force_login(who)
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert ("xecanary" in answer.content.decode()) == is_seen, address


def test_an_assessor_before_release_and_an_editor_see_no_pronouns(client, ada):
    User.objects.filter(pk=ada.pk).update(pronouns="xecanary", pronouns_shown_to="certificate")
    bo, version = assessed.person("Bo", "assessor"), assessed.framework()
    assessed.authority(bo, version)
    piece = assessed.sent(ada, version).submission
    for who, address in [(bo, "/marking/"), (bo, reverse("assessments:marking_piece", args=[piece.public_id]))]:
        client.force_login(who)
        answer = client.get(address)
        assert answer.status_code == 200
        assert "xecanary" not in answer.content.decode()


# --- the legal name --------------------------------------------------------------------------------

ASKING = QUICK.replace("neutral_titles:", "legal_name: true, neutral_titles:")


def test_there_is_no_page_for_a_legal_name_that_nothing_asks_for(page):
    assert page.get("/me/legal-name/").status_code == 404


def test_an_application_under_a_scheme_that_asks_waits_for_the_legal_name(page, ada):
    release(ASKING)
    ready(ada)
    application = begun(ada)
    with pytest.raises(Refused, match="legal name"):
        apply(application=application, by=ada, **NAMES)
    assert page.get("/me/legal-name/").status_code == 200
    assert page.post("/me/legal-name/", {"name": "Ada Legal"}).status_code == 302
    assert legal_name_of(User.objects.get(pk=ada.pk)) == "Ada Legal"
    assert b"Legal" not in bytes(User.objects.get(pk=ada.pk).legal_name_sealed)


def test_only_who_decides_opens_it_and_the_person_can_see_that(client, ada):
    release(ASKING)
    write_legal_name(person=ada, name="Ada Legalcanary")
    application = sent(ada)
    di = with_role("board", "Di")
    client.force_login(di)
    address = reverse("schemes:legal_name", args=[application.public_id])
    assert "Ada Legalcanary" not in client.get(reverse("schemes:decision", args=[application.public_id])).content.decode()
    assert not ReadEvent.objects.filter(record_type="accounts.legal_name").exists()
    assert "Ada Legalcanary" in client.get(address).content.decode()
    event = ReadEvent.objects.get(record_type="accounts.legal_name")
    assert (event.actor_ref, [each.person_ref for each in event.subjects.all()]) == (di.public_id, [ada.public_id])
    assessed.tie("conflict", di, ada)
    assert client.get(address).status_code == 404


def test_where_the_scheme_does_not_ask_the_board_finds_no_legal_name(client, ada):
    write_legal_name(person=ada, name="Ada Legalcanary")
    application = sent(ada)
    client.force_login(with_role("board", "Di"))
    assert client.get(reverse("schemes:legal_name", args=[application.public_id])).status_code == 404


def test_an_erasure_leaves_no_name_behind(ada):
    write_legal_name(person=ada, name="Ada Legalcanary")
    change_called(person=ada, called="Other")
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    ada.refresh_from_db()
    assert (ada.legal_name_sealed, ada.pronouns, ada.sort_name, PreviousName.objects.count()) == (None, "", "", 0)
