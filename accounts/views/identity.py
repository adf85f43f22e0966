"""/manage/people/<person>/identity/: writing down the outcome of a check of who somebody is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.forms.roles import IdentityForm
from accounts.joining.role_screens import identity_of
from accounts.models import User
from accounts.queries import are_one
from accounts.services import record_identity_check
from accounts.views.guards import SignedInRequest
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed


@login_required
def check_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For managers about the people whom they look after, and for administrators. A file that somebody sends along is not taken."""
    person = get_object_or_404(User.objects.filter(erased_at=None), public_id=normalise(public_id))
    if are_one(request.user, person.pk) or not allowed(request.user, "accounts.check_identity", person):
        raise Http404
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_identity_check(person=person, by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("It is written down. We keep no copy and no number."))
            return redirect("desk:person", public_id=person.public_id.lower())
    return answer(request, "accounts/identity_new.html", {"person": person, "checks": identity_of(person)}, form)
