"""/test/<attempt>/q/<n>/: one question. Every button saves; a script may save on each change and gets JSON."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from assessments import questions
from assessments.models import Answer, AnswerFile, AttemptSlot, QuestionPicture
from assessments.queries.answer_marking import files_of
from assessments.queries.quiz_clocks import clock_of
from assessments.queries.quiz_screens import question_screen
from assessments.questions import Raw, Response, Unclear
from assessments.quiz_forms import AnswerForm
from assessments.services.answer_files import drop_loose_files, wanted_files, with_files
from assessments.services.run_clock import TimeIsUp, keep_running, stop_clock, tell_time
from assessments.services.save_answer import HandedIn, Overtaken, save_answer
from assessments.wording import say_left
from lms.core import clock
from lms.core.errors import Refused
from lms.core.files import file_response
from lms.core.http import UNPROCESSABLE, take_a_break
from lms.core.ids import normalise

CONFLICT = 409
UNKNOWN = -1


@login_required
def test_question(request: HttpRequest, public_id: str, position: int) -> HttpResponse:
    """GET shows the question as it stands; POST saves and goes where the button says."""
    mine = AttemptSlot.objects.readable_by(request.user).whole()
    slot = get_object_or_404(mine, attempt__public_id=normalise(public_id), position=position)
    if request.method == "POST":
        return keep(request, slot)
    if not slot.attempt.is_open:
        return redirect(slot.attempt.result_url)
    now = clock.now()
    is_over = keep_running(attempt=slot.attempt, at=now).is_over(now)
    return redirect(slot.attempt.check_url) if is_over else show(request, slot)


def keep(request: HttpRequest, slot: AttemptSlot) -> HttpResponse:
    """Save what was sent. What cannot be kept is shown again, with the reason."""
    form = AnswerForm(request.POST)
    # A page that does not say what it was showing may overwrite nothing.
    revision = form.cleaned_data["revision"] if form.is_valid() else UNKNOWN
    flagged = bool(form.cleaned_data.get("flagged"))
    response: Response = None
    try:
        response = read_sent(request, slot, form)
        saved = save_answer(slot=slot, by=request.user, response=response, flagged=flagged, revision=revision)
    except Unclear as unclear:
        return not_read(request, slot, unclear.says, form.raw)
    except Overtaken as overtaken:
        return both(request, slot, overtaken, response, flagged)
    except TimeIsUp as up:
        return gone(request, up, slot.attempt.check_url)
    except HandedIn as closed:
        return gone(request, closed, slot.attempt.result_url)
    except Refused as refused:
        return not_read(request, slot, str(refused), form.raw)
    if wanted_files(slot.question_version.definition) is not None:
        drop_loose_files(slot, (response or {}).get("files", []))
    return kept(request, slot, saved, form.cleaned_data)


def gone(request: HttpRequest, why: Refused, url: str) -> HttpResponse:
    """Nothing is kept here any more: where the test goes on, which says so too."""
    return told(why.messages[0], CONFLICT, gone_to=url) if wants_json(request) else redirect(url)


def read_sent(request: HttpRequest, slot: AttemptSlot, form: AnswerForm) -> Response:
    """The answer in what was sent, with its files. A script that saves on its own sends none. Raises Unclear or Refused."""
    definition, raw = slot.question_version.definition, form.raw
    if wanted_files(definition) is not None:
        upload = None if wants_json(request) else request.FILES.get("upload")
        dropped = (raw.get("move") or [""])[0].removeprefix("drop:")
        raw = with_files(slot=slot, by=request.user, raw=raw, upload=upload, dropped=dropped)
    return questions.read(definition, raw)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def told(says: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"says": says, **more}, status=status)


def show(request: HttpRequest, slot: AttemptSlot, typed: Raw | None = None, says: str = "") -> HttpResponse:
    """The question. `typed` and `says`: what could not be read, kept on the page with what to do about it."""
    definition, answer, now = slot.question_version.definition, slot.answer, clock.now()
    at = tell_time(attempt=slot.attempt, person=request.user, at=now)
    takes_files = wanted_files(definition) is not None
    context = {
        "screen": question_screen(slot),
        "takes_files": takes_files,
        "files": files_of(slot) if takes_files else [],
        "attempt": slot.attempt,
        "answer": answer,
        "question": questions.form(definition, slot.option_order, answer.response, typed),
        "rules": slot.attempt.quiz_version.rules,
        "time": at,
        "left": say_left(at.left),
        "problems": [("answer-1", says)] if says else [],
        "page_has_errors": bool(says),
    }
    return render(request, "assessments/test_question.html", context, status=UNPROCESSABLE if says else 200)


def not_read(request: HttpRequest, slot: AttemptSlot, says: str, raw: Raw) -> HttpResponse:
    return told(says, UNPROCESSABLE) if wants_json(request) else show(request, slot, typed=raw, says=says)


def both(request: HttpRequest, slot: AttemptSlot, overtaken: Overtaken, mine: Response, flagged: bool) -> HttpResponse:
    """An older tab lost: show what stands and what was sent, and let the person choose."""
    if wants_json(request):
        return told(overtaken.messages[0], CONFLICT, show_both=True)
    definition, stored = slot.question_version.definition, overtaken.stored
    context = {
        "attempt": slot.attempt,
        "slot": slot,
        "says": overtaken.messages[0],
        "stored": stored,
        "stored_words": questions.summary(definition, stored.response),
        "my_words": questions.summary(definition, mine),
        "my_fields": questions.form(definition, slot.option_order, mine).sent,
        "question": questions.form(definition),
        "flagged": flagged,
    }
    return render(request, "assessments/test_both.html", context, status=CONFLICT)


def kept(request: HttpRequest, slot: AttemptSlot, saved: Answer, sent: dict[str, Any]) -> HttpResponse:
    if wants_json(request):
        moment = formats.time_format(timezone.localtime(saved.saved_at), "H:i")
        left = {} if slot.attempt.minutes is None else {"left": say_left(clock_of(slot.attempt, clock.now()).left(clock.now()))}
        return told(_("Saved %(time)s") % {"time": moment}, 200, revision=saved.revision, **left)
    if sent.get("go") in ("break", "leave"):
        stop_clock(attempt=slot.attempt, by=request.user)
        return redirect("/home/") if sent["go"] == "leave" else take_a_break(slot.attempt.question_url(slot.position))
    return redirect(where_next(slot, sent.get("go", ""), bool(sent.get("move"))))


def where_next(slot: AttemptSlot, go: str, was_moved: bool) -> str:
    """The page that a button leads to; after the last question the look over all answers."""
    attempt, here = slot.attempt, slot.position
    last = attempt.quiz_version.rules.length
    if was_moved:
        return attempt.question_url(here)
    if go == "back":
        return attempt.question_url(max(1, here - 1))
    if go.isdecimal() and 1 <= int(go) <= last:
        return attempt.question_url(int(go))
    return attempt.check_url if go == "check" or here >= last else attempt.question_url(here + 1)


@login_required
def answer_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """A file beside an answer of one's own. Assessors open it from the answer they mark."""
    mine = AnswerFile.objects.readable_by(request.user).select_related("file")
    return file_response(get_object_or_404(mine, public_id=normalise(public_id)).file)


@login_required
def question_picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """A picture of a question. Its name is the hash of its bytes, so it never changes."""
    kept = get_object_or_404(QuestionPicture.objects.select_related("file"), sha256=sha256)
    response = FileResponse(kept.file.file.open("rb"), content_type=kept.file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
