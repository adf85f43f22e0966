"""Ten thousand people in bulk: the demo's people, copied row by row with ids of their own. For measuring only.

Copies of hash-chained rows keep the hashes of their originals, so `check_records` has much to say about a database filled like this.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from accounts.models import User
from courses.models import Cohort, Enrolment
from lms.core.ids import PublicIdField

# Parents before children. A row belongs to a person through `person`, or through the first of its links that was copied.
COPIED = [
    "courses.Enrolment", "courses.ModuleEnrolment", "courses.StepFinished", "courses.KnowledgeAnswer", "courses.TrainingCredit",
    "assessments.Attempt", "assessments.AttemptSlot", "assessments.Answer", "assessments.AttemptResult", "assessments.MarkEvent",
    "assessments.Submission", "assessments.SubmissionRound", "assessments.Judgement", "assessments.JudgedCriterion",
    "logbook.Entry", "logbook.Countersignature", "schemes.Attestation", "schemes.Application", "schemes.CaseReport", "schemes.Decision",
    "schemes.Certification", "schemes.CertificationEvent",
]  # fmt: skip
PEOPLE_AT_ONCE = 250
Row = models.Model


class Family:
    """Everything of one person that is copied, as rows by model, read once."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.rows: dict[type[Row], list[Row]] = {}
        for label in COPIED:
            model = apps.get_model(label)
            self.rows[model] = list(self._of(model))

    def _of(self, model: type[Row]) -> Iterable[Row]:
        link = next(link for link in _links(model) if link.name == "person" or link.related_model in self.rows)
        owner: Any = self.person if link.related_model is User else [row.pk for row in self.rows[link.related_model]]
        lookup = link.name if link.related_model is User else f"{link.name}__in"
        # What hangs on one row that nobody copies (minutes of a workshop on its register) cannot stand twice.
        alone = {f"{link.name}__isnull": True for link in _links(model) if link.one_to_one and link.related_model not in self.rows}
        return model._default_manager.filter(**{lookup: owner}, **alone).order_by("pk")


def _links(model: type[Row]) -> Iterator[Any]:
    """Links to other rows, the person first."""
    links = [field for field in model._meta.local_fields if field.remote_field is not None]
    return iter(sorted(links, key=lambda link: link.name != "person"))


def _copy(row: Row, known: dict[tuple[type[Row], Any], Row]) -> Row:
    """The same row without its key, its links led to the copies, with fresh values where they must be unique."""
    model = type(row)
    values = {
        field.attname: getattr(row, field.attname) for field in model._meta.local_fields if not field.primary_key or field.remote_field
    }
    for link in _links(model):
        copied = known.get((link.related_model, values.get(link.attname)))
        if copied is not None:
            values[link.attname] = copied.pk
    for field in model._meta.local_fields:
        if isinstance(field, PublicIdField):
            values[field.attname] = field.get_default()
        elif field.unique and not field.primary_key and field.remote_field is None:
            values[field.attname] = secrets.token_hex(5).upper()[: field.max_length or 10]
        elif field.name == "once":
            values[field.attname] = ""
    return model(**values)


@transaction.atomic
def _copy_families(families: list[Family], people: list[User]) -> None:
    """One copy of a family for each of the new people."""
    known: list[dict[tuple[type[Row], Any], Row]] = [
        {(User, family.person.pk): person} for family, person in zip(families, people, strict=True)
    ]
    for label in COPIED:
        model = apps.get_model(label)
        pairs = [(at, row) for at, family in enumerate(families) for row in family.rows[model]]
        made = model._default_manager.bulk_create([_copy(row, known[at]) for at, row in pairs], batch_size=2000)
        for (at, row), copied in zip(pairs, made, strict=True):
            known[at][(model, row.pk)] = copied


def fill(*, people: int, sizes: Iterable[int] = (100, 1000)) -> None:
    """So many people, spread over cohorts of the given sizes and one with the rest."""
    families = [Family(person) for person in _originals()]
    original = Cohort.objects.order_by("pk").first()
    assert original is not None, "seed the demo first"
    rest = people - sum(sizes)
    assert rest > 0, f"more than {sum(sizes)} people are needed"
    places = [cohort for size in (*sizes, rest) for cohort in [_cohort(original, f"Bench: {size}")] * size]
    for begin in range(0, people, PEOPLE_AT_ONCE):
        batch = range(begin, min(begin + PEOPLE_AT_ONCE, people))
        made = User.objects.bulk_create(User(email=f"bench{n}@example.org", called=f"Bench {n}", password="!") for n in batch)
        _copy_families([families[n % len(families)] for n in batch], made)
    _spread(places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a database that was filled in one go plans as if it were empty


def cohorts_by_size() -> list[Cohort]:
    """The cohorts that were filled, the smallest first."""
    return sorted(Cohort.objects.filter(title__startswith="Bench: "), key=lambda cohort: int(cohort.title.split()[1]))


def _originals() -> list[User]:
    """The demo's trainees and certified people: those with a place in the cohort."""
    return list(User.objects.filter(enrolments__isnull=False, erased_at=None).distinct().order_by("pk"))


def _cohort(original: Cohort, title: str) -> Cohort:
    return Cohort.objects.create(title=title, programme_key=original.programme_key, starts_on=original.starts_on)


def _spread(places: list[Cohort]) -> None:
    """Put the copies' places into the cohorts, in order."""
    rows = list(Enrolment.objects.filter(person__email__startswith="bench").order_by("pk"))
    for row, cohort in zip(rows, places, strict=False):
        row.cohort = cohort
    Enrolment.objects.bulk_update(rows, ["cohort"], batch_size=2000)
