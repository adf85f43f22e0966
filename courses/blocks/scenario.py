"""A branching story. Editors name scenes; ids are the machine's (courses.editions.building_practice.scenario_from)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses import scenarios
from courses.block_checks import Check
from courses.editions.building_practice import scenario_from

from .groups import PRACTICE


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("what one can do or say"), max_length=200)
    consequence = blocks.TextBlock(label=_("what happens then"), max_length=600, rows=2)
    goes_to = blocks.CharBlock(
        label=_("goes to the scene"), max_length=40, required=False, help_text=_("The name of a scene. Empty: the story ends here.")
    )
    quality = blocks.ChoiceBlock(
        label=_("how it works out"),
        choices=[("helps", _("It helps")), ("partly", _("It helps partly")), ("risks", _("It has risks"))],
        default="helps",
    )
    protects = blocks.CharBlock(
        label=_("what it protects"), max_length=200, required=False, help_text=_("Learners read it at the end: no way is only wrong.")
    )

    class Meta:
        label_format = "{text} → {goes_to}"


class SceneBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("short name"), max_length=40, help_text=_("Only you see it, like: at the door."))
    text = blocks.TextBlock(label=_("what happens"), max_length=1200, rows=4)
    choices = blocks.ListBlock(
        ChoiceBlock(), label=_("choices"), collapsed=True, default=[], help_text=_("No choice: the story ends here.")
    )

    class Meta:
        label_format = "{name}"


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    intro = blocks.TextBlock(label=_("what to know beforehand"), max_length=600, rows=2, required=False)
    scenes = blocks.ListBlock(SceneBlock(), label=_("scenes"), collapsed=True, help_text=_("The story begins with the first."))
    debrief = blocks.TextBlock(label=_("what can be learned from it"), max_length=1200, rows=3)

    class Meta:
        icon = "order"
        group = PRACTICE
        label = _("Story with choices")
        label_format = _("Story with choices: {title}")
        description = _("Five to eight short scenes in which the learner decides. Any number of tries, no wrong ending.")
        preview_value = {
            "title": "A knock at the door",
            "scenes": [
                {
                    "name": "door",
                    "text": "Sam opens, and says nothing.",
                    "choices": [
                        {"text": "Wait", "consequence": "Sam looks up.", "goes_to": "", "quality": "helps", "protects": "Sam's pace"},
                        {"text": "Talk", "consequence": "Sam looks away.", "goes_to": "", "quality": "risks", "protects": "your own ease"},
                    ],
                }
            ],
            "debrief": "Silence leaves room.",
        }

    def release_checks(self, value: Any) -> Iterator[Check]:
        for problem in scenarios.problems(scenario_from(self.get_prep_value(value))):
            yield Check(problem.level, problem.says, problem.path)
