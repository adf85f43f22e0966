"""The boxes of a question form: how each shows a value of a definition, and what it makes of what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

READERS = _("Everybody who takes the test reads this")
LEFT_OUT = object()  # what was left blank does not stand in the definition


def same(value: Any) -> Any:
    return value


def text_or_nothing(value: Any) -> Any:
    return value.strip() or LEFT_OUT


@dataclass(frozen=True)
class Box:
    """One value. `read` turns what was typed into JSON (or LEFT_OUT), `show` the other way round."""

    name: str
    make: Callable[[], forms.Field]
    read: Callable[[Any], Any] = text_or_nothing
    show: Callable[[Any], Any] = same
    refers_to: str = ""  # the list whose lines it names by their number


def words_field(label: Any, longest: int, rows: int, **options: Any) -> forms.CharField:
    """A box for words that learners will read, and that says so."""
    field = forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)
    field.audience = READERS  # type: ignore[attr-defined]
    return field


def words(name: str, label: Any, longest: int, rows: int, *, keeps_blank: bool = False) -> Box:
    """`keeps_blank`: an empty text stands in the definition, so that the engine can say what is missing."""
    read = str.strip if keeps_blank else text_or_nothing
    return Box(name, lambda: words_field(label, longest, rows, required=False), read)


def line(name: str, label: Any, *, longest: int = 200, says: Any = "") -> Box:
    return Box(name, lambda: forms.CharField(label=label, max_length=longest, required=False, help_text=says))


def worth(name: str = "worth", label: Any = "") -> Box:
    return line(name, label or _("Worth"), longest=20, says=_("1, 0, or a part such as 1/2"))


def flag(name: str, label: Any) -> Box:
    return Box(name, lambda: forms.BooleanField(label=label, required=False), lambda ticked: True if ticked else LEFT_OUT, bool)


def unless(name: str, label: Any) -> Box:
    """A tick that takes away what holds when nothing is said."""
    return Box(
        name,
        lambda: forms.BooleanField(label=label, required=False),
        lambda ticked: False if ticked else LEFT_OUT,
        lambda value: value is False,
    )


def whole(name: str, label: Any, *, says: Any = "") -> Box:
    def make() -> forms.Field:
        return forms.IntegerField(label=label, required=False, help_text=says)

    return Box(name, make, lambda value: LEFT_OUT if value is None else value)


def one_of(name: str, label: Any, choices: list[tuple[str, Any]]) -> Box:
    return Box(name, lambda: forms.ChoiceField(label=label, choices=choices, required=False), lambda value: value or LEFT_OUT)


def many_of(name: str, label: Any, choices: list[tuple[str, Any]]) -> Box:
    def make() -> forms.Field:
        return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)

    return Box(name, make, list)


def reference(name: str, label: Any, to: str, most: int) -> Box:
    """Names a line of another list by its number; the definition keeps the line's id."""
    numbers = [("", "–"), *((str(number), str(number)) for number in range(1, most + 1))]
    return Box(name, lambda: forms.ChoiceField(label=label, choices=numbers, required=False), same, same, refers_to=to)
