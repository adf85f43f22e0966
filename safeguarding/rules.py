"""Who may act. Who may read is `Concern.objects.readable_by(person)`."""

import rules

from accounts.models import User
from accounts.rules import is_admin, is_privacy, is_safeguarding
from safeguarding.models import Concern


@rules.predicate
def may_read_it(person: User, concern: Concern | None) -> bool:
    return concern is not None and Concern.objects.readable_by(person).filter(pk=concern.pk).exists()


rules.add_perm("safeguarding.lead", is_safeguarding)
rules.add_perm("safeguarding.lead_concern", is_safeguarding & may_read_it)
rules.add_perm("safeguarding.break_glass", is_safeguarding | is_privacy | is_admin)
