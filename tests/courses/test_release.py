"""Releasing editions, and that nothing an editor does afterwards reaches a learner."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from wagtail.models import Page, PageLogEntry

from accounts.models import StoryConsent
from courses.editions.rendering import SHELF
from courses.models import EditionFragment, ModuleEdition, ModuleEnrolment, Redaction, Step
from courses.registry import check as problems
from courses.registry import tick
from courses.services.build_edition import edition_of
from courses.services.findings import findings_of_step
from courses.services.release_edition import release_edition
from courses.services.review_module import review_module
from courses.services.take_back_story import take_back_story
from lms.core import clock
from lms.core.errors import Refused
from tests.factories.courses import add_step, check, learning, note, option, person, quote, step, text, two_steps, workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(ed):
    return workshop(ed)


def page_of(client, ada, edition, slug="being-heard"):
    SHELF.clear()
    client.force_login(ada)
    return client.get(f"/learn/{edition.slug}/{slug}/").content.decode()


def main_part(html):
    """The lesson without what differs at every visit: the form's token and the name of the window."""
    lesson = html.split("<article")[1].split("</article>")[0]
    return re.sub(r'name="(csrfmiddlewaretoken|[\w-]+-window)" value="\w+"', "", lesson)


def rewrite(step_page, html):
    step_page.body = Step._meta.get_field("body").stream_block.to_python([text(html=html)])
    return step_page


def test_an_edition_holds_the_published_steps_in_order(module, ed):
    edition = release_edition(module=module, by=ed)
    content = edition.read()
    assert (edition.number, edition.title, edition.slug) == ("1.0", "Listening", "listening")
    assert [s["key"] for s in content["steps"]] == ["being-heard", "asking"]
    assert content["module"]["minutes_by_domain"] == {"listening": 480}
    assert [b["type"] for b in content["steps"][0]["blocks"]] == ["text", "check", "reflection"]
    assert list(problems()) == []


def test_a_draft_is_not_released(module, ed):
    page = Step.objects.get(step_key="being-heard")
    rewrite(page, "<p>the draft canary</p>").save_revision(user=ed)
    assert "the draft canary" not in release_edition(module=module, by=ed).content


def test_html_is_cleaned_at_release(module, ed):
    add_step(module, step("odd", text(html='<p onclick="x()">Hello <script>steal()</script><a href="javascript:x">link</a></p>')))
    content = release_edition(module=module, by=ed).content
    assert "Hello" in content
    assert not [bad for bad in ("onclick", "script", "javascript") if bad in content]


def test_a_learner_sees_the_same_page_whatever_happens_to_the_pages(client, module, ed):
    edition = release_edition(module=module, by=ed)
    ada = person("Ada")
    learning(ada, edition)
    before = main_part(page_of(client, ada, edition))
    assert "You do not need the perfect words." in before

    page = Step.objects.get(step_key="being-heard")
    page.save_revision(user=ed).publish()
    page.refresh_from_db()
    rewrite(page, "<p>overwritten</p>").save_revision(user=ed, overwrite_revision=page.live_revision)
    assert main_part(page_of(client, ada, edition)) == before

    rewrite(page, "<p>published anew</p>").save_revision(user=ed).publish()
    assert main_part(page_of(client, ada, edition)) == before

    call_command("purge_revisions", verbosity=0)
    assert main_part(page_of(client, ada, edition)) == before

    Page.objects.get(pk=module.pk).delete()
    assert main_part(page_of(client, ada, edition)) == before


def test_an_edition_does_not_need_the_block_that_wrote_it(client, module, ed, monkeypatch):
    edition = release_edition(module=module, by=ed)
    ada = person("Ada")
    learning(ada, edition)
    before = main_part(page_of(client, ada, edition))
    blocks = Step._meta.get_field("body").stream_block.child_blocks
    kept = dict(blocks)
    try:
        del blocks["text"]
        assert main_part(page_of(client, ada, edition)) == before
    finally:
        blocks.clear()
        blocks.update(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE courses_moduleedition SET content = '{}'",
        "DELETE FROM courses_moduleedition",
        "UPDATE courses_editionfragment SET body = 'x'",
        "DELETE FROM courses_editionfragment",
    ],
)
def test_the_database_refuses_to_change_what_was_released(module, ed, statement):
    add_step(module, step("told", quote()))
    release_edition(module=module, by=ed)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_learners_protect_their_edition(module, ed):
    edition = release_edition(module=module, by=ed)
    learning(person("Ada"), edition)
    with pytest.raises(ProtectedError):
        edition.delete()


def test_a_fix_reaches_everybody_and_credits_keep_their_edition(client, module, ed):
    first = release_edition(module=module, by=ed)
    ada = person("Ada")
    mine = learning(ada, first)
    page = Step.objects.get(step_key="asking")
    page.body = Step._meta.get_field("body").stream_block.to_python([text("t2", "<p>A clearer line.</p>"), two_steps()[1]["blocks"][1]])
    page.save_revision(user=ed).publish()
    fix = release_edition(module=module, by=ed, change="fix", note="Clearer.")
    assert fix.number == "1.1"
    mine.refresh_from_db()
    assert (mine.edition, mine.moved_from, mine.moved_because) == (fix, first, "fix")
    assert "A clearer line." in page_of(client, ada, fix, "asking")


def test_a_fix_that_changes_a_question_is_refused(module, ed):
    release_edition(module=module, by=ed)
    page = Step.objects.get(step_key="being-heard")
    other = check(options=[option("a", "Wait", is_right=True), option("b", "Ask"), option("c", "Leave")])
    page.body = Step._meta.get_field("body").stream_block.to_python([text(), other])
    page.save_revision(user=ed).publish()
    with pytest.raises(Refused, match="new version"):
        release_edition(module=module, by=ed, change="fix")
    assert release_edition(module=module, by=ed).number == "2.0"


def test_a_new_version_is_for_new_starters_only(module, ed):
    first = release_edition(module=module, by=ed)
    mine = learning(person("Ada"), first)
    add_step(module, step("more"))
    second = release_edition(module=module, by=ed)
    mine.refresh_from_db()
    assert mine.edition == first
    assert list(ModuleEdition.objects.taught()) == [second]


def test_a_fix_for_later_moves_people_when_its_day_comes(module, ed):
    first = release_edition(module=module, by=ed)
    mine = learning(person("Ada"), first)
    page = Step.objects.get(step_key="asking")
    page.title = "Asking, plainly"
    page.save_revision(user=ed).publish()
    later = clock.now() + timedelta(days=3)
    fix = release_edition(module=module, by=ed, change="fix", effective_from=later)
    assert tick(clock.now()) == 0
    assert list(ModuleEdition.objects.taught()) == [first]
    assert tick(later) == 1
    assert tick(later) == 0
    mine.refresh_from_db()
    assert mine.edition == fix


def test_nothing_new_is_not_released(module, ed):
    release_edition(module=module, by=ed)
    with pytest.raises(Refused, match="Nothing has changed"):
        release_edition(module=module, by=ed)


def test_every_finding_is_named_at_once(module, ed):
    add_step(module, step("half", note(strength="strong"), text(html=""), check(options=[option("a", "One"), option("b", "Two")])))
    with pytest.raises(Refused) as refusal:
        release_edition(module=module, by=ed)
    said = " ".join(refusal.value.messages)
    assert "short version" in said
    assert "still empty" in said
    assert "the one line that fits best" in said
    assert ModuleEdition.objects.count() == 0


def test_half_a_step_is_saved_as_a_draft(module):
    """No rule stands in clean(): an editor half-way through loses nothing."""
    block = Step._meta.get_field("body").stream_block
    half = block.to_python([note(strength="strong"), check(options=[]), quote(words="")])
    block.clean_deferred(half)


def test_a_second_module_may_not_take_the_address_of_the_first(module, ed):
    release_edition(module=module, by=ed)
    with pytest.raises(Refused, match="already has this address"):
        release_edition(module=workshop(ed, programme_key=uuid4()), by=ed)


def test_only_editors_and_administrators_release(module):
    for role in ("manager", "assessor", "board"):
        with pytest.raises(PermissionDenied):
            release_edition(module=module, by=person(role.capitalize(), role))


def test_a_release_stands_in_the_log_of_the_cms(module, ed):
    release_edition(module=module, by=ed)
    entry = PageLogEntry.objects.get(action="courses.release")
    assert (entry.user, entry.message) == (ed, "Edition 1.0 released")


# --- decision 34 -----------------------------------------------------------------------------------


@pytest.fixture
def crisis(module):
    add_step(module, step("hard", note(strength="strong", short="<p>Ask. Stay. Bring someone in.</p>"), text()))
    return module


def test_a_real_service_refuses_crisis_content_that_nobody_has_read(crisis, ed, settings):
    settings.DEMO = False
    with pytest.raises(Refused) as refusal:
        release_edition(module=crisis, by=ed)
    assert len([line for line in refusal.value.messages if "Nobody has read these words" in line]) == 2


def test_crisis_content_goes_out_when_both_perspectives_have_read_exactly_this(crisis, ed, settings):
    from django.contrib.auth.models import Group

    settings.DEMO = False
    sam, lee = person("Sam", "safeguarding"), person("Lee")
    lee.groups.add(Group.objects.create(name="Lived-experience reviewers"))
    review_module(module=crisis, perspective="safeguarding", by=sam)
    with pytest.raises(Refused):
        release_edition(module=crisis, by=ed)
    review_module(module=crisis, perspective="lived_experience", by=lee)
    assert release_edition(module=crisis, by=ed).is_reviewed

    rewrite(Step.objects.get(step_key="asking"), "<p>Another word.</p>").save_revision(user=ed).publish()
    with pytest.raises(Refused):
        release_edition(module=crisis, by=ed)


def test_a_demonstration_releases_it_and_says_that_nobody_has_read_it(client, crisis, ed, settings):
    assert settings.DEMO
    edition = release_edition(module=crisis, by=ed)
    assert not edition.is_reviewed
    ada = person("Ada")
    learning(ada, edition)
    assert "Not yet reviewed" in page_of(client, ada, edition)


def test_nobody_stands_for_words_who_was_not_asked(module, ed):
    for perspective in ("safeguarding", "lived_experience"):
        with pytest.raises(PermissionDenied):
            review_module(module=module, perspective=perspective, by=ed)


# --- lent words ------------------------------------------------------------------------------------


def test_a_story_that_is_taken_back_leaves_every_edition_and_every_hash_whole(client, module, ed):
    consent = StoryConsent.objects.create(label="First story", attribution="Shared with permission by a peer worker")
    add_step(module, step("told", quote(words="the canary story", consent=consent.pk)))
    edition = release_edition(module=module, by=ed)
    ada = person("Ada")
    learning(ada, edition)
    assert "the canary story" in page_of(client, ada, edition, "told")

    assert take_back_story(consent=consent, by=ed, reason="asked for") == 1
    assert take_back_story(consent=consent, by=ed, reason="asked for") == 0
    client.force_login(ada)
    after = client.get("/learn/listening/told/").content.decode()
    assert "the canary story" not in after
    assert "Shared with permission" not in after
    assert "taken back by its author" in after
    assert not EditionFragment.objects.exists()
    assert Redaction.objects.get().edition == edition
    assert list(problems()) == []


def test_words_without_live_consent_are_not_released(module, ed):
    consent = StoryConsent.objects.create(label="First story", attribution="A peer worker", taken_back_on=clock.today())
    add_step(module, step("told", quote(consent=consent.pk)))
    with pytest.raises(Refused, match="taken these words back"):
        release_edition(module=module, by=ed)


def test_the_check_finds_an_edition_that_was_changed_behind_our_back(module, ed):
    edition = release_edition(module=module, by=ed)
    assert ModuleEnrolment.objects.count() == 0
    with connection.cursor() as cursor:
        for (name,) in _triggers(cursor):
            cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON courses_moduleedition"))
        cursor.execute("UPDATE courses_moduleedition SET title = title, content = replace(content, 'perfect', 'right')")
    from lms.core.append_only import install_triggers

    install_triggers()
    (found,) = problems()
    assert (found.invariant, edition.number in found.row) == (2, True)


def _triggers(cursor):
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'courses_moduleedition'")
    else:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'courses_moduleedition'::regclass")
    return cursor.fetchall()


def test_another_route_leads_to_another_step_of_the_same_module(ed):
    made = workshop(ed)
    first, second = Step.objects.child_of(made).order_by("path")
    elsewhere = Step.objects.child_of(workshop(ed, programme_key=uuid4())).first()

    def said(route):
        first.body = Step._meta.get_field("body").stream_block.to_python([routed(route)])
        return [check.path for check in findings_of_step(first) if check.level == "stop"]

    assert said(second) == []
    assert said(first) == said(elsewhere) == ["other_route"]
    first.save()
    assert edition_of(made).content["steps"][0]["blocks"][0]["value"]["other_route"] == {
        "step_key": elsewhere.step_key,
        "title": "Being heard",
    }


def routed(route):
    raw = note(strength="strong")
    raw["value"]["other_route"] = route.pk
    return raw
