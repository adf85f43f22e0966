"""Who may let somebody start again who lost their second lock."""

import rules

from accounts.models import FactorReset, User
from accounts.queries import are_one, has_role, manages, scopes_of


@rules.predicate
def may_ask_for(by: User, person: User | None) -> bool:
    """An administrator, a manager of everything, or whoever manages this person; never for oneself."""
    if person is None:
        return has_role(by, "admin") or has_role(by, "manager")
    if are_one(by, person.pk):
        return False
    return has_role(by, "admin") or (has_role(by, "manager") and (scopes_of(by, "manager", "")[0] or manages(by, person)))


@rules.predicate
def may_confirm(by: User, reset: FactorReset | None) -> bool:
    """An administrator who neither asked nor lost it."""
    return has_role(by, "admin") and (reset is None or by.pk not in (reset.person_id, reset.asked_by_id))


@rules.predicate
def may_withdraw(by: User, reset: FactorReset | None) -> bool:
    return reset is not None and (by.pk in (reset.person_id, reset.asked_by_id) or has_role(by, "admin"))


rules.add_perm("accounts.ask_factor_reset", may_ask_for)
rules.add_perm("accounts.confirm_factor_reset", may_confirm)
rules.add_perm("accounts.withdraw_factor_reset", may_withdraw)
