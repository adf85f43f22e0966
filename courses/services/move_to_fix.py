"""A fix reaches everybody who is on the same course."""

from django.db.models import F

from courses.models import ModuleEdition, ModuleEnrolment


def move_to_fix(*, edition: ModuleEdition) -> int:
    """Move learners of older editions with the same fingerprint to a fix, in one statement; returns how many. Repeating is harmless.

    People who have completed the module move too, so that they look up right words later; their credit names the edition they
    were taught.
    """
    if edition.change != "fix":
        return 0
    older = ModuleEdition.objects.filter(module_key=edition.module_key, fingerprint=edition.fingerprint, pk__lt=edition.pk)
    learners = ModuleEnrolment.objects.filter(edition__in=older)
    return learners.update(moved_from=F("edition_id"), edition=edition, moved_because="fix")
