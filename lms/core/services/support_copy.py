"""Keep copies of the support page on disk, so that it answers when the database does not."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string

from lms.core.models import SupportResource
from lms.core.support import support_page, usual_country, written_lines

COUNTRY = re.compile(r"[A-Z]{2}")


def copy_path(country: str) -> Path:
    """Where the copy for a country lies. Raises ValueError for anything but two letters."""
    if not COUNTRY.fullmatch(country):
        raise ValueError(country)
    return Path(settings.VAR_DIR) / "support" / f"{country}.html"


def write_support_copies() -> int:
    """Write the page of each country anew, as a stranger sees it; gives how many. Called on publish, on save and every night."""
    lines = written_lines()
    countries = [code for code, _name in support_page(usual_country(), lines).countries]
    for country in countries:
        _write(copy_path(country), render_copy(country, lines))
    return len(countries)


def render_copy(country: str, lines: list[SupportResource]) -> str:
    """The page for a stranger, without asking the database for anything."""
    request = HttpRequest()
    request.path = f"/support/{country.lower()}/"
    request.user = AnonymousUser()
    return render_to_string("core/support.html", {"page": support_page(country, lines), "is_copy": True}, request)


def read_or_render_copy(country: str) -> str:
    """The copy on disk; where there is none (a service that never published a line), the starter lines."""
    try:
        return copy_path(country).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return render_copy(country, [])


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(html, encoding="utf-8")
    fresh.replace(path)  # one step: nobody ever reads half a page
