"""The blocks of the editor: each explains itself in the chooser, always saves a draft, and says what a release still needs."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock

from accounts.models import StoryConsent
from courses.blocks import STEP_BLOCKS, StoryBlock
from courses.blocks.groups import CARE, MEDIA, PEOPLE, PRACTICE, WORDS
from courses.editions.building import BUILDERS
from courses.editions.rendering import ASIDE, PERSONAL, STATIC
from courses.editions.structure import SCHEMA_VERSION
from lms.core import clock
from tests.factories import library

BLOCKS = dict(STEP_BLOCKS)
KINDS = [
    "note", "landing", "heading", "text", "callout", "accordion", "glossary", "quote", "story", "image", "video", "audio", "download",
    "reflection", "check", "scenario", "try_it", "quiz",
]  # fmt: skip
CARED = StoryConsent()


def test_types_are_frozen_and_every_one_is_built_and_drawn():
    assert [kind for kind, _block in STEP_BLOCKS] == KINDS
    assert set(BUILDERS) == set(KINDS)
    assert {kind for kind, version in {*STATIC, *PERSONAL, *ASIDE} if version == SCHEMA_VERSION} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_chooser_shows_what_a_block_is(kind):
    meta = BLOCKS[kind].meta
    assert meta.group in (CARE, WORDS, PEOPLE, MEDIA, PRACTICE)
    assert meta.icon != "placeholder"
    assert all([meta.label, meta.description, meta.preview_value])
    if isinstance(BLOCKS[kind], blocks.StructBlock):
        assert meta.label_format
    assert BLOCKS[kind].get_preview_value() is not None


def inside(block, depth=0):
    """Every block in a block, with how many lists it lies in."""
    yield block, depth
    for child in getattr(block, "child_blocks", {}).values():
        yield from inside(child, depth)
    if isinstance(block, blocks.ListBlock):
        yield from inside(block.child_block, depth + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_no_raw_html_no_embeds_lists_collapsed_and_not_deep(kind):
    for block, depth in inside(BLOCKS[kind]):
        assert not isinstance(block, blocks.RawHTMLBlock | EmbedBlock)
        assert depth <= 2  # the stream itself is the first level
        if isinstance(block, blocks.ListBlock):
            assert block.meta.collapsed
        if isinstance(block, blocks.RichTextBlock):
            assert set(block.features) == {"bold", "italic", "ul", "ol", "link"}


def value_of(kind, **fields):
    """A value as a form would give it, from the preview of the block where nothing is said."""
    block = BLOCKS[kind]
    return block.normalize({**block.get_default(), **block.meta.preview_value, **fields})


def found(kind, **fields):
    return [(each.level, each.path) for each in BLOCKS[kind].release_checks(value_of(kind, **fields))]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"text"}))
def test_an_empty_block_saves_as_a_draft_and_says_what_is_missing(kind):
    block = BLOCKS[kind]
    empty = block.get_default()
    block.defer_required_validation()
    try:
        block.clean(empty)
    finally:
        block.restore_deferred_validation()
    assert any(each.level == "stop" for each in block.release_checks(empty))


ITEM = {"title": "More", "html": "<p>Words.</p>"}
STOPS = [
    ("note", {"topics": [" "]}, [("stop", "topics")]),
    ("note", {"strength": "strong"}, [("stop", "short_version")]),
    ("note", {"strength": "strong", "short_version": "<p>Short.</p>"}, []),
    ("note", {"strength": "strong", "other_route": SimpleNamespace(live=True)}, []),
    ("note", {"other_route": SimpleNamespace(live=False)}, [("stop", "other_route")]),
    ("accordion", {"items": []}, [("stop", "items")]),
    ("accordion", {"items": [ITEM, {**ITEM, "html": "<p> </p>"}]}, [("stop", "items[1].html")]),
    ("glossary", {"meaning": ""}, [("stop", "meaning")]),
    ("reflection", {"audience": "shared"}, [("ask", "prompt")]),
    ("try_it", {"task": ""}, [("stop", "task")]),
    ("quiz", {"quiz_key": ""}, [("stop", "quiz_key")]),
    ("story", {}, [("ask", "consent")]),
    ("story", {"take_down": "", "text": ""}, [("ask", "consent"), ("stop", "take_down"), ("stop", "text")]),
    ("story", {"form": "audio"}, [("ask", "consent"), ("stop", "media"), ("stop", "transcript")]),
    ("story", {"form": "video", "transcript": "<p>Hm.</p>"}, [("ask", "consent"), ("stop", "media"), ("stop", "captions")]),
    ("scenario", {}, []),
]


@pytest.mark.parametrize(("kind", "fields", "expected"), STOPS)
def test_what_a_release_still_needs(kind, fields, expected):
    assert found(kind, **fields) == expected


def test_an_audience_of_others_is_asked_about_not_forbidden():
    assert found("reflection") == []


def story(consent):
    return [(each.level, each.path) for each in StoryBlock().release_checks(value_of("story", consent=consent))]


@pytest.mark.django_db
def test_a_story_needs_a_living_consent():
    today = clock.today()
    assert story(CARED) == []
    assert story(StoryConsent(taken_back_on=today)) == [("stop", "consent")]
    assert story(StoryConsent(look_again_on=today - timedelta(days=2))) == [("stop", "consent")]
    assert story(StoryConsent(look_again_on=today + timedelta(days=2))) == []


def test_a_check_needs_feedback_for_every_answer_and_two_to_six_of_them():
    def paths(count, feedback="Why."):
        lines = [{"text": f"Line {n}", "is_right": n == 0, "feedback": feedback} for n in range(count)]
        return {path for _level, path in found("check", options=lines)}

    assert paths(2) == paths(6) == set()
    assert paths(1) == paths(7) == {"options"}
    assert paths(2, feedback="") == {"options[0].feedback", "options[1].feedback"}


def test_scenes_are_named_and_a_wrong_name_is_found():
    choice = {"text": "Go in", "consequence": "It is warm.", "goes_to": "SITT", "quality": "helps", "protects": "warmth"}
    scenes = [{"name": "Door", "text": "Sam opens.", "choices": [choice]}, {"name": "sit", "text": "You sit.", "choices": []}]
    assert found("scenario", scenes=scenes) == [("stop", "scenes[0].choices[0].goes_to"), ("stop", "scenes[1].name")]
    choice["goes_to"] = " SIT"
    assert found("scenario", scenes=scenes) == []


ALT = [
    ("", False, ["alt"]),
    ("IMG_2041.jpg", False, ["alt"]),
    ("chairs.png", False, ["alt"]),
    ("DSC00123", False, ["alt"]),
    ("Two chairs at a window", False, []),
    ("Image 3 of the leaflet", False, []),
    ("", True, []),
    ("Two chairs", True, ["alt"]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("alt", "decorative", "paths"), ALT)
def test_a_picture_has_words_that_are_not_its_file_name(alt, decorative, paths):
    image = library.picture(library.pixels(40, 30))
    assert [path for _level, path in found("image", image=image, alt=alt, decorative=decorative)] == paths


@pytest.mark.django_db
def test_a_picture_that_is_none_or_a_bomb_is_stopped():
    for data in (b"<svg onload=alert(1)></svg>", library.pixels(6500, 6500, "PNG", (0, 0, 0, 0))):
        assert ("stop", "image") in found("image", image=library.overwrite(library.picture(), data), alt="A wall")
    gone = library.picture()
    gone.file.storage.delete(gone.file.name)
    assert ("stop", "image") in found("image", image=gone, alt="A wall")
    assert ("stop", "image") in found("image", image=None, alt="A wall")


def film_paths(**fields):
    return [path for level, path in found("video", is_described=True, **fields) if level == "stop"]


@pytest.mark.django_db
def test_a_film_needs_captions_a_transcript_and_to_be_a_film():
    assert film_paths(media=library.film(), captions=library.captions()) == []
    assert film_paths(media=library.film(), captions=None) == ["captions"]
    assert film_paths(media=library.film(), captions=library.document()) == ["captions"]
    assert film_paths(media=library.film(), captions=library.captions(), captions_language="English") == ["captions_language"]
    assert film_paths(media=library.film(), captions=library.captions(), transcript="<p> </p>") == ["transcript"]
    assert film_paths(media=library.film(b"<script>alert(1)</script>"), captions=library.captions()) == ["media"]
    assert film_paths(media=library.film(), captions=library.captions(), listen=library.film()) == ["listen"]
    assert film_paths(media=None, captions=library.captions()) == ["media"]


@pytest.mark.django_db
def test_a_film_that_says_nothing_to_listeners_is_asked_about():
    assert ("ask", "is_described") in found("video", media=library.film(), captions=library.captions(), is_described=False)


@pytest.mark.django_db
def test_sound_and_files_too():
    assert found("audio", media=library.sound()) == []
    assert found("audio", media=library.film()) == [("stop", "media")]
    assert found("audio", media=library.sound(), transcript="") == [("stop", "transcript")]
    assert found("download", file=library.document()) == []
    assert found("download", file=library.document(), is_accessible=False) == [("ask", "is_accessible")]
    assert found("download", file=None) == [("stop", "file")]
