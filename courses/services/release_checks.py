"""What must be right before a module is released, and what an editor should think about."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import StoryConsent
from accounts.models.stories import CHANNELS
from courses.block_checks import Check, stop
from courses.blocks import STEP_BLOCKS
from courses.editions.building import BuiltEdition
from courses.editions.structure import blocks_of, is_crisis_content
from courses.models import Module, ModuleEdition, ModuleReview, Step
from courses.models.editions import PERSPECTIVES

from .build_edition import live_steps

BLOCKS = dict(STEP_BLOCKS)
OWN_ADDRESSES = {"start", "newer", "must-read"}  # below a module's own (courses/urls.py)
MOST_BLOCKS, MANY_BLOCKS = 25, 15


def checks_of_module(module: Module, built: BuiltEdition) -> list[tuple[str, Check]]:
    """Every finding with the place it belongs to: the module, or a step's title."""
    steps = live_steps(module)
    found = [(module.title, check) for check in [*_module_checks(module, steps, built)]]
    for step in steps:
        found += [(step.title, check) for check in checks_of_step(step)]
    return found


def checks_of_step(step: Step) -> list[Check]:
    """What one step's blocks say about themselves, and how many there are."""
    found = [check for child in step.body for check in BLOCKS[child.block_type].release_checks(child.value)]
    notes = [place for place, child in enumerate(step.body) if child.block_type == "note"]
    if notes and (notes != [0]):
        found.append(stop(_("There is one content note in a step, and it comes first.")))
    found += _route_checks(step)
    if not len(step.body):
        found.append(stop(_("This step is still empty.")))
    if len(step.body) > MOST_BLOCKS:
        found.append(stop(_("This step is too long. Make two steps of it.")))
    elif len(step.body) > MANY_BLOCKS:
        found.append(Check("ask", _("This step is long. Could it be two?")))
    return found


def _route_checks(step: Step) -> list[Check]:
    """Another way to the same leads to a step beside this one: learners of the module have no other."""
    routes = [child.value.get("other_route") for child in step.body if child.block_type == "note"]
    beside = [
        route
        for route in routes
        if route is not None and (route.pk == step.pk or route.path[: -step.steplen] != step.path[: -step.steplen])
    ]
    return [stop(_("The other step must be another one of the same module."), "other_route") for _route in beside]


def _module_checks(module: Module, steps: list[Step], built: BuiltEdition) -> list[Check]:
    found = []
    if not module.live:
        found.append(stop(_("Publish the module first.")))
    if not steps:
        found.append(stop(_("There is no published step yet.")))
    if len({step.step_key for step in steps}) < len(steps):
        found.append(stop(_("Two steps have the same key. Make one of them anew.")))
    if not module.summary or not module.outcomes.exists():
        found.append(stop(_("Write a summary and at least one outcome.")))
    if not module.minutes.exists():
        found.append(stop(_("Say how many minutes of which domain this module is worth.")))
    if ModuleEdition.objects.filter(slug=module.slug).exclude(module_key=module.module_key).exists():
        found.append(stop(_("Another module already has this address. Change the title or the slug.")))
    if {step.slug for step in steps} & OWN_ADDRESSES:
        found.append(stop(_("A step has an address that the service uses itself. Give it another slug.")))
    return [*found, *_consent_checks(built), *_review_checks(built)]


def _consent_checks(built: BuiltEdition) -> list[Check]:
    """A yes is for named channels: who lent their words has not lent their voice."""
    refs = {fragment.sha256: fragment.consent_ref for fragment in built.fragments if fragment.consent_ref}
    consents = StoryConsent.objects.in_bulk(set(refs.values()), field_name="public_id") if refs else {}
    told = [block["value"] for _step, block in blocks_of(built.content) if block["value"].get("fragment") in refs]
    return [
        stop(_("“%(label)s” has no yes for this use: %(channel)s.") % {"label": consent.label, "channel": dict(CHANNELS)[channel]})
        for value in told
        if (channel := channel_of(value)) not in (consent := consents[refs[value["fragment"]]]).said_yes_to
    ]


def channel_of(value: Mapping[str, Any]) -> str:
    """The channel on which a block of an edition brings somebody's story."""
    form: str = value.get("form", "text")
    return "lesson" if form == "text" else form


def _review_checks(built: BuiltEdition) -> list[Check]:
    """Decision 34: on a real service, crisis content goes out only when both perspectives have read exactly these words."""
    crisis = is_crisis_content(built.content)
    level = "stop" if crisis and not settings.DEMO else "ask"
    have = reviewed_as(built.sha256)
    return [
        Check(level, _("Nobody has read these words from the perspective of %(perspective)s yet.") % {"perspective": words})  # type: ignore[arg-type]
        for key, words in PERSPECTIVES
        if key not in have
    ]


def reviewed_as(sha256: str) -> list[str]:
    """The perspectives from which somebody read exactly this content."""
    return sorted(set(ModuleReview.objects.filter(content_sha256=sha256).values_list("perspective", flat=True)))
