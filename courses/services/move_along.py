"""What is released reaches those whom it is for."""

from django.db.models import F

from courses.editions.moving import Edition, reaches
from courses.models import ModuleEdition, ModuleEnrolment


def move_along(*, edition: ModuleEdition) -> int:
    """Move the learners whom a release reaches (courses.editions.moving), in one statement; returns how many. Repeating is harmless.

    Who has completed the module moves too, to look up right words later; their credit names the edition they were taught. Done steps
    and answers are not touched.
    """
    others = ModuleEdition.objects.filter(module_key=edition.module_key).values_list("pk", "change", "fingerprint")
    released = Edition(edition.pk, edition.change, edition.fingerprint)  # type: ignore[arg-type]
    reached = [row[0] for row in others if reaches(released, Edition(*row))]  # type: ignore[arg-type]
    learners = ModuleEnrolment.objects.filter(edition__in=reached)
    return learners.update(moved_from=F("edition_id"), edition=edition, moved_because=edition.change)
