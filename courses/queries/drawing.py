"""Editions as learners see them: drawn once in each process, without what was taken back or is looked after."""

from courses.editions.rendering import NONE_GONE, SHELF, RenderedEdition, render_edition
from courses.editions.structure import fragments_of
from courses.editions.withdrawing import put_aside
from courses.models import EditionFragment, ModuleEdition, Redaction, StepWithdrawal


def drawn(edition: ModuleEdition, redactions: int) -> RenderedEdition:
    """The edition as HTML. Nothing is read from the database when this process has drawn it before."""
    return SHELF.get(edition.sha256, redactions, lambda: _draw(edition, redactions))


def _draw(edition: ModuleEdition, redactions: int) -> RenderedEdition:
    gone = files_gone(edition) if redactions else NONE_GONE
    return put_aside(_drawn_without(edition, gone), StepWithdrawal.objects.away(edition.module_key), edition.outline, edition.slug)


def drawn_whole(edition: ModuleEdition) -> RenderedEdition:
    """The edition as it was released, without what was taken back. For records: learners are shown `drawn`."""
    return _drawn_without(edition, files_gone(edition))


def files_gone(edition: ModuleEdition) -> frozenset[str]:
    """The hashes of what was taken back from an edition: words, and files in whichever block of it."""
    return frozenset(Redaction.objects.filter(edition=edition.pk).values_list("fragment_sha256", flat=True))


def _drawn_without(edition: ModuleEdition, gone: frozenset[str]) -> RenderedEdition:
    content = edition.read()
    hashes = fragments_of(content)
    fragments = dict(EditionFragment.objects.filter(pk__in=hashes).values_list("pk", "body")) if hashes else {}
    return render_edition(content, edition.schema_version, fragments, gone)
