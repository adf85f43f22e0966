"""A new test, and the name of one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import QuestionBank, Quiz


class TitleForm(forms.ModelForm[Quiz]):
    class Meta:
        model = Quiz
        fields = ["title"]


class NewQuizForm(forms.ModelForm[Quiz]):
    bank = forms.ModelChoiceField(QuestionBank.objects.all(), label=gettext_lazy("Bank"))

    class Meta:
        model = Quiz
        fields = ["title", "key", "bank"]
        help_texts = {
            "key": gettext_lazy(
                "A short name of small letters, figures and dashes. Modules and schemes name the test by it: it never changes."
            )
        }

    def clean_key(self) -> str:
        """Its own address must not be that of another page."""
        key = str(self.cleaned_data["key"])
        if key == "new":
            raise forms.ValidationError(_("Choose another short name."))
        return key
