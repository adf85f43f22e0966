"""A test: saving, handing in, and a whole attempt."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from assessments.models import Answer as Kept
from assessments.models import AttemptSlot
from assessments.questions.choices import FIELD
from bench.crowd import CROWD, learners, paper_of, quiz_of, takers
from bench.driving import Answer, Visitor
from bench.measures.bench import Bench
from bench.rounds import Line

JSON = {"Accept": "application/json"}


def answer_fields(slot: AttemptSlot, turn: int) -> dict[str, object]:
    """What a browser sends for a question: a line to choose, or a number beside each line."""
    if slot.question_version.kind == "ordering":
        return {f"place-{name}": number for number, name in enumerate(slot.option_order, start=1)}
    return {FIELD: slot.option_order[turn % 2]}


def save(bench: Bench) -> Line:
    """The page's own script saves a changed answer."""
    people = learners()
    crowd = bench.visitors(people)
    papers = {visitor.session: paper_of(person, 20) for visitor, person in zip(crowd, people, strict=True)}

    def act(visitor: Visitor, turn: int) -> Answer:
        paper = papers[visitor.session]
        slot = paper[turn // CROWD % len(paper)]
        return send(visitor, slot, turn // CROWD // len(paper))

    return bench.of("save answer", act, crowd)


def send(visitor: Visitor, slot: AttemptSlot, turn: int) -> Answer:
    fields = answer_fields(slot, turn) | {"revision": slot.answer.revision}
    answer = visitor.ask("POST", f"/test/{slot.attempt.public_id}/q/{slot.position}/", urlencode(fields), **JSON)
    if answer.status == 200:
        slot.answer.revision = answer.json()["revision"]
    return answer


def submit(bench: Bench) -> Line:
    """Each person can do that once, so there are as many people as requests."""
    people = takers(24, skip=20)
    crowd = bench.visitors(people)
    papers = {visitor.session: paper_of(person, 20)[0].attempt.public_id for visitor, person in zip(crowd, people, strict=True)}
    return bench.of(
        "hand in a quiz of 20", lambda visitor, turn: visitor.post(f"/test/{papers[visitor.session]}/check/"), crowd, 24, warm=False
    )


def whole_of(questions: int) -> Callable[[Bench], Line]:
    """Start, each answer saved by the page's script, hand in: what Moodle and RELATE are measured with (12 requests for ten)."""

    def measure(bench: Bench) -> Line:
        crowd = bench.visitors(takers(CROWD, skip=50 + questions))
        quiz_of(questions)
        return bench.of(f"quiz of {questions}, whole", lambda visitor, turn: _attempt(visitor, questions), crowd, CROWD, warm=False)

    return measure


def _attempt(visitor: Visitor, questions: int) -> Answer:
    begun = visitor.post(f"/test/bench-{questions}/")
    ref = re.search(r"/test/([^/]+)/q/", begun.location)
    if ref is None:
        raise RuntimeError(f"no test was begun: {begun.status} {begun.location}")
    total = begun
    for slot in AttemptSlot.objects.whole().filter(attempt__public_id=ref[1]).order_by("position"):
        total = total + send(visitor, slot, 0)
    _refuse_lost(ref[1], questions)
    return total + visitor.post(f"/test/{ref[1]}/check/")


def _refuse_lost(ref: str, questions: int) -> None:
    kept = Kept.objects.filter(slot__attempt__public_id=ref, response__isnull=False).count()
    if kept != questions:
        raise RuntimeError(f"{questions} answers were sent and {kept} are there")


def pages_of(questions: int) -> Callable[[Bench], Line]:
    """The same with every page that a browser without JavaScript loads: start page, each question, the look over all, the result."""

    def measure(bench: Bench) -> Line:
        crowd = bench.visitors(takers(CROWD, skip=90 + questions))
        quiz_of(questions)
        return bench.of(f"quiz of {questions}, every page", lambda visitor, turn: _pages(visitor, questions), crowd, CROWD, warm=False)

    return measure


def _pages(visitor: Visitor, questions: int) -> Answer:
    start = f"/test/bench-{questions}/"
    total = visitor.get(start) + visitor.post(start)
    ref = total.location.split("/")[2]
    for slot in AttemptSlot.objects.whole().filter(attempt__public_id=ref).order_by("position"):
        path = f"/test/{ref}/q/{slot.position}/"
        total = total + visitor.get(path) + visitor.post(path, revision=0, go="next", **answer_fields(slot, 0))
    _refuse_lost(ref, questions)
    return total + visitor.get(f"/test/{ref}/check/") + visitor.post(f"/test/{ref}/check/") + visitor.get(f"/test/{ref}/result/")
