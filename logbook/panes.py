"""What may be seen of supervision while the glass is broken (ux.md 5.6, the cells marked B)."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from lms.core.narrative import attach_words
from lms.core.registry import Pane, register
from logbook.models import Entry

NOTES = "logbook.note"


def glass(person: User, role: str) -> list[Pane]:
    """Shared notes, for the safeguarding lead and the privacy officer. Never a draft: only its writer has seen that."""
    if role not in ("safeguarding", "privacy"):
        return []
    sent = Entry.objects.filter(person__in=selves(person), kind="supervision", words_id__isnull=False).exclude(state="draft")
    lines = [
        (_("%(day)s, with %(name)s") % {"day": entry.on.isoformat(), "name": entry.supervisor}, entry.words or _("taken back"))
        for entry in attach_words(sent.select_related("supervisor").order_by("on"))
    ]
    return [Pane(_("Shared notes of supervision"), lines, NOTES)]


register("glass", "logbook", glass)
