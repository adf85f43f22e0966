"""What every template may ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .display import display_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Name of the authority, whether this is a demonstration, and the reader's display choices (no query)."""
    return {
        "authority": settings.AUTHORITY,
        "is_demo": settings.DEMO,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "display": display_of(request),
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }
