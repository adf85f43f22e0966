"""Forms about one's own ways in."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_password_login
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The six figures of a mail. Spaces are fine, pasting is fine."""

    code = forms.CharField(
        label=_("Six-figure code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("Your new e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class SignInForm(LoginForm):
    """allauth's form, without its say on how long the session lasts: that follows from the device (accounts.signin.session_life).

    People without an e-mail address type their number instead (accounts.signin.backends).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # People without an address type their sign-in number here (accounts.signin.backends).
        words = {"required": _("Write your e-mail address or your sign-in number.")}
        self.fields["login"] = forms.CharField(
            label=_("Your e-mail address or sign-in number"),
            max_length=254,
            error_messages=words,
            widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        self._login.redirect_url = redirect_url
        response: HttpResponse = perform_password_login(request, self.user_credentials(), self._login)
        return response
