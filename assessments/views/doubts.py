"""/quality/passes/: passes that marking again would take away. A person decides about each; until then it stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.models import PassInDoubt
from assessments.services.decide_doubt import decide_doubt
from lms.core.errors import Refused
from lms.core.permissions import allowed


@login_required
def passes(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, by code; a POST decides one."""
    if not allowed(request.user, "assessments.decide_pass"):
        raise Http404
    waiting = PassInDoubt.objects.open_to(request.user).select_related("attempt__quiz", "void__version__question").order_by("pk")
    if request.method == "POST":
        chosen = request.POST.get("doubt", "")
        doubt = get_object_or_404(waiting, pk=int(chosen) if chosen.isdecimal() else 0)
        try:
            decide_doubt(doubt=doubt, by=request.user, keeps=request.POST.get("keeps") == "yes", why=request.POST.get("why", ""))
            messages.success(request, _("Decided."))
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("assessments:passes")
    return render(request, "assessments/passes.html", {"waiting": waiting[:100]})
