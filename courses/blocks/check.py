"""A knowledge check: one form for every kind of question that is marked at once."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments import questions
from courses.block_checks import Check, stop
from courses.editions.questions import question_from

from .groups import PRACTICE


def rule_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        label=_("points when only some are right"),
        choices=[("all_or_nothing", _("None")), ("partial", _("Some"))],
        default="all_or_nothing",
    )


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("answer"), max_length=400, rows=2)
    is_right = blocks.BooleanBlock(label=_("this one fits"), required=False)
    feedback = blocks.TextBlock(label=_("what we say to it"), max_length=400, rows=2, required=False)

    class Meta:
        label_format = "{text}"


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("this"), max_length=400)
    fits = blocks.CharBlock(label=_("fits to this"), max_length=400)
    feedback = blocks.TextBlock(label=_("what we say to it"), max_length=400, rows=2, required=False)

    class Meta:
        label_format = "{text} – {fits}"


class GapBlock(blocks.StructBlock):
    KINDS = [
        ("short_text", _("Words are typed: write the accepted ones")),
        ("single_choice", _("One answer is chosen")),
        ("numeric", _("A number is typed: write the accepted ones")),
        ("multiple_response", _("Several answers are chosen")),
    ]

    name = blocks.CharBlock(label=_("name of the gap"), max_length=36, help_text=_("As in the text: for [[day]] write day."))
    kind = blocks.ChoiceBlock(label=_("kind"), choices=KINDS, default="short_text")
    options = blocks.ListBlock(OptionBlock(), label=_("answers"), collapsed=True)
    rule = rule_block()

    class Meta:
        label_format = "[[{name}]]"


class CheckBlock(blocks.StructBlock):
    KINDS = [
        ("single_choice", _("One answer fits")),
        ("multiple_response", _("Several answers fit")),
        ("true_false", _("True or false: the first line stands for true, the second for false")),
        ("ordering", _("Put in order: write the lines in the right order")),
        ("matching", _("Find what belongs together: fill in the pairs")),
        ("short_text", _("A word or a line, typed: each answer is one that we accept, or know")),
        ("numeric", _("A number, typed: each answer is one that we accept, or know")),
        ("cloze", _("Fill gaps: fill in the text and its gaps")),
        ("confidence", _("How sure are you: nothing is right or wrong, nothing is said to it")),
    ]

    kind = blocks.ChoiceBlock(label=_("kind"), choices=KINDS, default="single_choice")
    stem = blocks.TextBlock(label=_("question"), max_length=1200, rows=3)
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("answers"),
        collapsed=True,
        help_text=_("Two to six. For typed words * stands for anything. A number can be 12, 12 ± 1, 10 to 20, or * for any other."),
    )
    why = blocks.TextBlock(label=_("the reason, in short"), max_length=1200, rows=2, required=False)
    rule = rule_block()
    pairs = blocks.ListBlock(PairBlock(), label=_("pairs"), collapsed=True, default=[], required=False)
    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("more to choose from"), max_length=400),
        label=_("more to choose from"), collapsed=True, default=[], required=False, help_text=_("Things that fit to none of the pairs."),
    )  # fmt: skip
    text = blocks.TextBlock(
        label=_("text with gaps"), rows=4, required=False, help_text=_("Each gap has a name in double brackets: Ring on [[day]].")
    )
    gaps = blocks.ListBlock(GapBlock(), label=_("gaps"), collapsed=True, default=[], required=False)
    unit = blocks.CharBlock(label=_("unit of the number"), max_length=40, required=False)

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
        form_layout = blocks.BlockGroup(
            children=[
                "kind",
                "stem",
                "options",
                "why",
                blocks.BlockGroup(["pairs", "choices"], heading=_("Only for what belongs together"), classname="collapsed"),
                blocks.BlockGroup(["text", "gaps"], heading=_("Only for gaps"), classname="collapsed"),
            ],
            settings=["rule", "unit"],
        )

    def release_checks(self, value: Any) -> Iterator[Check]:
        for problem in questions.problems(question_from(self.get_prep_value(value))):
            yield stop(problem.says, problem.path)
