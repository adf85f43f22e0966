"""The form with which an editor writes a version of a question. It builds a definition; the pure engine says what needs mending."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import questions
from assessments.models import Question
from assessments.questions.checks import LONGEST_LINE, LONGEST_STEM, MOST_OPTIONS, RULES

RULE_WORDS = {"all_or_nothing": _("All or nothing"), "partial": _("A part of the point for a part that fits")}
KIND_WORDS = {
    "single_choice": _("One line fits best"),
    "multiple_response": _("Several lines fit"),
    "true_false": _("True or false"),
    "ordering": _("Bring lines into order"),
}
READERS = _("Everybody who takes the test reads this")
IDS = "abcdef"


def words(label: Any, longest: int, rows: int, **options: Any) -> forms.CharField:
    """A box for words that learners will read, and that says so."""
    field = forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)
    field.audience = READERS  # type: ignore[attr-defined]
    return field


class AboutForm(forms.ModelForm[Question]):
    """Where a new question belongs."""

    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("Separate them with commas."))

    class Meta:
        model = Question
        fields = ["bank", "key", "topic", "tags"]

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class VersionForm(forms.Form):
    """One version. `kind` decides the boxes; `definition` what they hold at first."""

    def __init__(self, *args: Any, kind: str, definition: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(definition or {}), **kwargs)
        self.kind = kind
        self.fields["stem"] = words(_("Question"), LONGEST_STEM, 3)
        if kind == "true_false":
            self.add_sentence()
        else:
            self.add_lines()
        self.fields["why"] = words(_("Why, in one or two sentences"), LONGEST_STEM, 2, required=False)
        self.fields["note"] = forms.CharField(label=_("What is new in this version"), max_length=200, required=False)

    def add_sentence(self) -> None:
        choices = [("true", _("True")), ("false", _("False"))]
        self.fields["key"] = forms.ChoiceField(label=_("The sentence is"), choices=choices, widget=forms.RadioSelect)
        self.fields["feedback_true"] = words(_("Feedback for “true”"), LONGEST_LINE, 2)
        self.fields["feedback_false"] = words(_("Feedback for “false”"), LONGEST_LINE, 2)

    def add_lines(self) -> None:
        numbers = [(str(number), str(number)) for number in range(1, MOST_OPTIONS + 1)]
        for number, _same in numbers:
            self.fields[f"id_{number}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[f"text_{number}"] = words(_("Line %(number)s") % {"number": number}, LONGEST_LINE, 1, required=False)
            self.fields[f"feedback_{number}"] = words(
                _("Feedback for line %(number)s") % {"number": number}, LONGEST_LINE, 2, required=False
            )
        if self.kind == "single_choice":
            self.fields["key"] = forms.ChoiceField(label=_("Which line fits best?"), choices=numbers, widget=forms.RadioSelect)
        elif self.kind == "multiple_response":
            self.fields["keys"] = forms.MultipleChoiceField(
                label=_("Which lines fit?"), choices=numbers, widget=forms.CheckboxSelectMultiple
            )
        else:
            self.fields["text_1"].help_text = _("Write the lines in the order that fits. Everybody sees them in another order.")
        if self.kind != "single_choice":
            self.fields["rule"] = forms.ChoiceField(label=_("Points"), choices=[(rule, RULE_WORDS[rule]) for rule in RULES])

    def clean(self) -> dict[str, Any]:
        """Let the engine look at the whole, and put each problem beside its box."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.definition = self.as_definition(cleaned)
            for problem in questions.problems(self.definition):
                self.add_error(self.box_of(problem.path), problem.says)
        return cleaned

    def box_of(self, path: str) -> str | None:
        """The box for a place in the definition ("options[1].text"); None when no single box is meant."""
        if path in self.fields:
            return path
        for index, number in enumerate(self.used):
            for part in ("text", "feedback"):
                if path == f"options[{index}].{part}":
                    return f"{part}_{number}"
        return None

    @property
    def used(self) -> list[str]:
        """The numbers of the lines in which something stands."""
        numbers = [str(number) for number in range(1, MOST_OPTIONS + 1)]
        return [number for number in numbers if self.cleaned_data.get(f"text_{number}") or self.cleaned_data.get(f"feedback_{number}")]

    def as_definition(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        definition: dict[str, Any] = {"kind": self.kind, "stem": cleaned["stem"].strip()}
        if cleaned["why"].strip():
            definition["why"] = cleaned["why"].strip()
        if self.kind == "true_false":
            feedback = {name: cleaned[name].strip() for name in ("feedback_true", "feedback_false")}
            return definition | {"key": cleaned["key"] == "true"} | feedback
        return definition | self.lines_of(cleaned)

    def lines_of(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        ids = self.ids_of(cleaned)
        options = [{"id": ids[n], "text": cleaned[f"text_{n}"].strip(), "feedback": cleaned[f"feedback_{n}"].strip()} for n in self.used]
        if self.kind == "single_choice":
            return {"options": options, "key": ids.get(cleaned["key"], "")}
        if self.kind == "multiple_response":
            return {"options": options, "keys": [ids.get(number, "") for number in cleaned["keys"]], "rule": cleaned["rule"]}
        return {"options": options, "key": [option["id"] for option in options], "rule": cleaned["rule"]}

    def ids_of(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """The id of each line: kept from the version before, because answers name it; a free letter for a new line."""
        kept = {number: cleaned[f"id_{number}"] for number in self.used if cleaned[f"id_{number}"]}
        free = (letter for letter in IDS if letter not in kept.values())
        return {number: kept.get(number) or next(free) for number in self.used}


def initial_of(definition: dict[str, Any]) -> dict[str, Any]:
    """What the boxes of a version show at first."""
    initial = {name: definition[name] for name in ("stem", "why", "rule", "feedback_true", "feedback_false") if name in definition}
    lines = in_form_order(definition)
    for number, line in enumerate(lines, start=1):
        initial |= {f"id_{number}": line["id"], f"text_{number}": line["text"], f"feedback_{number}": line["feedback"]}
    places = {line["id"]: str(number) for number, line in enumerate(lines, start=1)}
    if definition.get("kind") == "true_false":
        initial["key"] = "true" if definition["key"] else "false"
    elif definition.get("kind") == "single_choice":
        initial["key"] = places[definition["key"]]
    elif definition.get("kind") == "multiple_response":
        initial["keys"] = [places[name] for name in definition["keys"]]
    return initial


def in_form_order(definition: dict[str, Any]) -> list[dict[str, Any]]:
    lines = {line["id"]: line for line in definition.get("options", [])}
    return [lines[name] for name in definition["key"]] if definition.get("kind") == "ordering" else list(lines.values())
