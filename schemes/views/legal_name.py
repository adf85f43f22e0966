"""/manage/decisions/<case>/legal-name/: the applicant's legal name, for the board member who decides."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from accounts.queries import survivor_of
from accounts.services.details import legal_name_of
from accounts.signin.stepup import step_up_required
from lms.core.http import answer
from lms.core.ids import normalise
from lms.core.reads import record_read
from schemes.legal_names import READ, may_open
from schemes.models import Application
from schemes.views.guards import SignedInRequest, board_only


@never_cache
@board_only
@step_up_required
def legal_name_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Opened after a fresh proof, and the applicant sees when and by whom. 404 where the scheme does not ask, or after the decision."""
    cases = Application.objects.readable_by(request.user).select_related("person", "scheme_version__scheme")
    application = get_object_or_404(cases, public_id=normalise(public_id), sent_at__isnull=False)
    if not may_open(request.user, application):
        raise Http404
    person = survivor_of(application.person)
    record_read(
        actor=request.user,
        subjects=[person.public_id],
        record_type=READ,
        record_ids=[application.public_id],
        role="board",
        request=request,
    )
    return answer(request, "schemes/legal_name.html", {"application": application, "name": legal_name_of(person)})
