"""Giving and ending roles and relations. Rows are dated, never deleted."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import update_change_reason

from accounts.models import Relation, RoleGrant, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .cms_groups import GROUPS, sync_cms_groups


@transaction.atomic
def give_role(
    *,
    person: User,
    role: str,
    by: User | None,
    scope: tuple[str, str] = ("", ""),
    from_on: date | None = None,
    until_on: date | None = None,
) -> RoleGrant:
    """Give a role from a day, in a scope ("cohort", key), or everywhere. Giving what is held already changes nothing.

    `by` is None only for the first set-up from the command line.
    """
    if by is not None:
        require(by, "accounts.give_role")
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        scope_kind=scope[0],
        scope_key=scope[1],
        until_on=until_on,
        defaults={"from_on": from_on or clock.today(), "given_by": by},
    )
    if is_new:
        _changed(person, role)
    return grant


def _changed(person: User, role: str) -> None:
    """Forget what was read of the person's roles, and let the CMS follow."""
    person.__dict__.pop("_grants", None)
    if role in GROUPS:
        sync_cms_groups(person)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: User, reason: str = "", on: date | None = None) -> RoleGrant:
    """End a role: yesterday was its last day, so that it does not hold any more from this moment (or from `on`)."""
    require(by, "accounts.give_role")
    last = (on or clock.today()) - timedelta(days=1)
    grant.until_on = max(last, grant.from_on)
    grant.save(update_fields=["until_on"])
    update_change_reason(grant, reason[:100])
    _changed(grant.person, grant.role)
    return grant


@transaction.atomic
def relate(*, kind: str, by: User, of: User, from_on: date | None = None, until_on: date | None = None) -> Relation:
    """Say that `by` supervises or manages `of`, or that the two have a conflict of interest. Saying it twice is saying it once."""
    if by == of:
        raise Refused(_("This needs two different people."))
    relation, _is_new = Relation.objects.get_or_create(
        kind=kind, by=by, of=of, until_on=until_on, defaults={"from_on": from_on or clock.today()}
    )
    return relation
