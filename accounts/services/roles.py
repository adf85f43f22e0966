"""Giving, ending and handing over roles. Rows are dated, never deleted; every act leaves an event with its reason."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import RoleEvent, RoleGrant, User
from accounts.models.roles import INSPECTS_FOR, SCOPES_OF
from accounts.queries import are_one
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require

from .cms_groups import GROUPS, sync_cms_groups
from .tell import tell

WORDS_KIND = "accounts.role"


@transaction.atomic
def give_role(
    *,
    person: User,
    role: str,
    by: User | None,
    scope: tuple[str, str] = ("", ""),
    from_on: date | None = None,
    until_on: date | None = None,
    reason: str = "",
) -> RoleGrant:
    """Give a role from a day, in a scope ("cohort", key), or everywhere. Giving what is held already changes nothing.

    `by` is None only for the first set-up from the command line. Raises Refused for a role to oneself, for somebody who left, for an
    organisation's role without an organisation, and for an inspector without an end within 90 days.
    """
    if by is not None:
        require(by, "accounts.give_role")
    starts = from_on or clock.today()
    _refuse_grant(person, role, by, scope, starts, until_on)
    here = {"person": person, "role": role, "scope_kind": scope[0], "scope_key": scope[1]}
    held = RoleGrant.objects.select_for_update().filter(**here, until_on=until_on, ended_at=None).first()
    if held:
        return held
    grant = RoleGrant.objects.create(**here, from_on=starts, until_on=until_on, given_by=by)
    _note(grant, "given", by, starts, reason)
    if by is not None:
        _tell(grant, "accounts.role_given", starts)
    return grant


def _refuse_grant(person: User, role: str, by: User | None, scope: tuple[str, str], starts: date, until_on: date | None) -> None:
    if by is not None and are_one(by, person.pk):
        raise Refused(_("Nobody gives themselves a role. Ask another administrator."))
    if person.merged_into_id:
        raise Refused(_("This record was joined to another one. Give the role to that one."))
    if not person.is_active:
        raise Refused(_("This person's account is closed."))
    if until_on and until_on < starts:
        raise Refused(_("The last day comes after the first."))
    if role == "facilitator" and scope[0] not in SCOPES_OF[role]:
        raise Refused(_("Choose the programme or the cohort whose workshops this person runs."))
    if scope[0] not in SCOPES_OF.get(role, ("",)) and role != "organisation":
        raise Refused(_("This role holds everywhere. It cannot be given for one place only."))
    if role == "organisation" and scope[0] != "organisation":
        raise Refused(_("Choose the organisation that this person belongs to."))
    if role == "inspector" and not (until_on and until_on <= starts + INSPECTS_FOR):
        raise Refused(_("An inspector needs a last day, at most 90 days after the first."))


def _note(grant: RoleGrant, act: str, by: User | None, on: date, reason: str) -> None:
    """Write the event, forget what was read of the person's roles, and let the CMS follow."""
    words = write_words(kind=WORDS_KIND, text=reason, subject_ref=grant.person.public_id)
    RoleEvent.objects.create(grant=grant, act=act, by=by, on=on, words_id=words.id, words_sha256=words.sha256)
    grant.person.__dict__.pop("_grants", None)
    if grant.role in GROUPS:
        sync_cms_groups(grant.person)


def _tell(grant: RoleGrant, kind: str, day: date) -> None:
    where = grant.get_scope_kind_display()
    values = {"role": str(grant.get_role_display()), "where": str(where), "day": date_format(day, "j F Y")}
    tell(person=grant.person, kind=kind, key=f"{grant.public_id}:{day}", values=values)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: User, reason: str = "", on: date | None = None) -> RoleGrant:
    """End a role at this very moment, or so that `on` is the first day on which it does not hold any more.

    Raises Refused when it has ended, and for the last administrator.
    """
    require(by, "accounts.give_role")
    return _end(_held(grant), "ended", by, reason, on)


def _held(grant: RoleGrant) -> RoleGrant:
    held = RoleGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant.pk)
    if held.ended_at or (held.until_on and held.until_on < clock.today()):
        raise Refused(_("This role has ended already."))
    return held


def _end(held: RoleGrant, act: str, by: User, reason: str, on: date | None) -> RoleGrant:
    today, now = clock.today(), clock.now()
    last = (on - timedelta(days=1)) if on and on > today else max(today, held.from_on)
    if held.role == "admin" and not _other_admin(held, on or today):
        raise Refused(_("This is the last administrator. Give the role to somebody else first."))
    if on and on > today:
        held.until_on = min(max(last, held.from_on), held.until_on or date.max)
    else:
        held.until_on, held.ended_at = min(last, held.until_on or date.max), now
    held.save(update_fields=["until_on", "ended_at"])
    _note(held, act, by, held.until_on, reason)
    _tell(held, "accounts.role_ended", held.until_on)
    return held


def _other_admin(held: RoleGrant, day: date) -> bool:
    others = RoleGrant.objects.select_for_update(of=("self",)).filter(role="admin", scope_kind="", person__is_active=True)
    return others.in_force(max(day, clock.today())).exclude(person=held.person).exists()


@transaction.atomic
def hand_over(*, grant: RoleGrant, to: User, by: User, reason: str = "", on: date | None = None) -> RoleGrant:
    """End a role for one person and give it to another from the same day: one act, two events, one reason.

    An inspector's end stays where it was. Raises Refused when the other has it already, or as `give_role` and `end_role` do.
    """
    require(by, "accounts.give_role")
    held, starts = _held(grant), max(on or clock.today(), clock.today())
    if to == held.person:
        raise Refused(_("Choose somebody else to hand it over to."))
    until = held.until_on if held.role == "inspector" else None
    _refuse_grant(to, held.role, by, (held.scope_kind, held.scope_key), starts, until)
    here = {"person": to, "role": held.role, "scope_kind": held.scope_kind, "scope_key": held.scope_key}
    if RoleGrant.objects.filter(**here, ended_at=None).filter(until_on=None).exists():
        raise Refused(_("This person has this role already."))
    taken = RoleGrant.objects.create(**here, from_on=starts, until_on=until, given_by=by)
    _note(taken, "taken_over", by, starts, reason)
    _tell(taken, "accounts.role_given", starts)
    _end(held, "handed_on", by, reason, starts)
    return taken
