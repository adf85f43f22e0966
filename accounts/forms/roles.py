"""What is typed to give, end and hand over roles, to make and end ties, to keep organisations and to note a check of identity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.finding import find_person
from accounts.hooks import scope_titles
from accounts.models import ROLES, IdentityCheck, Organisation, Relation, User
from accounts.models.roles import SCOPES
from lms.core import clock
from lms.core.forms import DayField

READS = _("The person themselves, and the administrators. Write about the role, never about health.")


def scope_choices() -> list[Any]:
    """Everywhere, then every programme, cohort and organisation by kind, as "kind:key"."""
    names = {kind: label for kind, label in SCOPES if kind}
    groups = [(names[kind], [(f"{kind}:{key}", title) for key, title in pairs]) for kind, pairs in scope_titles().items() if pairs]
    return [("", _("Everywhere")), *groups]


class PersonField(forms.CharField):
    """Somebody by address, sign-in number or reference; gives the person. Names are not looked for."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Their whole e-mail address, sign-in number, or reference like 7K4Q92XD3M."))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(max_length=254, **options)

    def clean(self, value: Any) -> User:
        found = find_person(super().clean(value))
        if found is None:
            raise forms.ValidationError(_("We found nobody. Look at the address or reference again: it has to be whole."))
        return found


def reason_field(**options: Any) -> forms.CharField:
    field = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("A short sentence."), **options
    )
    field.audience = READS  # type: ignore[attr-defined]
    return field


class GiveRoleForm(forms.Form):
    person = PersonField(label=_("Who"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    scope = forms.ChoiceField(label=_("Where"), required=False, choices=[])
    from_on = DayField(label=_("First day"), initial=clock.today)
    until_on = DayField(
        label=_("Last day"),
        required=False,
        require_all_fields=False,
        help_text=_("An inspector needs one, at most 90 days after the first."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scope_choices()  # type: ignore[attr-defined]

    def clean_scope(self) -> tuple[str, str]:
        kind, _colon, key = self.cleaned_data["scope"].partition(":")
        return kind, key


class EndForm(forms.Form):
    on = DayField(
        label=_("From which day does it not hold any more?"), required=False, require_all_fields=False,
        help_text=_("Leave it empty to end it now, at once."),
    )  # fmt: skip
    reason = reason_field()


class HandOverForm(forms.Form):
    to = PersonField(label=_("To whom"))
    on = DayField(
        label=_("First day of the other person"),
        required=False,
        require_all_fields=False,
        help_text=_("Leave it empty for today, at once."),
    )
    reason = reason_field()


class TieForm(forms.Form):
    by = PersonField(label=_("Who supervises, manages, or steps back"))
    kind = forms.ChoiceField(label=_("What they do"), choices=Relation.KINDS, widget=forms.RadioSelect)
    of = PersonField(label=_("Whom"))
    from_on = DayField(label=_("From"), initial=clock.today)


class ConflictForm(forms.Form):
    about = PersonField(label=_("With whom"))


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.CharField(
        label=_("Country"), max_length=2, min_length=2, required=False, help_text=_("Two letters, like GB."),
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )  # fmt: skip

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class CloseForm(forms.Form):
    reason = reason_field()


class IdentityForm(forms.Form):
    """An outcome. No box for words, no number of a document, no file: what is not asked for cannot be kept."""

    method = forms.ChoiceField(label=_("How did you check?"), choices=IdentityCheck.METHODS, widget=forms.RadioSelect)
    known_years = forms.IntegerField(
        label=_("For how many years have you known them?"), required=False, min_value=1, max_value=80,
        help_text=_("Only when you have known them yourself."),
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=_("Which organisation vouched for them?"), queryset=Organisation.objects.none(), required=False, to_field_name="public_id",
        empty_label=_("None"),
    )  # fmt: skip
    outcome = forms.ChoiceField(label=_("Outcome"), choices=IdentityCheck.OUTCOMES, widget=forms.RadioSelect)
    checked_on = DayField(label=_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True).order_by("name")  # type: ignore[attr-defined]
