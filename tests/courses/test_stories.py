"""Stories are lent: a record of what somebody said yes to, and gone everywhere when they change their mind."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from accounts.models import StoryConsent
from accounts.services.stories import change_story_consent, note_story_consent
from courses.editions.rendering import SHELF
from courses.models import EditionFragment, EditionMedia, EditionMediaUse, Module, Redaction, Step, StepFinished, TrainingCredit
from courses.registry import check as problems
from courses.registry import tick
from courses.services.build_edition import draw_draft
from courses.services.enrol import end_enrolment
from courses.services.release_edition import release_edition
from courses.services.take_back_story import take_back_story
from lms.core import clock
from lms.core.canonical import sha256_hex
from lms.core.errors import Refused
from lms.core.models import EditorialDocument, EditorialMedia
from tests.courses.every_block import every_block
from tests.factories import library
from tests.factories.courses import add_step, learning, person, quote, step, text, workshop
from tests.factories.courses import edition as another_edition

pytestmark = pytest.mark.django_db


def noted(ed, **fields):
    given = {"label": "First night on the ward", "attribution": "A peer worker", "channels": ["lesson"], **fields}
    return note_story_consent(by=ed, **given)


@pytest.fixture
def told(ed):
    """A module with a story, and its consent."""
    consent = noted(ed)
    module = workshop(ed)
    page = add_step(module, step("told", quote(words="the canary story", consent=consent.pk)))
    page.save_revision(user=ed)
    return module, consent


# --- what is noted ---------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["zoe@people.example", "Call 0151 496 0123", "A peer worker"])
def test_the_name_in_the_list_does_not_tell_who_it_is(ed, label):
    with pytest.raises(Refused, match="must not tell who it is"):
        noted(ed, label=label)
    assert not StoryConsent.objects.exists()


def test_a_yes_is_for_something_and_is_asked_again_after_it_was_given(ed):
    with pytest.raises(Refused, match="at least one"):
        noted(ed, channels=[])
    with pytest.raises(Refused, match="comes after"):
        noted(ed, look_again_on=clock.today() - timedelta(days=1))


def test_a_yes_for_more_is_added_and_a_yes_for_less_is_a_story_taken_back(ed):
    consent = noted(ed)
    change_story_consent(consent=consent, by=ed, label="Other words", attribution="A", channels=["lesson", "audio"])
    consent.refresh_from_db()
    assert consent.said_yes_to == {"lesson", "audio"}
    with pytest.raises(Refused, match="takes back the story"):
        change_story_consent(consent=consent, by=ed, label="Other words", attribution="A", channels=["audio"])
    take_back_story(consent=consent, by=ed, reason="asked for")
    with pytest.raises(Refused, match="taken this back"):
        change_story_consent(consent=consent, by=ed, label="Other words", attribution="A", channels=["lesson", "audio"])


def test_nothing_new_goes_out_with_a_story_after_the_day_to_ask_again(client, ed, told):
    module, consent = told
    StoryConsent.objects.update(given_on=clock.today() - timedelta(days=9), look_again_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="to ask this person again has passed"):
        release_edition(module=module, by=ed)
    client.force_login(ed)
    assert "To be asked again since" in client.get(reverse("courses_stories")).content.decode()
    StoryConsent.objects.update(look_again_on=clock.today())
    assert release_edition(module=module, by=ed).number == "1.0"
    assert "To be asked again since" not in client.get(reverse("courses_stories")).content.decode()


def test_a_consent_from_before_there_were_channels_is_for_words_in_lessons():
    assert StoryConsent(channels=None).said_yes_to == {"lesson"}


def test_the_log_says_who_changed_what_of_a_consent_without_the_words_that_learners_read(ed):
    today = clock.today()
    consent = noted(ed, given_on=today)
    same = {"label": consent.label, "attribution": consent.attribution}
    change_story_consent(consent=consent, by=ed, **same, channels=["lesson"])
    assert not ModelLogEntry.objects.filter(action="wagtail.edit").exists()
    later = {"channels": ["lesson", "print"], "look_again_on": today + timedelta(days=9), "take_down": "Write to the canary"}
    change_story_consent(consent=consent, by=ed, label=consent.label, attribution="Canary, a peer", **later)
    (entry,) = ModelLogEntry.objects.filter(action="wagtail.edit")
    assert (entry.user, entry.data) == (
        ed,
        {
            "channels": [["lesson"], ["lesson", "print"]],
            "look_again_on": [None, (today + timedelta(days=9)).isoformat()],
            "attribution": True,
            "take_down": True,
        },
    )


def test_nobody_else_notes_or_sees_consents(ed):
    noted(ed)
    for role in ("manager", "assessor", "privacy", "inspector"):
        bo = person(role.capitalize(), *(() if role == "inspector" else (role,)))
        with pytest.raises(PermissionDenied):
            noted(bo)
        assert not StoryConsent.objects.readable_by(bo).exists()


def test_words_are_not_released_on_a_channel_without_a_yes(ed):
    consent = noted(ed, channels=["print"])
    module = workshop(ed)
    add_step(module, step("told", quote(words="the canary story", consent=consent.pk)))
    with pytest.raises(Refused, match="no yes for this use"):
        release_edition(module=module, by=ed)


# --- taken back ------------------------------------------------------------------------------------


def test_the_words_leave_pages_and_older_drafts_too(ed, told):
    module, consent = told
    release_edition(module=module, by=ed)
    assert take_back_story(consent=consent, by=ed, reason="asked for") == 1
    everywhere = json.dumps(
        [list(Step.objects.get(step_key="told").body.get_prep_value()), *Revision.objects.values_list("content", flat=True)]
    )
    assert "canary" not in everywhere
    assert list(problems()) == []
    drawn = draw_draft(Step.objects.get(step_key="told"))
    assert "taken back by its author" in drawn.parts[0].html
    with pytest.raises(Refused, match="taken these words back"):
        release_edition(module=module, by=ed)


def test_a_draft_with_a_story_that_ended_shows_it_as_gone_before_the_tick(ed, told):
    _module, consent = told
    StoryConsent.objects.filter(pk=consent.pk).update(taken_back_on=clock.today())
    drawn = draw_draft(Step.objects.get(step_key="told"))
    assert "canary" not in drawn.parts[0].html
    assert "taken back by its author" in drawn.parts[0].html


def test_a_consent_that_ended_in_another_way_is_carried_out_by_the_next_tick(client, ed, told):
    SHELF.clear()
    module, consent = told
    edition = release_edition(module=module, by=ed)
    ada = person("Ada")
    learning(ada, edition)
    client.force_login(ada)
    assert "the canary story" in client.get("/learn/listening/told/").content.decode()
    StoryConsent.objects.filter(pk=consent.pk).update(taken_back_on=clock.today())
    assert (tick(clock.now()), tick(clock.now())) == (1, 0)
    assert "the canary story" not in client.get("/learn/listening/told/").content.decode()
    assert not EditionFragment.objects.exists()
    assert (Redaction.objects.get().by, Redaction.objects.get().edition) == (None, edition)
    consent.refresh_from_db()
    assert consent.gone_at
    assert list(problems()) == []


def test_a_story_of_somebody_else_stays(ed, told):
    module, consent = told
    other = noted(ed, label="Another night")
    add_step(module, step("other", quote("q2", words="the other story", consent=other.pk)))
    release_edition(module=module, by=ed)
    take_back_story(consent=consent, by=ed, reason="asked for")
    assert EditionFragment.objects.get().consent_ref == other.public_id
    assert "the other story" in json.dumps(list(Step.objects.get(step_key="other").body.get_prep_value()))


# --- the screens -----------------------------------------------------------------------------------


def test_an_editor_notes_changes_and_takes_back_a_consent(client, ed):
    client.force_login(ed)
    form = {"label": "First night", "attribution": "A peer worker", "channels": ["lesson"], "given_on": "2026-11-01", "take_down": ""}
    assert client.post(reverse("courses_story_new"), form).url == reverse("courses_stories")
    consent = StoryConsent.objects.get()
    address = reverse("courses_story", args=[consent.pk])
    assert "First night" in client.get(address).content.decode()
    assert client.post(address, {**form, "channels": ["audio"]}).status_code == 422
    client.post(address, {**form, "channels": ["lesson", "audio"], "take_down": "Write to stories@example.org"})
    listed = client.get(reverse("courses_stories")).content.decode()
    assert "Their voice in lessons" in listed
    client.post(reverse("courses_take_back", args=[consent.pk]))
    assert "Taken back on" in client.get(reverse("courses_stories")).content.decode()
    assert client.get(address).status_code == 404
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) == {"wagtail.create", "wagtail.edit", "courses.take_back"}


def test_only_consents_that_stand_are_offered_in_a_block(client, ed):
    noted(ed)
    gone = noted(ed, label="The canary label")
    take_back_story(consent=gone, by=ed, reason="asked for")
    client.force_login(ed)
    page = client.get(reverse("story_consents:choose")).content.decode()
    assert "First night on the ward" in page
    assert "The canary label" not in page
    for name in ("courses_stories", "courses_story_new"):
        client.force_login(person(f"Bo {name}", "manager"))
        assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_as_many_statements_for_thirty_as_for_one(client, ed, django_assert_num_queries, n):
    for number in range(n):
        noted(ed, label=f"Night {number}")
    client.force_login(ed)
    client.get(reverse("courses_stories"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("courses_stories"))
    about = [query["sql"] for query in asked if "storyconsent" in query["sql"] or "editionfragment" in query["sql"]]
    assert len(about) == 2


# --- recordings ------------------------------------------------------------------------------------


def test_a_recording_goes_with_the_story_and_its_place_says_so(ed, django_capture_on_commit_callbacks):
    consent = noted(ed, channels=["lesson", "audio", "video"])
    edition = release_edition(module=workshop(ed, every_block(consent)), by=ed)
    lent = set(EditionMediaUse.objects.filter(consent_ref=consent.public_id).values_list("sha256", flat=True))
    others = EditionMedia.objects.exclude(pk__in=lent).count()
    files = [media.file for media in EditionMedia.objects.filter(pk__in=lent)]
    assert lent
    with django_capture_on_commit_callbacks(execute=True):
        take_back_story(consent=consent, by=ed, reason="asked for")
    assert (EditionMedia.objects.filter(pk__in=lent).count(), EditionMedia.objects.count()) == (0, others)
    assert [file.name for file in files if file.storage.exists(file.name)] == []
    assert lent <= set(Redaction.objects.filter(edition=edition).values_list("fragment_sha256", flat=True))
    assert take_back_story(consent=consent, by=ed, reason="asked for") == 0
    assert list(problems()) == []


def test_who_may_print_an_edition_may_see_its_pictures(client, ed):
    edition = release_edition(module=workshop(ed, every_block(noted(ed, channels=["lesson", "audio", "video"]))), by=ed)
    picture = EditionMediaUse.objects.filter(edition=edition, consent_ref="").values_list("sha256", flat=True)[0]
    ada, quin, eve = person("Ada"), person("Quin", "quality"), person("Eve")
    mine = learning(ada, edition)
    mine.moved_from, mine.edition = edition, another_edition()
    mine.save()
    for reader, status in ((ada, 200), (quin, 200), (eve, 404)):
        client.force_login(reader)
        assert client.get(reverse("courses:media", args=[picture])).status_code == status


@pytest.mark.parametrize("how", ["credited", "finished", "left"])
def test_whoever_prints_what_they_were_taught_sees_its_pictures(client, ed, how):
    edition = release_edition(module=workshop(ed, every_block(noted(ed, channels=["lesson", "audio", "video"]))), by=ed)
    picture = EditionMediaUse.objects.filter(edition=edition, consent_ref="").values_list("sha256", flat=True)[0]
    mine = learning(person("Ada"), edition)
    if how == "left":
        end_enrolment(enrolment=mine.enrolment, by=person("Gus", "manager"))
    else:
        mine.moved_from, mine.edition = another_edition(slug="boundaries"), another_edition()
        mine.save()
    if how == "finished":
        StepFinished.objects.create(module_enrolment=mine, edition=edition, step_key="reading")
    if how == "credited":
        fields = {"module_key": edition.module_key, "domain": "listening", "minutes": 10}
        TrainingCredit.objects.create(person=mine.enrolment.person, edition=edition, **fields)
    client.force_login(mine.enrolment.person)
    assert reverse("courses:media", args=[picture]) in client.get(f"/taught/{edition.module_key}/{edition.number}/").content.decode()
    assert client.get(reverse("courses:media", args=[picture])).status_code == 200


@pytest.mark.parametrize(("in_consent", "read"), [("Write to stories@example.org", "Write to stories@example.org"), ("", "the office")])
def test_learners_read_whom_to_ask_as_the_consent_says_else_as_the_block_does(client, ed, in_consent, read):
    SHELF.clear()
    told = {"form": "text", "text": "The first weeks.", "consent": noted(ed, take_down=in_consent).pk, "take_down": "the office"}
    module = workshop(ed, [step("told", {"id": "st", "type": "story", "value": told})])
    mine = learning(person("Ada"), release_edition(module=module, by=ed))
    client.force_login(mine.enrolment.person)
    page = client.get("/learn/listening/told/").content.decode()
    assert page.split("you want it back? Write to:")[1].split("</p>")[0].strip() == f'<span dir="auto">{read}</span>'


def told_on_film(ed, *more):
    """A module whose story is a film with captions, chosen on the page and in an older draft; and what is in the library."""
    consent = noted(ed, channels=["lesson", "video"])
    film, words = library.film(), library.captions()
    value = {"form": "video", "consent": consent.pk, "take_down": "the office", "media": film.pk, "captions": words.pk}
    module = workshop(ed, [])
    story = {"id": "st1", "type": "story", "value": value | {"captions_language": "en", "transcript": "<p>Kim: I am here.</p>"}}
    add_step(module, step("told", story, *(make(film) for make in more))).save_revision(user=ed)
    return module, consent, film, words


def test_the_originals_leave_the_library_and_the_public_folder(ed, django_capture_on_commit_callbacks):
    module, consent, film, words = told_on_film(ed)
    release_edition(module=module, by=ed)
    other = library.film(name="other.mp4")
    lay = [film.file, words.file]
    assert all(file.storage.exists(file.name) for file in lay)
    with django_capture_on_commit_callbacks(execute=True):
        take_back_story(consent=consent, by=ed, reason="asked for")
        assert all(file.storage.exists(file.name) for file in lay), "a transaction that is rolled back must find them"
    assert [file.name for file in lay if file.storage.exists(file.name)] == []
    assert list(EditorialMedia.objects.all()) == [other]
    assert not EditorialDocument.objects.exists()
    assert ModelLogEntry.objects.filter(action="wagtail.delete", user=ed).count() == 2
    assert "staying" not in json.dumps(list(ModelLogEntry.objects.values_list("data", "label"))).lower()


def test_an_original_that_only_an_older_draft_chose_goes_too(ed, django_capture_on_commit_callbacks):
    _module, consent, film, _words = told_on_film(ed)
    lesson = Step.objects.get(step_key="told")
    lesson.body = Step._meta.get_field("body").stream_block.to_python([])
    lesson.save_revision(user=ed).publish()
    with django_capture_on_commit_callbacks(execute=True):
        take_back_story(consent=consent, by=ed, reason="asked for")
    assert not film.file.storage.exists(film.file.name)


def shown_again(film, words):
    value = {"title": "Canary title", "media": film.pk, "captions": words.pk, "captions_language": "en", "minutes": 2}
    return {"id": "v1", "type": "video", "value": value | {"transcript": "<p>Kim: the canary speaks.</p>"}}


def with_the_film(ed, film, words):
    """A module of its own that shows a story's film in an ordinary block."""
    module = workshop(ed, [], programme_key=uuid4())
    Module.objects.filter(pk=module.pk).update(slug="boundaries", title="Boundaries")
    add_step(module, step("again", shown_again(film, words), text("t9", "<p>And this stays.</p>"))).save_revision(user=ed)
    return module


def test_what_was_taken_back_is_not_said_again_as_what_is_different(client, ed):
    module, consent, film, words = told_on_film(ed)
    release_edition(module=module, by=ed)
    other = with_the_film(ed, film, words)
    plain = release_edition(module=other, by=ed)
    take_back_story(consent=consent, by=ed, reason="asked for")
    client.force_login(ed)
    page = client.get(reverse("courses_release", args=[other.pk])).content.decode()
    assert f"What is different from edition {plain.number}" in page
    assert "canary" not in page.lower()


def test_captions_alone_take_the_words_beside_them_along(client, ed):
    SHELF.clear()
    module, consent, _film, words = told_on_film(ed)
    release_edition(module=module, by=ed)
    plain = release_edition(module=with_the_film(ed, library.film(library.FILM + b"another", "other.mp4"), words), by=ed)
    client.force_login(learning(person("Ada"), plain).enrolment.person)
    take_back_story(consent=consent, by=ed, reason="asked for")
    assert "canary" not in client.get(f"/learn/{plain.slug}/again/").content.decode().lower()


def test_a_film_that_was_taken_back_is_not_released_again_until_it_is_lent_again(ed):
    module, consent, _film, _words = told_on_film(ed)
    release_edition(module=module, by=ed)
    take_back_story(consent=consent, by=ed, reason="asked for")
    film, words = library.film(), library.captions()
    other = with_the_film(ed, film, words)
    with pytest.raises(Refused, match="taken back by the person whose words it holds"):
        release_edition(module=other, by=ed)
    again = noted(ed, channels=["lesson", "video"])
    value = {"form": "video", "consent": again.pk, "take_down": "the office", "media": film.pk, "captions": words.pk}
    told = {"id": "st9", "type": "story", "value": value | {"captions_language": "en", "transcript": "<p>Kim: once more.</p>"}}
    add_step(other, step("lent", told)).save_revision(user=ed)
    assert release_edition(module=other, by=ed).number == "1.0"


def test_a_recording_is_gone_from_every_other_block_that_shows_it_too(client, ed, django_capture_on_commit_callbacks):
    """Of the library, pages and drafts, and of editions that show it without any consent: the hash of each still verifies."""
    SHELF.clear()
    module, consent, film, words = told_on_film(ed)
    edition = release_edition(module=module, by=ed)
    plain = release_edition(module=with_the_film(ed, film, words), by=ed)
    mine = learning(person("Ada"), plain)
    client.force_login(mine.enrolment.person)
    address = f"/learn/{plain.slug}/again/"
    shown = EditionMedia.objects.get(
        content_type__startswith="video", pk__in=EditionMediaUse.objects.filter(edition=plain).values("sha256")
    ).pk
    before = client.get(address).content.decode()
    assert "canary" in before.lower()
    assert reverse("courses:media", args=[shown]) in before

    with django_capture_on_commit_callbacks(execute=True):
        take_back_story(consent=consent, by=ed, reason="asked for")

    after = client.get(address).content.decode()
    assert "taken back by the person whose words it holds" in after
    assert "canary" not in after.lower()
    assert reverse("courses:media", args=[shown]) not in after
    assert "And this stays." in after
    printed = client.get(f"/taught/{plain.module_key}/{plain.number}/").content.decode()
    assert "And this stays." in printed
    assert "canary" not in printed.lower()
    assert client.get(reverse("courses:media", args=[shown])).status_code == 404
    assert not any(file.storage.exists(file.name) for file in (film.file, words.file))
    pages = json.dumps([list(page.body.get_prep_value()) for page in Step.objects.all()])
    drafts = json.dumps([draft.content for draft in Revision.objects.all()])
    assert "canary" not in (pages + drafts).lower()
    for one in (edition, plain):
        one.refresh_from_db()
        assert sha256_hex(one.content) == one.sha256
    assert list(problems()) == []
