"""Forms about what is wrong on a page. Each box says who reads it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import PageProblem
from .services.report_problem import LONGEST


class ProblemForm(forms.Form):
    """What is not right, and whether an editor may ask back."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=PageProblem.KINDS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is. If you are not sure, take the one that is nearest.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("What did you notice?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}), strip=True,
        help_text=_("The sentence it is in helps us to find it. One line is enough."),
        error_messages={"required": _("Write in a few words what you noticed.")},
    )  # fmt: skip
    words.audience = _("Editors read this. They do not see your name. Please leave out names of other people.")  # type: ignore[attr-defined]
    may_ask = forms.BooleanField(
        label=_("An editor may write back to me"), required=False,
        help_text=_("The answer comes to you here. The editor still does not learn who you are."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """An editor writes back."""

    words = forms.CharField(
        label=_("Your answer or question"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write your answer first.")},
    )  # fmt: skip
    words.audience = _("The learner who told us reads this.")  # type: ignore[attr-defined]
