"""The form of a second look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import QualityCheck


class CheckForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What do you find?"), choices=QualityCheck.OUTCOMES, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should the assessor know?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
        help_text=_("Needed when you return it. Name the criterion, and what you would have looked for."),
    )
    text.audience = _("The assessor and the people who look after quality read this. The learner finds it in their copy of everything.")  # type: ignore[attr-defined]
