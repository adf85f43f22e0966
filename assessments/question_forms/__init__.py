"""The forms with which an editor writes a question. They build a definition; the pure engine says what needs mending, and where.

Whatever a form does not show of a version stays as it was: a question that came in from elsewhere loses nothing by being edited.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import questions
from assessments.question_forms.about import AboutForm, ChangedAboutForm
from assessments.question_forms.boxes import LEFT_OUT, Box, words_field
from assessments.question_forms.layouts import KIND_WORDS, LAYOUTS, Lines
from assessments.question_forms.lines import Place, fields_of, ids_of, line_of, places, used
from assessments.question_forms.shapes import as_shown, finished
from assessments.questions.checks import LONGEST_DRAFT, LONGEST_STEM

DRAFT = "draft"


class VersionForm(forms.Form):
    """One version. `kind` decides the boxes; `definition` is the version before, and what the boxes hold at first."""

    definition: dict[str, Any]

    def __init__(self, *args: Any, kind: str, definition: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.kind, self.before = kind, dict(definition or {})
        self.shown = as_shown(self.before)
        self.layout = LAYOUTS[kind]
        self.lists = [replace(lines, most=max(lines.most, len(self.shown.get(lines.name, [])) + 1)) for lines in self.layout.lists]
        super().__init__(*args, initial=self.first_values(), **kwargs)
        self.fields["stem"] = words_field(_("Question"), LONGEST_DRAFT, 3, help_text=self.layout.hint)
        for lines in self.lists:
            self.fields.update(fields_of(lines))
        self.add_key()
        self.fields.update({box.name: box.make() for box in self.layout.boxes})
        self.fields["why"] = words_field(_("Why, in one or two sentences"), LONGEST_STEM, 2, required=False)
        self.fields["note"] = forms.CharField(label=_("What is new in this version"), max_length=200, required=False)
        self.places: dict[str, Place] = {}

    def add_key(self) -> None:
        if self.kind == "true_false":
            choices: list[tuple[str, Any]] = [("true", _("True")), ("false", _("False"))]
            self.fields["key"] = forms.ChoiceField(label=_("The sentence is"), choices=choices, widget=forms.RadioSelect)
        elif self.kind in ("single_choice", "multiple_response"):
            numbers = [(str(place.number), str(place.number)) for place in places(self.lists[0])]
            self.fields["key" if self.kind == "single_choice" else "keys"] = (
                forms.ChoiceField(label=_("Which line fits best?"), choices=numbers, widget=forms.RadioSelect)
                if self.kind == "single_choice"
                else forms.MultipleChoiceField(
                    label=_("Which lines fit?"), choices=numbers, widget=forms.CheckboxSelectMultiple, required=False
                )
            )

    def first_values(self) -> dict[str, Any]:
        shown = self.shown
        values = {box.name: box.show(shown[box.name]) for box in self.layout.boxes if box.name in shown}
        values |= {name: shown[name] for name in ("stem", "why") if name in shown}
        self.numbers = {lines.name: {line["id"]: str(n) for n, line in enumerate(shown.get(lines.name, []), 1)} for lines in self.lists}
        for lines in self.lists:
            values |= self.values_of(lines, shown.get(lines.name, []))
        return values | self.first_key()

    def values_of(self, lines: Lines, rows: list[dict[str, Any]], before: str = "") -> dict[str, Any]:
        values: dict[str, Any] = {}
        for place, row in zip(places(lines, before), rows, strict=False):
            values[place.field("id")] = row["id"]
            for box in lines.boxes:
                if box.name in row:
                    known = self.numbers.get(box.refers_to, {})
                    values[place.field(box.name)] = known.get(row[box.name], "") if box.refers_to else box.show(row[box.name])
            if lines.inner:
                values |= self.values_of(lines.inner, row.get(lines.inner.name, []), place.inner_prefix)
        return values

    def first_key(self) -> dict[str, Any]:
        if self.kind == "true_false" and "key" in self.before:
            return {"key": "true" if self.before["key"] else "false"}
        numbers = self.numbers.get("options", {})
        if self.kind == "single_choice":
            return {"key": numbers.get(self.before.get("key", ""), "")}
        return {"keys": [numbers[name] for name in self.before.get("keys", ()) if name in numbers]}

    @property
    def is_draft(self) -> bool:
        return self.data.get("do") == DRAFT

    def clean(self) -> dict[str, Any]:
        """Let the engine look at the whole, and put each problem beside its box. A draft may keep what is editorial."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.definition = self.as_definition(cleaned)
            check = questions.structural_problems if self.is_draft else questions.problems
            for problem in check(self.definition):
                box = self.box_of(problem.path)
                self.add_error(box, problem.says if box else f"{problem.path}: {problem.says}")
        return cleaned

    def box_of(self, path: str) -> str | None:
        """The box for a place in the definition ("options[1].text"); None when no single box is meant."""
        if path in self.fields:
            return path
        head, _dot, name = path.rpartition(".")
        place = self.places.get(head) or self.places.get(path)
        if place is None:
            return None
        found = place.field(name)
        return found if head in self.places and name != "id" and found in self.fields else place.field(place.lines.boxes[0].name)

    def as_definition(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        definition: dict[str, Any] = {**self.before, "kind": self.kind, "stem": cleaned["stem"].strip()}
        extra: dict[str, Any] = {"before": self.before}
        for box in [*self.layout.boxes, Box("why", forms.CharField)]:
            self.put(definition, extra, box, cleaned[box.name])
        for lines in self.lists:
            rows = used(lines, cleaned)
            extra[lines.name] = dict(zip([place.number for place in rows], self.rows_of(lines, rows, cleaned, lines.name), strict=True))
            definition[lines.name] = list(extra[lines.name].values())
        self.put_key(definition, cleaned)
        return finished(self.kind, definition, extra)

    def put(self, definition: dict[str, Any], extra: dict[str, Any], box: Box, typed: Any) -> None:
        extra[box.name] = typed
        value = box.read(typed)
        if value is LEFT_OUT or box.name in ("unit_cost", "unit_of", "words_least", "words_most"):
            definition.pop(box.name, None)
        else:
            definition[box.name] = value

    def rows_of(
        self, lines: Lines, rows: list[Place], cleaned: dict[str, Any], path: str, held: list[dict[str, Any]] | None = None
    ) -> list[dict[str, Any]]:
        before = {row["id"]: row for row in (self.shown.get(lines.name, []) if held is None else held)}
        names = self.names_of(rows, cleaned)
        found = []
        for index, place in enumerate(rows):
            self.places[f"{path}[{index}]"] = place
            row = line_of(place, names[place], cleaned, before.get(names[place], {}), lambda box, number: self.refer(box, number, cleaned))
            if lines.inner:
                inner = used(lines.inner, cleaned, place.inner_prefix)
                here = f"{path}[{index}].{lines.inner.name}"
                row[lines.inner.name] = self.rows_of(lines.inner, inner, cleaned, here, row.get(lines.inner.name, []))
            found.append(row)
        return found

    def names_of(self, rows: list[Place], cleaned: dict[str, Any]) -> dict[Place, str]:
        """The ids of these lines. All ids of one question differ, so those of the other lists are taken."""
        if not hasattr(self, "taken"):
            self.taken = {str(value) for name, value in cleaned.items() if "id_" in name and value}
            self.known: dict[Place, str] = {}
        fresh = [place for place in rows if place not in self.known]
        self.known |= ids_of(fresh, cleaned, self.taken)
        return self.known

    def refer(self, box: Box, number: str, cleaned: dict[str, Any]) -> str:
        """The id of the line with this number in the list that the box names; "" when nothing stands there."""
        lines = next(each for each in self.lists if each.name == box.refers_to)
        names = self.names_of(used(lines, cleaned), cleaned)
        return next((name for place, name in names.items() if place.lines == lines and str(place.number) == number), "")

    def put_key(self, definition: dict[str, Any], cleaned: dict[str, Any]) -> None:
        if self.kind == "true_false":
            definition["key"] = cleaned["key"] == "true"
        elif self.kind in ("single_choice", "multiple_response"):
            by_number = {str(place.number): name for place, name in self.known.items()} if hasattr(self, "known") else {}
            if self.kind == "single_choice":
                definition["key"] = by_number.get(cleaned["key"], "")
            else:
                definition["keys"] = [by_number.get(number, "") for number in cleaned["keys"]]


__all__ = ["KIND_WORDS", "AboutForm", "ChangedAboutForm", "VersionForm"]
