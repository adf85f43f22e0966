"""What accounts holds about a person, as values for their copy of everything. Rooms with a registry of their own add theirs.

Other people stand in it by the role they had, never by name or number: the copy is the person's, the names are the others'.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from accounts.models import (
    Consent,
    DataRequest,
    Erasure,
    ErasureOrder,
    IdentityCheck,
    Invitation,
    LegalHold,
    PreviousName,
    Relation,
    RelationEvent,
    RequestWords,
    RoleEvent,
    RoleGrant,
    User,
)
from accounts.queries import selves
from accounts.services import KeyDestroyed, person_key
from accounts.services.details import legal_name_of
from lms.core.models import Job, MoveEvent, OutboxMessage, ReadEvent
from lms.core.narrative import attach_words
from lms.core.sealed import CannotOpen, open_sealed

NAMES = (
    "called", "certificate_name", "certificate_name_lang", "check_name", "sort_name", "pronouns", "pronouns_shown_to", "email", "language",
    "time_zone", "country", "display", "public_id", "joined_at", "last_login",
)  # fmt: skip


def export(person: User) -> dict[str, Any]:
    """Names now and before, ways in, roles, ties, what was agreed, asked and decided."""
    return {**_who(person), **_ways_in(person), **_roles(person), **_decided(person)}


def _me(person: User) -> QuerySet[User]:
    return User.objects.filter(pk__in=selves(person)).order_by("pk")


def _who(person: User) -> dict[str, Any]:
    mine = selves(person)
    return {
        "person": [{name: getattr(me, name) for name in NAMES} for me in _me(person)],
        "previous_names": [line for me in _me(person) for line in _previous_names(me)],
        "legal_name": [words for me in _me(person) if (words := legal_name_of(me))],
        "identity_checks": _plain(
            IdentityCheck.objects.filter(person__in=mine).values("method", "outcome", "checked_on", "known_years", "organisation__name")
        ),
        "earlier_states_of_your_account": _plain(
            User.history.filter(id__in=mine).values("history_date", "history_type", "is_active", "language")  # type: ignore[attr-defined]
        ),
    }


def _previous_names(me: User) -> list[dict[str, Any]]:
    rows = PreviousName.objects.filter(person=me).order_by("until")
    return [{"kind": row.kind, "name": _opened(me, bytes(row.sealed), f"previous {row.kind}"), "until": row.until} for row in rows]


def _opened(me: User, sealed: bytes, context: str) -> str:
    try:
        return open_sealed(person_key(me), sealed, context)
    except (KeyDestroyed, CannotOpen):
        return ""


def _ways_in(person: User) -> dict[str, Any]:
    mine = selves(person)
    invitations = Invitation.objects.filter(Q(used_by__in=mine) | Q(for_person__in=mine) | Q(email__in=_addresses(person)))
    return {
        "addresses": _plain(EmailAddress.objects.filter(user__in=mine).values("email", "verified", "primary")),
        "invitations": _plain(invitations.values("way", "email", "called", "says", "sent_at", "expires_at", "used_at")),
    }


def _addresses(person: User) -> list[str]:
    return [me.email for me in _me(person) if me.email]


def _roles(person: User) -> dict[str, Any]:
    mine = selves(person)
    events = attach_words(RoleEvent.objects.filter(grant__person__in=mine).select_related("grant"))
    ties = Relation.objects.filter(Q(by__in=mine) | Q(of__in=mine)).order_by("pk")
    tied = attach_words(RelationEvent.objects.filter(Q(relation__by__in=mine) | Q(relation__of__in=mine)).select_related("relation"))
    return {
        "roles": _plain(RoleGrant.objects.filter(person__in=mine).values("role", "scope_kind", "scope_key", "from_on", "until_on")),
        "changes_of_roles": [{"role": each.grant.role, "act": each.act, "on": each.on, "reason": each.words} for each in events],
        "relations": [
            {"kind": tie.kind, "you": "by" if tie.by_id in mine else "of", "from_on": tie.from_on, "until_on": tie.until_on} for tie in ties
        ],
        "changes_of_relations": [{"kind": each.relation.kind, "act": each.act, "on": each.on, "reason": each.words} for each in tied],
    }


def _decided(person: User) -> dict[str, Any]:
    mine = selves(person)
    requests = DataRequest.objects.filter(person__in=mine).order_by("pk")
    return {
        "consents": _plain(
            Consent.objects.filter(person__in=mine).order_by("pk").values(
                "purpose", "about_key", "is_yes", "text__version", "text__wording", "given_at", "via", "expires_at", "withdrawn_at",
                "withdrawn_via", "effect_done_at",
            )
        ),
        "data_requests": [_request(each) for each in requests],
        "orders_to_erase": _plain(ErasureOrder.objects.filter(person__in=mine).values("ordered_at", "carry_out_on", "state")),
        "erasures": _plain(Erasure.objects.filter(person__in=mine).values("at", "lines")),
        "holds": _plain(LegalHold.objects.filter(person__in=mine).values("kind", "from_on", "until_on")),
    }  # fmt: skip


def _request(each: DataRequest) -> dict[str, Any]:
    said = attach_words(RequestWords.objects.filter(request=each).order_by("pk"))
    return {
        "kind": each.kind, "state": each.state, "asked_at": each.asked_at, "due_on": each.due_on, "closed_at": each.closed_at,
        "words": [{"said": one.said, "at": one.recorded_at, "words": one.words} for one in said],
    }  # fmt: skip


def export_traces(person: User) -> dict[str, Any]:
    """What the building blocks keep: mail to one's address, work done, moves one made, and what one opened of others."""
    refs = list(_me(person).values_list("public_id", flat=True))
    mails = OutboxMessage.objects.filter(to_ref="", address__in=_addresses(person)).order_by("pk")
    return {
        "mails_before_you_joined": _plain(mails.values("created_at", "address", "subject", "body", "state", "sent_at")),
        "jobs": _plain(Job.objects.filter(person_ref__in=refs).values("kind", "state", "created_at", "finished_at")),
        "what_you_did": _plain(MoveEvent.objects.filter(by_ref__in=refs).order_by("at").values("at", "record_type", "verb", "reason")),
        "what_you_opened_of_others": _plain(
            ReadEvent.objects.filter(actor_ref__in=refs).order_by("at").values("at", "acting_role", "record_type", "mode")
        ),
    }


def _plain(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]
