"""What accounts may not know by itself: what cohorts and programmes are called, and whom a manager looks after."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.hooks import extend_reach, name_scope
from accounts.models import User
from lms.core.reads import name_kind

from .models import Cohort, Enrolment, Programme


def _cohorts() -> list[tuple[str, str]]:
    return list(Cohort.objects.order_by("-starts_on", "title").values_list("public_id", "title"))


def _programmes() -> list[tuple[str, str]]:
    return [(str(key), title) for key, title in Programme.objects.order_by("title").values_list("programme_key", "title")]


@extend_reach
def learners_of(manager: User) -> Q:
    """Everybody who has, or had, a place in a cohort that this person runs today, under either of their records."""
    places = Enrolment.objects.filter(cohort__in=Cohort.objects.run_by(manager))
    return Q(pk__in=places.values("person")) | Q(pk__in=places.exclude(person__merged_into=None).values("person__merged_into"))


name_kind("courses.cohort", _("how far you are in your course"))
name_scope("cohort", _cohorts)
name_scope("programme", _programmes)
