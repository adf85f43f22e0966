"""From the pages of the workshop to the content of an edition: what is live now, links and rich text resolved."""

from typing import Any

import nh3
from wagtail.rich_text import expand_db_html

from accounts.models import StoryConsent
from courses.editions.building import BuiltEdition, build_edition
from courses.editions.rendering import RenderedStep, render_step
from courses.editions.structure import SCHEMA_VERSION
from courses.models import LocalRule, Module, Step
from lms.core.sealed import keyed_hash

from .from_library import FromLibrary

TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "b", "strong", "i", "em", "a"}
SCHEMES = {"http", "https", "mailto", "tel", "sms"}


class FromPages(FromLibrary):
    """Resolves what blocks point to (building.Resolver)."""

    def html(self, source: str) -> str:
        """An edition is read when its neighbours are long gone, so no reference to a page stays in it."""
        return nh3.clean(expand_db_html(source), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener").strip()

    def consent(self, key: Any) -> dict[str, Any] | None:
        consent = StoryConsent.objects.filter(pk=key).first()
        if consent is None:
            return None
        lent = {"ref": consent.public_id, "attribution": consent.attribution, "take_down": consent.take_down}
        return {**lent, "is_living": consent.taken_back_on is None}

    def step(self, key: Any) -> dict[str, str] | None:
        step = Step.objects.filter(pk=key).live().first()
        return {"step_key": step.step_key, "title": step.title} if step else None

    def rule(self, key: Any) -> dict[str, str] | None:
        rule = LocalRule.objects.filter(pk=key).first()
        return rule.taught() if rule else None

    def salt(self, text: str) -> str:
        return keyed_hash(text, "edition fragment").hex()


def live_steps(module: Module) -> list[Step]:
    """The published steps in reading order; drafts stay in the workshop."""
    return list(Step.objects.child_of(module).live().order_by("path"))


def edition_of(module: Module) -> BuiltEdition:
    """What a release of this module would hold now."""
    return build_edition(module=_facts(module), steps=[_raw_step(step) for step in live_steps(module)], resolve=FromPages())


def _facts(module: Module) -> dict[str, Any]:
    minutes = module.minutes.select_related("domain").all() if module.pk else []
    return {
        "key": str(module.module_key),
        "title": module.title,
        "summary": module.summary,
        "outcomes": [outcome.text for outcome in module.outcomes.all()],
        "minutes_by_domain": {row.domain.code: row.minutes for row in minutes},
        "completion": completion_of(module),
        **({"prerequisites": needs} if (needs := needed_by(module)) else {}),
    }


def completion_of(module: Module) -> dict[str, Any]:
    """What completing takes, as the editor set it. What is off is left out, so that older editions hash as before."""
    more = {"quizzes": "passed" if module.asks_quizzes else "", "scenarios": module.asks_scenarios}
    return {"read": module.asks_reading, "checks": module.asks_checks, **{name: how for name, how in more.items() if how}}


def needed_by(module: Module) -> list[str]:
    """The keys of the modules that come first, in the editor's order."""
    return [str(row.needs.module_key) for row in module.needs.select_related("needs").all()] if module.pk else []


def _raw_step(step: Step) -> dict[str, Any]:
    topics = sorted(topic.slug for topic in step.topics.all())
    return {
        "key": step.step_key, "slug": step.slug, "title": step.title, "minutes": step.minutes, "blocks": step.body.get_prep_value(),
        **({"topics": topics} if topics else {}),
    }  # fmt: skip


def draft_of(step: Step) -> BuiltEdition:
    """A step as it stands in the editor, as an edition that holds nothing else."""
    return build_edition(module={}, steps=[_raw_step(step)], resolve=FromPages())


def built_step(step: Step) -> dict[str, Any]:
    """A step as it stands, in the form that an edition would hold."""
    as_built: dict[str, Any] = draft_of(step).content["steps"][0]
    return as_built


def draw_draft(step: Step) -> RenderedStep:
    """A step as it stands in the editor, drawn as a learner would see it."""
    built = draft_of(step)
    return render_step(built.content["steps"][0], SCHEMA_VERSION, lent_words(built))


def lent_words(built: BuiltEdition) -> dict[str, str]:
    """Hash -> body of every fragment of a draft whose author has not taken it back."""
    refs = {fragment.consent_ref for fragment in built.fragments if fragment.consent_ref}
    gone = StoryConsent.objects.filter(public_id__in=refs, taken_back_on__isnull=False) if refs else StoryConsent.objects.none()
    taken_back = set(gone.values_list("public_id", flat=True))
    return {fragment.sha256: fragment.body for fragment in built.fragments if fragment.consent_ref not in taken_back}
