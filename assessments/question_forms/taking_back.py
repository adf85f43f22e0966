"""The form with which an editor takes a part of a released question back, or puts it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments import questions
from assessments.models import OptionVoid, QuestionVersion

WAYS = {True: "back", False: "again"}


class TakeBackForm(forms.Form):
    """`choice` is "back:<part>" or "again:<part>", so that what stands decides which way each part can go."""

    choice = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Name nobody."),
    )
    why.audience = _("Editors, and people who look into a result later, read this.")  # type: ignore[attr-defined]

    def __init__(self, *args: Any, version: QuestionVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        standing = OptionVoid.objects.parts([version.pk]).get(version.pk, frozenset())
        parts = [(questions.WHOLE_QUESTION, _("The whole question: everybody has the point")), *questions.parts(version.definition)]
        self.fields["choice"].choices = [self.way(part, words, is_void=part not in standing) for part, words in parts]  # type: ignore[attr-defined]

    def way(self, part: str, words: Any, *, is_void: bool) -> tuple[str, Any]:
        says = _("Take back: %(words)s") if is_void else _("Put back (it was taken back): %(words)s")
        return f"{WAYS[is_void]}:{part}", says % {"words": words}

    @property
    def part(self) -> str:
        return str(self.cleaned_data["choice"]).partition(":")[2]

    @property
    def is_void(self) -> bool:
        return str(self.cleaned_data["choice"]).startswith("back:")

    def as_void(self, by: User) -> OptionVoid:
        """What would be kept, for looking ahead."""
        return OptionVoid(version=self.version, part=self.part, is_void=self.is_void, by=by, why=self.cleaned_data["why"])
