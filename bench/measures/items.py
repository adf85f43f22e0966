"""How questions did, over ten thousand papers: for the editor who looks."""

from django.urls import reverse

from accounts.models import User
from assessments.models import Attempt
from bench.crowd import quiz_of, staff
from bench.measures.bench import Bench, NotHere
from bench.papers import write_papers
from bench.rounds import Line

PAPERS, QUESTIONS = 10_000, 10


def statistics(bench: Bench) -> Line:
    """The page of one version of a test, everything counted anew. `seconds` is how long one editor waits for it, in the middle."""
    quiz = quiz_of(QUESTIONS)
    version = quiz.newest
    if version is None:
        raise NotHere("the test has no version")
    people = list(User.objects.filter(email__startswith="bench").exclude(attempts__context_key="bench").order_by("pk")[:PAPERS])
    write_papers(version, people)
    path = reverse("assessments_quiz_statistics", args=[quiz.key, version.number])
    line = bench.page("item statistics, 10,000", path, bench.visitors(staff("editor", seats=1)), 6)
    return line | {"people": Attempt.objects.filter(quiz_version=version).count(), "seconds": line["median_ms"] / 1000}
