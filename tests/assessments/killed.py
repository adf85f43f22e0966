"""Run by test_killed.py in processes of its own: a server that is really killed while somebody hands in a test.

`prepare` makes a test of four questions, three of them answered well, in a database that is migrated already; `die marks` kills itself with
a signal that nobody can catch after the marks are written, `die told` after the result stands and before anybody hears of it; `again`
presses a second and a third time. It prints one line of JSON.
"""

import json
import os
import signal
import sys

import django

django.setup()

from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from assessments.models import Answer, Attempt, AttemptResult, MarkEvent  # noqa: E402
from assessments.signals import attempt_submitted  # noqa: E402
from lms.core.models import MoveEvent  # noqa: E402


def prepare() -> None:
    from tests.factories.accounts import UserFactory
    from tests.factories.assessments_quiz import answer, make_quiz, start_attempt

    attempt = start_attempt(person=UserFactory(called="Zoë"), quiz=make_quiz(draw=4, needed=3))
    for position in (1, 2, 3):
        answer(attempt, position, {"chosen": "good"})


def press() -> int:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(called="Zoë"), backend="django.contrib.auth.backends.ModelBackend")
    return client.post(Attempt.objects.get().check_url).status_code


def kill(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die(when: str) -> None:
    if when == "marks":
        AttemptResult.save = kill  # type: ignore[method-assign, assignment]
    else:
        attempt_submitted.connect(kill)
        attempt_submitted.receivers.insert(0, attempt_submitted.receivers.pop())  # before everybody else hears of it
    press()


def state() -> dict[str, object]:
    attempt = Attempt.objects.get()
    results = [[result.points_num, result.of, result.passed] for result in AttemptResult.objects.all()]
    kept = Answer.objects.filter(response__isnull=False).count()
    return {
        "state": attempt.state,
        "answers": kept,
        "open": Answer.objects.filter(is_open=True).count(),
        "marks": MarkEvent.objects.count(),
        "results": results,
        "moves": MoveEvent.objects.filter(record_ref=attempt.public_id).count(),
    }


def again() -> dict[str, object]:
    before = state()
    first = press()
    after = state()
    return {"before": before, "statuses": [first, press()], "after": after, "once_more": state()}


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "die": die, "again": again}[sys.argv[1]](*sys.argv[2:])))  # noqa: T201
