"""The boxes of a test, of its topics and of its sections: what each shows of a definition, and what it makes of what was typed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.question_forms.about import DIFFICULTIES
from assessments.question_forms.boxes import LEFT_OUT, READERS
from assessments.question_forms.layouts import KIND_WORDS
from assessments.questions.about import tags_of
from assessments.questions.checks import LONGEST_LINE

Choices = Sequence[tuple[str, Any]]


def number(typed: str) -> Any:
    """A whole number, or what was typed instead of one."""
    typed = typed.strip()
    return int(typed) if re.fullmatch(r"-?[0-9]{1,6}", typed) else typed or LEFT_OUT


def text(typed: str) -> Any:
    return " ".join(typed.split()) or LEFT_OUT


def keys(typed: str) -> Any:
    return re.split(r"[\s,;]+", typed.strip(" ,;\r\n\t")) if typed.strip(" ,;\r\n\t") else LEFT_OUT


def tags(typed: str) -> Any:
    return tags_of(typed) or LEFT_OUT


def numbers(typed: str) -> Any:
    return LEFT_OUT if keys(typed) is LEFT_OUT else [number(one) for one in keys(typed)]


def listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def but(usual: Any) -> Callable[[Any], Any]:
    """Shows what is usual as nothing said, however it is written."""
    return lambda value: "" if value == usual else str(value)


def as_text(value: Any) -> Any:
    return "\n".join(map(str, value)) if isinstance(value, list) else value


@dataclass(frozen=True)
class Box:
    """One value. `read` makes JSON of what was typed (or LEFT_OUT), `show` the other way round. `by`: where its choices come from."""

    name: str
    label: Any
    read: Callable[[str], Any] = text
    show: Callable[[Any], Any] = str
    says: Any = ""
    widget: Any = forms.TextInput
    choices: Choices = ()
    by: str = ""
    is_many: bool = False
    for_learners: bool = False

    def shown(self, value: Any) -> Any:
        if self.is_many:
            return value
        return "" if value is None else self.show(value)

    def field(self, held: Any, given: Mapping[str, Choices]) -> forms.Field:
        """A value that is no choice any more stays one, so that it is not lost unseen."""
        offered = list(given[self.by] if self.by else self.choices)
        if self.is_many:
            return forms.MultipleChoiceField(label=self.label, choices=offered, widget=forms.CheckboxSelectMultiple, help_text=self.says)
        if offered:
            unknown = [] if str(held) in dict(offered) or held is None else [(str(held), str(held))]
            return forms.ChoiceField(label=self.label, choices=[*offered, *unknown], required=False, help_text=self.says)
        field = forms.CharField(label=self.label, required=False, help_text=self.says, widget=self.widget)
        field.audience = READERS if self.for_learners else ""  # type: ignore[attr-defined]
        return field


def in_figures(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "autocomplete": "off"} | more)


DAY = forms.DateInput(attrs={"type": "date"})
LINE = forms.TextInput(attrs={"maxlength": LONGEST_LINE})

TOPIC = (
    Box("key", _("Short name")),
    Box("title", _("What learners read"), widget=LINE),
)
SECTION = (
    Box(
        "questions",
        _("These questions"),
        keys,
        as_text,
        _("Their short names, one a line. Left empty: questions are drawn by chance."),
        forms.Textarea(attrs={"rows": 3}),
    ),
    Box("draw", _("How many to draw"), number, widget=in_figures()),
    Box("topic", _("With this topic"), by="topics"),
    Box("difficulty", _("As hard as this"), number, choices=[("", _("Any")), *DIFFICULTIES]),
    Box("tags", _("With all of these tags"), tags, listed, _("Separate them with commas.")),
    Box(
        "kinds", _("Only these kinds"), says=_("None ticked: every kind that earns points."), choices=list(KIND_WORDS.items()), is_many=True
    ),
    Box("needed", _("Points needed in this section"), number, says=_("Left empty: it has no pass mark of its own."), widget=in_figures()),
    Box(
        "must_pass",
        _("Questions that have to be right"),
        keys,
        as_text,
        _("Out of those named above, one a line."),
        forms.Textarea(attrs={"rows": 2}),
    ),
    Box("title", _("What this part is called"), says=_("Needed beside points of its own where it has no topic."), widget=LINE),
)
PASSING = (
    Box("bank", _("Bank"), by="banks"),
    Box("needed", _("Points needed in the whole test"), number, says=_("Each question is worth one point."), widget=in_figures()),
    Box("tries", _("Tries"), number, says=_("Left empty: as many as somebody likes."), widget=in_figures()),
    Box(
        "wait_hours",
        _("Hours to wait after each try"),
        numbers,
        listed,
        _("For example 0, 24: none after the first, a day after each later one."),
    ),
    Box("counts", _("What counts"), show=but("best"), choices=[("", _("The best try: every pass stands")), ("last", _("The last try"))]),
)
DAYS = (
    Box("opens_on", _("First day"), widget=DAY, says=_("Days in UTC. A cohort may have days of its own.")),
    Box("closes_on", _("Last day"), widget=DAY, says=_("It counts whole. Days on a break move it.")),
    Box(
        "minutes",
        _("Time limit in minutes"),
        number,
        says=_("Left empty: none. That is how it should be unless somebody demands one."),
        widget=in_figures(),
    ),
    Box("because", _("Who demands the limit, and why"), widget=LINE, for_learners=True),
)
WORDS = (
    Box("feedback", _("What people see of their answers"), show=but("after_test"), choices=[
        ("", _("After the test: what fits, with the reasons")),
        ("when_done", _("The same, once they have passed or have no try left")),
        ("never_key", _("Never what fits: the questions are asked again")),
    ]),
    Box("open_book", _("Notes"), choices=[("", _("Allowed")), ("false", _("Not allowed"))],
        read=lambda typed: False if typed == "false" else LEFT_OUT, show=lambda value: "false" if value is False else ""),
    Box("about", _("A line before the test"), widget=LINE, for_learners=True),
    Box("passed", _("A line for those who have passed"), widget=LINE, for_learners=True),
    Box("review", _("Have its questions been reviewed?"), show=but("not_yet"), choices=[("", _("Not yet")), ("done", _("Yes"))]),
)  # fmt: skip
WHOLE = (*PASSING, *DAYS, *WORDS)
