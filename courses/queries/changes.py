"""What a release would change in an edition, with the words that people lent."""

import json
from typing import Any

from courses.editions.building import BuiltEdition
from courses.editions.differing import StepChange, differences, step_differences
from courses.editions.structure import Content, fragments_of, shows_any
from courses.models import EditionFragment, ModuleEdition

from .drawing import files_gone


def changes_since(edition: ModuleEdition, built: BuiltEdition) -> list[StepChange]:
    """What differs between an edition and what would be released now. What was taken back from the edition is not said again."""
    content = _still_there(edition)
    return differences(content, built.content, _lent(content, built))


def changes_since_in(edition: ModuleEdition, draft: BuiltEdition) -> list[StepChange]:
    """The same for the one step that `draft` holds."""
    content, (step,) = _still_there(edition), draft.content["steps"]
    old = next((one for one in content["steps"] if one["key"] == step["key"]), None)
    changes = step_differences(old, step, _lent(content, draft))
    return [StepChange("changed" if old else "added", step["title"], tuple(changes))] if changes or not old else []


def _still_there(edition: ModuleEdition) -> Content:
    """The content, with nothing left of a block whose file was taken back (docs/decisions/0102)."""
    content, gone = edition.read(), files_gone(edition)
    if not gone:
        return content
    steps = [
        {**step, "blocks": [{**one, "value": {}} if shows_any(one["value"], gone) else one for one in step["blocks"]]}
        for step in content["steps"]
    ]
    return {**content, "steps": steps}


def _lent(content: Content, built: BuiltEdition) -> dict[str, Any]:
    """Lent words of both by hash. Those that were taken back are in neither."""
    stored = EditionFragment.objects.filter(pk__in=fragments_of(content)).values_list("pk", "body")
    bodies = {**dict(stored), **{fragment.sha256: fragment.body for fragment in built.fragments}}
    return {sha256: json.loads(body) for sha256, body in bodies.items() if body}
