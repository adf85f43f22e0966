"""Step 4: she sends a piece, Bo says "not yet" and why, she adds to it, Bo says "met". Four more go through the services."""

from typing import Any

from assessments.judging import Marking
from assessments.models import Judgement
from assessments.services.judge import judge
from assessments.services.save_draft import save_draft
from assessments.services.submit_evidence import submit_evidence
from tests.e2e.journey.people import NAME, World, press, signed_in

FIRST = "I listened to Halina from the drop-in for an hour and gave her good advice."
MORE = "\n\nThen I asked what she meant. She said that nobody had asked before. I wanted to fix it, and I let that go by."
STRONG, NEXT = "You stayed with her, {name}.", "Add one moment in which you checked what she meant."


def be_assessed(world: World, page: Any) -> None:
    bo = signed_in(world, world.bo)
    send_piece(page, FIRST)
    mark(bo, met={"L1": "not_yet", "L2": "met"}, next_step=NEXT)
    read_feedback(page)
    send_again(page)
    mark(bo, met={"L1": "met", "L2": "met"})
    assert list(Judgement.objects.order_by("pk").values_list("round__number", "outcome")) == [(1, "not_yet"), (2, "met")]
    the_other_competencies(world)
    page.goto("/portfolio/")
    assert page.get_by_text("5 of 5 competencies met.").is_visible()


def send_piece(page: Any, text: str) -> None:
    page.goto("/portfolio/evidence/new/?competency=listening")
    page.get_by_label("Give it a short name").fill("An hour at the drop-in")
    page.locator("textarea[name=text]").fill(text)
    press(page, "Check and send")
    look_once_more(page)


def look_once_more(page: Any) -> None:
    """The check asks about each place where somebody could be recognised, and blocks nothing."""
    assert page.get_by_role("heading", name="Could somebody be recognised?").is_visible()
    for place in page.locator("fieldset.find").all():
        place.locator("input[value=change]").check()
    press(page, "Send for feedback")
    assert page.get_by_text("Sent. You can change it or take it back until there is feedback.").is_visible()


def mark(page: Any, *, met: dict[str, str], next_step: str = "") -> None:
    page.goto("/marking/")
    press(page, "Mark next")
    assert NAME not in page.content()
    for key, answer in met.items():
        page.locator(f"input[name=met_{key}][value={answer}]").check()
    page.locator("#id_strengths").fill(STRONG)
    page.locator("#id_next_step").fill(next_step)
    press(page, "Save and next")
    assert page.get_by_text("Saved. The learner can read your feedback now.").is_visible()


def read_feedback(page: Any) -> None:
    page.goto("/portfolio/listening/")
    press(page, "Read the feedback and go on")
    assert page.get_by_text("You stayed with her, Ñádia").is_visible()
    assert page.get_by_text(NEXT).is_visible()
    press(page, "Add to my work")


def send_again(page: Any) -> None:
    box = page.locator("textarea[name=text]")
    assert "an hour" in box.input_value()
    box.fill(box.input_value() + MORE)
    press(page, "Check and send")
    look_once_more(page)


def the_other_competencies(world: World) -> None:
    for key in ("boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"):
        piece = save_draft(person=world.nadia, framework_version=world.framework, competency=key, text="I asked, and I waited.")
        sent = submit_evidence(submission=piece, by=world.nadia, draft_number=piece.draft_number)
        met = dict.fromkeys(piece.about.criterion_keys, True)
        judge(submission_round=sent, by=world.bo, marking=Marking(met=met, method="reflective_account", strengths="Clear."))
