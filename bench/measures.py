"""What is measured, and on whose account: one function a measure, each giving the act of one visitor."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import AttemptSlot, Quiz, QuizVersion
from assessments.questions.choices import FIELD
from assessments.services.release_quiz import release_quiz_version
from assessments.services.start_attempt import start_attempt
from bench.driving import Act, Answer, Server, Visitor, measure
from courses.models import Cohort, ModuleEnrolment
from schemes.models import Certification, SchemeVersion
from schemes.queries import needs_of

CROWD = 8  # visitors at once: four for each core of the smallest machine that we care for
QUIZ_OF_20 = "bench-twenty"


def session_of(person: User) -> str:
    """A signed-in session with its second factor, as the sign-in pages make one."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def learners(count: int = CROWD) -> list[User]:
    """People in the middle of a module."""
    places = ModuleEnrolment.objects.filter(enrolment__person__email__startswith="bench", completed_at=None).exclude(step_key="")
    rows = places.select_related("enrolment__person").order_by("pk")
    return list({row.enrolment.person_id: row.enrolment.person for row in rows[: count * 5]}.values())[:count]


class Bench:
    """The measures, in the order in which they are printed."""

    def __init__(self, server: Server, cohorts: dict[int, Cohort], times: int) -> None:
        self.server, self.cohorts, self.times = server, cohorts, times
        self.crowd = learners()

    def run(self) -> Iterator[dict[str, Any]]:
        yield self.of("bare view", self.strangers(), lambda visitor, turn: visitor.ask("GET", "/bench/bare/"))
        yield self.of("bare view, signed in", self.visitors(self.crowd), lambda visitor, turn: visitor.ask("GET", "/bench/signed-in/"))
        yield self.of("front page", self.strangers(), lambda visitor, turn: visitor.ask("GET", "/"))
        yield self.step()
        yield self.of("home", self.visitors(self.crowd), lambda visitor, turn: visitor.ask("GET", "/home/"))
        yield self.save_answer()
        yield self.submit()
        yield self.of("marking queue", self.visitors(self.staff("assessor")), lambda visitor, turn: visitor.ask("GET", "/marking/"))
        yield self.verify()
        yield self.still_need_page()
        yield from self.still_need_many()
        yield from self.reports()
        yield self.paper()

    def of(self, name: str, visitors: list[Visitor], act: Act, times: int = 0) -> dict[str, Any]:
        return measure(self.server, name, act, visitors, times or self.times)

    def visitors(self, people: list[User]) -> list[Visitor]:
        return [Visitor(self.server.port, session_of(person)) for person in people]

    def strangers(self) -> list[Visitor]:
        return [Visitor(self.server.port) for _ in range(CROWD)]

    @staticmethod
    def staff(role: str) -> list[User]:
        return [User.objects.get(email=f"{role}@demo.example")] * 2

    def step(self) -> dict[str, Any]:
        visitors = self.visitors(self.crowd)
        paths = {visitor.session: self._step_of(person) for visitor, person in zip(visitors, self.crowd, strict=True)}
        return self.of("step", visitors, lambda visitor, turn: visitor.ask("GET", paths[visitor.session]))

    @staticmethod
    def _step_of(person: User) -> str:
        place = (
            ModuleEnrolment.objects.filter(enrolment__person=person, completed_at=None).exclude(step_key="").select_related("edition")[0]
        )
        slug = next(step["slug"] for step in place.edition.outline["steps"] if step["key"] == place.step_key)
        return f"/learn/{place.edition.slug}/{slug}/"

    def save_answer(self) -> dict[str, Any]:
        visitors = self.visitors(self.crowd)
        papers = {visitor.session: _paper(person) for visitor, person in zip(visitors, self.crowd, strict=True)}

        def act(visitor: Visitor, turn: int) -> Answer:
            slot = papers[visitor.session][turn % len(papers[visitor.session])]
            slot.answer.refresh_from_db()
            body = urlencode({FIELD: slot.option_order[turn % 2], "revision": slot.answer.revision, "go": "next"})
            return visitor.ask("POST", f"/test/{slot.attempt.public_id}/q/{slot.position}/", body)

        return self.of("save answer", visitors, act)

    def submit(self) -> dict[str, Any]:
        """A test of twenty is handed in. Each person can do that once, so there are as many people as requests."""
        people = learners(24)
        visitors = self.visitors(people)
        papers = {visitor.session: _paper(person)[0].attempt.public_id for visitor, person in zip(visitors, people, strict=True)}
        return self.of(
            "submit a test of 20", visitors, lambda visitor, turn: visitor.ask("POST", f"/test/{papers[visitor.session]}/check/", ""), 24
        )

    def verify(self) -> dict[str, Any]:
        held = Certification.objects.filter(person__email__endswith="@demo.example").select_related("person").first()
        assert held is not None
        body = urlencode({"number": held.shown_number, "name": held.person.check_name})
        return self.of("verify", self.strangers(), lambda visitor, turn: visitor.ask("POST", "/check/", body), 24)

    def still_need_page(self) -> dict[str, Any]:
        path = reverse("schemes:needs", args=[SchemeVersion.objects.in_force()[0].scheme.code])
        return self.of("what do I still need, one", self.visitors(self.crowd), lambda visitor, turn: visitor.ask("GET", path))

    def still_need_many(self) -> Iterator[dict[str, Any]]:
        people = list(User.objects.filter(email__startswith="bench").order_by("pk")[:1000])
        version = SchemeVersion.objects.in_force().last()
        assert version is not None
        yield timed("what do I still need, 1,000 in one call", lambda: needs_of(people, version), 5)

    def reports(self) -> Iterator[dict[str, Any]]:
        managers = self.visitors(self.staff("manager"))
        for size, cohort in self.cohorts.items():
            path = cohort.get_absolute_url()
            yield self.of(f"cohort page, {size:,} people", managers, lambda visitor, turn, path=path: visitor.ask("GET", path), 12)  # type: ignore[misc]

    def paper(self) -> dict[str, Any]:
        from certificates.models import Copy
        from certificates.rendering.press import render

        says = Copy.objects.opened().filter(snapshot__isnull=False)[0].snapshot.open()
        render(says, "certificate")
        return timed("one PDF", lambda: render(says, "certificate"), 10)


def _paper(person: User) -> list[AttemptSlot]:
    """The slots of an open test of twenty."""
    attempt = start_attempt(person=person, quiz=_twenty())
    return list(AttemptSlot.objects.whole().filter(attempt=attempt).order_by("position"))


def _twenty() -> Quiz:
    """The demo's test with twenty questions instead of ten."""
    quiz, is_new = Quiz.objects.get_or_create(key=QUIZ_OF_20, defaults={"title": "Twenty questions"})
    if is_new:
        rules = json.loads(json.dumps(QuizVersion.objects.exclude(quiz=quiz).latest("pk").definition))
        for section in rules["sections"]:
            section["draw"] *= 2
        release_quiz_version(quiz=quiz, definition=rules, by=None)
    return quiz


def timed(name: str, work: Callable[[], Any], times: int) -> dict[str, Any]:
    """Something that happens inside a process: wall and CPU time of so many calls."""
    wall, cpu = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return {
        "measure": name,
        "requests": times,
        "median_ms": round(statistics.median(wall), 2),
        "p95_ms": round(max(wall), 2),
        "cpu_ms": round(statistics.median(cpu), 2),
    }
