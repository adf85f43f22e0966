"""What is asked before two records of one person are joined. No free text: reasons about people are chosen."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Merge, MergeUndone, User
from lms.core.ids import normalise


def find_record(typed: str) -> User | None:
    """The record behind a reference or an address, joined ones too."""
    address = User.objects.normalise(typed)
    return User.objects.filter(Q(public_id=normalise(typed)) | Q(email=address)).first() if address else None


class RecordField(forms.CharField):
    """A reference or an e-mail address; gives the record."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))
        options.setdefault("max_length", 254)
        super().__init__(**options)

    def clean(self, value: Any) -> User:
        found = find_record(super().clean(value))
        if found is None:
            raise forms.ValidationError(_("We know no record with this reference or address. Look at it again."))
        return found


class FindForm(forms.Form):
    """Which two records."""

    kept = RecordField(label=_("The record to keep"), help_text=_("Its reference (10 letters and digits) or its e-mail address."))
    joined = RecordField(label=_("The second record"), help_text=_("It is joined to the first. Its address still opens the record."))


class MergeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("How do you know?"),
        choices=Merge.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you know.")},
    )


class UndoForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why are they taken apart?"),
        choices=MergeUndone.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
