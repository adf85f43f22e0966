"""What comes in through HTTP about places, days and workshops."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms.me import zones
from courses.models import Attendance, Cohort, Domain, ModuleEdition, Workshop
from courses.queries.workshops import RegisterLine
from courses.services.keep_register import Was
from courses.services.plan_workshop import Plan, at_local
from lms.core.forms import DayField

NARROW = {"class": "w-s", "autocomplete": "off"}


class AskForm(forms.Form):
    """In which group."""

    cohort = forms.ChoiceField(
        label=_("Which group would suit you?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a group.")}
    )

    def __init__(self, *args: Any, cohorts: Iterable[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(cohort.public_id, cohort.title) for cohort in cohorts]
        self.fields["cohort"].choices = rows  # type: ignore[attr-defined]
        self.fields["cohort"].initial = rows[0][0] if len(rows) == 1 else None
        self.fields["cohort"].option_hints = {  # type: ignore[attr-defined]
            cohort.public_id: _now("First day: %(day)s") % {"day": date_format(cohort.starts_on, "l j F Y")} for cohort in cohorts
        }


class WallCodeForm(forms.Form):
    """The code from a wall; for somebody new a name and a password with it."""

    code = forms.CharField(
        label=_("The code"), max_length=40, help_text=_("Twelve letters and figures, like 7K4Q-92XD-3MTA."),
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code-in"}),
    )  # fmt: skip


class NewWithCodeForm(WallCodeForm):
    """For somebody without an account."""

    called = forms.CharField(
        label=_("What shall we call you?"), max_length=200, help_text=_("Any name. You can change it."),
        error_messages={"required": _("Say what we shall call you.")}, widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Choose a password"), strip=False, help_text=_("At least 10 characters."),
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])


class PlacesForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("How many people may have a place?"), required=False, min_value=1, max_value=100_000,
        help_text=_("Leave it empty for as many as come."), widget=forms.NumberInput(attrs=NARROW),
    )  # fmt: skip
    takes_requests = forms.BooleanField(label=_("People may ask for a place on the course's page"), required=False)


class CodeDayForm(forms.Form):
    ends_on = DayField(label=_("Until which day does it work?"), help_text=_("For example 27 3 2027"))


class DuesForm(forms.Form):
    """A day for each module that the programme teaches."""

    def __init__(self, *args: Any, taught: Iterable[tuple[ModuleEdition, date | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for edition, day in taught:
            field = DayField(label=edition.title, required=False, require_all_fields=False, initial=day)
            self.fields[f"due_{edition.module_key}"] = field

    @property
    def dues(self) -> dict[UUID, date | None]:
        return {UUID(name.removeprefix("due_")): day for name, day in self.cleaned_data.items()}


class WorkshopForm(forms.Form):
    """A plan. Times are those on the wall where it takes place."""

    title = forms.CharField(
        label=_("What is it called?"), max_length=120, help_text=_("Learners see it when they are signed in. Calendars say “Session”."),
        error_messages={"required": _("Write what it is called.")},
    )  # fmt: skip
    on = DayField(label=_("Day"), help_text=_("For example 27 3 2027"))
    starts = forms.TimeField(label=_("It begins at"), help_text=_("Like 14:30"), widget=forms.TimeInput(format="%H:%M", attrs=NARROW))
    ends = forms.TimeField(label=_("It ends at"), help_text=_("Like 16:30"), widget=forms.TimeInput(format="%H:%M", attrs=NARROW))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones, help_text=_("Of the place where it happens."))
    place = forms.CharField(label=_("Place"), max_length=200, required=False, help_text=_("House, room, how to get in."))
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https", help_text=_("When it is online."))
    domain = forms.ChoiceField(
        label=_("What do its minutes count towards?"), error_messages={"required": _("Choose what its minutes count towards.")}
    )
    minutes = forms.IntegerField(
        label=_("How many minutes count?"), min_value=1, max_value=720, help_text=_("For whoever is there all the time. Leave breaks out."),
        widget=forms.NumberInput(attrs=NARROW),
    )  # fmt: skip
    module = forms.ChoiceField(label=_("Which module does it belong to?"), required=False)

    def __init__(self, *args: Any, cohort: Cohort, zone: str, workshop: Workshop | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_typed(workshop) if workshop else {"zone": zone}, **kwargs)
        domains = list(Domain.objects.values_list("code", "title"))
        taught = ModuleEdition.objects.taught().light().filter(programme_key=cohort.programme_key).order_by("position", "pk")
        self.fields["domain"].choices = domains  # type: ignore[attr-defined]
        self.fields["module"].choices = [("", _("None of them")), *((str(one.module_key), one.title) for one in taught)]  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        """Raises Refused for an hour that the clocks leave out on that day."""
        said = self.cleaned_data
        return Plan(
            title=said["title"].strip(),
            starts_at=at_local(said["on"], said["starts"], said["zone"]),
            ends_at=at_local(said["on"], said["ends"], said["zone"]),
            zone=said["zone"],
            domain=said["domain"],
            minutes=said["minutes"],
            place=said["place"].strip(),
            link=said["link"],
            module_key=UUID(said["module"]) if said["module"] else None,
        )


def _as_typed(workshop: Workshop) -> dict[str, Any]:
    local = {name: getattr(workshop, f"{name}_at").astimezone(workshop.clock) for name in ("starts", "ends")}
    typed = {name: getattr(workshop, name) for name in ("title", "zone", "place", "link", "domain", "minutes")}
    return {
        **typed,
        "on": workshop.on,
        "starts": local["starts"].time(),
        "ends": local["ends"].time(),
        "module": str(workshop.module_key or ""),
    }


class RegisterForm(forms.Form):
    """One question and one number for each person. Nothing is answered beforehand unless `everybody` is."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Iterable[RegisterLine], most: int, everybody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if not line.is_mine]
        for line in self.lines:
            self._add(line, most, everybody)

    def _add(self, line: RegisterLine, most: int, everybody: bool) -> None:
        missing = _now("Say whether %(name)s was there.") % {"name": line.person}
        was = forms.ChoiceField(
            label=str(line.person), choices=Attendance.WAS, widget=forms.RadioSelect, error_messages={"required": missing}
        )
        was.layout = "three"  # type: ignore[attr-defined]
        was.initial = line.attendance.was if line.attendance else "present" if everybody and not line.is_away else None
        if line.is_away:
            was.help_text = _now("On a break")
        minutes = forms.IntegerField(
            label=_now("Minutes, if it was a part"), required=False, min_value=1, max_value=most, widget=forms.NumberInput(attrs=NARROW)
        )
        minutes.initial = line.attendance.minutes if line.attendance and line.attendance.was == "part" else None
        self.fields |= {f"was_{line.ref}": was, f"minutes_{line.ref}": minutes}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for line in self.lines:
            if said.get(f"was_{line.ref}") == "part" and not said.get(f"minutes_{line.ref}") and f"minutes_{line.ref}" not in self.errors:
                self.add_error(f"minutes_{line.ref}", _now("Write for how many minutes %(name)s was there.") % {"name": line.person})
        return said

    @property
    def rows(self) -> list[tuple[RegisterLine, Any, Any]]:
        return [(line, self[f"was_{line.ref}"], self[f"minutes_{line.ref}"]) for line in self.lines]

    @property
    def noted(self) -> Mapping[int, Was]:
        said = self.cleaned_data
        return {line.person.pk: Was(said[f"was_{line.ref}"], said[f"minutes_{line.ref}"] or 0) for line in self.lines}
