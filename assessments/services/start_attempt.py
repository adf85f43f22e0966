"""Begin a try: draw a paper and lay it out."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import questions
from assessments.grading import Turn, Window
from assessments.models import Answer, Attempt, AttemptSlot, QuestionVersion, Quiz
from assessments.queries.quiz_clocks import minutes_for, window_of
from assessments.queries.quizzes import tries_of, turn_of
from assessments.services.draw_paper import draw_paper
from lms.core import clock
from lms.core.errors import Refused


@transaction.atomic
def start_attempt(*, person: User, quiz: Quiz, context_key: str = "", again: bool = False, at: datetime | None = None) -> Attempt:
    """The try that is open, or a new one with its paper. Raises Refused, in kind words, when there is none to have now.

    `again`: somebody who has passed asks for another try, in a test whose last try counts. Never meant by a plain start.
    """
    moment = at or clock.now()
    # Two tabs that start at once wait for each other here; the second finds the try of the first.
    User.objects.select_for_update().only("pk").get(pk=person.pk)
    version = quiz.newest
    if version is None:
        raise Refused(_("This test is not ready yet."))
    attempts = tries_of(person, quiz, context_key)
    window = window_of(person.pk, version, moment, context_key)
    turn = turn_of(attempts, version, moment, window)
    if turn.kind == "carry_on":
        return next(each for each in reversed(attempts) if each.is_open)
    if turn.kind != "start" and not (again and turn.may_repeat):
        raise Refused(why_not(turn))
    attempt = Attempt.objects.create(
        person=person,
        quiz=quiz,
        quiz_version=version,
        context_key=context_key,
        number=len(attempts) + 1,
        seed=new_seed(),
        started_at=moment,
        **clock_fields(minutes_for(person, version), moment, window),
    )
    lay_out(attempt, draw_paper(version=version, person=person, seed=attempt.seed))
    return attempt


def clock_fields(minutes: int | None, moment: datetime, window: Window) -> dict[str, Any]:
    """Whoever began in time has the whole time, also past the last day; without a limit a try ends with the last day, if there is one."""
    return {"minutes": minutes, "ends_at": moment + timedelta(minutes=minutes) if minutes else window.closes_at}


def new_seed() -> int:
    """Random, and small enough to be exact in every language that may read it."""
    return secrets.randbits(48)


def lay_out(attempt: Attempt, versions: list[QuestionVersion]) -> None:
    """The places of the paper, each with an empty answer, in two statements."""
    slots = AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            position=position,
            question_version=version,
            option_order=questions.shuffle(version.definition, f"{attempt.seed}/{position}"),
        )
        for position, version in enumerate(versions, start=1)
    )
    Answer.objects.bulk_create(Answer(slot=slot) for slot in slots)


def why_not(turn: Turn) -> str:
    """Why no try can be started now, and what comes next."""
    if turn.kind == "passed":
        return _("You have passed this test. There is nothing more to do here.")
    if turn.kind == "marking":
        return _("Your answers are with an assessor. You see your result here when they are marked.")
    if turn.kind == "closed":
        return _("This test has closed. Talk with the people who run your programme: they can tell you what comes next.")
    if turn.opens_at is None:
        return _("You have used all your tries. Talk with the people who run your programme about another way to show this.")
    opens = formats.date_format(timezone.localtime(turn.opens_at), "DATETIME_FORMAT")
    if turn.kind == "not_open":
        return _("This test opens on {moment}.").format(moment=opens)
    if turn.closes_at is not None:
        return _("Your next try opens on {moment}.").format(moment=opens)
    return _("Your next try opens on {moment}. It stays open.").format(moment=opens)
