"""What comes before something hard, and after it (ux.md 4.2)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.block_checks import Check, missing, plain, stop

from .groups import CARE, RICH


class NoteBlock(blocks.StructBlock):
    topics = blocks.ListBlock(blocks.CharBlock(label=_("topic"), max_length=60), label=_("topics"), collapsed=True)
    sentence = blocks.TextBlock(label=_("one sentence: what comes, and how"), max_length=300, rows=2)
    strength = blocks.ChoiceBlock(
        label=_("strength"),
        choices=[("mention", _("Mention: one line at the top")), ("strong", _("Strong: a screen of its own"))],
        default="mention",
    )
    short_version = blocks.RichTextBlock(label=_("short version"), features=RICH, required=False)
    other_route = blocks.PageChooserBlock(
        page_type="courses.Step",
        label=_("another step that shows the same"),
        required=False,
        help_text=_("A step of the same module, for people who would rather not do this one."),
    )
    with_someone = blocks.BooleanBlock(label=_("can be done with a trainer"), required=False)

    class Meta:
        icon = "warning"
        group = CARE
        label = _("Content note")
        label_format = _("Note: {sentence}")
        description = _("What may be hard in this step, so that people can choose how to do it. Put it first.")
        preview_value = {"topics": ["loss"], "sentence": "This step talks about loss.", "strength": "mention", "short_version": ""}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "sentence")
        if not [topic for topic in value["topics"] if topic.strip()]:
            yield stop(_now("Name at least one topic in plain words."), "topics")
        route = value.get("other_route")
        if route is not None and not route.live:
            yield stop(_now("The other step is not published, so nobody can go there."), "other_route")
        if value["strength"] == "strong" and not plain(value["short_version"]) and route is None:
            yield stop(
                _now("A strong note needs a short version, or another step, so that nobody has to read the hard part."), "short_version"
            )


class LandingBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("line after something heavy"), max_length=300, rows=2)

    class Meta:
        icon = "tick-inverse"
        group = CARE
        label = _("Landing")
        label_format = _("Landing: {text}")
        description = _("A quiet line after a heavy part, with a way to a break and to support.")
        preview_value = {"text": "That was a heavy one. Take a minute if you like."}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "text")
