"""What courses contributes to the acts that cross all apps."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lms.core.canonical import sha256_hex
from lms.core.letting_go import erased, planned
from lms.core.reads import name_kind
from lms.core.registry import Problem, register

from .editions.structure import fingerprint, outline
from .exporting import export
from .keeping import keep
from .letting_go import PARTS
from .media_check import media_problems
from .models import EditionFragment, ModuleEdition, TrainingCredit
from .services.move_to_fix import move_to_fix


def check() -> Iterable[Problem]:
    """Editions that are not what their hash says, and credits beyond what their edition gives."""
    for edition in ModuleEdition.objects.iterator():
        yield from _edition_problems(edition)
    for fragment in EditionFragment.objects.iterator():
        if sha256_hex(fragment.body) != fragment.pk:
            yield Problem(2, f"courses.EditionFragment {fragment.pk}", "the words are not what their hash says")
    yield from media_problems()
    for credit in TrainingCredit.objects.select_related("edition").defer("edition__content").iterator():
        worth = credit.edition.outline["minutes_by_domain"].get(credit.domain, 0)
        if credit.minutes > worth or credit.module_key != credit.edition.module_key:
            yield Problem(
                6, f"courses.TrainingCredit {credit.public_id}", f"{credit.minutes} minutes of {credit.domain}, the edition gives {worth}"
            )


def _edition_problems(edition: ModuleEdition) -> Iterable[Problem]:
    row = f"courses.ModuleEdition {edition.module_key} {edition.number}"
    if sha256_hex(edition.content) != edition.sha256:
        yield Problem(2, row, "the content is not what its hash says")
        return
    content = edition.read()
    if fingerprint(content) != edition.fingerprint or outline(content) != edition.outline:
        yield Problem(2, row, "fingerprint or outline differ from the content")


def tick(now: datetime) -> int:
    """Fixes whose day has come reach the learners."""
    due = ModuleEdition.objects.light().filter(change="fix", effective_from__lte=now)
    return sum(move_to_fix(edition=edition) for edition in due.order_by("pk"))


register("erase", "courses", erased(PARTS))
register("plan", "courses", planned(PARTS))
register("keep", "courses", keep)
register("export", "courses", export)
register("check", "courses", check)
register("tick", "courses", tick)

name_kind("courses.cohort", _("how far you are in your course, in a list with others"))
