"""Languages by their own names, for screen readers that read somebody's name aloud."""

from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _


def languages() -> list[tuple[str, Any]]:
    """Choices for the language of a name; "" is the language of the page."""
    known = [(code, about["name_local"].capitalize()) for code, about in LANG_INFO.items() if "name_local" in about]
    return [("", _("The same as this page")), *sorted(known, key=lambda row: row[1])]
