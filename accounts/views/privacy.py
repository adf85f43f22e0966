"""/me/privacy/: what somebody may know and decide about their own record, each on a page of its own."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

# (URL name, title, what is there). A line appears when its address exists.
ROOMS: tuple[tuple[str, Any, Any], ...] = (
    ("accounts:seen", _("Who has read what"), _("Everybody else who opened something sensitive of yours, and when.")),
    (
        "safeguarding:opened",
        _("Who opened a closed part of your record"),
        _("In need only, for half an hour, and with a reason that you can read."),
    ),
    ("accounts:consents", _("What you agreed to"), _("Say yes or no to each purpose. Stop at any time.")),
    ("desk:copy", _("A copy of everything"), _("Pages to read, your files, and the same for a computer, in one file.")),
    ("accounts:requests", _("Ask the privacy officer"), _("Ask anything about your data, or have a mistake put right.")),
    ("accounts:erasure", _("Leave, and have your record erased"), _("First you see what goes, what goes later, and what stays and why.")),
)


@never_cache
@login_required
def privacy_view(request: HttpRequest) -> HttpResponse:
    """The rooms."""
    rooms = []
    for name, title, says in ROOMS:
        try:
            rooms.append((reverse(name), title, says))
        except NoReverseMatch:  # not built yet
            continue
    return render(request, "accounts/privacy.html", {"rooms": rooms})
