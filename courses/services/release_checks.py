"""What must be right before a module is released, and what an editor should think about."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import StoryConsent
from accounts.models.stories import CHANNELS
from courses.block_checks import Check, stop
from courses.editions.building import BuiltEdition
from courses.editions.structure import blocks_of, is_crisis_content
from courses.editions.topics import speaks_of
from courses.models import Module, ModuleEdition, Step, Topic
from courses.models.editions import PERSPECTIVES

from .build_edition import edition_of, live_steps
from .findings import Finding, findings_of_step, word_list
from .finishing_checks import finishing_checks
from .readings import read_from

__all__ = ["checks_of_module", "crisis_topics", "findings_of_module", "findings_of_page"]


def findings_of_module(module: Module, built: BuiltEdition) -> list[Finding]:
    """Every finding with the page and block that it belongs to: those of the module, then those of each published step."""
    steps, words = live_steps(module), word_list()
    about = [*_module_checks(module, steps, built), *_consent_checks(built), *_review_checks(built)]
    found = [Finding(check.level, check.says, check.path, module.title, module.pk) for check in about]
    return [*found, *(finding for step in steps for finding in findings_of_step(step, words))]


def findings_of_page(page: Page) -> list[Finding]:
    """What is to be said about a page of the workshop as it stands in the editor; nothing about other pages."""
    if isinstance(page, Step):
        return findings_of_step(page)
    return findings_of_module(page, edition_of(page)) if isinstance(page, Module) else []


def checks_of_module(module: Module, built: BuiltEdition) -> list[tuple[str, Check]]:
    """The same with the place in front."""
    return [(finding.place, finding) for finding in findings_of_module(module, built)]


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
    return [*found, *finishing_checks(module, built)]


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
    crisis = is_crisis_content(built.content) or speaks_of(built.content, crisis_topics())
    level = "stop" if crisis and not settings.DEMO else "ask"
    have = read_from(built)
    return [
        Check(level, _("Nobody has read these words from the perspective of %(perspective)s yet.") % {"perspective": words})  # type: ignore[arg-type]
        for key, words in PERSPECTIVES
        if key not in have
    ]


def crisis_topics() -> frozenset[str]:
    """Short names and titles of the topics that ask for a reader from safeguarding."""
    rows = Topic.objects.filter(is_crisis=True).values_list("slug", "title")
    return frozenset(name for row in rows for name in row)
