"""Words and recordings of real people. They are lent: without a living consent none is released."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from courses.block_checks import Check, missing, plain, stop
from courses.story_chooser import StoryConsentChooserBlock

from .groups import PEOPLE, RICH
from .media import RecordingChooserBlock, captions_checks, language_block, recording_checks


def consent_block() -> StoryConsentChooserBlock:
    return StoryConsentChooserBlock(label=_("story consent"), required=False)


def attribution_block() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("where it comes from"), max_length=120, required=False, help_text=_("Only for words that were written as an example.")
    )


def consent_checks(value: Any) -> Iterator[Check]:
    consent = value.get("consent")
    if consent is None:
        yield from missing(value, "attribution")
        yield Check("ask", _now("No story consent is named. Is this really an example that we wrote?"), "consent")
    elif consent.taken_back_on:
        yield stop(_now("The person has taken these words back."), "consent")
    elif consent.is_due:
        yield stop(_now("The day to ask this person again has passed."), "consent")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("the words"), rows=3)
    consent = consent_block()
    attribution = attribution_block()

    class Meta:
        icon = "openquote"
        group = PEOPLE
        label = _("Quote")
        label_format = "“{text}”"
        description = _("Somebody's own words, with their consent; or an example that we wrote, which says so.")
        preview_value = {
            "text": "I wanted somebody to stay in the room.",
            "consent": None,
            "attribution": "An example, written for this course",
        }

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "text")
        yield from consent_checks(value)


class StoryBlock(blocks.StructBlock):
    form = blocks.ChoiceBlock(
        label=_("how it is told"), choices=[("text", _("Written")), ("audio", _("Spoken")), ("video", _("On film"))], default="text"
    )
    text = blocks.TextBlock(label=_("the story, or a line that leads to it"), rows=6, required=False)
    consent = consent_block()
    attribution = attribution_block()
    take_down = blocks.CharBlock(
        label=_("whom to write to, to take it back"), max_length=200, help_text=_("Learners read it: the story may be theirs.")
    )
    media = RecordingChooserBlock(label=_("film or sound"), required=False)
    captions = DocumentChooserBlock(label=_("captions (a .vtt file)"), required=False)
    captions_language = language_block()
    transcript = blocks.RichTextBlock(label=_("what is said and heard, written down"), features=RICH, required=False)
    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=0, max_value=240, required=False)
    is_described = blocks.BooleanBlock(label=_("nothing important is only seen"), required=False)

    class Meta:
        icon = "group"
        group = PEOPLE
        label = _("Story")
        label_format = _("Story: {text}")
        description = _("What somebody lived through, in their words, written, spoken or on film. It can be taken back at any time.")
        preview_value = {
            "form": "text",
            "text": "The first weeks I only sat there. Nobody asked me to talk.",
            "attribution": "An example, written for this course",
            "take_down": "the office of the programme",
        }
        form_layout = blocks.BlockGroup(
            children=["form", "text", "consent", "attribution", "take_down", "media", "transcript"],
            settings=["captions", "captions_language", "minutes", "is_described"],
        )

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from consent_checks(value)
        yield from missing(value, "take_down")
        if value["form"] == "text":
            yield from missing(value, "text")
            return
        yield from recording_checks(value.get("media"), "media", kind=value["form"])
        if not plain(value["transcript"]):
            yield stop(_now("Write down what is said and heard, for people who cannot or do not want to listen."), "transcript")
        if value["form"] == "video":
            yield from captions_checks(value)
