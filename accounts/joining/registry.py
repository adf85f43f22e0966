"""What coming in, roles, ties and checks of identity contribute to the acts that cross all apps."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.models import IdentityCheck, Invitation, Organisation, RelationEvent, RoleEvent, RoleGrant, User
from accounts.queries import selves
from accounts.services import relations, roles
from lms.core import clock
from lms.core.letting_go import Part, erased, planned
from lms.core.models import Narrative
from lms.core.narrative import attach_words
from lms.core.reads import name_kind
from lms.core.registry import Keeping, Problem, register
from lms.core.retention import delete_old

NAME = "accounts.joining"
REASON_DAYS = 730


def _close_ways_in(person: User) -> None:
    """Invitations to somebody who left open nothing any more; their names and addresses go in accounts.privacy.letting_go."""
    open_now = Invitation.objects.filter(Q(for_person=person) | Q(email=person.email or "-"), used_at=None, withdrawn_at=None)
    open_now.update(withdrawn_at=clock.now(), withdrawn_as="replaced")


PARTS = [
    Part(
        gettext_lazy("your sign-in number, and codes that were printed for you"),
        has=lambda person: bool(person.sign_in_number) or Invitation.objects.filter(for_person=person).exists(),
        let_go=_close_ways_in,
    ),
    Part(
        gettext_lazy("which roles you had, and when, without the reasons"),
        has=lambda person: RoleGrant.objects.filter(person=person).exists(),
        why=gettext_lazy("it shows that whoever decided was entitled to"),
    ),
    Part(
        gettext_lazy("that somebody checked who you are: the day, the way and the outcome"),
        has=lambda person: IdentityCheck.objects.filter(person=person).exists(),
        why=gettext_lazy("a certificate rests on it"),
    ),
]


def _mine(person: User) -> Q:
    return Q(used_by=person) | Q(for_person=person) | Q(email=person.email or "-")


def export(person: User) -> dict[str, Any]:
    """Invitations that were taken up, what was done about roles and ties with its reason, and checks of identity."""
    mine = selves(person)
    role_events = attach_words(RoleEvent.objects.filter(grant__person__in=mine).select_related("grant").order_by("pk"))
    tie_events = attach_words(
        RelationEvent.objects.filter(Q(relation__by__in=mine) | Q(relation__of__in=mine) & ~Q(relation__kind="conflict"))
        .select_related("relation").order_by("pk")
    )  # fmt: skip
    return {
        "sign_in_number": person.sign_in_number or "",
        "invitations": [
            {
                "way": row.way,
                "sent_at": row.sent_at.isoformat(),
                "used_at": row.used_at.isoformat() if row.used_at else None,
                "for": row.says,
            }
            for row in Invitation.objects.filter(_mine(person) | Q(used_by__in=mine)).order_by("pk")
        ],
        "role_events": [{"role": e.grant.role, "act": e.act, "on": e.on.isoformat(), "reason": e.words or ""} for e in role_events],
        "tie_events": [{"kind": e.relation.kind, "act": e.act, "on": e.on.isoformat(), "reason": e.words or ""} for e in tie_events],
        "identity_checks": [
            {"method": check.method, "outcome": check.outcome, "on": check.checked_on.isoformat(), "known_years": check.known_years}
            for check in IdentityCheck.objects.filter(person__in=mine).order_by("pk")
        ],
    }


def check() -> Iterator[Problem]:
    """A role for an organisation that there is none of, and an erased person who could still type a number to sign in."""
    known = set(Organisation.objects.values_list("public_id", flat=True))
    for grant in RoleGrant.objects.filter(scope_kind="organisation").exclude(scope_key__in=known):
        yield Problem(5, f"role {grant.public_id}", "is for an organisation that there is none of")
    for person in User.objects.filter(erased_at__isnull=False).exclude(sign_in_number=None):
        yield Problem(2, f"person {person.public_id}", "was erased and still has a sign-in number")


def _forget_reasons(before: datetime) -> int:
    old = Narrative.objects.filter(kind__in=(roles.WORDS_KIND, relations.WORDS_KIND), created_at__lt=before)
    return delete_old(old, why="reasons of roles and ties are kept for a while")


def keep() -> list[Keeping]:
    what = gettext_lazy("Why a role or a tie was given or ended")
    then = gettext_lazy("the words go; that it happened, when and by whom stays")
    return [Keeping("accounts.role_reasons", what, gettext_lazy("the day it was written"), then, REASON_DAYS, _forget_reasons)]


name_kind("accounts.user", gettext_lazy("the page about you: where you are, who you work with, how to reach you"))
register("plan", NAME, planned(PARTS))
register("erase", NAME, erased(PARTS))
register("export", NAME, export)
register("check", NAME, check)
register("keep", NAME, keep)
