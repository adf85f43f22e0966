"""Who asks: people with sessions, the steps they stand at and the papers they write."""

from __future__ import annotations

import json
import time

from django.conf import settings
from django.db.models import QuerySet
from django.test import Client

from accounts.models import User
from assessments.models import AttemptSlot, Quiz, QuizVersion
from assessments.services.release_quiz import release_quiz_version
from assessments.services.start_attempt import start_attempt
from bench.driving import Visitor
from courses.models import ModuleEnrolment

CROWD = 8  # visitors at once: four for each core of the smallest machine that we care for


def session_of(person: User) -> str:
    """A signed-in session with its second factor, as the sign-in pages make one."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def signed_in(port: int, people: list[User]) -> list[Visitor]:
    return [Visitor(port, session_of(person)) for person in people]


def strangers(port: int, count: int = CROWD) -> list[Visitor]:
    return [Visitor(port) for _ in range(count)]


def learners(count: int = CROWD) -> list[User]:
    """People in the middle of a module."""
    places = ModuleEnrolment.objects.filter(enrolment__person__email__startswith="bench", completed_at=None).exclude(step_key="")
    people = places.order_by("enrolment__person").values_list("enrolment__person", flat=True).distinct()[:count]
    return _enough(User.objects.filter(pk__in=list(people)).order_by("pk"), count)


def takers(count: int, skip: int) -> list[User]:
    """People who may take a test, without the first `skip` of them: some things can be done only once."""
    return _enough(User.objects.filter(email__startswith="bench").order_by("-pk")[skip : skip + count], count)


def _enough(people: QuerySet[User], count: int) -> list[User]:
    found = list(people)
    if len(found) < count:
        raise RuntimeError(f"{count} people are wanted and {len(found)} are there: fill with more --people")
    return found


def staff(role: str, seats: int = 2) -> list[User]:
    """One of the demonstration's people, at as many machines."""
    return [User.objects.get(email=f"{role}@demo.example")] * seats


def place_of(person: User) -> ModuleEnrolment:
    mine = ModuleEnrolment.objects.filter(enrolment__person=person, completed_at=None).exclude(step_key="")
    return mine.select_related("edition").order_by("pk")[0]


def step_path(place: ModuleEnrolment) -> str:
    slug = next(step["slug"] for step in place.edition.outline["steps"] if step["key"] == place.step_key)
    return f"/learn/{place.edition.slug}/{slug}/"


def quiz_of(questions: int) -> Quiz:
    """The demonstration's test with so many questions, and tries enough."""
    quiz, is_new = Quiz.objects.get_or_create(key=f"bench-{questions}", defaults={"title": f"{questions} questions"})
    if is_new:
        rules = json.loads(json.dumps(QuizVersion.objects.exclude(quiz__key__startswith="bench").latest("pk").definition))
        have = sum(section["draw"] for section in rules["sections"])
        for section in rules["sections"]:
            section["draw"] = section["draw"] * questions // have
        release_quiz_version(quiz=quiz, definition=rules, by=None)
    return quiz


def paper_of(person: User, questions: int) -> list[AttemptSlot]:
    """The slots of an open test."""
    attempt = start_attempt(person=person, quiz=quiz_of(questions))
    return list(AttemptSlot.objects.whole().filter(attempt=attempt).order_by("position"))
