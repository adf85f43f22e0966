"""Putting the starter course on the pages and releasing it. Running it again changes nothing that somebody has edited."""

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from accounts.models import User
from courses.models import Domain, Module, ModuleEdition, ModuleMinutes, ModuleOutcome, Programme, Step
from courses.starter_files import STARTER, ModuleFile, ProgrammeFile, StepFile, read_programme
from lms.core.errors import Refused
from lms.core.permissions import require

from .release_edition import release_edition
from .set_up_authoring import set_up_authoring


@dataclass
class Loaded:
    """What came of it. `waiting`: modules whose release is refused, with the reasons (crisis content waits for its readers)."""

    programme: Programme
    new_pages: int = 0
    editions: list[ModuleEdition] = field(default_factory=list)
    waiting: dict[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def load_starter(*, by: User, folder: Path = STARTER) -> Loaded:
    """Make the pages of the starter course that are missing, publish them, and release each module that has no edition yet.

    Pages that exist stay as they are: editors have the last word. Raises Refused for a file that cannot be read, PermissionDenied
    when `by` is no editor.
    """
    require(by, "courses.release_edition")
    file = read_programme(folder)
    loaded = Loaded(_programme(file, by))
    for module_file in file.modules:
        _domains(module_file)
        module = _module(loaded, module_file, by)
        _release(loaded, module, by)
    set_up_authoring()
    return loaded


def _publish(page: Page, by: User) -> None:
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)  # asked at the start


def _programme(file: ProgrammeFile, by: User) -> Programme:
    found: Programme | None = Programme.objects.filter(programme_key=file.key).first()
    if found:
        return found
    programme = Programme(programme_key=file.key, slug=file.slug, title=file.title, **file.texts)
    _top().add_child(instance=programme)
    _publish(programme, by)
    return programme


def _top() -> Page:
    """Under the site's own first page, where an editor looks first."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    top = site.root_page if site else Page.get_first_root_node()
    # A database without Wagtail's own first pages (a test, a fresh import) gets its root here.
    return top or Page.add_root(instance=Page(title="Root", slug="root"))


def _domains(file: ModuleFile) -> None:
    for code in file.minutes_by_domain:
        order = (Domain.objects.count() + 1) * 10
        Domain.objects.get_or_create(code=code, defaults={"title": code.replace("-", " ").capitalize(), "order": order})


def _module(loaded: Loaded, file: ModuleFile, by: User) -> Module:
    module = Module.objects.filter(module_key=file.key).first() or _new_module(loaded, file, by)
    have = set(Step.objects.child_of(module).values_list("step_key", flat=True))
    for step in file.steps:
        if step.key not in have:
            _new_step(loaded, module, step, by)
    return module


def _new_module(loaded: Loaded, file: ModuleFile, by: User) -> Module:
    module = Module(module_key=file.key, slug=file.slug, title=file.title, summary=file.summary)
    module.outcomes = [ModuleOutcome(text=text, sort_order=place) for place, text in enumerate(file.outcomes)]
    module.minutes = [
        ModuleMinutes(domain=Domain.objects.get(code=code), minutes=minutes, sort_order=place)
        for place, (code, minutes) in enumerate(file.minutes_by_domain.items())
    ]
    loaded.programme.refresh_from_db()
    loaded.programme.add_child(instance=module)
    _publish(module, by)
    loaded.new_pages += 1
    return module


def _new_step(loaded: Loaded, module: Module, file: StepFile, by: User) -> None:
    step = Step(step_key=file.key, slug=file.key, title=file.title, minutes=file.minutes, body=_stream(file))
    module.refresh_from_db()
    module.add_child(instance=step)
    _publish(step, by)
    loaded.new_pages += 1


def _stream(file: StepFile) -> object:
    return Step._meta.get_field("body").stream_block.to_python(file.body)


def _release(loaded: Loaded, module: Module, by: User) -> None:
    if ModuleEdition.objects.filter(module_key=module.module_key).exists():
        return
    try:
        with transaction.atomic():
            loaded.editions.append(release_edition(module=module, by=by, note="Starter course"))
    except Refused as error:
        loaded.waiting[module.title] = error.messages
