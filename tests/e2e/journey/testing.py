"""Step 3: ten questions, "not yet" the first time, passed the second; two tabs and a double press lose and double nothing."""

import re
from typing import Any

from assessments.models import Answer, Attempt, AttemptResult, AttemptSlot
from tests.e2e.journey.people import World, heading, press

PLACES = range(1, 11)


def be_tested(world: World, page: Any) -> None:
    page.goto("/test/core-knowledge/")
    press(page, "Start the test")
    answer_all(page, newest(), right=False)
    hand_in(page)
    page.get_by_role("heading", name="Not yet", exact=True).wait_for()
    assert "fail" not in page.locator("main").inner_text().lower()
    assert page.get_by_text("Look again").first.is_visible()
    second_try(page)


def second_try(page: Any) -> None:
    press(page, "Start another try")
    attempt = newest()
    assert Attempt.objects.count() == 2
    in_two_tabs(page, attempt)
    answer_all(page, attempt, right=True)
    hand_in(page)
    page.get_by_role("heading", name="You have passed").wait_for()
    assert page.get_by_text("You had 10 of 10. You needed 8.").is_visible()
    assert list(AttemptResult.objects.order_by("pk").values_list("passed", flat=True)) == [False, True]


def newest() -> Attempt:
    return Attempt.objects.order_by("-pk")[0]


def answer_all(page: Any, attempt: Attempt, *, right: bool) -> None:
    slots = AttemptSlot.objects.filter(attempt=attempt).select_related("question_version").order_by("position")
    assert [slot.position for slot in slots] == list(PLACES)
    page.goto(attempt.question_url(1))
    for slot in slots:
        give(page, slot, right=right)
        page.locator("button[name=go][value=next]").click()
        page.wait_for_url("**/check/" if slot.position == PLACES[-1] else f"**/q/{slot.position + 1}/")
    assert not Answer.objects.filter(slot__attempt=attempt, response=None).exists()


def give(page: Any, slot: AttemptSlot, *, right: bool) -> None:
    """Answer one question on the screen: with its key, or with anything else."""
    definition = slot.question_version.definition
    if definition["kind"] == "ordering":
        order = definition["key"] if right else definition["key"][::-1]
        for place, key in enumerate(order, start=1):
            page.locator(f"[name='place-{key}']").fill(str(place))
        return
    wanted = keys_of(definition)
    for box in page.locator("input[name=answer]").all():
        box.set_checked((box.get_attribute("value") in wanted) == right) if is_ticked(definition) else None
    if not is_ticked(definition):
        boxes = page.locator("input[name=answer]").all()
        next(box for box in boxes if (box.get_attribute("value") in wanted) == right).check()


def is_ticked(definition: dict[str, Any]) -> bool:
    return definition["kind"] == "multiple_response"


def keys_of(definition: dict[str, Any]) -> set[str]:
    if definition["kind"] == "true_false":
        return {"true" if definition["key"] else "false"}
    return set(definition["keys"]) if is_ticked(definition) else {definition["key"]}


def in_two_tabs(page: Any, attempt: Attempt) -> None:
    """The older tab does not write over the newer one: it shows both and asks."""
    old, new = page, page.context.new_page()
    for tab in (old, new):
        tab.goto(attempt.question_url(1))
    values = [box.get_attribute("value") for box in new.locator("input[name=answer]").all()]
    new.locator(f"input[value='{values[0]}']").check()
    new.locator("[data-status]").filter(has_text=re.compile("^Saved")).wait_for()
    old.locator(f"input[value='{values[1]}']").check()
    old.get_by_role("heading", name="You changed this in another tab. Here are both.").wait_for()
    kept = Answer.objects.get(slot__attempt=attempt, slot__position=1)
    assert kept.response == {"chosen": values[0]}
    new.close()
    old.get_by_role("button", name="Keep this one instead").click()
    old.wait_for_url("**/q/1/")
    kept.refresh_from_db()
    assert kept.response == {"chosen": values[1]}


def hand_in(page: Any) -> None:
    """Pressed twice, it is handed in once."""
    assert heading(page) == "Look over my answers"
    before = AttemptResult.objects.count()
    page.get_by_role("button", name="Hand in my test").dblclick(no_wait_after=True)
    page.wait_for_url("**/result/")
    assert AttemptResult.objects.count() == before + 1
