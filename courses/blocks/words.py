"""Headings, text and what stands out of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.block_checks import Check, each, missing, plain, stop

from .groups import RICH, WORDS


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=120)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", _("Part of the step")), ("3", _("Part of a part"))], default="2")

    class Meta:
        icon = "title"
        group = WORDS
        label = _("Heading")
        label_format = "{text}"
        description = _("The title of a part.")
        preview_value = {"text": "Ask plainly. Then listen.", "level": "2"}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "text")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = WORDS
        label = _("Text")
        description = _("A few short paragraphs.")
        preview_value = "<p>You do not need the perfect words.</p>"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": RICH, **options})

    def release_checks(self, value: Any) -> Iterator[Check]:
        if not plain(value):
            yield stop(_now("This text is still empty."))


class CalloutBlock(blocks.StructBlock):
    KINDS = [("remember", _("Remember")), ("do", _("Do")), ("try_not", _("Try not to")), ("local", _("Local rules"))]

    kind = blocks.ChoiceBlock(label=_("kind"), choices=KINDS, default="remember")
    title = blocks.CharBlock(label=_("title"), max_length=120)
    html = blocks.RichTextBlock(label=_("text"), features=RICH)

    class Meta:
        icon = "info-circle"
        group = WORDS
        label = _("Callout")
        label_format = "{kind}: {title}"
        description = _("One thing to remember, to do, to try not to do, or a local rule.")
        preview_value = {"kind": "remember", "title": "You are not alone with this", "html": "<p>Bring someone in.</p>"}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title", "html")


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("line that is always seen"), max_length=120)
    html = blocks.RichTextBlock(label=_("what opens"), features=RICH)

    class Meta:
        label_format = "{title}"

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title", "html")


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("lines that open"), collapsed=True)

    class Meta:
        icon = "list-ul"
        group = WORDS
        label = _("Lines that open")
        label_format = _("Lines that open: {items}")
        description = _("More to read for those who want it, behind one line each. Nothing that everybody needs.")
        preview_value = {"items": [{"title": "What if they do not answer?", "html": "<p>Give it time. Silence is an answer too.</p>"}]}

    def release_checks(self, value: Any) -> Iterator[Check]:
        if not value["items"]:
            yield stop(_now("There is no line yet."), "items")
        yield from each(AccordionItemBlock(), value["items"], "items")


class GlossaryBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("word"), max_length=80)
    meaning = blocks.TextBlock(label=_("what it means, plainly"), max_length=300, rows=2)

    class Meta:
        icon = "openquote"
        group = WORDS
        label = _("Word explained")
        label_format = "{term}"
        description = _("A word that not everybody knows, and what it means.")
        preview_value = {"term": "Mutuality", "meaning": "Both people give and both people learn."}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "term", "meaning")


# The first migration names it so.
DECONSTRUCT_ALIASES = {TextBlock: "courses.blocks.TextBlock"}
