"""Our words for the names under which apps export things."""

from typing import Any

from django.utils.translation import gettext_lazy as _

APPS: dict[str, Any] = {
    "accounts": _("You, and what you decided"),
    "assessments": _("Evidence, feedback and tests"),
    "certificates": _("Certificates"),
    "courses": _("Courses, answers and your private journal"),
    "logbook": _("Hours and supervision"),
    "safeguarding": _("Safety"),
    "schemes": _("Applications and certification"),
    "core": _("Messages and other traces"),
    "seen": _("Who has read what"),
}

KEYS: dict[str, Any] = {
    "at": _("when"),
    "by": _("by whom"),
    "on": _("on"),
    "id": _("number in our records"),
    "ref": _("number in our records"),
    "public_id": _("number in our records"),
    "called": _("what we call you"),
    "check_name": _("the part of your name that a checker types"),
    "certificate_name": _("name for the certificate"),
    "sort_name": _("name for lists"),
    "may_judge": _("what you may judge"),
    "checks": _("who checked it: only that it was asked, and when"),
    "is_right": _("right"),
    "files_sha256": _("marks of the files, which change with every letter"),
    "sha256": _("mark of the file, which changes with every letter"),
    "also_written_elsewhere": _("words from another device"),
    "given_at": _("answered"),
    "withdrawn_at": _("taken back"),
    "effect_done_at": _("carried out"),
    "is_yes": _("yes"),
    "from_on": _("from"),
    "until_on": _("until"),
    "edition": _("edition"),
}
