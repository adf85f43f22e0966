"""/messages/ and /me/messages/: what I was told, and how I want to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.messages import ChoicesForm
from accounts.messaging.queries import UNREAD, inbox, optional_kinds, unreached
from accounts.models import MessagePreference, User
from accounts.services import choose_messages, try_mail_again
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse

A_PAGE = 30


@never_cache
@login_required
def inbox_view(request: HttpRequest) -> HttpResponse:
    """What I was told in the last 30 days."""
    page = Paginator(inbox(request.user), A_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    has_new = any(one.read_at is None and one.state != "sent" for one in page)
    return render(request, "accounts/messages.html", {"page": page, "has_new": has_new})


@login_required
@require_POST
def read_view(request: HttpRequest) -> HttpResponse:
    """I have read them."""
    inbox(request.user).filter(UNREAD).update(read_at=clock.now())  # type: ignore[arg-type]
    return redirect("accounts:messages")


def _kept(person: User) -> MessagePreference:
    return MessagePreference.objects.filter(person=person).first() or MessagePreference(person=person)


def _form(request: HttpRequest, kept: MessagePreference) -> ChoicesForm:
    person: User = request.user  # type: ignore[assignment]
    optional = optional_kinds(person)
    wanted = [kind.key for kind in optional if kept.choices.get(kind.key, not kind.opt_in)]
    names = ("channel", "from_hour", "until_hour", "digest", "news_in_breaks")
    first = {**{name: getattr(kept, name) for name in names}, "days": list(kept.days), "wanted": wanted}
    return ChoicesForm(request.POST or None, initial=first, optional=optional, has_address=bool(person.email))


@never_cache
@login_required
def choices_view(request: HttpRequest) -> HttpResponse:
    """How I am told, on which days and about what."""
    person: User = request.user  # type: ignore[assignment]
    kept = _kept(person)
    form = _form(request, kept)
    if form.is_valid():
        try:
            choose_messages(person=person, **form.chosen())
        except Refused as error:
            refuse(form, error, "until_hour")
        else:
            messages.success(request, _("Saved. What waits for you keeps to it too."))
            return redirect("accounts:my_messages")
    is_cut_off = bool(kept.unreachable_since and kept.unreachable_address == person.email)
    return answer(request, "accounts/messages_choices.html", {"is_cut_off": is_cut_off}, form)


@login_required
@require_POST
def try_again_view(request: HttpRequest) -> HttpResponse:
    """My address works again."""
    try_mail_again(person=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Thank you. The next message goes by e-mail again."))
    return redirect("accounts:my_messages")


@never_cache
@login_required
def unreached_view(request: HttpRequest) -> HttpResponse:
    """People whom no mail reaches: somebody may ring them."""
    rows = unreached(request.user)  # type: ignore[arg-type]
    if rows is None:
        raise Http404
    return render(request, "accounts/messages_unreached.html", {"page": Paginator(rows, A_PAGE).get_page(request.GET.get("page"))})
