"""What is released reaches those whom it is for."""

from django.db.models import F

from courses.models import ModuleEdition, ModuleEnrolment


def move_along(*, edition: ModuleEdition) -> int:
    """Move learners of older editions to a fix or a must-read, in one statement; returns how many. Repeating is harmless.

    A fix reaches those whose edition has its fingerprint, a must-read everybody, a new version nobody (courses.editions.moving). Who has
    completed the module moves too, to look up right words later; their credit names the edition they were taught. Done steps and answers
    are not touched.
    """
    if edition.change == "new":
        return 0
    older = ModuleEdition.objects.filter(module_key=edition.module_key, pk__lt=edition.pk)
    if edition.change == "fix":
        older = older.filter(fingerprint=edition.fingerprint)
    learners = ModuleEnrolment.objects.filter(edition__in=older)
    return learners.update(moved_from=F("edition_id"), edition=edition, moved_because=edition.change)
