"""Partners: opening, naming and closing their entry."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, RoleGrant, User
from lms.core.errors import Refused
from lms.core.permissions import require

from .names import clean_name
from .roles import end_role


@transaction.atomic
def save_organisation(*, organisation: Organisation | None, name: str, country: str, by: User) -> Organisation:
    """Open an entry, or change its name or country. Raises Refused when another partner has this name."""
    require(by, "accounts.keep_organisations")
    kept, fresh = organisation or Organisation(), clean_name(name)
    if not fresh:
        raise Refused(_("Write the name of the organisation."))
    kept.name, kept.country = fresh, country
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as problem:
        raise Refused(_("There is an organisation with this name already.")) from problem
    return kept


@transaction.atomic
def close_organisation(*, organisation: Organisation, by: User, reason: str = "") -> Organisation:
    """Close a partner's entry: nobody can be given a role there any more, and the roles that are held there end now."""
    require(by, "accounts.keep_organisations")
    organisation.is_active = False
    organisation.save(update_fields=["is_active"])
    here = RoleGrant.objects.filter(scope_kind="organisation", scope_key=organisation.public_id)
    for grant in here.in_force().select_related("person"):
        end_role(grant=grant, by=by, reason=reason)
    return organisation
