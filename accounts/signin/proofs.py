"""What a session says about how its person proved who they are. allauth writes the records; nothing here asks the database."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

RECENT = 600  # seconds for which a proof counts as "just now" (step-up)


def proofs(request: HttpRequest) -> list[dict[str, Any]]:
    """The records of the present person's session; none of them belong to somebody else who was signed in before."""
    return list(get_authentication_records(request, request.user))  # type: ignore[arg-type]


def _counts_twice(record: dict[str, Any]) -> bool:
    """Whether one record stands for a second factor: our own, a passkey, the word of a
    provider that the operator trusts today, or the demo's way while there is a demo (decisions.md 6)."""
    method = record.get("method")
    if method == "provider_mfa":
        trusted = {one["id"] for one in settings.SIGN_IN_PROVIDERS if one["kind"] == "oidc" and one.get("trust_second_factor") is True}
        return record.get("provider") in trusted
    return method == "mfa" or (method == "demo" and settings.DEMO)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session showed a second factor. Whatever leaves no record, or a record that we do not know, did not."""
    return any(_counts_twice(record) for record in proofs(request))


def proved_recently(request: HttpRequest) -> bool:
    """Whether the person proved within the last ten minutes that it is them; signing in counts.

    In a session with a second factor only the factor counts again: a password alone must not remove it.
    """
    records = proofs(request)
    strong = [record for record in records if _counts_twice(record)]
    latest = max((float(record.get("at", 0)) for record in strong or records), default=0.0)
    return 0 <= time.time() - latest < RECENT
