"""What the parts are called where their person reads who opened them; and the addresses at which even trying is kept."""

from django.utils.translation import gettext_lazy as _

from lms.core.narrative import attach_words
from lms.core.reads import explain_reasons, guard_address, name_kind
from safeguarding.models import BreakGlass
from safeguarding.queries import CONCERN, GLASS

name_kind(CONCERN, _("a worry about you"))
name_kind(GLASS, _("a closed part of your record"))
name_kind("accounts.contact", _("how to reach you"))
name_kind("accounts.names", _("which names of yours we hold"))
name_kind("assessments.attempt", _("your tests"))
for address in ("concern", "take_up", "act"):
    guard_address(f"safeguarding:{address}", CONCERN)
guard_address("safeguarding:glass_open", GLASS)


def _reasons(refs: list[str]) -> dict[str, str]:
    """The typed reason of each opening, as long as its words are there."""
    return {each.public_id: each.words or "" for each in attach_words(BreakGlass.objects.filter(public_id__in=refs))}


explain_reasons("glass", _reasons)
