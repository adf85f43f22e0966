"""Asking for what helps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.resting.adjusting import KINDS
from accounts.resting.words import LABELS
from accounts.services.adjustments import LONGEST


class AskForm(forms.Form):
    """Ticks for the usual things, and one box for something else."""

    kinds = forms.MultipleChoiceField(
        label=_("What would help?"),
        required=False,
        help_text=_("Tick as many as you like."),
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Something else that would help"),
        required=False,
        max_length=LONGEST,
        help_text=_("You need not say why. Please leave out health details."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, **options) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **options)
        self.fields["kinds"].choices = [(key, LABELS[key]) for key, kind in KINDS.items() if not kind.has_words]  # type: ignore[attr-defined]
        self.fields["kinds"].option_hints = {  # type: ignore[attr-defined]
            key: _("At once") if kind.is_automatic else _("We answer within three working days") for key, kind in KINDS.items()
        }
        self.fields["words"].audience = _("You and the people who run your programme. Nobody else, and no assessor.")  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data.get("kinds") and not self.cleaned_data.get("words", "").strip():
            self.add_error("kinds", _("Tick what would help, or write it below."))

    @property
    def asked(self) -> list[tuple[str, str]]:
        """(kind, words) in the order of the page."""
        words = self.cleaned_data["words"].strip()
        return [(key, "") for key in self.cleaned_data["kinds"]] + ([("other", words)] if words else [])
