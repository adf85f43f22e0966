"""Nothing typed is lost when a form arrives too late: the answer shows the words again, to the person who sent them and nobody else.

The words are neither stored nor signed: they came with this request and go back with its answer (never cached).
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
SECRETS = ("password", "code", "credential", "secret")  # parts of names whose values are never shown again
ONE_WORD = 20  # a single word of at most this length is a choice or an id, not something that somebody wrote


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRETS)


def typed_words(sent: QueryDict) -> list[str]:
    """What somebody wrote in a form, longest first: sentences, not tokens, choices or secrets."""
    values = [value.strip() for name, many in sent.lists() if name not in (TOKEN, "next") and not _is_secret(name) for value in many]
    wrote = [value for value in values if len(value.split()) > 1 or len(value) > ONE_WORD]
    return sorted(dict.fromkeys(value for value in wrote if not value.startswith("/")), key=len, reverse=True)


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form, so that it can be sent once more; nothing when it held a secret, or did not come from a page of ours.

    A browser names the page's origin with every POST: a form on somebody else's page must not be one press away from being sent.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not ours or any(_is_secret(name) for name in request.POST):
        return []
    return [(name, value) for name, many in request.POST.lists() if name != TOKEN for value in many]


def _page_of_form(request: HttpRequest) -> str:
    """The page on which the form stood when it is ours, else the address to which it was sent."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(referer)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kept(request: HttpRequest) -> dict[str, Any]:
    """For `core/_kept_words.html`: the words, the fields to send once more, and whether files have to be chosen again."""
    return {
        "words": typed_words(request.POST),
        "again": _again(request),
        "again_to": request.get_full_path(),
        "had_files": bool(request.FILES),
    }


def kept_page(request: HttpRequest, *, lead: str, status: int = 403) -> HttpResponse:
    """A page with what was typed, and the way on: `lead` (sign in, or prove again) with the page of the form as `next`."""
    context = {**kept(request), "lead": f"{lead}?{urlencode({'next': _page_of_form(request)})}"}
    response = render(request, "core/kept_words.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
