"""Forms that write an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lms.core.forms import DayField
from lms.core.ids import new_code
from logbook.doubts import Doubt
from logbook.facts import Facts
from logbook.models import Entry
from logbook.models.entries import NOTE_LENGTH
from logbook.words import ACTIVITIES_OF, CHANNELS, MODES, SETTINGS, TOPICS

from .fields import LengthField, TimeField


class QuestionsMixin(forms.Form):
    """A form that may come back with a question, and takes the answer with everything that was typed."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(widget=forms.HiddenInput, required=False)

    doubts: Sequence[Doubt] = ()
    proposed: Facts | None = None

    def ask(self, doubts: Sequence[Doubt]) -> None:
        """Draw the form again with these questions; an earlier answer does not answer them. A question is not an error."""
        self.doubts = doubts
        self.data = self.data.copy()
        self.data.setlist("answer", [""])
        self.data.setlist("asked", [" ".join(doubt.token for doubt in doubts)])

    @property
    def sure(self) -> frozenset[str]:
        """The tokens of the questions that were answered with yes."""
        return frozenset(self.cleaned_data["asked"].split()) if self.cleaned_data["answer"] == "yes" else frozenset()

    @property
    def shortens(self) -> tuple[str, str]:
        """("mine" | "other" | "", id of the other entry): which of two overlapping entries was shorter."""
        answer = {"shorter": "mine", "other_shorter": "other"}.get(self.cleaned_data["answer"], "")
        tokens = [token.split(":") for token in self.cleaned_data["asked"].split()]
        overlaps = [token[1] for token in tokens if len(token) == 3 and token[0] == "overlap"]
        return (answer, overlaps[0]) if answer and overlaps else ("", "")


class WhenForm(QuestionsMixin):
    """Day, length and time of day: all that "same as last time" asks for."""

    marks_optional = False  # what is needed changes with the other answers, so the hints say it

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    when = forms.ChoiceField(
        label=_("When?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("A new day has begun. Choose the day again.")},
    )
    other_day = DayField(label=_("Which other day?"), required=False)
    minutes = LengthField()
    start_minute = TimeField(
        label=_("When did it begin?"),
        required=False,
        help_text=_("Like 2 pm or 14:00. You may leave it out; it shows when two entries overlap."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        yesterday = today - timedelta(days=1)
        weekday = date_format(yesterday, "D j").replace(" ", "\N{NO-BREAK SPACE}")
        self.fields["when"].choices = [(today.isoformat(), _("Today")), (yesterday.isoformat(), weekday), ("other", _("Other"))]
        self.fields["when"].layout = "three"
        self.fields["when"].widget.attrs["data-other-shows"] = "other_day"
        if not self.is_bound and not self.initial.get("once"):
            self.initial["once"] = new_code()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("when") == "other" and not told.get("other_day") and "other_day" not in self.errors:
            self.add_error("other_day", _("Enter the day, the month and the year, like 27 3 2027."))
        return told

    @property
    def on(self) -> date:
        when = self.cleaned_data["when"]
        return self.cleaned_data["other_day"] if when == "other" else date.fromisoformat(when)

    def facts_like(self, last: Facts) -> Facts:
        """The same as last time, on this day, this long."""
        told = self.cleaned_data
        return replace(last, on=self.on, minutes=told["minutes"], start_minute=told["start_minute"], did_not_happen=False)


def when_of(day: date, today: date) -> dict[str, Any]:
    """The initial answers to "When?" for an entry of this day."""
    near = {today, today - timedelta(days=1)}
    return {"when": day.isoformat()} if day in near else {"when": "other", "other_day": day}


class EntryForm(WhenForm):
    """Everything that a practice entry or a session says."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    activity = forms.ChoiceField(label=_("What was it?"))
    mode = forms.ChoiceField(label=_("One to one or in a group?"), choices=MODES, widget=forms.RadioSelect)
    group_size = forms.IntegerField(
        label=_("How many took part?"),
        required=False,
        min_value=2,
        max_value=500,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Only for a group. A number is enough."),
    )
    setting = forms.ChoiceField(label=_("Where?"), choices=[("", _("I would rather not say")), *SETTINGS], required=False)
    channel = forms.ChoiceField(label=_("How did you meet?"), choices=CHANNELS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("What did you talk about?"), choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(
        label=_("A note for both of you"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("If you like: what you agreed, in up to 500 characters. Leave out health details and people you support."),
    )
    supervisor = forms.ModelChoiceField(
        label=_("Who can confirm this?"), queryset=User.objects.none(), required=False, widget=forms.RadioSelect, empty_label=None
    )

    NOT_FOR = {"practice": ("channel", "topics", "note"), "supervision": ("setting",)}

    def __init__(self, *args: Any, kind: str, supervisors: Any = None, both: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        for name in self.NOT_FOR[kind]:
            del self.fields[name]
        self.fields["activity"].choices = ACTIVITIES_OF[kind]
        self.fields["mode"].layout = "two"
        self.fields["mode"].widget.attrs["data-other-shows"] = "group_size"
        if "note" in self.fields:
            self.fields["note"].audience = both or _("You and your supervisor both see this, and nobody else.")
        if supervisors is None:
            del self.fields["supervisor"]
        else:
            self.fields["supervisor"].queryset = supervisors

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("mode") == "group" and not told.get("group_size") and "group_size" not in self.errors:
            self.add_error("group_size", _("Say how many took part, two or more. A number is enough."))
        if "send" in self.data and "supervisor" in self.fields and not told.get("supervisor") and "supervisor" not in self.errors:
            self.add_error("supervisor", _("Choose who can confirm this, or keep it as a draft."))
        return told

    @property
    def facts(self) -> Facts:
        told = self.cleaned_data
        return Facts(
            kind=self.kind,
            on=self.on,
            minutes=told["minutes"],
            activity=told["activity"],
            start_minute=told["start_minute"],
            mode=told["mode"],
            group_size=told["group_size"] if told["mode"] == "group" else None,
            setting=told.get("setting", ""),
            channel=told.get("channel", "in_person"),
            topics=tuple(told.get("topics", ())),
        )


def filled_from(entry: Entry, today: date, note: str = "") -> dict[str, Any]:
    """Initial answers for a form about an entry that is there already."""
    names = ("minutes", "start_minute", "activity", "mode", "group_size", "setting", "channel", "topics")
    said = {name: getattr(entry, name) for name in names}
    return {**said, **when_of(entry.on, today), "supervisor": entry.supervisor_id, "note": note, "seen": entry.version}


class CorrectionForm(EntryForm):
    """A correction, or the plain word that it did not happen."""

    did_not_happen = forms.BooleanField(
        label=_("It did not happen"), required=False, help_text=_("Then none of it counts, once the other of you two has confirmed this.")
    )

    @property
    def facts(self) -> Facts:
        return replace(super().facts, did_not_happen=self.cleaned_data["did_not_happen"])
