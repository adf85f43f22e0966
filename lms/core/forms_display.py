"""Display settings as questions with a few answers each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .display import CHOICES

QUESTIONS = {
    "theme": _("Colours"),
    "size": _("Size of the text"),
    "font": _("Typeface"),
    "spacing": _("Space in the text"),
    "links": _("Links"),
    "motion": _("Movement"),
    "timers": _("Time in tests"),
    "notes": _("Notes before hard topics"),
    "title": _("What stands in the tab and in the history of my browser"),
    "exit": _("“Leave this site” button"),
}


def _question(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=QUESTIONS[name], choices=list(CHOICES[name].items()), widget=forms.RadioSelect)


class DisplayForm(forms.Form):
    """One question for each of CHOICES."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {name: _question(name) for name in CHOICES}
