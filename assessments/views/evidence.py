"""/portfolio/evidence/: write, add files, check, send, change, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import are_one
from assessments.evidence_forms import EvidenceForm, RecognitionForm
from assessments.models import EvidenceFile, FrameworkVersion, Submission
from assessments.queries.portfolio import USUAL_DAYS, portfolio_of, standing_in
from assessments.queries.rounds import names_that_unmask, read_rounds
from assessments.services.evidence_files import add_file, remove_file
from assessments.services.reopen_evidence import reopen_evidence
from assessments.services.save_draft import ChangedElsewhere, save_draft
from assessments.services.submit_evidence import NOTHING_TO_SEND, places_in, submit_evidence
from assessments.services.withdraw_evidence import withdraw_evidence
from assessments.states import DRAFT, SUBMITTED
from assessments.words import Piece
from lms.core.errors import Refused
from lms.core.files import file_response
from lms.core.http import answer, refuse, take_a_break
from lms.core.ids import normalise
from lms.core.reads import record_read


def _mine(request: HttpRequest, public_id: str) -> Submission:
    pieces = Submission.objects.written_by(request.user).select_related("framework_version__framework", "person")
    return get_object_or_404(pieces, public_id=normalise(public_id))


@login_required
def evidence_new(request: HttpRequest) -> HttpResponse:
    """A new piece for ?competency=; without one, choose first. An open piece is opened, so that nobody starts twice."""
    if "competency" not in request.GET:
        return render(request, "assessments/evidence_choose.html", {"parts": portfolio_of(request.user)})
    standing = standing_in(request.user, request.GET["competency"], request.GET.get("framework"))
    if standing is None:
        raise Http404
    if standing.open_piece and request.method == "GET":
        return redirect(standing.open_piece)
    return _write(request, standing.version, standing.competency.key, standing.open_piece)


@login_required
def evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """My piece: the draft to go on with, or what I sent."""
    piece = _mine(request, public_id)
    if piece.state == DRAFT:
        return _write(request, piece.framework_version, piece.competency, piece)
    context = {"piece": piece, "rounds": read_rounds(piece)[::-1], "files": _files(piece), "usual_days": USUAL_DAYS}
    return render(request, "assessments/evidence_sent.html", context)


def _write(request: HttpRequest, version: FrameworkVersion, competency: str, piece: Submission | None) -> HttpResponse:
    """Show the draft's form; on a POST keep what was typed before anything else is tried."""
    about = version.competency(competency)
    form = EvidenceForm.of(piece, about)
    if request.method == "POST":
        form = EvidenceForm(request.POST, request.FILES, competency=about)
        kept = _keep(request, form, version, competency) if form.is_valid() else None
        done = _go_on(request, form, kept) if kept else None
        if done:
            return done
        piece = kept or piece
    context = {"about": about, "version": version, "piece": piece, "files": _files(piece) if piece else [], "usual_days": USUAL_DAYS}
    return answer(request, "assessments/evidence_write.html", context, form)


def _keep(request: HttpRequest, form: EvidenceForm, version: FrameworkVersion, competency: str) -> Submission | None:
    try:
        kept = save_draft(person=request.user, framework_version=version, competency=competency, **form.words)
    except ChangedElsewhere as error:
        form.elsewhere = error.saved
        form.see(error.saved)
        refuse(form, error)
        return None
    except Refused as error:
        refuse(form, error)
        return None
    form.see(kept)
    return kept


def _go_on(request: HttpRequest, form: EvidenceForm, piece: Submission) -> HttpResponse | None:
    """Do what the pressed button says, with the words already kept. None when a file was refused."""
    if request.POST.get("remove"):
        files = EvidenceFile.objects.readable_by(request.user).filter(submission=piece, in_draft=True)
        remove_file(evidence_file=get_object_or_404(files, public_id=request.POST["remove"]), by=request.user)
    try:
        if form.cleaned_data["file"]:
            add_file(submission=piece, by=request.user, upload=form.cleaned_data["file"])
    except Refused as error:
        refuse(form, error, "file")
        return None
    if request.POST.get("do") == "check":
        return _to_check(form, piece)
    if request.POST.get("do") == "break":
        return take_a_break(request.path)
    messages.success(request, _("Saved. Only you can read it."))
    return redirect(piece)


def _to_check(form: EvidenceForm, piece: Submission) -> HttpResponse | None:
    """On to the page before sending; said here, beside the box, when there is nothing to look at yet."""
    if piece.has_draft:
        return redirect("assessments:evidence_check", piece.public_id)
    form.add_error("text", NOTHING_TO_SEND)
    return None


@login_required
def evidence_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look at it once more: could somebody be recognised? Then send."""
    piece = _mine(request, public_id)
    if piece.state != DRAFT:
        return redirect(piece)
    in_title, in_text = places_in(Piece(piece.title, piece.draft_text), names_that_unmask(request.user))
    form = RecognitionForm(request.POST or None, in_title=in_title, in_text=in_text, piece=piece, initial={"seen": piece.draft_number})
    if request.method == "POST" and form.is_valid():
        try:
            submit_evidence(submission=piece, by=request.user, draft_number=form.cleaned_data["seen"], choices=form.choices)
            messages.success(request, _("Sent. You can change it or take it back until there is feedback."))
            return redirect(piece)
        except Refused as error:
            refuse(form, error)
    context = {"piece": piece, "about": piece.about, "files": _files(piece), "usual_days": USUAL_DAYS}
    return answer(request, "assessments/evidence_check.html", context, form)


@login_required
@require_POST
def evidence_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go on with a piece that waits or has feedback."""
    piece = _mine(request, public_id)
    try:
        reopen_evidence(submission=piece, by=request.user)
    except Refused as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(piece)


@login_required
def evidence_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a piece back for good, after one more look."""
    piece = _mine(request, public_id)
    if request.method != "POST":
        can_be = piece.state in (DRAFT, SUBMITTED)
        context = {"piece": piece, "about": piece.about}
        return render(request, "assessments/evidence_withdraw.html", context) if can_be else redirect(piece)
    try:
        withdraw_evidence(submission=piece, by=request.user)
        messages.success(request, _("Taken back. The words and files that nobody has judged are gone."))
    except Refused as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(piece)
    return redirect("assessments:competency", piece.competency)


@login_required
def evidence_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file as a download. For an assessor under a neutral name, and with a read event."""
    files = EvidenceFile.objects.readable_by(request.user).select_related("file", "submission__person")
    kept = get_object_or_404(files, public_id=normalise(public_id))
    piece, stored = kept.submission, kept.file
    if not are_one(request.user, piece.person_id):
        record_read(
            actor=request.user, subjects=[piece.person.public_id], record_type="evidence_file", record_ids=[kept.public_id],
            role="assessor", request=request,
        )  # fmt: skip
        stored.name = f"{piece.code}-{kept.public_id[:4]}.{stored.name.rpartition('.')[2]}"
    return file_response(stored)


def _files(piece: Submission) -> list[EvidenceFile]:
    return list(piece.evidence_files.select_related("file").order_by("pk"))
