"""Pictures, films, sound and files. Released bytes are kept by their hash (courses.services.freeze_media)."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock, AudioChooserBlock, VideoChooserBlock

from courses.block_checks import Check, missing, plain, stop
from courses.captions import read_captions
from courses.media_files import LARGEST_DOWNLOAD, LARGEST_RECORDING, Unreadable, check_picture
from courses.recordings import HEAD, recording_type

from .groups import MEDIA, RICH

FILE_NAME = re.compile(
    r"(?:\S+\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg)|(?:img|dsc|dscn|image|screenshot|photo)[-_ ]?\d+\S*)", re.IGNORECASE
)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def language_block() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("language of the captions"), default="en", max_length=12, help_text=_("Like en, de or pt-BR."))


class RecordingChooserBlock(AbstractMediaChooserBlock):
    """Film or sound, whichever a story is told by."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(value or "")


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what it shows, for people who do not see it"), max_length=250, required=False, help_text=_("Not the name of the file.")
    )
    decorative = blocks.BooleanBlock(label=_("it only decorates"), required=False)
    caption = blocks.CharBlock(label=_("line under it"), max_length=200, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        label_format = _("Picture: {alt}")
        description = _("A picture, with words for people who do not see it. Text belongs beside it, not into it.")
        preview_value = {"image": None, "alt": "Two chairs at a window", "decorative": False, "caption": ""}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from _picture_checks(value.get("image"))
        alt = plain(value["alt"])
        if value["decorative"]:
            if alt:
                yield Check("ask", _now("Words for a picture that only decorates are not read out. Does it only decorate?"), "alt")
        elif not alt:
            yield stop(_now("Say what the picture shows, or tick that it only decorates."), "alt")
        elif FILE_NAME.fullmatch(alt):
            yield stop(_now("This is the name of a file. Say what the picture shows."), "alt")


def _picture_checks(image: Any) -> Iterator[Check]:
    if image is None:
        yield stop(_now("Choose a picture."), "image")
        return
    try:
        with image.file.storage.open(image.file.name) as opened:
            check_picture(opened.read())
    except Unreadable as unreadable:
        yield stop(unreadable.says, "image")
    except OSError:
        yield stop(_now("The file of this picture is gone. Choose another one."), "image")


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    media = VideoChooserBlock(label=_("film"))
    captions = DocumentChooserBlock(label=_("captions (a .vtt file)"), required=False)
    captions_language = language_block()
    transcript = blocks.RichTextBlock(label=_("what is said, heard and shown, written down"), features=RICH, required=False)
    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=0, max_value=240, required=False)
    is_described = blocks.BooleanBlock(label=_("nothing important is only seen"), required=False)
    listen = AudioChooserBlock(label=_("the same to listen to"), required=False, help_text=_("Sound costs people far less data than film."))

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Film")
        label_format = _("Film: {title}")
        description = _("A film of our own, with captions and everything written down. It never starts by itself.")
        preview_value = {"title": "Staying with it", "transcript": "<p>Sam: You said last week it all felt too much.</p>", "minutes": 2}
        form_layout = blocks.BlockGroup(
            children=["title", "media", "captions", "transcript", "minutes", "is_described"], settings=["captions_language", "listen"]
        )

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title")
        yield from recording_checks(value.get("media"), "media", kind="video")
        yield from captions_checks(value)
        yield from transcript_checks(value)
        if value.get("listen"):
            yield from recording_checks(value["listen"], "listen", kind="audio")
        if not value["is_described"]:
            yield Check("ask", _now("Does somebody who only listens learn everything that matters? Then tick it."), "is_described")


class AudioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    media = AudioChooserBlock(label=_("sound"))
    transcript = blocks.RichTextBlock(label=_("what is said and heard, written down"), features=RICH, required=False)
    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=0, max_value=240, required=False)

    class Meta:
        icon = "wagtailmedia-audio"
        group = MEDIA
        label = _("Sound")
        label_format = _("Sound: {title}")
        description = _("Something to listen to, with everything written down. It never starts by itself.")
        preview_value = {"title": "Two voices", "transcript": "<p>Kim: I sat with him, and we said nothing.</p>", "minutes": 3}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title")
        yield from recording_checks(value.get("media"), "media", kind="audio")
        yield from transcript_checks(value)


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    file = DocumentChooserBlock(label=_("file"))
    is_accessible = blocks.BooleanBlock(
        label=_("everybody can read it"), required=False, help_text=_("A tagged PDF, or the same words stand in the lesson.")
    )

    class Meta:
        icon = "download"
        group = MEDIA
        label = _("File to keep")
        label_format = _("File: {title}")
        description = _("A file to save or print, such as a blank form. Kind and size are shown.")
        preview_value = {"title": "A plan for a hard day, to fill in", "file": None, "is_accessible": True}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title")
        file = value.get("file")
        if file is None or not file.file.storage.exists(file.file.name):
            yield stop(_now("Choose a file."), "file")
        elif file.file.size > LARGEST_DOWNLOAD:
            yield stop(_now("This file is too large. At most %(n)d MB fit.") % {"n": LARGEST_DOWNLOAD // 2**20}, "file")
        if not value["is_accessible"]:
            yield Check("ask", _now("Can somebody who uses a screen reader read this file, or the same words elsewhere?"), "is_accessible")


def transcript_checks(value: Any) -> Iterator[Check]:
    if not plain(value["transcript"]):
        yield stop(_now("Write down what is said and heard, for people who cannot or do not want to listen."), "transcript")


def recording_checks(media: Any, path: str, *, kind: str) -> Iterator[Check]:
    """What a film ("video") or sound ("audio") must be, by its first bytes."""
    if media is None:
        yield stop(_now("Choose a file."), path)
        return
    try:
        with media.file.storage.open(media.file.name) as opened:
            found, size = recording_type(opened.read(HEAD)), opened.size
    except OSError:
        yield stop(_now("This file is gone. Choose another one."), path)
        return
    if not found.startswith(kind):
        wanted = _now("a film (MP4 or WebM)") if kind == "video" else _now("sound (MP3, M4A, Ogg or WAV)")
        yield stop(_now("This is no file that browsers play here. Choose %(wanted)s.") % {"wanted": wanted}, path)
    elif size > LARGEST_RECORDING:
        yield stop(_now("This file is too large. At most %(n)d MB fit.") % {"n": LARGEST_RECORDING // 2**20}, path)


def captions_checks(value: Any) -> Iterator[Check]:
    document = value.get("captions")
    if document is None:
        yield stop(_now("A film needs captions, checked by a person."), "captions")
        return
    try:
        with document.file.storage.open(document.file.name) as opened:
            problems = read_captions(opened.read()).problems
    except OSError:
        problems = (_now("This file is gone. Choose another one."),)
    yield from (stop(problem, "captions") for problem in problems[:3])
    if not LANGUAGE.fullmatch(value["captions_language"] or ""):
        yield stop(_now("Name the language by its code, like en or pt-BR."), "captions_language")
