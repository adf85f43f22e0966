"""A trainee half-way through edition 1 meets a fix, a new version, a must-read and a redaction: only what is due changes."""

import re

import pytest
from django.urls import reverse

from accounts.services.stories import note_story_consent
from courses.models import JournalEntry, KnowledgeAnswer, ModuleEdition, ModuleEnrolment, Step
from courses.registry import check as problems
from courses.sealing import read_entry
from tests.factories.courses import add_step, editor, learning, person, quote, reflection, step, text, two_steps, workshop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def lesson(page, slug):
    """The lesson's own HTML, without what differs at every visit and with every answer to a form."""
    page.goto(f"/learn/listening/{slug}/")
    html = page.locator("article").first.inner_html()
    return re.sub(r'name="(csrfmiddlewaretoken|[\w-]+-window)" value="\w+"', "", html)


def rewrite(slug, ed, *blocks):
    page = Step.objects.get(step_key=slug)
    page.body = Step._meta.get_field("body").stream_block.to_python(list(blocks))
    page.save_revision(user=ed).publish()


def released(page, module, change="", **fields):
    """Through the release screen, as an editor presses it; the first edition asks for no kind of change."""
    page.goto(reverse("courses_release", args=[module.pk]))
    if change:
        page.locator(f'[name=change][value="{change}"]').check()
    if "reason" in fields:
        page.locator("[name=reason]").select_option(fields["reason"])
    if "words" in fields:
        page.locator("[name=words]").fill(fields["words"])
    page.get_by_role("button", name="Release edition").click()
    page.locator("li.success", has_text="is released.").wait_for()
    return ModuleEdition.objects.latest("pk")


def taken_back(page, label):
    page.goto(reverse("courses_stories"))
    page.get_by_role("link", name=label).click()
    page.get_by_role("link", name="The person takes it back").click()
    page.get_by_role("button", name="Take the words out of all editions").click()
    page.get_by_text("The words are gone from 4 editions.").wait_for()


def test_a_trainee_half_way_meets_every_kind_of_change(new_page, live_server):
    ed, ada = editor(), person("Ada")
    desk = new_page(width=1280, height=1000, person=ed)
    consent = note_story_consent(by=ed, label="First night", attribution="A peer worker", channels=["lesson"])
    module = workshop(ed, [two_steps()[0], step("told", quote(words="The canary story.", consent=consent.pk)), two_steps()[1]])
    mine = learning(ada, released(desk, module))
    page = new_page(person=ada)

    # Half-way: an answer, private words, and the first step done.
    page.goto("/learn/listening/being-heard/")
    page.get_by_label("Ask", exact=True).check()
    page.locator("#r1-text").fill("Breathing slowly.")
    page.get_by_role("button", name=re.compile("^Next")).click()
    page.wait_for_url("**/told/")
    first, told = lesson(page, "being-heard"), lesson(page, "told")
    assert "The canary story." in told

    # A fix: at her next page the other words, and everything else to the byte as it was.
    rewrite("asking", ed, text("t2", "<p>A clearer line.</p>"), reflection("r2"))
    assert released(desk, module, "fix").number == "1.1"
    assert "A clearer line." in lesson(page, "asking")
    assert (lesson(page, "being-heard"), lesson(page, "told")) == (first, told)

    # A new version: she reads what moving would mean, stays, and then chooses it.
    rewrite("asking", ed, text("t2", "<p>A clearer line.</p>"), reflection("r3", "And another question?"))
    add_step(module, step("after"))
    assert released(desk, module, "new").number == "2.0"
    assert "another question" not in lesson(page, "asking")
    page.goto("/learn/listening/")
    page.get_by_role("link", name="See what would carry over").click()
    page.get_by_role("link", name="Stay where I am").click()
    assert ModuleEnrolment.objects.get().edition.number == "1.1"
    page.get_by_role("link", name="See what would carry over").click()
    page.get_by_role("button", name="Move to version 2.0").click()
    page.get_by_text("You are on version 2.0 now.").wait_for()
    assert "another question" in lesson(page, "asking")
    assert lesson(page, "told").count("The canary story.") == 1

    # A must-read: one card where she arrives, one press, nothing done again.
    rewrite("after", ed, text("t5", "<p>The duty to tell has changed.</p>"))
    released(desk, module, "must_read", reason="law", words="The duty to tell has changed, so this step has too.")
    page.goto("/home/")
    page.get_by_role("button", name="I have read this").click()
    page.get_by_text("Nothing else is asked of you.").wait_for()
    assert page.get_by_role("button", name="I have read this").count() == 0

    # A redaction: the story is gone from her edition and from every other, and every hash holds.
    bytes_before = list(ModuleEdition.objects.order_by("pk").values_list("content", "sha256"))
    taken_back(desk, "First night")
    assert "The canary story." not in lesson(page, "told")
    page.get_by_text("This story has been taken back by its author.").wait_for()
    assert list(ModuleEdition.objects.order_by("pk").values_list("content", "sha256")) == bytes_before
    assert list(problems()) == []

    # What is hers, after all of it.
    mine.refresh_from_db()
    assert (mine.edition.number, mine.steps_done, mine.moved_because) == ("3.0", ["being-heard"], "must_read")
    assert (KnowledgeAnswer.objects.get().edition.number, KnowledgeAnswer.objects.get().is_right) == ("1.0", True)
    assert read_entry(JournalEntry.objects.get()) == "Breathing slowly."
    assert "Breathing slowly." in page.goto("/learn/listening/being-heard/").text()
