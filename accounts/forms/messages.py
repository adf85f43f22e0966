"""How one is told, and in which words people are told."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import MessageKind
from accounts.models import MessagePreference

HOURS = [(hour, f"{hour}:00") for hour in range(6, 24)]


class ChoicesForm(forms.Form):
    """How somebody wants to be told. What is about safety is not asked about."""

    channel = forms.ChoiceField(label=_("How shall we tell you?"), choices=MessagePreference.CHANNELS, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label=_("On which days?"), choices=[(str(day), name) for day, name in WEEKDAYS.items()], widget=forms.CheckboxSelectMultiple
    )
    from_hour = forms.TypedChoiceField(label=_("Not before"), choices=HOURS, coerce=int)
    until_hour = forms.TypedChoiceField(label=_("Not after"), choices=HOURS, coerce=int)
    digest = forms.ChoiceField(label=_("One by one, or together?"), choices=MessagePreference.DIGESTS, widget=forms.RadioSelect)
    news_in_breaks = forms.BooleanField(label=_("Tell me that there is news even while I am on a break"), required=False)
    wanted = forms.MultipleChoiceField(label=_("What may we tell you about?"), required=False, widget=forms.CheckboxSelectMultiple)
    days.layout = "two"  # type: ignore[attr-defined]

    def __init__(self, *args: Any, optional: list[MessageKind], has_address: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.optional = optional
        self.fields["wanted"].choices = [(kind.key, kind.says) for kind in optional]  # type: ignore[attr-defined]
        if not has_address:
            for name in ("channel", "digest"):
                del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        """The fields of MessagePreference."""
        given = dict(self.cleaned_data)
        wanted = set(given.pop("wanted"))
        given["days"] = "".join(given["days"])
        given["choices"] = {kind.key: kind.key in wanted for kind in self.optional if (kind.key in wanted) == kind.opt_in}
        return given


class WordingForm(forms.Form):
    """Other words for one kind of message."""

    subject = forms.CharField(label=_("Subject"), max_length=150, help_text=_("One line. It may be read over somebody's shoulder."))
    body = forms.CharField(label=_("What the message says"), max_length=4000, widget=forms.Textarea(attrs={"rows": 12}), strip=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    body.audience = _("Everybody who is sent this message from now on")  # type: ignore[attr-defined]

    def tell(self, found: dict[str, list[str]]) -> None:
        """Show problems beside their boxes."""
        for name, lines in found.items():
            for line in lines:
                self.add_error(name, line)
