"""Taking a break: a day, and who may know. There is no box for a reason, and there must never be one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.forms import DayField


class BreakForm(forms.Form):
    """Everything may stay empty."""

    back_on = DayField(
        label=_("A day you would like to come back"),
        required=False,
        require_all_fields=False,
        help_text=_("Only if you want one. It is not a promise. On that day we write to you once."),
    )
    tells_supervisor = forms.BooleanField(label=_("Tell my supervisor that I am on a break"), required=False)
    tells_manager = forms.BooleanField(label=_("Tell the people who run my programme that I am on a break"), required=False)

    def choices(self) -> dict[str, Any]:
        """What the services want to know."""
        return {name: self.cleaned_data[name] for name in ("back_on", "tells_supervisor", "tells_manager")}
