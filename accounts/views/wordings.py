"""/manage/messages/: the words in which people are told things. For administrators; for anybody else the pages are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms.messages import WordingForm
from accounts.messaging.kinds import MessageKind, kinds
from accounts.messaging.queries import kind_lines
from accounts.messaging.words import Words, difference, filled, first_words, foot, hints, problems, sample_values, words_in_force
from accounts.models import MessageWording
from accounts.services import release_wording
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.models import DeliveryLine
from lms.core.permissions import allowed

A_PAGE = 50
View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "accounts.release_wording"):
            raise Http404
        return view(request, **kwargs)

    return guarded


def _kind(key: str, language: str = settings.LANGUAGE_CODE) -> MessageKind:
    if key not in kinds() or language not in dict(settings.LANGUAGES):
        raise Http404
    return kinds()[key]


@for_administrators
def wordings_view(request: HttpRequest) -> HttpResponse:
    """Every kind, its weight, and which version is in force."""
    return render(request, "accounts/messages_wordings.html", {"lines": kind_lines(), "languages": settings.LANGUAGES})


@for_administrators
def wording_view(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Write other words, look at them with example values, release them. Nothing changes before the last press."""
    found = _kind(kind, language)
    now = words_in_force(found, language)
    first = {"subject": now.subject, "body": now.body, "based_on": now.version}
    form = WordingForm(request.POST or None, initial=first)
    if form.is_valid():
        form.tell(problems(found, form.cleaned_data["subject"], form.cleaned_data["body"]))
    if form.is_bound and not form.errors and "release" in request.POST:
        try:
            row = release_wording(kind=kind, language=language, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Released. Messages written from now on say it in these words."))
            return redirect("accounts:wording_version", kind=kind, language=language, version=row.version)
    versions = MessageWording.objects.filter(kind=kind, language=language)
    context = {"kind": found, "language": language, "now": now, "versions": versions, "places": sorted(found.places)}
    context["preview"] = _preview(found, now, form)
    return answer(request, "accounts/messages_wording.html", context, form)


def _preview(kind: MessageKind, now: Words, form: WordingForm) -> dict[str, Any] | None:
    """How it will look, what changes and what may be hard to read; nothing before there is something to look at."""
    if not form.is_bound or form.errors:
        return None
    draft = Words(form.cleaned_data["subject"], form.cleaned_data["body"].replace("\r\n", "\n"), now.version + 1, now.language)
    return {
        "words": filled(kind, draft, sample_values(kind)),
        "foot": foot(now.language),
        "subject_parts": difference(now.subject, draft.subject),
        "body_parts": difference(now.body.strip(), draft.body.strip()),
        "hints": hints(draft.body),
    }


@for_administrators
def version_view(request: HttpRequest, kind: str, language: str, version: int) -> HttpResponse:
    """A version as it was released, and how it differs from the one before. Version 0 is the service's own."""
    found = _kind(kind, language)
    first = first_words(found, language)
    row = first if version == 0 else get_object_or_404(MessageWording, kind=kind, language=language, version=version)
    before = MessageWording.objects.filter(kind=kind, language=language, version=version - 1).first() or first
    parts = difference(before.body.strip(), row.body.strip())
    subject_parts = difference(before.subject, row.subject)
    context = {"kind": found, "language": language, "row": row, "before": before, "body_parts": parts, "subject_parts": subject_parts}
    return render(request, "accounts/messages_version.html", context)


@for_administrators
def log_view(request: HttpRequest) -> HttpResponse:
    """What was sent when: kinds, versions and what came of it. No words, no names."""
    lines = DeliveryLine.objects.order_by("-at", "-pk")
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    rows = [(line, kinds().get(line.kind)) for line in page]
    return render(request, "accounts/messages_log.html", {"page": page, "rows": rows})
