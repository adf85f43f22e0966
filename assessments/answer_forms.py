"""The form with which an assessor marks one answer of a test."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.questions.by_people import out_of

LONGEST_FEEDBACK = 4000


class AnswerMarkForm(forms.Form):
    """Whole marks, or met and not yet, as the question says; and words for the learner."""

    marks = forms.TypedChoiceField(label=_("What do you give it?"), widget=forms.RadioSelect, coerce=int)
    feedback = forms.CharField(
        label=_("What do you say to the learner?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=LONGEST_FEEDBACK,
        help_text=_("What was good first, then what comes next."),
    )
    feedback.audience = _("The learner reads this with their result.")  # type: ignore[attr-defined]

    def __init__(self, *args: Any, definition: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = out_of(definition)
        met = [("1", _("Met")), ("0", _("Not yet"))]
        counted = [(str(number), _("%(had)s of %(most)s") % {"had": number, "most": most}) for number in range(most + 1)]
        self.fields["marks"].choices = met if definition["marked"] == "met" else counted  # type: ignore[attr-defined]
