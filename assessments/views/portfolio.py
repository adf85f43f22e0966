"""/portfolio/ and /feedback/: where I stand, and what was said."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from assessments.models import Judgement
from assessments.queries.portfolio import USUAL_DAYS, portfolio_of, standing_in
from assessments.queries.rounds import judgements_with_words
from lms.core.ids import normalise


@login_required
def portfolio(request: HttpRequest) -> HttpResponse:
    """All competencies in words; those with a next step first."""
    parts = portfolio_of(request.user)
    pieces = {piece.pk: piece for part in parts for each in part.standings for piece in each.pieces}
    audiences = [piece.audience for piece in pieces.values()]
    context = {"parts": parts, "usual_days": USUAL_DAYS, "only_me": audiences.count("me"), "assessors": audiences.count("assessor")}
    return render(request, "assessments/portfolio.html", context)


@login_required
def competency(request: HttpRequest, competency: str) -> HttpResponse:
    """One competency: what good looks like, my pieces, the feedback on them."""
    standing = standing_in(request.user, competency, request.GET.get("framework"))
    if standing is None:
        raise Http404
    return render(request, "assessments/portfolio_competency.html", {"standing": standing, "usual_days": USUAL_DAYS})


@login_required
def feedback(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an assessor said about one round of my work, addressed to me."""
    mine = Judgement.objects.received_by(request.user).select_related("assessor", "framework_version", "round__submission")
    judgement = get_object_or_404(mine.prefetch_related("criteria"), public_id=normalise(public_id))
    [judged] = judgements_with_words([judgement])
    said = judged.feedback.addressed_to(request.user.called) if judged.feedback else None
    about = judgement.framework_version.competency(judgement.competency)
    answers = [(each, judged.met.get(each.key), said.notes.get(each.key, "") if said else "") for each in about.criteria]
    context = {"judgement": judgement, "about": about, "said": said, "answers": answers, "piece": judgement.round.submission}
    return render(request, "assessments/feedback.html", context)
