"""A step or module as its editor looks at it before a release: the ways in which learners may meet it, a map, and what changed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments import questions
from courses.editions.differing import StepChange
from courses.editions.rendering import Part, RenderedStep
from courses.models import Module, ModuleEdition, Step
from courses.queries.changes import changes_since, changes_since_in
from courses.scenarios import Map, layout

from .build_edition import draft_of, draw_draft, edition_of, live_steps

LEARNER, NOTES_OFF, SHORT, MAP, PRINT, CHANGES = "", "notes-off", "short", "map", "print", "changes"
STEP_MODES = [
    (LEARNER, _("As a learner")),
    (NOTES_OFF, _("As a learner without content notes")),
    (SHORT, _("Short version")),
    (MAP, _("Map of the scenarios")),
    (PRINT, _("Printed")),
    (CHANGES, _("What changed since the edition")),
]
MODULE_MODES = [(LEARNER, _("As a learner")), (PRINT, _("Printed")), (CHANGES, _("What changed since the edition"))]


@dataclass(frozen=True)
class Question:
    """A check as learners see it, and what is said to the answers. `form` is None while it cannot be drawn yet."""

    stem: str
    form: questions.Form | None
    key: str
    feedback: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True)
class Shown:
    """A part of a step for its preview."""

    part: Part
    question: Question | None = None


@dataclass(frozen=True)
class Drawn:
    step: RenderedStep
    parts: tuple[Shown, ...]


def draw(step: Step, *, only_practice: bool = False) -> Drawn:
    """The draft as it stands. `only_practice`: without what is read, as after a short version."""
    drawn = draw_draft(step)
    parts = drawn.practice if only_practice else drawn.parts
    return Drawn(drawn, tuple(Shown(part, _question(part.value) if part.kind == "check" else None) for part in parts))


def _question(value: Any) -> Question:
    definition = value["question"]
    if questions.structural_problems(definition):
        return Question(definition.get("stem", ""), None, "", (), "")
    said = [(option["text"], option["feedback"]) for option in definition.get("options", []) if option.get("feedback")]
    for name in ("feedback_true", "feedback_false"):
        said += [(str(_("True") if name.endswith("true") else _("False")), definition[name])] if definition.get(name) else []
    return Question(definition["stem"], questions.form(definition), questions.key(definition), tuple(said), definition.get("why", ""))


def maps_of(step: Step) -> list[tuple[dict[str, Any], Map]]:
    """Each scenario of the draft with its map, also one that is half written."""
    return [(part.value, layout(part.value)) for part in draw_draft(step).parts if part.kind == "scenario" and part.value]


def changes_of(step: Step) -> tuple[ModuleEdition | None, list[StepChange]]:
    """The newest edition, and what the draft of this step changes in it."""
    edition = _newest(Module.objects.get(pk=step.get_parent().pk))
    return edition, changes_since_in(edition, draft_of(step)) if edition else []


def changes_of_module(module: Module) -> tuple[ModuleEdition | None, list[StepChange]]:
    """What a release of the published steps would change; steps that stay as they are are left out."""
    edition = _newest(module)
    return edition, changes_since(edition, edition_of(module)) if edition else []


def _newest(module: Module) -> ModuleEdition | None:
    return ModuleEdition.objects.filter(module_key=module.module_key).order_by("-pk").first()


def context_of_step(step: Step, mode: str) -> dict[str, Any]:
    """What the template of a mode needs. An unknown mode is shown as a learner sees the step."""
    if mode == MAP:
        return {"maps": maps_of(step)}
    if mode == CHANGES:
        edition, rows = changes_of(step)
        return {"edition": edition, "rows": rows}
    return {"drawn": [draw(step, only_practice=mode == SHORT)], "shows_notes": mode != NOTES_OFF, "is_short": mode == SHORT}


def context_of_module(module: Module, mode: str) -> dict[str, Any]:
    if mode == CHANGES:
        edition, rows = changes_of_module(module)
        return {"edition": edition, "rows": rows}
    if mode == PRINT:
        return {"drawn": [draw(step) for step in live_steps(module)], "shows_notes": True}
    return {"draft": edition_of(module).content}


TEMPLATES = {MAP: "courses/cms/preview_map.html", PRINT: "courses/cms/preview_print.html", CHANGES: "courses/cms/preview_changes.html"}
