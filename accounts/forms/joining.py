"""What people type to join."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """What to call somebody, and a password if they want one."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        max_length=200,
        help_text=_("Any name you like. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=_("A password, if you want one"),
        required=False,
        strip=False,
        help_text=_("At least 10 characters. Leave it empty to sign in with a code that we mail to you."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password


class CodeForm(forms.Form):
    """The code from a letter."""

    code = forms.CharField(
        label=_("The code on your letter"),
        max_length=40,
        help_text=_("Twelve letters and figures, like 7K4Q-92XD-3MTA. Capital or small, with or without the dashes."),
        error_messages={"required": _("Write the code that stands on your letter.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w-m code-in"}
        ),
    )


class PaperJoinForm(forms.Form):
    """What to call somebody, and the password with which they will sign in."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    called = forms.CharField(
        label=_("What shall we call you?"),
        max_length=200,
        help_text=_("Any name you like. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=_("At least 10 characters. Three or four words that belong to you are good, and easy to keep."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, comes_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if comes_back:
            del self.fields["called"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
