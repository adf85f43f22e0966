"""Places as rows of one statement, with the stage of each: for counting in the database, and for one row a person."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Break, User
from courses.models import Enrolment, ModuleEnrolment, place_code
from schemes.models import Application, Certification

from .scope import Scope

STAGES = {
    "not_opened": _("Not opened yet"),
    "learning": _("Learning"),
    "ready": _("All modules done"),
    "with_us": _("Application with the board"),
    "certified": _("Certified"),
    "left": _("Left the programme"),
}
ROOT = Coalesce("person__merged_into", "person")  # two records of one person are one


def places(scope: Scope) -> QuerySet[Enrolment]:
    """One place for each person in each cohort, of two records of one person the one that `Scope.seats` keeps. Has `stage`."""
    rows = Enrolment.objects.filter(cohort__in=[one.pk for one in scope.cohorts], person__erased_at__isnull=True)
    if scope.joined:
        kept = {seat.code for seat in scope.seats}
        two = rows.filter(Q(person__in=scope.joined) | Q(person__in=scope.joined.values()))
        rows = rows.exclude(pk__in=[pk for pk, ref in two.values_list("pk", "public_id") if place_code(ref) not in kept])
    return rows.alias(root=ROOT).alias(stage=_stage(scope))


def mine(scope: Scope) -> dict[str, Any]:
    """In a subquery: what belongs to the `root` of the row around it. While nobody has two records, the plainest statement does."""
    if not scope.joined:
        return {"person": OuterRef("root")}
    me = OuterRef(OuterRef("root"))
    return {"person__in": User.objects.filter(Q(pk=me) | Q(merged_into=me)).values("pk")}


def is_away(scope: Scope) -> Exists:
    """On a break today, with the programme manager told. Whoever shows it asks `Scope.run` whether the reader runs the cohort."""
    today = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.on)
    return Exists(Break.objects.filter(today, **mine(scope), began_on__lte=scope.on, tells_manager=True))


def _stage(scope: Scope) -> Case:
    begun = ModuleEnrolment.objects.filter(enrolment=OuterRef("pk"))
    cases = [When(state="left", then=Value("left"))]
    if scope.reads_cases:
        cases += [
            When(Exists(Application.objects.filter(**mine(scope), state="submitted")), then=Value("with_us")),
            When(Exists(Certification.objects.filter(**mine(scope))), then=Value("certified")),
        ]
    cases += [When(state="completed", then=Value("ready")), When(Exists(begun), then=Value("learning"))]
    return Case(*cases, default=Value("not_opened"), output_field=CharField())
