"""What people say about themselves. Every box but one may stay empty."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import clean_name
from lms.core.support import COUNTRIES


def zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


class MeForm(forms.Form):
    """What to call somebody, their pronouns and who sees them, and how pages are shown to them."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        max_length=200,
        help_text=_("Any name you like, in any script. It changes everywhere at once."),
        widget=forms.TextInput({"autocomplete": "nickname", "dir": "auto"}),
        error_messages={"required": _("Write what we should call you.")},
    )
    pronouns = forms.CharField(
        label=_("Pronouns"),
        max_length=60,
        required=False,
        help_text=_("In your own words, like they/them. You can leave this empty."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    pronouns_shown_to = forms.ChoiceField(label=_("Who sees your pronouns?"), choices=User.SHOWN_TO, widget=forms.RadioSelect)
    sort_name = forms.CharField(
        label=_("Name for lists"),
        max_length=200,
        required=False,
        help_text=_("Only for the order of lists. If your family name comes first in lists, write it first here."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=lambda: settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, help_text=_("So that times and days are yours."))
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=lambda: [("", _("I would rather not say")), *COUNTRIES.items()],
        help_text=_("Only for the support lines we show you, and for public holidays."),
    )
    # Which words about showing pronouns were on the page.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shown: Any = self.fields["pronouns_shown_to"]
        shown.option_hints = {
            "people": _("Your supervisor, your programme, and whoever gave you feedback"),
            "certificate": _("The people above, and whoever checks your certificate with your name"),
        }

    def clean_called(self) -> str:
        called = clean_name(self.cleaned_data["called"])
        if not called:
            raise forms.ValidationError(_("Write what we should call you."))
        return called


class LegalNameForm(forms.Form):
    name = forms.CharField(
        label=_("Legal name"),
        max_length=200,
        required=False,
        help_text=_("As it stands on your papers. Leave it empty to take it away."),
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
