"""Joining two records of one person, and taking them apart again.

A link, not a move: what was judged, confirmed, decided or sealed stays in its row, and `accounts.queries.selves` reads both.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.merging.parts import Held, counted, merge_part, stops_between
from accounts.messaging.kinds import message_kind
from accounts.models import Consent, Merge, MergeUndone, Relation, RoleGrant, User
from accounts.queries import selves
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require
from lms.core.registry import contributions
from lms.core.sealed import keyed_hash

from .sessions import end_all_sessions
from .tell import tell

PURPOSE = "merge"
JOINED, APART = "accounts.records_joined", "accounts.records_apart"

message_kind(
    JOINED,
    weight="now",
    secret=True,
    says=gettext_lazy("Two records of yours were joined"),
    subject=gettext_lazy("Two records of yours are one now"),
    body=gettext_lazy(
        "Hello {called},\n\nwe found that you were here twice, and joined the two records. You can sign in with either address. "
        "Nothing that counts is lost.\n\nIf that is wrong, open this page and press the button. You have until {until}.\n{link}\n"
    ),
)
message_kind(
    APART,
    weight="now",
    says=gettext_lazy("Two records were taken apart again"),
    subject=gettext_lazy("Two records are separate again"),
    body=gettext_lazy(
        "Hello {called},\n\nthe two records that we had joined are separate again. Please sign in again, with the address that you "
        "used before.\n"
    ),
)


def find_merge(token: str) -> Merge | None:
    """The joining that belongs to the link in the mails; None for a token that we never made."""
    return Merge.objects.select_related("kept", "joined", "undone").filter(token_hash=keyed_hash(token, PURPOSE)).first()


@transaction.atomic
def merge(*, kept: User, joined: User, by: User, reason: str, at: datetime | None = None) -> Merge:
    """Let `joined` be known as `kept` from now on. Both addresses are told; for 30 days it can be taken back.

    Raises Refused with every reason against it, PermissionDenied when `by` may not. Two joinings that cross end with exactly one:
    both rows are locked, the older first, and looked at again.
    """
    require(by, "accounts.merge")
    kept, joined = _locked(kept, joined)
    if found := obstacles(kept=kept, joined=joined, by=by):
        raise Refused(*found)
    token = secrets.token_urlsafe(32)
    made = Merge.objects.create(kept=kept, joined=joined, by=by, reason=reason, at=at or clock.now(), token_hash=keyed_hash(token, PURPOSE))
    link = settings.SITE_URL + reverse("accounts:merge_objection", args=[token])
    for person in (kept, joined):  # while each still has its own address
        tell(
            person=person, kind=JOINED, key=f"{made.public_id}:{person.public_id}", values={"link": link, "until": f"{made.until:%d %B %Y}"}
        )
    _link(kept, joined, kept)
    end_all_sessions(joined)
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: User | None, reason: str, at: datetime | None = None) -> MergeUndone:
    """Take the two records apart: everything is where it was written. Twice is once.

    `by` is None for the link in the mail. Raises Refused after 30 days or an erasure, PermissionDenied when `by` may not. Both are
    signed out: the two may turn out to be two people.
    """
    if by is not None:
        require(by, "accounts.merge")
    kept, joined = _locked(merge.kept, merge.joined)
    if done := MergeUndone.objects.filter(merge=merge).first():
        return done
    moment = at or clock.now()
    if moment >= merge.until:
        raise Refused(_("The 30 days are over. The two records stay one."))
    if kept.erased_at or joined.erased_at:
        raise Refused(_("This record was erased. There is nothing left to take apart."))
    done = MergeUndone.objects.create(merge=merge, by=by, reason=reason, at=moment)
    _link(kept, joined, None)
    for person in (kept, joined):
        tell(person=person, kind=APART, key=f"{merge.public_id}:{person.public_id}")
        end_all_sessions(person)
    return done


def _locked(kept: User, joined: User) -> tuple[User, User]:
    """Both rows as they stand now, always locked in the same order, so that two joinings cannot wait for each other for ever."""
    rows = {row.pk: row for row in User.objects.select_for_update().filter(pk__in=[kept.pk, joined.pk]).order_by("pk")}
    return rows[kept.pk], rows[joined.pk]


def _link(kept: User, joined: User, into: User | None) -> None:
    joined.merged_into = into
    joined.save(update_fields=["merged_into"])
    kept.has_duplicates = User.objects.filter(merged_into=kept).exists()
    kept.save(update_fields=["has_duplicates"])
    for person in (kept, joined):
        person.__dict__.pop("_selves", None)
        person.__dict__.pop("_grants", None)


def obstacles(*, kept: User, joined: User, by: User) -> list[str]:
    """Every reason why these two cannot be joined this way round, in words; empty when nothing stands in the way."""
    if kept.pk == joined.pk:
        return [_("These are the same record. Choose two.")]
    if {kept.pk, joined.pk} & selves(by):
        return [_("You cannot join a record with your own. Ask somebody else to do it.")]
    return stops_between(kept, joined)


def _stops(kept: User, joined: User) -> Iterator[str]:
    """What the people and their roles say against it."""
    if kept.erased_at or joined.erased_at:
        yield _("One of the two was erased. An erased record is nobody's any more.")
    elif not (kept.is_active and joined.is_active):
        yield _("One of the two is closed.")
    if kept.merged_into_id or joined.merged_into_id:
        yield _("One of the two was joined to another record already. Use the record that was kept then.")
    if joined.has_duplicates:
        yield _("Another record was joined to the second one already. Keep the second one, and join the first to it.")
    yield from _stops_of_ties(kept, joined)
    yield from _stops_of_holds(kept, joined)


def _stops_of_ties(kept: User, joined: User) -> Iterator[str]:
    mine = selves(kept)
    if Relation.objects.filter(Q(by__in=mine, of=joined) | Q(by=joined, of__in=mine)).exists():
        yield _("The two have a tie: one supervises or manages the other, or they declared a conflict. Then they are two people.")
    still = Q(until_on__isnull=True, ended_at__isnull=True) | Q(until_on__gte=clock.today(), ended_at__isnull=True)
    if RoleGrant.objects.filter(still, person=joined).exists() or Relation.objects.filter(still, by=joined).exists():
        yield _("The second record has a role, or supervises somebody. Keep that one, or hand its work over first.")


def _stops_of_holds(kept: User, joined: User) -> Iterator[str]:
    held = [hold for person in (kept, joined) for _name, ask in contributions("hold") for hold in ask(person)]
    if held:
        yield _("Something is still open for one of the two, like an appeal. Wait until it is closed.")


def _holds(person: User) -> Iterator[Held]:
    yield from counted(_("Roles, also ended ones"), RoleGrant.objects.filter(person=person), "from_on")
    yield from counted(_("Ties, like a supervisor"), Relation.objects.filter(Q(by=person) | Q(of=person)), "from_on")
    yield from counted(_("Consents"), Consent.objects.filter(person=person), "given_at")


merge_part("accounts", holds=_holds, stops=_stops)
