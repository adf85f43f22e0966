"""/manage/people/<person>/: one person, for those who run their course."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import print_way_back
from accounts.services.printed import show_in_groups
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.reads import record_read
from lms.desk.people import found_for, person_screen


def _found(request: HttpRequest, public_id: str) -> User:
    found = found_for(request.user, normalise(public_id))  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


@login_required
def person_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where they are, never how well; what helps them, never why. Each look is kept, and the person sees it."""
    screen = person_screen(_found(request, public_id), request.user)  # type: ignore[arg-type]
    role = "manager" if screen.looks_after else "admin"
    refs = [screen.person.public_id]
    record_read(actor=request.user, subjects=refs, record_type="accounts.user", role=role, request=request)
    return render(request, "desk/person.html", {"screen": screen})


class SureForm(forms.Form):
    """That somebody looked who it is, before they hand out a way in."""

    sure = forms.BooleanField(label=_("I have made sure that it is them: I saw them, or called a number that I knew before."))


@login_required
def way_back_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A code on paper for somebody without an address who lost their password. The page with the code is the answer itself."""
    person = _found(request, public_id)
    if not person_screen(person, request.user).way_back:  # type: ignore[arg-type]
        raise Http404
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made, code = print_way_back(person=person, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            back = {"back_url": reverse("desk:person", args=[person.public_id.lower()]), "back_text": person.called}
            shown = {"code": show_in_groups(code, 4), "number": show_in_groups(person.sign_in_number or "", 3)}
            place = settings.SITE_URL + reverse("accounts:join")
            return render(request, "accounts/join_letter.html", {"invitation": made, "place": place, **shown, **back})
    return answer(request, "desk/way_back.html", {"person": person}, form)
