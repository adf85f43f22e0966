"""The blocks that editors build a step from (ux.md 7.4). Class names are frozen: old revisions name them.

No rule stands in `clean()`: one that raised there would stop a draft from being saved, and with it the work of an editor half-way
through (measured, ux.md 0 point 4). Each block has `release_checks(value)` instead, which the release screen asks.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments import questions
from courses.block_checks import Check, missing, plain, stop
from courses.editions.building import question_from
from courses.story_chooser import StoryConsentChooserBlock

CARE, WORDS, PEOPLE, PRACTICE = _("Care"), _("Words"), _("People"), _("Practice")
RICH = ["bold", "italic", "ul", "ol", "link"]


class NoteBlock(blocks.StructBlock):
    topics = blocks.ListBlock(blocks.CharBlock(label=_("topic"), max_length=60), label=_("topics"), collapsed=True)
    sentence = blocks.TextBlock(label=_("one sentence: what comes, and how"), max_length=300, rows=2)
    strength = blocks.ChoiceBlock(
        label=_("strength"),
        choices=[("mention", _("Mention: one line at the top")), ("strong", _("Strong: a screen of its own"))],
        default="mention",
    )
    short_version = blocks.RichTextBlock(label=_("short version"), features=RICH, required=False)

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
        if value["strength"] == "strong" and not plain(value["short_version"]):
            yield stop(_now("A strong note needs a short version, so that nobody has to read the hard part."), "short_version")


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


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("the words"), rows=3)
    consent = StoryConsentChooserBlock(label=_("story consent"), required=False)
    attribution = blocks.CharBlock(
        label=_("where it comes from"), max_length=120, required=False, help_text=_("Only for words that were written as an example.")
    )

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
        consent = value.get("consent")
        if consent is None:
            yield from missing(value, "attribution")
            yield Check("ask", _now("No story consent is named. Is this really an example that we wrote?"), "consent")
        elif consent.taken_back_on:
            yield stop(_now("The person has taken these words back."), "consent")
        elif consent.look_again_on and consent.look_again_on < timezone.localdate():
            yield stop(_now("The day to ask this person again has passed."), "consent")


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("question to think about"), max_length=400, rows=2, help_text=_("It can be answered without one's own history.")
    )
    audience = blocks.ChoiceBlock(label=_("who can read it"), choices=[("private", _("Only the writer"))], default="private")

    class Meta:
        icon = "edit"
        group = PRACTICE
        label = _("Reflection")
        label_format = _("Reflection: {prompt}")
        description = _("A private box to write in. It saves itself.")
        preview_value = {"prompt": "What would help you stay steady in a talk like this?", "audience": "private"}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "prompt")


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("answer"), max_length=400, rows=2)
    is_right = blocks.BooleanBlock(label=_("this one fits"), required=False)
    feedback = blocks.TextBlock(label=_("what we say to it"), max_length=400, rows=2)

    class Meta:
        label_format = "{text}"


class CheckBlock(blocks.StructBlock):
    KINDS = [
        ("single_choice", _("One answer fits")),
        ("multiple_response", _("Several answers fit")),
        ("true_false", _("True or false: the first line stands for true, the second for false")),
        ("ordering", _("Put in order: write the lines in the right order")),
    ]

    kind = blocks.ChoiceBlock(label=_("kind"), choices=KINDS, default="single_choice")
    stem = blocks.TextBlock(label=_("question"), max_length=1200, rows=3)
    options = blocks.ListBlock(OptionBlock(), label=_("answers"), min_num=2, max_num=6, collapsed=True)
    rule = blocks.ChoiceBlock(
        label=_("points when only some are right"),
        choices=[("all_or_nothing", _("None")), ("partial", _("Some"))],
        default="all_or_nothing",
    )
    why = blocks.TextBlock(label=_("the reason, in short"), max_length=1200, rows=2, required=False)

    class Meta:
        icon = "help"
        group = PRACTICE
        label = _("Knowledge check")
        label_format = _("Check: {stem}")
        description = _("A question with feedback for every answer. Any number of tries; nobody else sees them.")
        preview_value = {
            "kind": "single_choice",
            "stem": "What would you do first?",
            "rule": "all_or_nothing",
            "why": "",
            "options": [
                {"text": "Ask", "is_right": True, "feedback": "Yes. Asking is a kindness."},
                {"text": "Wait", "is_right": False, "feedback": "Waiting leaves the person alone with it."},
            ],
        }

    def release_checks(self, value: Any) -> Iterator[Check]:
        for problem in questions.problems(question_from(self.get_prep_value(value))):
            yield stop(problem.says, problem.path)


class QuizBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    quiz_key = blocks.CharBlock(label=_("key of the test"), max_length=60)

    class Meta:
        icon = "form"
        group = PRACTICE
        label = _("Test")
        label_format = _("Test: {title}")
        description = _("A way into a test from the question bank.")
        preview_value = {"title": "Ten questions on listening", "quiz_key": "listening"}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "title", "quiz_key")


STEP_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("note", NoteBlock()),
    ("landing", LandingBlock()),
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("quote", QuoteBlock()),
    ("reflection", ReflectionBlock()),
    ("check", CheckBlock()),
    ("quiz", QuizBlock()),
]
