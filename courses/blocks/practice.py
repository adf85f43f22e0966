"""What people do in a step besides reading."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.block_checks import Check, missing

from .groups import PRACTICE


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("question to think about"), max_length=400, rows=2, help_text=_("It can be answered without one's own history.")
    )
    audience = blocks.ChoiceBlock(
        label=_("who can read it"),
        choices=[("private", _("Only the writer")), ("shared", _("The facilitators of the cohort, when the writer shares it"))],
        default="private",
    )

    class Meta:
        icon = "edit"
        group = PRACTICE
        label = _("Reflection")
        label_format = _("Reflection: {prompt}")
        description = _("A box to write in, private unless you say otherwise. It saves itself, and names its reader.")
        preview_value = {"prompt": "What would help you stay steady in a talk like this?", "audience": "private"}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "prompt")
        if value["audience"] == "shared":
            yield Check("ask", _now("Others will read this. Can it be answered without one's own history?"), "prompt")


def competencies() -> list[tuple[str, str]]:
    """For the chooser: every competency of the newest frameworks."""
    from courses.queries.competencies import competencies_to_name

    return competencies_to_name()


class TryItBlock(blocks.StructBlock):
    task = blocks.TextBlock(label=_("something to try for real"), max_length=600, rows=3)
    competency = blocks.ChoiceBlock(label=_("competency that it practises"), choices=competencies, required=False)
    logs_hours = blocks.BooleanBlock(label=_("counts as practice, with a way to the hours log"), required=False)

    class Meta:
        icon = "tasks"
        group = PRACTICE
        label = _("Try it for real")
        label_format = _("Try: {task}")
        description = _("A task for outside the lesson. Nobody checks it here.")
        preview_value = {"task": "In a talk this week, wait three breaths before you answer.", "logs_hours": True}

    def release_checks(self, value: Any) -> Iterator[Check]:
        yield from missing(value, "task")


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
