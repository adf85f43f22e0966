"""How every form of the service is drawn: label, hint, error, box, and who will read what is written."""

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import CheckboxInput, ChoiceWidget, MultiWidget, SelectDateWidget
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

MISSING = {
    "box": _("Fill in “%(label)s”."),
    "parts": _("Fill in “%(label)s”."),
    "options": _("Choose an answer for “%(label)s”."),
    "checkbox": _("Tick “%(label)s” to go on."),
    "file": _("Choose a file for “%(label)s”."),
}
TOO_LONG = _("Shorten “%(label)s” to %(limit_value)s characters. There are %(show_value)s now.")
# What Django says -> what we say: an example to copy, and nobody's entry is called wrong.
KINDER = {
    "Enter a valid email address.": _("Enter an e-mail address, like name@example.org."),
    "Enter a valid date.": _("Enter a date, like 27/03/2027."),
    "Enter a valid time.": _("Enter a time, like 14:30."),
    "Enter a valid URL.": _("Enter a web address, like https://example.org."),
    "Enter a whole number.": _("Enter a number, like 3."),
    "Enter a number.": _("Enter a number, like 2.5."),
}
COUNTED = 5000  # characters: who writes more than that is not counting
PART_NAMES = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "0": _("Date"), "1": _("Time")}


def _part_names(widget: forms.Widget, boxes: list[dict[str, Any]]) -> list[Any]:
    """What each of several boxes is called: by the end of its name (`on_day`), or as the widget says in `part_names`."""
    return getattr(widget, "part_names", None) or [PART_NAMES.get(box["name"].rsplit("_", 1)[-1], box["name"]) for box in boxes]


class Field(BoundField):
    """A field as our templates need it.

    A form may set on the form field: `audience` (who will read the words; a textarea must have one), `option_hints`
    (value -> small print), `layout` ("two" or "three": answers side by side).
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Let the server say what is missing, in our words: a browser's own bubble would come first and stay silent in the summary."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if self.shape in {"options", "parts"}:
            built.pop("aria-invalid", None)  # the group says it; a radio button may not
        return built

    @property
    def shape(self) -> str:
        """Which of the templates in templates/forms/ draws this field."""
        widget = self.field.widget
        if isinstance(widget, CheckboxInput):
            return "checkbox"
        if isinstance(widget, ChoiceWidget) and widget.use_fieldset:
            return "options"
        return "parts" if isinstance(widget, MultiWidget | SelectDateWidget) else "box"

    @property
    def shape_template(self) -> str:
        return f"forms/_{self.shape}.html"

    @property
    def audience(self) -> str:
        """Who will read the words, or "" where nobody types any."""
        return getattr(self.field, "audience", "") or self.field.widget.attrs.get("data-audience", "")

    @property
    def aria_describedby(self) -> str | None:
        """Hint, error, count, audience: the order in which they are read out."""
        told = super().aria_describedby
        if told is None:
            return None
        ids = [name for name in told.split() if not (self.shape == "checkbox" and name.endswith("_helptext"))]
        if self.counted and self.auto_id:
            ids.append(f"{self.auto_id}_count")
        if self.audience and self.auto_id:
            ids.append(f"{self.auto_id}_audience")
        return " ".join(ids)

    @property
    def box(self) -> SafeString:
        """The box itself. A number is typed as text: a number box throws away what it cannot read, and ours keeps what was typed."""
        if settings.STRICT_AUDIENCE and isinstance(self.field.widget, forms.Textarea) and not self.audience:
            raise ImproperlyConfigured(f"{type(self.form).__name__}.{self.name} takes words and does not say who reads them")
        plain = copy(self.field.widget)
        plain.attrs = {name: value for name, value in plain.attrs.items() if name != "placeholder"}  # the label says it, and stays
        if self.counted:
            plain.attrs = {name: value for name, value in plain.attrs.items() if name != "maxlength"} | {"data-count": self.counted}
        if not isinstance(plain, forms.NumberInput):
            return self.as_widget(plain)
        plain.input_type = "text"
        plain.attrs = {name: value for name, value in plain.attrs.items() if name not in {"min", "max", "step"}}
        whole = not isinstance(self.field, forms.DecimalField | forms.FloatField)
        return self.as_widget(plain, {"inputmode": "numeric" if whole else "decimal"})

    @property
    def counted(self) -> int:
        """How many characters a box for words takes, where somebody may come to the end of it; 0 elsewhere.

        Such a box lets everything in: a browser that holds to `maxlength` cuts what is pasted and does not say so.
        """
        most = getattr(self.field, "max_length", None) if isinstance(self.field.widget, forms.Textarea) else None
        return most if most and most <= COUNTED else 0

    @property
    def is_secret(self) -> bool:
        return isinstance(self.field.widget, forms.PasswordInput)

    @property
    def error_target(self) -> str:
        """The id that a link in the error summary leads to: the box, or the first answer of a group."""
        if self.shape in {"box", "checkbox"}:
            return self.id_for_label or self.auto_id
        boxes = self.parts if self.shape == "parts" else [option for _name, options in self.option_groups for option in options]
        return next((box["attrs"].get("id", "") for box in boxes), "") or self.auto_id

    @property
    def is_optional(self) -> bool:
        """Whether the label says so. Groups of ticks and single ticks are optional by nature."""
        marks = getattr(self.form, "marks_optional", True)
        ticks = isinstance(self.field.widget, CheckboxInput | forms.CheckboxSelectMultiple)
        return bool(marks and not ticks and not self.field.required)

    @property
    def layout(self) -> str:
        return getattr(self.field, "layout", "")

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The boxes of a field that has several, each with its own label."""
        boxes: list[dict[str, Any]] = self._drawn()["subwidgets"]
        for box, label in zip(boxes, _part_names(self.field.widget, boxes), strict=True):
            box["label"] = label
        return boxes

    def _drawn(self) -> dict[str, Any]:
        attrs = self.build_widget_attrs({"id": self.field.widget.attrs.get("id") or self.auto_id})
        widget: dict[str, Any] = self.field.widget.get_context(self.html_name, self.value(), attrs)["widget"]
        return widget

    @property
    def option_groups(self) -> list[tuple[str | None, list[dict[str, Any]]]]:
        """Answers with their group names and small print."""
        widget = self._drawn()
        hints = {str(value): hint for value, hint in getattr(self.field, "option_hints", {}).items()}
        for _name, options, _index in widget["optgroups"]:
            for option in options:
                option["hint"] = hints.get(str(option["value"]), "")
        groups: list[tuple[str | None, list[dict[str, Any]]]] = []
        for name, options, _index in widget["optgroups"]:
            if groups and groups[-1][0] == name:
                groups[-1][1].extend(options)
            else:
                groups.append((name, list(options)))
        return groups

    @property
    def told(self) -> list[str]:
        """The errors as sentences that say what to do. Django's bare "This field is required." gets the label into it."""
        return [words for problem in self.errors.as_data() for words in self._say(problem)]

    def _say(self, problem: ValidationError) -> list[str]:
        if problem.code == "required" and problem.message == forms.Field.default_error_messages["required"]:
            return [str(MISSING.get(self.shape_of_answer, MISSING["box"])) % {"label": self.label}]
        if problem.message is MaxLengthValidator.message and problem.params:
            return [str(TOO_LONG) % {"label": self.label, **problem.params}]
        return [str(KINDER.get(str(message), message)) for message in problem]

    @property
    def shape_of_answer(self) -> str:
        if isinstance(self.field, forms.FileField):
            return "file"
        return "options" if isinstance(self.field.widget, forms.Select) else self.shape


class Renderer(TemplatesSetting):
    """Draws forms with templates/forms/. Widget templates stay Django's own, so that the CMS keeps its looks."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = Field


class DayParts(MultiWidget):
    """Day, month and year as three plain boxes: easier on old phones than a calendar, and nothing to scroll back through."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, Any] = {
            name: forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": size})
            for name, size in (("day", 2), ("month", 2), ("year", 4))
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: date | str | None) -> list[Any]:
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return [None, None, None]
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A date in three boxes; gives a `datetime.date`. Says what to write instead of calling an entry wrong."""

    widget = DayParts

    def __init__(self, **options: Any) -> None:
        parts = [forms.CharField(), forms.CharField(), forms.CharField()]
        options.setdefault("error_messages", {}).setdefault("required", _("Enter the day, the month and the year, like 27 3 2027."))
        options.setdefault("require_all_fields", True)
        super().__init__(parts, **options)

    def compress(self, values: list[str]) -> date | None:
        if not values:
            return None
        try:
            day, month, year = (int(part) for part in values)
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError as problem:
            raise ValidationError(_("Enter a date that is in the calendar, like 27 3 2027."), code="not_a_day") from problem
