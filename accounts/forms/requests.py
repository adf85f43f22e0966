"""What people send about their data: asking, answering, and leaving."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import DataRequest
from accounts.services.erase import DAYS_TO_THINK

LONGEST = 4000


class RequestForm(forms.Form):
    """Something that somebody asks about their own data. An erasure has its own page, which shows what goes first."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[choice for choice in DataRequest.KINDS if choice[0] != "erasure"],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("You need not say why you ask. Leave out what you do not want to write."),
    )
    words.audience = _("The privacy officer reads this, and answers you.")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The privacy officer's answer. Which part is missing the service says, so nothing is marked as optional."""

    marks_optional = False
    possible = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=[("yes", _("Done, or answered")), ("no", _("Not possible, for the reason below"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What the person reads"),
        required=False,  # the service says what is missing
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Plain words. If it is not possible, say why, and that they may ask the supervisory authority."),
    )
    words.audience = _("The person who asked reads this.")  # type: ignore[attr-defined]


class LongerForm(forms.Form):
    """Why an answer takes two months more."""

    marks_optional = False
    words = forms.CharField(
        label=_("Why it takes longer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    words.audience = _("The person who asked reads this.")  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """The person's own erasure: when, and that they mean it. A tick and a button, nothing to type and nothing to remember."""

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            ("later", _("In %(days)d days") % {"days": DAYS_TO_THINK}),
            ("now", _("Now")),
        ],
        widget=forms.RadioSelect,
    )
    when.option_hints = {  # type: ignore[attr-defined]
        "later": _("Until then everything stays as it is, and you can change your mind with one press."),
        "now": _("It begins when you press the button. It cannot be undone, by nobody."),
    }
    sure = forms.BooleanField(
        label=_("I have seen what goes, what goes later, and what stays"),
        error_messages={"required": _("Tick the box when you have read the three lists.")},
    )


class EraseForForm(forms.Form):
    """The same, carried out by the privacy officer for somebody who asked for it."""

    sure = forms.BooleanField(
        label=_("I have made sure that it was this person who asked"),
        error_messages={"required": _("Tick the box when you have made sure who asked.")},
    )


class HoldForm(forms.Form):
    """Why something must not go yet: fixed reasons, so that nobody writes down what is open about whom."""

    kind = forms.ChoiceField(label=_("Why must it wait?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, **options: object) -> None:
        from accounts.models import LegalHold

        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["kind"].choices = LegalHold.KINDS  # type: ignore[attr-defined]
