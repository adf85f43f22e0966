"""What somebody who learns asks for."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench.crowd import learners, place_of, step_path
from bench.measures.bench import Bench, opened
from bench.rounds import Line, timed
from courses.queries.credits import credit_totals
from schemes.models import SchemeVersion
from schemes.queries import needs_of


def step(bench: Bench) -> Line:
    people = learners()
    crowd = bench.visitors(people)
    paths = {visitor.session: step_path(place_of(person)) for visitor, person in zip(crowd, people, strict=True)}
    return bench.of("step", lambda visitor, turn: opened(visitor, paths[visitor.session]), crowd)


def module(bench: Bench) -> Line:
    people = learners()
    crowd = bench.visitors(people)
    paths = {visitor.session: f"/learn/{place_of(person).edition.slug}/" for visitor, person in zip(crowd, people, strict=True)}
    return bench.of("course page", lambda visitor, turn: opened(visitor, paths[visitor.session]), crowd)


def home(bench: Bench) -> Line:
    return bench.page("home", "/home/", bench.learners())


def still_need(bench: Bench) -> Line:
    path = reverse("schemes:needs", args=[SchemeVersion.objects.in_force()[0].scheme.code])
    return bench.page("what do I still need, one", path, bench.learners())


def still_need_many(bench: Bench) -> Line:
    people = list(User.objects.filter(email__startswith="bench").order_by("pk")[:1000])
    version = SchemeVersion.objects.in_force()[0]
    return timed("what do I still need, 1,000", lambda: needs_of(people, version), 5)


def credit_totals_of_all(bench: Bench) -> Line:
    """Everybody's credited minutes by domain and delivery, as a report or the engine of a scheme asks for them."""
    with CaptureQueriesContext(connection) as asked:
        people = len(credit_totals())
    line = timed("credit totals, 10,000", credit_totals, 5)
    return line | {"statements": len(asked), "people": people}
