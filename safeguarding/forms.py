"""Forms about worries and broken glass. Each box says who reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.finding import find_person
from accounts.models import User
from safeguarding.models import BreakGlass, Concern, ConcernStep
from safeguarding.services import Told
from safeguarding.services.break_glass import Wait
from safeguarding.words import ROLE_WORDS

LEADS_READ = _("Only safeguarding leads read this. Nobody who decides about certificates ever does.")
LONGEST = 4000


def words(label: Any, audience: Any = LEADS_READ, rows: int = 5, **options: Any) -> forms.CharField:
    """A box for words that says who reads them."""
    field = forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), max_length=LONGEST, **options)
    field.audience = audience  # type: ignore[attr-defined]
    return field


class RaiseForm(forms.Form):
    """The three questions; from the open page a fourth: who is meant."""

    who = forms.CharField(
        label=_("Who is it about?"),
        max_length=200,
        help_text=_("A name, or the number on their certificate. We do not tell you whether we know them."),
    )
    words = words(_("What worries you?"), help_text=_("What you saw or heard, in your own words. One sentence is enough."))
    danger = forms.ChoiceField(label=_("Is somebody in danger now?"), choices=Concern.DANGER, widget=forms.RadioSelect)
    spoken = forms.ChoiceField(label=_("Have you spoken with them about it?"), choices=Concern.SPOKEN, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_open: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_open:
            del self.fields["who"]

    @property
    def told(self) -> Told:
        return Told(**self.cleaned_data)


class NoteForm(forms.Form):
    text = words(_("What was done or said?"), rows=4)


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom?"))
    text = words(_("Why, and what is to do next?"), rows=4)

    def __init__(self, *args: Any, leads: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.leads = {lead.public_id: lead for lead in leads}
        self.fields["to"].choices = [("", _("Choose")), *((ref, lead.called) for ref, lead in self.leads.items())]  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    text = words(
        _("What do you want them to read?"),
        audience=_("The person reads this on their own page and can keep a copy. The safeguarding leads see it too."),
        help_text=_("In your own words. Leave out who told you, and what could give them away."),
    )


class DelayForm(forms.Form):
    choice = forms.ChoiceField(label=_("Why not yet?"), choices=ConcernStep.DELAYS, widget=forms.RadioSelect)


class CloseForm(forms.Form):
    found = forms.ChoiceField(
        label=_("Was there something in it?"),
        choices=[("yes", _("Yes. It is kept for six years.")), ("no", _("No. It is kept for two years."))],
        widget=forms.RadioSelect,
    )
    text = words(_("How did it end?"), rows=4)


class FindForm(forms.Form):
    """Somebody by exactly what stands in their record: no list, no guessing."""

    find = forms.CharField(
        label=_("Their e-mail address or their reference"), max_length=254, help_text=_("Exactly as it stands in their record.")
    )

    def clean_find(self) -> User:
        person = find_person(self.cleaned_data["find"])
        if person is None:
            raise forms.ValidationError(_("Nobody here has exactly this address or reference."))
        return person


class GlassForm(FindForm):
    role = forms.ChoiceField(label=_("As what?"), widget=forms.RadioSelect)
    reason = words(
        _("Why do you need this now?"),
        audience=_("The person reads this, with your name. So does the privacy officer."),
        rows=3,
        help_text=_("One plain sentence, at least 20 letters."),
    )
    delay = forms.ChoiceField(
        label=_("When is the person told?"),
        choices=[("", _("At once")), *BreakGlass.DELAYS],
        widget=forms.RadioSelect,
        required=False,
    )
    days = forms.IntegerField(label=_("Later: after how many days?"), min_value=1, max_value=14, required=False, help_text=_("14 at most."))

    def __init__(self, *args: Any, roles: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [(role, ROLE_WORDS[role]) for role in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.fields["role"].widget, self.fields["role"].initial = forms.HiddenInput(), roles[0]
        if "safeguarding" not in roles:
            del self.fields["delay"], self.fields["days"]

    @property
    def wait(self) -> Wait | None:
        choice = self.cleaned_data.get("delay", "")
        return Wait(choice, self.cleaned_data.get("days") or 0) if choice else None
