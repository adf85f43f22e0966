"""/test/: the rules of a test, one question at a time, a look over all of them, the result."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.queries import adjustments_for_tests
from accounts.resting.words import LABELS
from assessments.hooks import context_for
from assessments.models import Attempt, AttemptResult, Quiz
from assessments.queries.quiz_clocks import clock_of
from assessments.queries.quiz_screens import quiz_screen, result_screen
from assessments.queries.quizzes import attempt_of, entries_of, places_of
from assessments.services.run_clock import keep_running
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_attempt import void_attempt
from assessments.wording import say_left
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE
from lms.core.ids import normalise


@login_required
def test(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """The rules, the tries, and the button that starts; POST starts or carries on."""
    quiz = get_object_or_404(Quiz, key=quiz_key)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            context_key, again = context_for(request.user, quiz.key), request.POST.get("again") == "yes"
            return redirect(where_to_carry_on(start_attempt(person=request.user, quiz=quiz, context_key=context_key, again=again)))
        except Refused as refused:
            problems = [("", message) for message in refused.messages]
    screen = quiz_screen(request.user, quiz, clock.now())
    if screen is None:
        raise Http404
    adjusted = adjustments_for_tests(request.user)  # type: ignore[arg-type]
    granted = [LABELS[kind] for kind in adjusted.kinds]
    minutes = adjusted.minutes(screen.rules.minutes)
    context = {"screen": screen, "granted": granted, "minutes": minutes, "problems": problems, "page_has_errors": bool(problems)}
    return render(request, "assessments/test_start.html", context, status=UNPROCESSABLE if problems else 200)


def where_to_carry_on(attempt: Attempt) -> str:
    """The first question that is still open, or the look over all answers; that too when the time is over."""
    now = clock.now()
    if clock_of(attempt, now).is_over(now):
        return attempt.check_url
    left = [place.position for place in places_of(attempt) if not place.is_answered]
    return attempt.question_url(left[0]) if left else attempt.check_url


def own_attempt(request: HttpRequest, public_id: str) -> Attempt:
    """The attempt, if it is this person's; 404 for everybody else's."""
    found = attempt_of(request.user, normalise(public_id))  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


@login_required
def test_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """All answers in a list; POST hands them in, once however often it is sent."""
    attempt = own_attempt(request, public_id)
    if request.method == "POST" and attempt.state != "voided":
        submit_attempt(attempt=attempt, by=request.user)
    if request.method == "POST" or not attempt.is_open:
        return redirect(attempt.result_url)
    entries, now = entries_of(attempt), clock.now()
    running = keep_running(attempt=attempt, at=now)
    context = {
        "attempt": attempt,
        "entries": entries,
        "left": [entry for entry in entries if not entry.summary],
        "is_over": running.is_over(now),
        "time_left": say_left(running.left(now)) if attempt.minutes and not running.is_up(now) else "",
        "for_people": any(entry.is_by_person and entry.summary for entry in entries),
    }
    return render(request, "assessments/test_check.html", context)


@login_required
def test_result(request: HttpRequest, public_id: str) -> HttpResponse:
    """How it went, what to look at again, and the next try."""
    attempt = own_attempt(request, public_id)
    if attempt.is_open:
        return redirect(where_to_carry_on(attempt))
    try:
        screen = result_screen(attempt, clock.now())
    except AttemptResult.DoesNotExist:
        if attempt.state == "voided":
            return render(request, "assessments/test_set_aside_done.html", {"attempt": attempt})
        return render(request, "assessments/test_waiting.html", {"attempt": attempt, "entries": entries_of(attempt)})
    return render(request, "assessments/test_result.html", {"screen": screen, "attempt": attempt})


@login_required
def test_set_aside(request: HttpRequest, public_id: str) -> HttpResponse:
    """Something got in the way: this try does not count. Nobody is asked why."""
    attempt = own_attempt(request, public_id)
    if not attempt.is_open:
        return redirect(attempt.result_url)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            void_attempt(attempt=attempt, by=request.user)
            return redirect(attempt.result_url)
        except Refused as refused:
            problems = [("", message) for message in refused.messages]
    context = {"attempt": attempt, "problems": problems, "page_has_errors": bool(problems)}
    return render(request, "assessments/test_set_aside.html", context, status=UNPROCESSABLE if problems else 200)
