"""Which bank, which format, which file: questions on their way in and out, and a bank to look through."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import QuestionBank
from assessments.questions.formats.found import AUTO, READ, WRITTEN

FORMAT_WORDS = {
    AUTO: _("Told from the file"),
    "gift": _("GIFT"),
    "moodlexml": _("Moodle XML"),
    "aiken": _("Aiken"),
    "qti": _("QTI or Common Cartridge"),
}


class BankForm(forms.Form):
    """A bank by its key, as it stands in addresses."""

    bank = forms.ModelChoiceField(QuestionBank.objects.all(), to_field_name="key", label=_("Bank"))


class WriteForm(BankForm):
    """What an editor wants to take elsewhere."""

    format = forms.ChoiceField(choices=[(name, FORMAT_WORDS[name]) for name in WRITTEN], label=_("Format"))


class HandOverForm(BankForm):
    """What an editor brings."""

    format = forms.ChoiceField(choices=[(name, FORMAT_WORDS[name]) for name in (AUTO, *READ)], label=_("Format"))
    file = forms.FileField(label=_("File"), help_text=_("GIFT, Moodle XML, Aiken, a QTI file or package, or a Common Cartridge."))
