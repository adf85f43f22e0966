"""From the files of a course into the fields of its pages. Nothing is saved here."""

from typing import Any

from courses.course_files import blocks
from courses.course_files import course as files
from courses.models import Domain, Module, ModuleMinutes, ModuleNeed, ModuleOutcome, Programme, Step, Topic
from courses.queries.course_shelf import TEXTS

from .set_up_authoring import first_topics


def fill(page: Any, file: Any, places: blocks.Places) -> None:
    """`page` is a new page or the one as it is edited now; fields that files do not know stay as they are."""
    if isinstance(file, files.Programme):
        _programme(page, file)
    elif isinstance(file, files.Module):
        _module(page, file, places)
    else:
        _step(page, file, places)


def bare(file: Any) -> Any:
    """An unpublished page with the key and the title of a file."""
    common = {"title": file.title, "slug": file.slug or file.key, "live": False}
    if isinstance(file, files.Programme):
        return Programme(programme_key=file.key, **common)
    return Module(module_key=file.key, **common) if isinstance(file, files.Module) else Step(step_key=file.key, **common)


def _programme(page: Programme, file: files.Programme) -> None:
    page.slug, page.title, page.draft_title = file.slug, file.title, file.title
    for name, field in TEXTS.items():
        setattr(page, field, getattr(file, name))
    page.file_facts = files.kept_of(file) or None


def _module(page: Module, file: files.Module, places: blocks.Places) -> None:
    page.slug, page.title, page.draft_title, page.summary = file.slug, file.title, file.title, file.summary
    page.outcomes = [ModuleOutcome(text=text, sort_order=place) for place, text in enumerate(file.outcomes)]
    page.minutes = [
        ModuleMinutes(domain=domain(code), minutes=minutes, sort_order=place)
        for place, (code, minutes) in enumerate(file.minutes_by_domain.items())
    ]
    _completing(page, file.completion)
    page.needs = [ModuleNeed(needs_id=places.row("module", key), sort_order=place) for place, key in enumerate(file.prerequisites)]
    page.file_facts = files.kept_of(file) or None


def _completing(page: Module, asked: files.Completion) -> None:
    page.asks_reading, page.asks_checks = asked.read, asked.checks
    page.asks_quizzes, page.asks_scenarios = bool(asked.quizzes), asked.scenarios


def domain(code: str) -> Domain:
    """A domain that nobody has named yet is called after its code, until an editor gives it a better title."""
    order = (Domain.objects.count() + 1) * 10
    title = code.replace("-", " ").capitalize()
    return Domain.objects.get_or_create(code=code, defaults={"title": title, "order": order})[0]


def topic(slug: str) -> Topic:
    """A topic that nobody has named yet asks for a reader from safeguarding, until an editor says that it is not about a crisis."""
    first_topics()
    title = slug.replace("-", " ").replace("_", " ").strip().capitalize() or slug
    return Topic.objects.get_or_create(slug=slug, defaults={"title": title, "is_crisis": True})[0]


def _step(page: Step, file: files.Step, places: blocks.Places) -> None:
    page.slug, page.title, page.draft_title, page.minutes = file.slug or file.key, file.title, file.title, file.minutes
    page.topics.set([topic(slug) for slug in file.topics])
    stream = Step._meta.get_field("body").stream_block
    page.body = stream.to_python([blocks.to_raw(block, places) for block in file.blocks])
