"""Who may act."""

import rules

from accounts.models import User
from schemes.public import Holding


@rules.predicate
def is_holder(person: User, holding: Holding | None) -> bool:
    return holding is not None and holding.person_id == person.pk


rules.add_perm("certificates.ask_for_copy", is_holder)
