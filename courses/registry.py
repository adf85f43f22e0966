"""What courses contributes to the acts that cross all apps."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lms.core.canonical import sha256_hex
from lms.core.letting_go import erased, planned
from lms.core.reads import guard_address, name_kind
from lms.core.registry import Problem, register

from .editions.rendering import has_renderer
from .editions.structure import blocks_of, fingerprint, is_outline_of
from .exporting import export
from .keeping import keep
from .letting_go import PARTS
from .media_check import media_problems
from .models import EditionFragment, ModuleEdition, TrainingCredit
from .queries.places import overfull
from .services.finish_step import complete_what_was_missed
from .services.move_along import move_along
from .services.offer_places import offer_due
from .services.take_back_story import finish_taking_back


def check() -> Iterable[Problem]:
    """Editions that are not what their hash says, and credits beyond what their edition gives."""
    for edition in ModuleEdition.objects.iterator():
        yield from _edition_problems(edition)
    for fragment in EditionFragment.objects.iterator():
        if sha256_hex(fragment.body) != fragment.pk:
            yield Problem(2, f"courses.EditionFragment {fragment.pk}", "the words are not what their hash says")
    yield from media_problems()
    rows = TrainingCredit.objects.select_related("edition", "attendance__workshop").defer("edition__content")
    for credit in rows.iterator():
        yield from _credit_problems(credit)
    yield from overfull()


def _credit_problems(credit: TrainingCredit) -> Iterable[Problem]:
    row = f"courses.TrainingCredit {credit.public_id}"
    if credit.edition:
        worth = credit.edition.outline["minutes_by_domain"].get(credit.domain, 0)
        if credit.minutes > worth or credit.module_key != credit.edition.module_key:
            yield Problem(6, row, f"{credit.minutes} minutes of {credit.domain}, the edition gives {worth}")
    elif attendance := credit.attendance:
        held = attendance.workshop
        worth = min(held.minutes, held.length) if held.domain == credit.domain else 0
        if credit.minutes > worth or credit.minutes != attendance.minutes or credit.person_id != attendance.person_id:
            yield Problem(6, row, f"{credit.minutes} minutes of {credit.domain}, the register of the workshop gives {worth}")


def _edition_problems(edition: ModuleEdition) -> Iterable[Problem]:
    row = f"courses.ModuleEdition {edition.module_key} {edition.number}"
    if sha256_hex(edition.content) != edition.sha256:
        yield Problem(2, row, "the content is not what its hash says")
        return
    content = edition.read()
    if fingerprint(content) != edition.fingerprint or not is_outline_of(edition.outline, content):
        yield Problem(2, row, "fingerprint or outline differ from the content")
    unknown = {block["type"] for _step, block in blocks_of(content) if not has_renderer(block["type"], edition.schema_version)}
    if unknown:
        yield Problem(2, row, f"nothing draws these blocks any more: {', '.join(sorted(unknown))}")


def tick(now: datetime) -> int:
    """Fixes and must-reads whose day has come reach the learners; stories that were taken back leave every edition."""
    due = ModuleEdition.objects.light().filter(change__in=("fix", "must_read"), effective_from__lte=now)
    return sum(move_along(edition=edition) for edition in due.order_by("pk")) + finish_taking_back(at=now)


register("erase", "courses", erased(PARTS))
register("plan", "courses", planned(PARTS))
register("keep", "courses", keep)
register("export", "courses", export)
register("check", "courses", check)
register("tick", "courses", tick)
register("tick", "courses.places", offer_due)
register("nightly", "courses.completed", lambda on: complete_what_was_missed())

name_kind("courses.cohort", _("how far you are in your course, in a list with others"))
name_kind("courses.taught", _("which versions of your modules you were taught"))
guard_address("courses:taught_of", "courses.taught")
name_kind("courses.shared_reflection", _("a reflection that you shared"))
guard_address("courses:cohort_shared", "courses.shared_reflection")
