"""Files of an edition are kept by the hash of their bytes: nobody changes what was released, and nobody else sees them."""

import hashlib
import io
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from accounts.models import StoryConsent
from courses.editions.structure import media_of
from courses.media_check import media_problems
from courses.media_files import Unreadable, document_type, pictures
from courses.models import EditionMedia, EditionMediaUse
from courses.recordings import recording_type
from courses.services.build_edition import edition_of
from courses.services.erase_media import erase_story_media, erase_unused_media
from courses.services.release_edition import release_edition
from courses.services.withdraw_step import restore_step, withdraw_step
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia
from tests.factories import library
from tests.factories.courses import learning, person, step, workshop

from .every_block import block, every_block

FILE_STATEMENTS = 4
pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def consent():
    return StoryConsent.objects.create(label="Kim", attribution="Shared with permission", channels=["lesson", "audio", "video"])


@pytest.fixture
def released(ed, consent):
    return release_edition(module=workshop(ed, every_block(consent)), by=ed)


def get(client, who, sha256, **headers):
    client.force_login(who)
    return client.get(reverse("courses:media", args=[sha256]), headers=headers)


def body(response):
    return b"".join(response.streaming_content)


def test_a_release_keeps_every_file_under_the_hash_of_its_bytes(released):
    used = set(EditionMediaUse.objects.filter(edition=released).values_list("sha256", flat=True))
    assert used == set(media_of(released.read()))
    kinds = [media.content_type for media in EditionMedia.objects.all()]
    assert sorted(set(kinds)) == ["application/pdf", "audio/mpeg", "image/avif", "image/jpeg", "image/webp", "text/vtt", "video/mp4"]
    for media in EditionMedia.objects.all():
        with media.file.open("rb") as opened:
            assert hashlib.sha256(opened.read()).hexdigest() == media.pk


def test_files_replaced_or_deleted_in_the_library_change_nothing_that_was_released(client, ed, released):
    before = {media.pk: media.size for media in EditionMedia.objects.all()}
    library.overwrite(EditorialMedia.objects.get(title="Staying", type="audio"), library.SOUND + b"other words")
    library.overwrite(EditorialImage.objects.get(), library.pixels(colour=(1, 2, 3)))
    EditorialDocument.objects.all().delete()
    ada = learning(person("Ada"), released).enrolment.person
    for sha256 in media_of(released.read()):
        assert hashlib.sha256(body(get(client, ada, sha256))).hexdigest() == sha256
    assert {media.pk: media.size for media in EditionMedia.objects.all()} == before


def test_looking_again_builds_the_very_same_edition(ed, consent):
    module = workshop(ed, every_block(consent))
    first, rows = edition_of(module), EditionMedia.objects.count()
    assert edition_of(module).sha256 == first.sha256
    assert EditionMedia.objects.count() == rows


def test_a_replaced_file_makes_the_next_edition_another_one(ed, consent):
    module = workshop(ed, every_block(consent))
    before = edition_of(module)
    library.overwrite(EditorialImage.objects.get(), library.pixels(colour=(1, 2, 3)))
    assert edition_of(module).sha256 != before.sha256


def test_a_file_is_there_for_those_whose_edition_has_it(client, ed, released, consent):
    ada = learning(person("Ada"), released).enrolment.person
    eve = learning(person("Eve")).enrolment.person
    sha256 = media_of(released.read())[0]
    assert get(client, ada, sha256).status_code == 200
    assert get(client, ed, sha256).status_code == 200
    assert get(client, eve, sha256).status_code == 404
    assert get(client, ada, "0" * 64).status_code == 404
    client.logout()
    assert client.get(reverse("courses:media", args=[sha256])).status_code == 302


def test_a_player_gets_a_part_and_a_browser_nothing_to_run(client, released):
    ada = learning(person("Ada"), released).enrolment.person
    film = EditionMedia.objects.get(sha256=hashlib.sha256(library.FILM).hexdigest())
    part = get(client, ada, film.pk, range="bytes=4-7")
    assert (part.status_code, body(part), part["Content-Range"]) == (206, b"ftyp", f"bytes 4-7/{film.size}")
    assert (part["Content-Type"], part["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
    assert part["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert part["Cache-Control"] == "private, no-cache"
    assert body(get(client, ada, film.pk, range="bytes=4-7", if_range='"other"')) == library.FILM
    whole = get(client, ada, film.pk)
    assert (body(whole), whole["ETag"]) == (library.FILM, f'"{film.pk}"')
    assert get(client, ada, film.pk, if_none_match=whole["ETag"]).status_code == 304
    pdf = EditionMedia.objects.get(content_type="application/pdf")
    paper = get(client, ada, pdf.pk)
    assert (paper["Content-Disposition"], paper["Cache-Control"]) == ("attachment", "private, max-age=86400")
    film.file.storage.delete(film.file.name)
    assert get(client, ada, film.pk).status_code == 404


def test_a_file_goes_with_its_step_and_comes_back_with_it(client, ed, released):
    ada = learning(person("Ada"), released).enrolment.person
    quin, gus = person("Quin", "quality"), person("Gus", "manager")
    film = hashlib.sha256(library.FILM).hexdigest()
    withdraw_step(module_key=released.module_key, step_key="watching", reason="consent", by=ed)
    assert [get(client, who, film).status_code for who in (ada, ed, quin, gus)] == [404, 200, 200, 200]
    restore_step(module_key=released.module_key, step_key="watching", by=ed)
    assert get(client, ada, film).status_code == 200


def test_a_file_of_a_step_that_stands_is_there_while_another_step_is_away(client, ed, released):
    ada = learning(person("Ada"), released).enrolment.person
    withdraw_step(module_key=released.module_key, step_key="doing", reason="mistake", by=ed)
    assert get(client, ada, hashlib.sha256(library.FILM).hexdigest()).status_code == 200


def test_what_somebody_takes_back_is_gone_and_the_edition_still_verifies(client, ed, released, consent, django_capture_on_commit_callbacks):
    ada = learning(person("Ada"), released).enrolment.person
    lent = hashlib.sha256(library.FILM + b"lent").hexdigest()
    assert get(client, ada, lent)["Cache-Control"] == "private, no-cache"
    kept = EditionMedia.objects.get(pk=lent)
    with django_capture_on_commit_callbacks(execute=True):
        uses = erase_story_media(consent_ref=consent.public_id, by=ed, reason="taken back")
    assert (released.pk, lent) in uses
    assert not kept.file.storage.exists(kept.file.name)
    assert get(client, ada, lent).status_code == 404
    assert hashlib.sha256(released.content.encode()).hexdigest() == released.sha256
    assert EditionMedia.objects.filter(content_type="application/pdf").exists()
    assert erase_story_media(consent_ref=consent.public_id, by=ed, reason="taken back") == uses
    assert erase_story_media(consent_ref="", by=ed, reason="nobody's") == []


def test_a_story_that_was_taken_back_is_built_no_more(ed, consent):
    module = workshop(ed, every_block(consent))
    consent.taken_back_on = clock.today()
    consent.save()
    built = edition_of(module)
    lent = hashlib.sha256(library.FILM + b"lent").hexdigest()
    assert lent not in media_of(built.content)
    assert not EditionMedia.objects.filter(pk=lent).exists()
    assert all("first weeks" not in fragment.body for fragment in built.fragments)


def test_what_drafts_left_behind_goes_and_what_an_edition_uses_stays(ed, released, django_capture_on_commit_callbacks):
    edition_of(workshop(ed, [step("draft", block("audio", "a9", title="x", media=library.sound(b"ID3draft").pk, transcript=""))], uuid4()))
    draft = EditionMedia.objects.get(sha256=hashlib.sha256(b"ID3draft").hexdigest())
    rest = EditionMedia.objects.count() - 1
    assert erase_unused_media(draft.made_at) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_unused_media(clock.now()) == 1
    assert EditionMedia.objects.count() == rest
    assert not draft.file.storage.exists(draft.file.name)


def test_a_release_whose_files_have_gone_is_refused(ed, consent, monkeypatch):
    module = workshop(ed, every_block(consent))
    monkeypatch.setattr("courses.services.release_edition.edition_of", lambda held: _without_files(edition_of(held)))
    with pytest.raises(Refused, match="has just gone"):
        release_edition(module=module, by=ed)


def _without_files(built):
    erase_unused_media(clock.now())
    return built


def test_bytes_that_an_interrupted_process_left_are_written_anew(ed, consent):
    module = workshop(ed, every_block(consent))
    edition_of(module)
    film = EditionMedia.objects.get(sha256=hashlib.sha256(library.FILM).hexdigest())
    library.overwrite(film, b"half")
    edition_of(module)
    with film.file.open("rb") as opened:
        assert opened.read() == library.FILM


def test_check_records_misses_what_nobody_took_back(ed, released, consent):
    assert list(media_problems()) == []
    erase_story_media(consent_ref=consent.public_id, by=ed, reason="taken back")
    assert list(media_problems()) == []
    gone, short = EditionMedia.objects.filter(content_type="image/avif").order_by("pk")[:2]
    gone.file.storage.delete(gone.file.name)
    library.overwrite(short, b"half")
    assert sorted(problem.says for problem in media_problems()) == ["the bytes are gone", "the bytes are not as long as they were"]
    with purge_permit(purpose="test", by_ref="", reason="a hand in the database"):
        EditionMedia.objects.filter(content_type="application/pdf").delete()
    assert any("is not there" in problem.says for problem in media_problems())


def test_a_file_costs_a_learner_the_same_few_statements_however_many_there_are(client, released, django_assert_num_queries):
    ada = learning(person("Ada"), released).enrolment.person
    client.force_login(ada)
    client.get(reverse("courses:learn"))  # the session is warm
    for sha256 in media_of(released.read())[:2]:
        with django_assert_num_queries(FILE_STATEMENTS):
            client.get(reverse("courses:media", args=[sha256]))


# --- pictures and kinds of files, without a database -----------------------------------------------


def test_pictures_come_in_three_kinds_and_two_sizes_without_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "the canary place", 6  # a description, and "turn me"
    data = library.pixels(1200, 800, exif=exif, comment=b"the canary comment")
    made = list(pictures(data))
    assert [(one.content_type, one.width, one.height) for one in made] == [
        ("image/avif", 480, 720), ("image/avif", 800, 1200), ("image/webp", 480, 720), ("image/webp", 800, 1200),
        ("image/jpeg", 480, 720), ("image/jpeg", 800, 1200),
    ]  # fmt: skip
    for one in made:
        assert b"canary" not in one.data
        assert not Image.open(io.BytesIO(one.data)).getexif()


def test_small_and_see_through_pictures_are_not_blown_up_or_blackened():
    made = list(pictures(library.pixels(100, 1, "PNG", (255, 0, 0, 0))))
    assert {(one.width, one.height) for one in made} == {(100, 1)}
    assert Image.open(io.BytesIO(made[-1].data)).getpixel((50, 0)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", library.pixels()[:500], library.pixels(6500, 6500, "PNG", (0, 0, 0, 0))])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Unreadable):
        list(pictures(data))


KINDS = [
    (library.FILM, "video/mp4"), (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"), (b"\x1aE\xdf\xa3", "video/webm"), (b"OggS", "audio/ogg"),
    (library.SOUND, "audio/mpeg"), (b"\xff\xfb\x90", "audio/mpeg"), (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
    (b"RIFF\x00\x00\x00\x00AVI ", ""),
    (b"<html>", ""), (b"\xff", ""), (b"", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), KINDS)
def test_the_bytes_say_what_a_recording_is(head, kind):
    assert recording_type(head) == kind


def test_documents_are_known_by_their_ending_and_never_shown():
    assert document_type("A.PDF") == "application/pdf"
    assert document_type("page.html") == document_type("none") == "application/octet-stream"
