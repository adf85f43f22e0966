"""Reads about messages: what one was told, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from accounts.messaging.kinds import MessageKind, kinds
from accounts.messaging.records import BODY_DAYS
from accounts.models import MessagePreference, MessageWording, User
from accounts.queries import roles_of, scopes_of, selves
from accounts.services.delivery import DIGEST
from lms.core import clock
from lms.core.models import OutboxMessage

SHOWN = ("here", "sent", "could_not")
UNREAD = Q(state__in=("here", "could_not"), read_at__isnull=True)


def inbox(person: User, at: datetime | None = None) -> QuerySet[OutboxMessage]:
    """What a person was told in the last 30 days, newest first. Codes and links that open something are not kept."""
    since = (at or clock.now()) - timedelta(days=BODY_DAYS)
    secret = [kind.key for kind in kinds().values() if kind.secret]
    refs = User.objects.filter(pk__in=selves(person)).values("public_id")
    shown = OutboxMessage.objects.filter(to_ref__in=refs, state__in=SHOWN, sent_at__gte=since).exclude(subject="")
    return shown.exclude(kind__in=[*secret, DIGEST]).order_by("-sent_at", "-pk")


def unread_count(person: User) -> int:
    """How many messages stand on the service and were not opened; what was mailed counts as told. One query."""
    return inbox(person).filter(UNREAD).count()


def optional_kinds(person: User) -> list[MessageKind]:
    """The kinds that this person may switch off: those for everybody, and those for a role of theirs."""
    mine = roles_of(person)
    return [kind for kind in kinds().values() if kind.is_optional and (not kind.roles or mine & set(kind.roles))]


@dataclass(frozen=True)
class KindLine:
    """One kind on the list of wordings: which versions are in force, by language."""

    kind: MessageKind
    versions: dict[str, int]


def kind_lines() -> list[KindLine]:
    """Every kind with what is in force, in one query."""
    newest: dict[str, dict[str, int]] = {}
    for key, language, version in MessageWording.objects.order_by("version").values_list("kind", "language", "version"):
        newest.setdefault(key, {})[language] = version
    return [KindLine(kind, newest.get(key, {})) for key, kind in kinds().items()]


def unreached(person: User) -> QuerySet[MessagePreference] | None:
    """People whom no mail reaches, for administrators and for managers whose role holds everywhere; None for anybody else."""
    everywhere, _keys = scopes_of(person, "manager", "cohort")
    if not (everywhere or "admin" in roles_of(person)):
        return None
    cut_off = MessagePreference.objects.filter(unreachable_since__isnull=False, unreachable_address=F("person__email"))
    return cut_off.filter(person__is_active=True).select_related("person").order_by("unreachable_since")


def unreached_count(person: User) -> int:
    """How many people no mail reaches, for the list of what waits for a manager; 0 for whoever may not see them."""
    rows = unreached(person)
    return rows.count() if rows is not None else 0
