"""How somebody in the demo learns and is tested: each act as the pages would do it, some days ago."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from accounts.privacy.wordings import wording
from accounts.services.consents import answer_consent
from assessments.models import AttemptSlot, Quiz
from assessments.questions.choices import FIELD
from assessments.services.save_answer import save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from courses.editions.structure import blocks_of
from courses.models import Enrolment, ModuleEdition, ModuleEnrolment
from courses.services.answer_check import answer_check
from courses.services.finish_step import finish_step
from courses.services.start_module import start_module
from courses.services.write_journal import Place, write_journal

from .people import Circle

QUIZ = "core-knowledge"
MODULES = ("listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity")


def learn(circle: Circle, person: User, *slugs: str, ago: int) -> None:
    """Complete modules, one every second day, the first so many days ago."""
    for place, slug in enumerate(slugs):
        _complete(circle, begin(circle, person, slug, ago=ago - 2 * place), ago=ago - 2 * place)


def begin(circle: Circle, person: User, slug: str, *, ago: int) -> ModuleEnrolment:
    return start_module(enrolment=_place(circle, person), edition=_taught(circle, slug), at=circle.calendar.at(ago))


def _place(circle: Circle, person: User) -> Enrolment:
    return Enrolment.objects.select_related("cohort").get(person=person, cohort__in=circle.cohorts.values())


def _taught(circle: Circle, slug: str) -> ModuleEdition:
    return ModuleEdition.objects.taught().get(slug=slug, programme_key=circle.cohort.programme_key)


def _complete(circle: Circle, learning: ModuleEnrolment, *, ago: int) -> None:
    at = circle.calendar.at(ago)
    for step, block in blocks_of(learning.edition.read(), "check"):
        question = block["value"]["question"]
        answer_check(learning=learning, step_key=step["key"], block_id=block["id"], question=question, raw=_as_sent(question), at=at)
    for step in learning.edition.outline["steps"]:
        finish_step(learning=learning, step_key=step["key"], at=at)


def keep_journal(circle: Circle, person: User, slug: str, text: str, *, ago: int) -> None:
    """Write into the first private box of a module."""
    edition = _taught(circle, slug)
    step, block = next(_private_boxes(edition))
    place = Place(edition.module_key, edition, step["key"], block["id"])
    at = circle.calendar.at(ago)
    answer_consent(person=person, purpose="journal", is_yes=True, seen_sha256=wording("journal", person.language).sha256, via="demo", at=at)
    write_journal(person=person, text=text, version=0, place=place, at=at)


def _private_boxes(edition: ModuleEdition) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    boxes = blocks_of(edition.read(), "reflection")
    return ((step, block) for step, block in boxes if block["value"]["audience"] == "private")


def take_test(circle: Circle, person: User, *, right: int, ago: int) -> None:
    """Answer the knowledge test: so many of the ten as the key says, the rest otherwise."""
    at = circle.calendar.at(ago)
    context = _place(circle, person).context_key
    attempt = start_attempt(person=person, quiz=Quiz.objects.get(key=QUIZ), context_key=context, at=at)
    for slot in AttemptSlot.objects.whole().filter(attempt=attempt).order_by("position"):
        question = slot.question_version.definition
        response = right_answer(question) if slot.position <= right else other_answer(question)
        save_answer(slot=slot, by=person, response=response, flagged=False, revision=slot.answer.revision, at=at)
    submit_attempt(attempt=attempt, by=person, at=at)


def right_answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """The response that earns the whole point."""
    if question["kind"] == "ordering":
        return {"order": list(question["key"])}
    if question["kind"] == "multiple_response":
        return {"chosen": list(question["keys"])}
    if question["kind"] == "true_false":
        return {"chosen": "true" if question["key"] else "false"}
    return {"chosen": question["key"]}


def other_answer(question: Mapping[str, Any]) -> dict[str, Any] | None:
    """A response that earns nothing; None leaves the question open."""
    if question["kind"] != "single_choice":
        return None
    return {"chosen": next(option["id"] for option in question["options"] if option["id"] != question["key"])}


def _as_sent(question: Mapping[str, Any]) -> dict[str, list[str]]:
    """The right answer as a browser would send it."""
    answer = right_answer(question)
    if "order" in answer:
        return {f"place-{name}": [str(place)] for place, name in enumerate(answer["order"], start=1)}
    chosen = answer["chosen"]
    return {FIELD: chosen if isinstance(chosen, list) else [chosen]}
