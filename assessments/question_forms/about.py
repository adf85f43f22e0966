"""What an editor says about a question beside the question itself. How hard it is has a box of its own and is kept as a tag."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Question
from assessments.queries.portfolio import current_versions
from assessments.questions import about
from assessments.questions.difficulty import SAYS, difficulty_of, difficulty_problems

DIFFICULTIES = [("1", _("1: easy")), ("2", _("2: in between")), ("3", _("3: hard"))]


def competency_choices(held: str = "") -> list[tuple[str, Any]]:
    """By framework, in its order; one statement. A key that no framework has any more can stay."""
    groups = [(version.framework.title, [(each.key, each.title) for each in version.competencies()]) for version in current_versions()]
    known = {key for _title, lines in groups for key, _words in lines}
    return [("", _("Not said")), *groups, *([] if held in known | {""} else [(held, held)])]


class AboutForm(forms.ModelForm[Question]):
    """Where a question belongs."""

    difficulty = forms.ChoiceField(
        label=_("How hard it is"), choices=[("", _("Not said")), *DIFFICULTIES], required=False, help_text=_("Tests can draw by it.")
    )
    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("Separate them with commas."))
    competency = forms.ChoiceField(label=_("Competency"), required=False)

    class Meta:
        model = Question
        fields = ["bank", "key", "topic", "difficulty", "tags", "competency", "outcome", "language"]
        help_texts = {
            "outcome": _("In a few words: what somebody can do who answers it."),
            "language": _("As web pages write it: en, cy, pt-BR. Left empty: the language of this site."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            level = difficulty_of(self.instance.tags)
            self.initial |= {"tags": ", ".join(plain(self.instance.tags)), "difficulty": str(level or "")}
        self.fields["competency"].choices = competency_choices(self.instance.competency)  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        """With the difficulty among them, unless the words said one by themselves."""
        tags = about.tags_of(self.cleaned_data["tags"])
        chosen = self.cleaned_data.get("difficulty")
        said = [*tags, f"{SAYS}{chosen}"] if chosen else tags
        for problem in difficulty_problems(said, ""):
            raise forms.ValidationError(problem.says)
        return list(dict.fromkeys(said))

    def clean_language(self) -> str:
        return self.well_formed("language")

    def clean_outcome(self) -> str:
        return self.well_formed("outcome")

    def well_formed(self, field: str) -> str:
        written = self.cleaned_data[field].strip()
        if written and (found := list(about.field_problems(field, written, field))):
            raise forms.ValidationError(found[0].says)
        return about.as_written(field, written)

    @property
    def said(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "difficulty"}


class ChangedAboutForm(AboutForm):
    """The same of a question that has its place: bank and key stay."""

    class Meta(AboutForm.Meta):
        fields = ["topic", "difficulty", "tags", "competency", "outcome", "language"]


def plain(tags: Iterable[str]) -> list[str]:
    """Without the difficulty that a box of its own shows. Tags that say it badly stay to be seen."""
    return [tag for tag in tags if not (tag.startswith(SAYS) and difficulty_of(tags) is not None)]  # type: ignore[arg-type]
