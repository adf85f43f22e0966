"""Letting somebody start again who lost their second lock."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import FactorReset


class LostFactorForm(forms.Form):
    email = forms.EmailField(label=_("Their e-mail address here"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    method = forms.ChoiceField(label=_("How did you make sure that it is them?"), choices=FactorReset.METHODS, widget=forms.RadioSelect)
