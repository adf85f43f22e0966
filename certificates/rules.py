"""Who may act."""

import rules

from accounts.models import User
from accounts.queries import are_one
from schemes.public import Holding


@rules.predicate
def is_holder(person: User, holding: Holding | None) -> bool:
    return holding is not None and are_one(person, holding.person_id)


rules.add_perm("certificates.ask_for_copy", is_holder)
