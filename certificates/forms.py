"""What a checker types."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.core.ids import is_well_formed_code, is_well_formed_number, normalise
from lms.core.languages import languages

LONGEST_NAME = 250


class NameForm(forms.Form):
    """For whoever scanned the square code: the name is all that is missing."""

    name = forms.CharField(
        label=_("Family name, as on the certificate"),
        help_text=_("If there is one name only, write that. Accents do not matter."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write the family name as it stands on the certificate.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "w-m"}),
    )


class CheckForm(NameForm):
    """Number or code, and the name."""

    number = forms.CharField(
        label=_("Certificate number or code"),
        help_text=_("On the front of the certificate, for example 7K4Q-92XD-3MT. Spaces and dashes do not matter."),
        max_length=60,
        error_messages={
            "required": _("Write the number or the code of the certificate."),
            "max_length": _("That number looks mistyped. Please read it again, one group at a time."),
        },
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters", "class": "code-in w-m"}),
    )
    field_order = ("number", "name")

    def clean_number(self) -> str:
        """Normalised. The check symbol catches slips of the pen here, so that they cost no look-up and no doubt."""
        asked = normalise(self.cleaned_data["number"])
        if not (is_well_formed_number(asked) or is_well_formed_code(asked)):
            raise ValidationError(_("That number looks mistyped. Please read it again, one group at a time."), code="mistyped")
        return asked


class HolderNameForm(forms.Form):
    """The name that the next copy carries, and the part of it that a checker types."""

    name = forms.CharField(
        label=_("Name on your certificate"),
        max_length=200,
        help_text=_("Any name you go by, in any script. It is printed exactly like this."),
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Write the name that shall stand on your certificate.")},
    )
    check_name = forms.CharField(
        label=_("The part of it that a checker types"),
        max_length=200,
        help_text=_("Usually your family name. If you have one name, the whole of it."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Write the part of that name that a checker will be asked for.")},
    )
    lang = forms.ChoiceField(
        label=_("Language of the name"), choices=languages, required=False, help_text=_("So that it is read aloud rightly.")
    )


class NeutralTitleForm(forms.Form):
    """Which title the second copy carries."""

    title = forms.ChoiceField(label=_("Title on the second copy"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, titles: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = [(title, title) for title in titles]  # type: ignore[attr-defined]
