"""Step 2: she reads, answers, writes for herself, goes away and comes back to her place, and completes five modules."""

from typing import Any

from courses.models import Enrolment, JournalEntry, ModuleEdition, TrainingCredit
from courses.sealing import read_entry
from courses.services.answer_check import answer_check
from courses.services.finish_step import finish_step
from courses.services.start_module import start_module
from tests.e2e.journey.people import World, heading, press

WORDS = "Someone let me finish. Zażółć."


def learn(world: World, page: Any) -> None:
    one_module_by_screen(page)
    the_other_modules(world)
    credited = TrainingCredit.objects.filter(person=world.nadia)
    assert {row.domain: row.minutes for row in credited} == {
        "listening": 480, "boundaries": 480, "confidentiality": 360, "crisis-response": 600, "cultural-sensitivity": 480,
    }  # fmt: skip


def one_module_by_screen(page: Any) -> None:
    begin(page)
    answer_one_check(page)
    write_for_herself(page)
    leave_and_come_back(page)
    for title in ("Questions, echoes and quiet", "Your story, and the hard moments"):
        press(page, f"Next: {title}")
        assert heading(page) == title
        choose_something_everywhere(page)
    press(page, "Finish this module")
    assert page.get_by_role("heading", name="You have completed this module").is_visible()
    assert page.get_by_text("8 hours count towards Listening.").is_visible()


def begin(page: Any) -> None:
    page.goto("/learn/")
    press(page, "Listening")
    press(page, "Start")
    assert heading(page) == "What is it like to be heard?"


def answer_one_check(page: Any) -> None:
    page.get_by_text("You could agree on one call a week.").click()
    press(page, "Check my answer")
    assert page.get_by_text("Not quite. Here is why").is_visible()
    assert page.get_by_text("It is a fair idea, and it is yours.").is_visible()


def write_for_herself(page: Any) -> None:
    say_yes_to_the_journal(page)
    page.locator("textarea").first.fill(WORDS)
    page.locator("textarea").first.blur()
    page.locator("[data-shown]", has_text="Saved at").wait_for()
    entry = JournalEntry.objects.get()
    assert read_entry(entry) == WORDS
    assert WORDS.encode() not in bytes(entry.sealed)


def say_yes_to_the_journal(page: Any) -> None:
    """Before the first private words there is a question and no box; after the answer she is back at her place."""
    left = page.url.partition("#")[0]
    assert not page.locator("textarea").count()
    press(page, "See the question")
    assert heading(page) == "May we keep what you write for yourself?"
    with page.expect_navigation():
        page.locator("button[name=answer][value=yes]").click()
    assert page.url.partition("#")[0] == left


def leave_and_come_back(page: Any) -> None:
    left = page.url.partition("#")[0]
    page.goto("/learn/")
    page.goto("/home/")
    press(page, "Carry on")
    assert page.url.partition("#")[0] == left
    assert page.locator("textarea").first.input_value() == WORDS


def choose_something_everywhere(page: Any) -> None:
    for question in page.locator("fieldset.q").all():
        question.locator("input").first.check()


def the_other_modules(world: World) -> None:
    enrolment = Enrolment.objects.get(person=world.nadia)
    for edition in ModuleEdition.objects.exclude(slug="listening"):
        learning = start_module(enrolment=enrolment, edition=edition)
        for step in edition.read()["steps"]:
            for block in step["blocks"]:
                if block["type"] == "check":
                    answer_first(learning, step["key"], block)
            finish_step(learning=learning, step_key=step["key"])


def answer_first(learning: Any, step_key: str, block: dict[str, Any]) -> None:
    question = block["value"]["question"]
    options = [option["id"] for option in question.get("options", [])]
    raw = {"answer": options[:1] or ["true"]}
    if question["kind"] == "ordering":
        raw = {f"place-{key}": [str(place)] for place, key in enumerate(options, start=1)}
    assert answer_check(learning=learning, step_key=step_key, block_id=block["id"], question=question, raw=raw)
