"""What two records of one person hold of schemes, before they are joined, and when they cannot be (accounts.merging.parts)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.merging.parts import Held, counted, merge_part
from accounts.models import User
from accounts.queries import selves
from schemes.models import Application, Certification, CertificationEvent, Decision


def holds(person: User) -> Iterator[Held]:
    yield from counted(_("Applications"), Application.objects.filter(person=person), "created_at")
    yield from counted(_("Certifications"), Certification.objects.filter(person=person), "created_at")
    yield from counted(_("Decisions about others"), Decision.objects.filter(decided_by=person), "decided_on")


def stops(kept: User, joined: User) -> Iterator[str]:
    """One certification of a type is a promise of the database; nobody decides about themselves."""
    mine = selves(kept)
    both = _types(mine) & _types({joined.pk})
    for title in sorted(both):
        yield _("Both hold or have asked for the same certification: %(title)s. End or decide one of the two first.") % {"title": title}
    decided = Q(decided_by__in=mine, application__person=joined) | Q(decided_by=joined, application__person__in=mine)
    refs = list(User.objects.filter(pk__in=mine).values_list("public_id", flat=True))
    changed = Q(by_ref__in=refs, certification__person=joined) | Q(by_ref=joined.public_id, certification__person__in=mine)
    if Decision.objects.filter(decided).exists() or CertificationEvent.objects.filter(changed).exists():
        yield _("One of the two decided about the other. Nobody decides about themselves.")


def _types(rows: frozenset[int] | set[int]) -> set[str]:
    """The titles of what is held, or asked for and not decided."""
    held = Certification.objects.filter(person__in=rows).values_list("credential_type__title", flat=True)
    asked = Application.objects.open().filter(person__in=rows).values_list("credential_type__title", flat=True)
    return {*held, *asked}


merge_part("schemes", holds=holds, stops=stops)
