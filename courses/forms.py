"""What comes in through HTTP, made plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.forms import DayField

from .editions.rendering import RenderedStep
from .models import ModuleEnrolment
from .models.journal import NOTE_TO_SELF
from .sealing import box_hash
from .services.write_journal import Place, Saved


@dataclass(frozen=True)
class Box:
    """One reflection box as it was sent. `is_touched`: the words differ from those that the page showed."""

    text: str
    version: int
    window: str
    is_touched: bool


@dataclass(frozen=True)
class Sent:
    """Everything typed in a step: raw answers and boxes by block id."""

    answers: Mapping[str, Mapping[str, list[str]]]
    boxes: Mapping[str, Box]


def plain_text(text: str) -> str:
    """Browsers send line ends as two characters; we keep one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def whole_number(text: str | None, otherwise: Any = 0) -> Any:
    """A number as a form or an address says it; `otherwise` for anything else, and for what is longer than any number of ours."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def pressed(data: QueryDict) -> tuple[str, str]:
    """The button of a step page and the block that it is for. STORY: one that goes on, back or to the beginning of a story."""
    act, _colon, block_id = data.get("act", "save").partition(":")
    return act, block_id


STORY = ("on", "back", "restart")


def step_forms(step: RenderedStep, data: QueryDict) -> Sent:
    """Split the one form of a step page by block. Blocks that the learner's edition does not have are left out."""
    answers, boxes = {}, {}
    act, at = pressed(data)
    for part in step.answerable:
        if part.kind == "check":
            answers[part.block_id] = _fields_of(data, f"{part.block_id}-")
            if act in STORY and at == part.block_id:
                answers[at]["move"] = [act]
        elif part.kind == "reflection" and f"{part.block_id}-text" in data:
            boxes[part.block_id] = _box(data, f"{part.block_id}-")
    if f"{NOTE_TO_SELF}-text" in data:
        boxes[NOTE_TO_SELF] = _box(data, f"{NOTE_TO_SELF}-")
    return Sent(answers, boxes)


def _fields_of(data: QueryDict, prefix: str) -> dict[str, list[str]]:
    return {name.removeprefix(prefix): data.getlist(name) for name in data if name.startswith(prefix)}


def _box(data: QueryDict, prefix: str) -> Box:
    text = plain_text(data.get(f"{prefix}text", ""))
    touched = box_hash(text) != data.get(f"{prefix}read", "")
    return Box(text, whole_number(data.get(f"{prefix}version")), data.get(f"{prefix}window", "")[:16], touched)


def box_of(data: QueryDict) -> dict[str, Any]:
    """The fields of an autosave, for write_journal."""
    return {"text": plain_text(data.get("text", "")), "version": whole_number(data.get("version")), "window": data.get("window", "")[:16]}


def is_writer(request: HttpRequest) -> bool:
    """Whether a page that saves by itself belongs to whoever is signed in now: in another tab of a shared telephone that may change."""
    return request.POST.get("who", "") in {"", *request.user.own_refs}  # type: ignore[union-attr]


def second_of(data: QueryDict) -> dict[str, Any] | None:
    """The fields of a report of the place in a video or a recording, for keep_second; None for anything else."""
    block_id, medium = data.get("block", ""), data.get("medium", "")
    if not block_id or len(block_id) > 64 or medium not in ("video", "audio"):
        return None
    return {"block_id": block_id, "second": min(whole_number(data.get("second")), 86_400), "medium": medium}


def place_of_box(learning: ModuleEnrolment, step: RenderedStep, block_id: str) -> Place:
    return Place(learning.module_key, learning.edition, step.key, block_id)


def autosave_answer(saved: Saved, **more: Any) -> JsonResponse:
    """What the page's script needs to go on: the version it builds on, the time to show; with 409 the other words."""
    at = timezone.localtime(saved.entry.saved_at).strftime("%H:%M") if saved.entry else ""
    answer = {"version": saved.version, "saved_at": at, **more}
    return JsonResponse({**answer, "other": saved.other} if saved.is_clash else answer, status=409 if saved.is_clash else 200)


class JournalForm(forms.Form):
    """One private entry."""

    text = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 10}), required=False, strip=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    window = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    marks_optional = False

    def clean_text(self) -> str:
        return plain_text(self.cleaned_data["text"])


class InviteForm(forms.Form):
    """Who is asked in."""

    called = forms.CharField(
        label=_("What are they called?"), max_length=200, help_text=_("The name they use. They can change it."),
        error_messages={"required": _("Write what the person is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("One mail goes out, with a link that works once."),
        error_messages={"required": _("Write the person's e-mail address."), "invalid": _("Write an address like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class CohortForm(forms.Form):
    """A new group."""

    title = forms.CharField(
        label=_("Name of the cohort"), max_length=120, help_text=_("Learners see it, like: Spring 2027."),
        error_messages={"required": _("Write a name for the cohort.")},
    )  # fmt: skip
    programme = forms.ChoiceField(label=_("Programme"), error_messages={"required": _("Choose a programme.")}, widget=forms.RadioSelect)
    starts_on = DayField(label=_("First day"), help_text=_("For example 27 3 2027"))
    ends_on = DayField(label=_("Last day"), required=False, require_all_fields=False)

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]


class TestDaysForm(forms.Form):
    """The days of a test for one cohort."""

    __test__ = False  # no test of ours, whatever its name begins with

    opens_on = DayField(label=_("First day"), required=False, require_all_fields=False, help_text=_("For example 27 3 2027"))
    closes_on = DayField(label=_("Last day"), required=False, require_all_fields=False, help_text=_("It counts whole."))
