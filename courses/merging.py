"""What two records of one person hold of courses, before they are joined (accounts.merging.parts). The journal is not even counted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.merging.parts import Held, counted, merge_part
from accounts.models import User
from courses.models import Attendance, Enrolment, ModuleEnrolment, MustReadSeen, PageProblem, PlaceRequest, SharedReflection, TrainingCredit


def holds(person: User) -> Iterator[Held]:
    yield from counted(_("Places on a course"), Enrolment.objects.filter(person=person), "since_on")
    yield from counted(_("Modules begun"), ModuleEnrolment.objects.filter(enrolment__person=person), "touched_at")
    yield from counted(_("Cards about changes that were read"), MustReadSeen.objects.filter(person=person), "at")
    yield from counted(_("Places asked for"), PlaceRequest.objects.filter(person=person), "asked_at")
    yield from counted(_("Workshops on whose register they are"), Attendance.objects.in_force().filter(person=person), "noted_at")
    yield from counted(_("Credits for training"), TrainingCredit.objects.in_force().filter(person=person), "awarded_on")
    yield from counted(_("Shared reflections"), SharedReflection.objects.filter(person=person), "recorded_at")
    yield from counted(_("Told editors about a page"), PageProblem.objects.filter(person=person), "created_at")


# Two places in one cohort stand in nobody's way: what was done in either counts once.
merge_part("courses", holds=holds)
