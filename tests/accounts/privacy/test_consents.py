"""Consents: one purpose at a time, kept as it was said, taken back with what follows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Consent, ConsentText, User
from accounts.privacy import consent_screen as consenting
from accounts.privacy import purposes as consents
from accounts.privacy import wordings
from accounts.privacy.purposes import PURPOSES, Asked
from accounts.privacy.wordings import Wording, wording
from accounts.services.consents import answer_consent, end_expired_consents, finish_withdrawal, release_consents, withdraw_consent
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from lms.core.models import Job
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ada():
    return UserFactory(called="Ada", pronouns="they/them")


def answer(person, purpose="research", is_yes=True, about_key="", **more):
    return answer_consent(
        person=person, purpose=purpose, is_yes=is_yes, about_key=about_key, seen_sha256=wording(purpose).sha256, via="test", **more
    )


def press(client, purpose, said, **more):
    sent = {"seen": wording(purpose).sha256, "about": "", **({"answer": said} if said else {}), **more}
    return client.post(reverse("accounts:consent", args=[purpose]), sent)


# --- the words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_says_what_it_asks_and_what_follows_from_each_answer(purpose):
    said = wording(purpose)
    assert said.question.endswith("?")
    assert said.change
    assert "## If you say yes" in said.body
    assert "## If you say no" in said.body


def test_loading_the_words_again_changes_nothing_and_a_changed_file_is_a_new_version(ada, tmp_path, monkeypatch):
    assert release_consents() == len(PURPOSES)
    assert release_consents() == 0
    old = answer(ada)
    for path in wordings.FOLDER.glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "research.en-gb.md").write_text("# May we?\n\nOther words.\n\n## If you change your mind\n\nGone.")
    monkeypatch.setattr(wordings, "FOLDER", tmp_path)
    assert release_consents() == 1
    assert [text.version for text in ConsentText.objects.filter(purpose="research").order_by("version")] == [1, 2]
    assert Consent.objects.get(pk=old.pk).text.version == 1
    assert consenting.question(ada, "research").has_new_words


def test_words_that_were_said_never_change():
    release_consents()
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        ConsentText.objects.update(wording="Something else")


def test_an_answer_to_other_words_than_those_that_stand_is_refused(ada):
    with pytest.raises(Refused):
        answer_consent(person=ada, purpose="research", is_yes=True, seen_sha256="0" * 64)
    with pytest.raises(Refused):
        answer_consent(person=ada, purpose="everything", is_yes=True, seen_sha256="")
    assert not Consent.objects.exists()


# --- answers ------------------------------------------------------------------------------------------


def test_the_same_answer_twice_is_one_row_and_a_no_is_kept_too(ada):
    assert answer(ada).pk == answer(ada).pk
    answer(ada, "optional-mails", is_yes=False)
    answer(ada, "optional-mails", is_yes=False)
    assert list(Consent.objects.order_by("pk").values_list("purpose", "is_yes")) == [("research", True), ("optional-mails", False)]
    assert not consenting.must_ask(ada, "research")
    assert consenting.must_ask(ada, "optional-mails")


def test_two_organisations_stand_side_by_side_and_one_has_one_open_answer(ada):
    one, other = answer(ada, "share-progress", about_key="organisation:A"), answer(ada, "share-progress", about_key="organisation:B")
    withdraw_consent(consent=one, by=ada)
    assert Consent.objects.says_yes("share-progress", "organisation:B").get() == other
    assert not Consent.objects.says_yes("share-progress", "organisation:A").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=ada, purpose="share-progress", about_key="organisation:B", text=other.text)


def test_headings_go_down_one_step_at_a_time():
    """The question is a heading of the second rank in the list, so what is below it is of the third."""
    said = wording("research")
    assert ("\n### If you say yes" in said.below, "\n## If you say yes" in said.body) == (True, True)


def test_nobody_takes_back_for_somebody_else(ada):
    kept = answer(ada)
    with pytest.raises(Refused):
        withdraw_consent(consent=kept, by=UserFactory(called="Eve"))


def test_two_records_of_one_person_have_one_answer(ada):
    """Said under the record that was joined to Ada's, asked and taken back under hers."""
    other = UserFactory(called="Ada again")
    answer(other)
    User.objects.filter(pk=other.pk).update(merged_into=ada)
    User.objects.filter(pk=ada.pk).update(has_duplicates=True)
    me = User.objects.get(pk=ada.pk)
    assert not consenting.must_ask(me, "research")
    assert answer(me).person_id == other.pk
    withdraw_consent(consent=Consent.objects.get(), by=me)
    assert consenting.must_ask(me, "research")


# --- what follows -------------------------------------------------------------------------------------


def test_pronouns_are_shown_and_hidden_again_by_a_job_that_notes_when(ada, commits):
    kept = answer(ada, "pronouns")
    ada.refresh_from_db()
    assert ada.pronouns_shown_to == "people"
    with commits():
        withdraw_consent(consent=kept, by=ada)
    assert Consent.objects.get().effect_done_at is None
    assert run_waiting_jobs() == 1
    ada.refresh_from_db()
    kept.refresh_from_db()
    assert (ada.pronouns_shown_to, kept.effect_done_at >= kept.withdrawn_at) == ("nobody", True)


def test_what_follows_can_be_carried_out_twice_and_not_over_a_newer_yes(ada):
    first = answer(ada, "pronouns")
    withdraw_consent(consent=first, by=ada)
    answer(ada, "pronouns")
    done = finish_withdrawal(consent_id=first.pk)
    assert finish_withdrawal(consent_id=first.pk).effect_done_at == done.effect_done_at
    ada.refresh_from_db()
    assert ada.pronouns_shown_to == "people"


def test_a_yes_whose_time_is_up_ends_by_itself_with_what_follows(ada):
    kept = answer(ada, "share-progress", about_key="organisation:A", at=clock.now() - timedelta(days=366))
    assert not Consent.objects.says_yes("share-progress", "organisation:A").exists()
    assert (end_expired_consents(), end_expired_consents()) == (1, 0)
    kept.refresh_from_db()
    assert kept.withdrawn_via == "time is up"
    assert Job.objects.filter(kind="accounts.consent_effect").count() == 1


# --- the pages ----------------------------------------------------------------------------------------


def test_nothing_is_ticked_and_yes_and_no_are_two_buttons_alike(client, ada):
    client.force_login(ada)
    page = client.get(reverse("accounts:consents")).content.decode()
    assert "checked" not in page
    assert page.count('<button class="btn sec" type="submit" name="answer" value="yes">') == 4
    assert page.count('<button class="btn sec" type="submit" name="answer" value="no">') == 4
    assert "employer" not in page
    assert "this organisation" not in page.lower()


def test_an_organisation_is_asked_about_only_while_it_asks(client, ada, monkeypatch):
    client.force_login(ada)
    assert client.get(reverse("accounts:consent", args=["share-progress"]), {"about": "organisation:A"}).status_code == 404
    monkeypatch.setitem(consents._asked, "share-progress", lambda person: [Asked("organisation:A", "Harbour House")])
    page = client.get(reverse("accounts:consent", args=["share-progress"]), {"about": "organisation:A"})
    assert "Harbour House" in page.content.decode()
    assert press(client, "share-progress", "yes", about="organisation:A").status_code == 302
    monkeypatch.delitem(consents._asked, "share-progress")
    assert "You said yes" in client.get(reverse("accounts:consents")).content.decode()


def test_saying_yes_then_stopping_shows_the_effect_before_and_the_moment_after(client, ada, commits):
    client.force_login(ada)
    assert press(client, "research", "yes").status_code == 302
    kept = Consent.objects.get()
    stop = reverse("accounts:consent_stop", args=[kept.public_id.lower()])
    before = client.get(stop).content.decode()
    assert "You are left out of every count that is made from then on" in before
    assert Consent.objects.get().is_open
    client.post(stop)
    assert "is being done now" in client.get(reverse("accounts:consents")).content.decode()
    run_waiting_jobs()
    kept.refresh_from_db()
    said = client.get(reverse("accounts:consents")).content.decode()
    assert f"Stopped on {kept.effect_done_at:%-d %B %Y, %H:%M}" in said


def test_without_an_answer_or_with_old_words_the_page_says_so(client, ada):
    client.force_login(ada)
    assert press(client, "research", "").status_code == 422
    assert press(client, "research", "maybe").status_code == 422
    assert press(client, "research", "yes", seen="0" * 64).status_code == 422
    assert not Consent.objects.exists()


def test_the_way_back_leads_to_our_own_pages_only(client, ada):
    client.force_login(ada)
    assert press(client, "journal", "no", next="/journal/").url == "/journal/"
    assert press(client, "journal", "yes", next="https://evil.example/").url == reverse("accounts:consents")


def test_what_i_agreed_to_can_be_read_after_the_words_changed(client, ada, monkeypatch):
    kept = answer(ada)
    monkeypatch.setattr(consenting, "wording", lambda key, language="en-gb": Wording(key, language, "# Something else?\n\nNew."))
    client.force_login(ada)
    page = client.get(reverse("accounts:consent_said", args=[kept.public_id.lower()])).content.decode()
    assert "May your numbers be part of research" in page
    assert kept.text.sha256[:16] in page


def test_somebody_elses_answer_is_not_there(client, ada):
    kept = answer(ada)
    client.force_login(UserFactory(called="Eve"))
    for name in ("accounts:consent_stop", "accounts:consent_said"):
        assert client.post(reverse(name, args=[kept.public_id.lower()])).status_code == 404
    assert Consent.objects.get().is_open


def test_the_privacy_officer_sees_counts_and_no_name(client, ada):
    withdraw_consent(consent=answer(ada), by=ada)
    answer(UserFactory(called="Zoë"))
    client.force_login(with_role("privacy", "Pia"))
    page = client.get(reverse("accounts:all_consents"))
    (row,) = page.context["rows"]
    assert (row["yes"], row["no"], row["taken_back"], row["waiting"]) == (1, 0, 1, 1)
    assert "Ada" not in page.content.decode()
    assert "Zoë" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_same_few_questions_of_the_database(client, ada, rows, django_assert_num_queries, monkeypatch):
    for n in range(rows):
        answer(ada, "share-progress", about_key=f"organisation:{n}")
    client.force_login(ada)
    client.get(reverse("accounts:consents"))
    with django_assert_num_queries(BUDGET):
        client.get(reverse("accounts:consents"))


BUDGET = 3
