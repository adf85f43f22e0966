"""What the parts are called where their person reads who opened them; and the addresses at which even trying is kept."""

from django.utils.translation import gettext_lazy as _

from lms.core.reads import guard_address, name_kind
from safeguarding.queries import CONCERN, GLASS

name_kind(CONCERN, _("a worry about you"))
name_kind(GLASS, _("a closed part of your record"))
name_kind("accounts.contact", _("how to reach you"))
name_kind("accounts.names", _("which names of yours we hold"))
name_kind("assessments.attempt", _("your tests"))
for address in ("concern", "take_up", "act"):
    guard_address(f"safeguarding:{address}", CONCERN)
guard_address("safeguarding:glass_open", GLASS)
