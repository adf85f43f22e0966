"""What the examples on /design/ are filled with: invented, short and long, in several scripts."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from lms.core.forms import DayField

from .lesson import lesson

LONG = _("A title that goes on for so long that it has to break, with Donaudampfschifffahrtsgesellschaftskapitän in it")


class Filter(forms.Form):
    marks_optional = False
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), ("one", _("One to one")), ("group", _("Group"))], required=False)
    words = forms.CharField(label=_("Words in it"), required=False)


class Everything(forms.Form):
    """One field of each shape that the renderer draws."""

    name = forms.CharField(label=_("What are you called?"), help_text=_("The name you use. You can change it."), max_length=60)
    words = forms.CharField(label=_("What happened?"), widget=forms.Textarea({"rows": 3}), max_length=200)
    words.audience = _("Bo, an assessor, will read this.")  # type: ignore[attr-defined]
    secret = forms.CharField(label=_("Password"), widget=forms.PasswordInput({"autocomplete": "off"}), help_text=_("12 characters or more"))
    how = forms.ChoiceField(label=_("How was it?"), choices=[("one", _("One to one")), ("group", _("Group"))], widget=forms.RadioSelect)
    how.layout = "two"  # type: ignore[attr-defined]
    how.option_hints = {"group": _("Three people or more")}  # type: ignore[attr-defined]
    shows = forms.MultipleChoiceField(
        label=_("What does it show?"),
        choices=[("end", _("Endings")), ("long", LONG)],
        widget=forms.CheckboxSelectMultiple,
    )
    where = forms.ChoiceField(label=_("Where?"), choices=[("", _("Choose")), ("day", _("Day centre")), ("ward", _("Ward"))])
    on = DayField(label=_("When was it?"), help_text=_("Like 27 3 2027"))
    paper = forms.FileField(label=_("A file, if you like"), help_text=_("PDF or picture, up to 10 MB"), required=False)
    sure = forms.BooleanField(label=_("I have read it once more"), help_text=_("You can take it back until there is feedback."))


class Length(forms.Form):
    length = forms.CharField(label=_("How long?"), initial="1:30", widget=forms.TextInput({"data-step": "15"}))


class Recognised(forms.Form):
    choice = forms.ChoiceField(
        choices=[("out", _("Take it out")), ("change", _("Change it")), ("keep", _("Leave it"))], widget=forms.RadioSelect
    )


def _finding() -> dict[str, Any]:
    around = (_("On Tuesday I met "), _(" at the market."))
    return {
        "around": around,
        "place": {"found": "Jo Example"},
        "why": _("This looks like a name."),
        "field": Recognised(prefix="find")["choice"],
    }


def values() -> dict[str, Any]:
    """A fresh set, because a form that is drawn is not drawn again."""
    return {
        "fresh": Everything(prefix="fresh"),
        "sent": Everything({"sent-on_day": "31", "sent-on_month": "2", "sent-on_year": "2027", "sent-words": "a" * 220}, prefix="sent"),
        "filter": Filter(prefix="filter"),
        "lesson": lesson(),
        "steps_form": Length(),
        "findings": [_finding()],
        "grid_columns": [_("Competency"), _("Written"), _("Observed"), _("Talk"), _("Shown")],
        "grid_rows": [
            (_("Listening"), [("y", _("met"), ""), ("w", _("with you"), "#grid"), ("na", "–", "")], _("1 of 2")),
            (LONG, [("o", _("open"), ""), ("o", _("open"), ""), ("y", _("met"), "")], _("1 of 3")),
        ],
        "page": Paginator(range(60), 20).page(2),
        "places": (1, 4),
        "contents_sample": [("#contents", _("Who may sign")), ("#kv", LONG)],
        "pairs": [(_("Name you use"), "Ada", "#kv"), (_("Number"), "7K4Q-92XD-3MT"), (_("In Arabic"), "آدا ديمو", "#kv"), (LONG, LONG)],
        "certificate_name": "Ada Lúcia Canário",
        "both": [(_("What you wrote"), _("4 May, 2 hours")), (_("What Cy wrote"), _("4 May, 1 hour 30 minutes"))],
        "tasks": [
            (_("Practice hours"), "#tasks", "met", _("Met")),
            (_("Code of ethics"), "#tasks", "yet", _("Not yet"), _("Takes five minutes.")),
            (_("Two references"), "#tasks", "wait", _("With Cy")),
            (_("Send your application"), "", "off", _("Opens later"), _("When everything above is ready.")),
        ],
        "dos": [_("ask what would help"), _("say when you do not know")],
        "donts": [_("promise to keep everything to yourself"), _("tell your own story first")],
        "columns": [_("What"), _("Day"), _("Hours")],
        "rows": [(_("Listening group"), _("4 May"), "1:30"), (LONG, _("11 May"), "2:00"), ("مجموعة الاستماع", _("18 May"), "0:45")],
        "groups": [
            ("#groups", 3, _("need you"), _("this week")),
            ("#groups", 0, _("are on a break"), ""),
            ("#groups", 12, _("end soon"), _("in 90 days")),
            ("#groups", 485, _("are current"), ""),
        ],
        "trouble": [
            ("404", _("Not here, and not yours: the same words")),
            ("csrf", _("Send that once more")),
            ("429", _("Too many tries")),
            ("500", _("Something went wrong on our side")),
        ],
    }
