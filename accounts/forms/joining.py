"""What people type to join."""

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
