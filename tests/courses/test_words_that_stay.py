"""What is asked about words is answered before a release: they change, or somebody says that they stay (docs/decisions/0100)."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts.services.cms_groups import sync_cms_groups
from courses.models import ModuleEdition, Step, WordListEntry
from courses.services.release_edition import release_edition
from courses.services.set_up_authoring import set_up_authoring
from courses.services.words_that_stay import STAYS, open_questions
from lms.core.errors import Refused
from tests.factories.authoring import lived_experience_reader, say, submitted
from tests.factories.courses import person, step, text, workshop

pytestmark = pytest.mark.django_db
LONG = "<p>" + " ".join(["word"] * 26) + ".</p>"
HARD = "<p>" + "Organisational responsibilities necessitate interdisciplinary considerations throughout. " * 20 + "</p>"
LISTED = "<p>She fights her illness.</p>"


@pytest.fixture
def ed():
    return person("Ed", "editor")


@pytest.fixture
def listed():
    return WordListEntry.objects.create(language="en", phrase="fights her illness", instead="lives with it", why="")


def module_of(ed, html):
    return workshop(ed, [step("asking", text(html=html))])


@pytest.mark.parametrize(("html", "says"), [(LONG, "26 words"), (HARD, "hard to read"), (LISTED, "fights her illness")])
def test_a_release_waits_for_an_answer(ed, listed, html, says):
    module = module_of(ed, html)
    with pytest.raises(Refused, match=says):
        release_edition(module=module, by=ed)
    assert release_edition(module=module, by=ed, stays=[one.sha256 for one in open_questions(module)]).number == "1.0"


def test_one_tick_a_step_answers_on_the_release_screen_and_is_kept(client, ed):
    module = module_of(ed, LONG)
    url = reverse("courses_release", args=[module.pk])
    sync_cms_groups(ed)
    client.force_login(ed)
    page = client.get(url).content.decode()
    [asked] = open_questions(module)
    assert f'name="stays" value="{asked.sha256}"' in page
    sent = {"change": "new", "seen": ""}
    assert client.post(url, sent).status_code == 422
    assert not ModuleEdition.objects.exists()
    assert client.post(url, sent | {"stays": asked.sha256}).status_code == 302
    kept = PageLogEntry.objects.get(action=STAYS)
    assert (kept.page_id, kept.user, kept.data) == (asked.step.pk, ed, {"sha256": asked.sha256})
    assert open_questions(module) == []


def test_other_words_and_another_question_ask_again(ed, listed):
    module = module_of(ed, LONG)
    old = [one.sha256 for one in open_questions(module)]
    release_edition(module=module, by=ed, stays=old)
    page = Step.objects.get(step_key="asking")
    page.body = Step._meta.get_field("body").stream_block.to_python([text(html=LONG + "<p>More.</p>")])
    page.save_revision(user=ed).publish()
    with pytest.raises(Refused, match="26 words"):
        release_edition(module=module, by=ed, stays=old)
    now = [one.sha256 for one in open_questions(module)]
    release_edition(module=module, by=ed, stays=now)
    WordListEntry.objects.create(language="en", phrase="more", instead="", why="")
    assert [one.sha256 for one in open_questions(module)] not in ([], now)


def test_an_answer_goes_with_the_release_that_is_refused(ed):
    module = module_of(ed, LONG)
    with pytest.raises(Refused):
        release_edition(module=module, by=ed, change="fix", stays=[one.sha256 for one in open_questions(module)])
    assert len(open_questions(module)) == 1


def test_an_editor_who_approves_the_words_in_the_workflow_has_answered(ed):
    module = module_of(ed, LONG)
    set_up_authoring()
    state = submitted(Step.objects.get(step_key="asking"), ed)
    say(state, lived_experience_reader())
    say(state, ed)
    assert open_questions(module) == []
    assert release_edition(module=module, by=ed).number == "1.0"
