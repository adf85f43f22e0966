"""Forms of the portfolio and of marking. What they ask in the end is decided by the services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.deidentify import AS_IS, CHANGE, NOT_REAL, Finding, around
from assessments.frameworks import Competency
from assessments.judging import Marking
from assessments.models import PlanVersion, Submission
from assessments.models.judgements import METHOD_WORDS
from assessments.services.save_draft import LONGEST_TEXT
from assessments.wording import LOOKS_LIKE, instead

READERS: Promise = gettext_lazy("Only you can read this until you send it. Then an assessor reads it, usually within 7 days.")


class EvidenceForm(forms.Form):
    """One piece of evidence as a draft."""

    title = forms.CharField(
        label=gettext_lazy("Give it a short name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("So that you find it again. The assessor sees this name too."),
    )
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "About 300 words. It can be small. You never have to write about your own health. Leave out names, dates of birth,"
            " addresses and wards: write “the person”, “a day service”."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Add a file"),
        required=False,
        help_text=gettext_lazy(
            "A PDF, a picture, a sound file or plain text, up to 10 MB. We take place and time out of pictures."
            " It is kept when you save or send."
        ),
    )
    lived_experience = forms.BooleanField(
        label=gettext_lazy("My own lived experience is part of this"),
        required=False,
        help_text=gettext_lazy("Your choice. It is never scored."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    marks_optional = False
    elsewhere: Submission | None = None  # the same piece as another window saved it

    def __init__(self, *args: Any, competency: Competency, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = competency.prompt
        self.fields["text"].audience = READERS  # type: ignore[attr-defined]

    @classmethod
    def of(cls, piece: Submission | None, competency: Competency) -> "EvidenceForm":
        """The form as a page first shows it."""
        if piece is None:
            return cls(competency=competency, initial={"seen": 0})
        words = {"title": piece.title, "text": piece.draft_text, "lived_experience": piece.lived_experience, "seen": piece.draft_number}
        return cls(competency=competency, initial=words)

    def see(self, piece: Submission) -> None:
        """The page that is drawn now shows this saved draft: the next save may follow it."""
        self.data = self.data.copy()  # type: ignore[union-attr,attr-defined]
        self.data["seen"] = piece.draft_number  # type: ignore[index]

    @property
    def words(self) -> dict[str, Any]:
        """What `save_draft` takes."""
        kept = {name: self.cleaned_data[name] for name in ("title", "text", "lived_experience")}
        return {**kept, "seen_number": self.cleaned_data["seen"]}


class RecognitionForm(forms.Form):
    """One choice for each place where somebody could be recognised. Nothing is chosen beforehand, nothing is blocked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, in_title: Sequence[Finding], in_text: Sequence[Finding], piece: Submission, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = [(piece.title, each) for each in in_title] + [(piece.draft_text, each) for each in in_text]
        for number, (_text, place) in enumerate(self.places):
            self.fields[f"place_{number}"] = self._choice(place)

    def _choice(self, place: Finding) -> forms.ChoiceField:
        said = instead(place)
        write = _("Write “%(words)s”") % {"words": said} if said else _("Leave it out")
        choices = [(CHANGE, write), (NOT_REAL, _("Not a real person or place")), (AS_IS, _("Leave it"))]
        missing = _("Choose one for “%(found)s”.") % {"found": place.found.strip()}
        field = forms.ChoiceField(
            label=place.found.strip(), choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}, required=False
        )
        field.layout = "three"  # type: ignore[attr-defined]
        return field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if name.startswith("place_") and not cleaned.get(name):
                if self.data.get("all") == AS_IS:
                    cleaned[name] = AS_IS
                elif name not in self.errors:
                    self.add_error(name, field.error_messages["required"])
        return cleaned

    @property
    def choices(self) -> list[str]:
        return [self.cleaned_data[f"place_{number}"] for number in range(len(self.places))]

    def rows(self) -> list[dict[str, Any]]:
        """For the page: the place with the words around it, why it was found, and its field."""
        return [
            {"field": self[f"place_{number}"], "place": place, "around": around(text, place), "why": LOOKS_LIKE[place.kind]}
            for number, (text, place) in enumerate(self.places)
        ]


class MarkingForm(forms.Form):
    """Each criterion on its own, never chosen beforehand; then a strength, and one next step when something is not yet there."""

    ANSWERS = [("met", gettext_lazy("Met")), ("not_yet", gettext_lazy("Not yet"))]

    marks_optional = False

    def __init__(self, *args: Any, competency: Competency, plan: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        self.competency = competency
        self.fields["round"] = forms.IntegerField(widget=forms.HiddenInput)
        for criterion in competency.criteria:
            self.fields[f"met_{criterion.key}"] = self._answer(criterion.key, criterion.text)
            self.fields[f"note_{criterion.key}"] = self._words(_("Note on %(key)s") % {"key": criterion.key}, rows=2, longest=500)
        self.fields["unsafe"] = forms.BooleanField(label=_("Something here was not safe"), required=False)
        self.fields["method"] = forms.ChoiceField(
            label=_("How was it shown?"), choices=[(key, capfirst(METHOD_WORDS[key])) for key in plan.methods], initial=plan.methods[0]
        )
        strengths = _("Start with a strength. {name} becomes the name they chose.")
        self.fields["strengths"] = self._words(_("What was strong"), rows=4, longest=4000, hint=strengths)
        self.fields["next_step"] = self._words(_("One next step"), rows=2, longest=1000, hint=_("Needed when something is not yet there."))

    @staticmethod
    def _answer(key: str, text: str) -> forms.ChoiceField:
        missing = {"required": _("Choose “Met” or “Not yet” for %(key)s.") % {"key": key}}
        return forms.ChoiceField(label=text, choices=MarkingForm.ANSWERS, widget=forms.RadioSelect, error_messages=missing)

    @staticmethod
    def _words(label: str, *, rows: int, longest: int, hint: str = "") -> forms.CharField:
        area = forms.Textarea(attrs={"rows": rows})
        field = forms.CharField(label=label, widget=area, required=False, max_length=longest, help_text=hint)
        field.audience = _("The learner reads this at once.")  # type: ignore[attr-defined]
        return field

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """For the page: key, the answers, the note."""
        return [{"key": each.key, "answer": self[f"met_{each.key}"], "note": self[f"note_{each.key}"]} for each in self.competency.criteria]

    @property
    def has_notes(self) -> bool:
        return any(row["note"].value() for row in self.criteria)

    @property
    def answers_so_far(self) -> dict[str, str]:
        """What was typed, whether or not it is whole: for the half-done marking."""
        return {name: self.data[name] for name in self.fields if self.data.get(name) and name != "round"}

    def look_again(self, newest: int) -> None:
        """The writer sent another round meanwhile: what was marked is not what waits now."""
        self.add_error(None, _("The writer has sent a newer version. Please look at it first. What you wrote is still here."))
        self.data = self.data.copy()  # type: ignore[union-attr,attr-defined]
        self.data["round"] = newest  # type: ignore[index]

    @property
    def marking(self) -> Marking:
        """What `judge` takes."""
        cleaned = self.cleaned_data
        keys = self.competency.criterion_keys
        return Marking(
            met={key: cleaned[f"met_{key}"] == "met" for key in keys},
            method=cleaned["method"],
            strengths=cleaned["strengths"],
            next_step=cleaned["next_step"],
            notes={key: cleaned[f"note_{key}"] for key in keys},
            unsafe=cleaned["unsafe"],
        )
