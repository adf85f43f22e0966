"""What people type here. Rules stand in the services; a form says what to write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.forms import DayField
from lms.core.ids import is_well_formed_number, normalise
from lms.core.languages import languages
from schemes.words.standing import REASONS


class SignForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("I have read this, and I agree to it"),
        error_messages={"required": _("Tick the box if you agree. You can come back to it.")},
    )


class ApplyForm(forms.Form):
    """The name that the certificate shows, what checkers are asked for, and a declaration."""

    certificate_name = forms.CharField(
        label=_("Name on your certificate"),
        max_length=200,
        help_text=_("Any name you go by, in any script. It is printed exactly like this."),
        error_messages={"required": _("Write the name that shall stand on your certificate.")},
    )
    check_name = forms.CharField(
        label=_("The part of it that a checker types"),
        max_length=200,
        help_text=_("Usually your family name. If you have one name, the whole of it."),
        error_messages={"required": _("Write the part of that name that a checker will be asked for.")},
    )
    certificate_name_lang = forms.ChoiceField(
        label=_("Language of the name"),
        choices=languages,
        required=False,
        help_text=_("So that it is read aloud rightly."),
    )
    declares_true = forms.BooleanField(
        label=_("What I send is true, to the best of my knowledge"),
        error_messages={"required": _("Say that what you send is true, to the best of your knowledge.")},
    )


class DecideForm(forms.Form):
    no_conflict = forms.BooleanField(
        label=_("I know of no reason why I should not decide this"),
        error_messages={"required": _("Say that you know of no reason why you should not decide this.")},
    )
    outcome = forms.ChoiceField(
        label=_("Choose one"),
        choices=[("award", _("Award")), ("not_this_time", _("Not this time")), ("ask_for_more", _("Ask for more"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    reasons = forms.CharField(
        label=_("Reason, in words the person will read"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Write the reasons, in words that the person will read.")},
    )
    report = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, until: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        reasons: Any = self.fields["reasons"]
        reasons.audience = _("The person you decide about reads this, as you write it")
        outcome: Any = self.fields["outcome"]
        outcome.option_hints = {
            "award": until,
            "not_this_time": _("A reason for each requirement, and what to add"),
            "ask_for_more": _("One clear list; the case stays open"),
        }


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Certificate number"),
        max_length=40,
        help_text=_("11 letters and digits, like 7K4Q-92XD-3MT. There is no search by name."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the number of the certificate.")},
    )

    def clean_number(self) -> str:
        number = normalise(self.cleaned_data["number"])
        if not is_well_formed_number(number):
            raise forms.ValidationError(_("That number looks mistyped. It has 11 letters and digits."))
        return number


class StandingForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=REASONS,
        widget=forms.RadioSelect,
        help_text=_("Kept in the record for ever, so it is general on purpose."),
        error_messages={"required": _("Choose the reason.")},
    )
    effective_on = DayField(label=_("From which day"), help_text=_("The day from which a checker gets the new answer."))
    public_text = forms.CharField(label=_("Public words"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    private_note = forms.CharField(
        label=_("Note for the board"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": _("Write a note for the board's own record.")},
    )

    def __init__(self, *args: Any, shown_to_checkers: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        public: Any = self.fields["public_text"]
        public.audience = _("Everybody who checks this certificate reads it") if shown_to_checkers else _("The holder reads it")
        public.help_text = _("One short sentence without any detail of the case. It stays in the record for ever.")
        note: Any = self.fields["private_note"]
        note.audience = _("Only the certification board reads this")
