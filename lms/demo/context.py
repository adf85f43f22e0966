"""The demo people on the sign-in page. The context processor is installed only where the demo is."""

from typing import Any

from django.http import HttpRequest

from .cast import sign_in_list


def people(request: HttpRequest) -> dict[str, Any]:
    """`demo_people` for the sign-in page, nothing elsewhere."""
    return {"demo_people": sign_in_list()} if request.path == "/sign-in/" else {}
