"""Words that screens and mails share."""

from django.utils.translation import gettext_lazy as _

from safeguarding.models import Concern

ROLE_WORDS = {"safeguarding": _("Safeguarding lead"), "privacy": _("Privacy officer"), "admin": _("Administrator")}
CAME_FROM = {
    "": _("the open page"),
    "evidence": _("marking"),
    "supervisee": _("supervision"),
    "entry": _("a supervision session"),
    "person": _("a person's page"),
    "cohort": _("a cohort"),
}


def state_words(concern: Concern) -> str:
    return str(concern.get_state_display())


def danger_words(concern: Concern) -> str:
    """What was answered to "is somebody in danger now?"."""
    said = {"yes": _("danger now"), "unsure": _("perhaps danger now"), "no": _("no danger now")}
    return str(said[concern.danger])


def came_from_words(concern: Concern) -> str:
    return str(CAME_FROM.get(concern.came_from, concern.came_from))
