"""What people send from the pages about their own data."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.reads import kinds_said


class AnswerForm(forms.Form):
    """A yes or a no, by the button that was pressed; `seen` is the hash of the words that stood on the page."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    seen = forms.CharField(required=False, max_length=64)
    about = forms.CharField(required=False, max_length=60)
    next = forms.CharField(required=False, max_length=300)


class AskForm(forms.Form):
    """A question about a read."""

    words = forms.CharField(
        label=_("What do you want to know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("You need not explain why you ask."),
    )
    words.audience = _("The privacy officer reads this, and answers you.")  # type: ignore[attr-defined]


def months_back(count: int) -> list[tuple[str, str]]:
    """("2026-11", "November 2026") for the present month and those before it, newest first."""
    today = clock.today()
    firsts = [date(today.year - (back - today.month + 12) // 12, (today.month - back - 1) % 12 + 1, 1) for back in range(count)]
    return [(f"{first:%Y-%m}", date_format(first, "F Y")) for first in firsts]


class MonthForm(forms.Form):
    """Which month to look at."""

    marks_optional = False
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = [("", _("All months")), *months_back(24)]  # type: ignore[attr-defined]


class ReadsForm(MonthForm):
    """What the privacy officer looks for."""

    person = forms.CharField(label=_("Whose record"), required=False, max_length=254, help_text=_("E-mail address or person's code."))
    actor = forms.CharField(label=_("Who read"), required=False, max_length=254, help_text=_("E-mail address or person's code."))
    kind = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Everything")), *kinds_said()]  # type: ignore[attr-defined]
        self.order_fields(["person", "actor", "kind", "month"])
