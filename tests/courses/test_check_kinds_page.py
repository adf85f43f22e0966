"""Every kind of check on a learner's step: what is sent is read, and answered."""

import pytest
from django.urls import reverse

from courses.models import KnowledgeAnswer, Step
from tests.factories.courses import edition, learning, person, workshop

from .every_block import doing

pytestmark = pytest.mark.django_db
SENT = {
    "c5-match-p1": "m-p1", "c5-match-p2": "m-p2", "c6-answer": "Ask", "c7-answer": "12,5", "c7-unit": "unit", "c8-gap-day.answer": "monday",
    "c9-answer": "k1",
}  # fmt: skip


@pytest.fixture
def page(client):
    step = doing()
    step["blocks"] = [block for block in step["blocks"] if block["type"] == "check"]
    ada = learning(person("Ada"), edition([step])).enrolment.person
    client.force_login(ada)
    return reverse("courses:step", args=["listening", "doing"])


def test_typed_kinds_are_read_marked_and_shown_again(client, page):
    shown = client.get(page).content.decode()
    for name in SENT:
        assert f'name="{name}"' in shown
    assert client.post(page, {**SENT, "act": "check:c6"}).status_code == 302
    answers = {answer.block_id: (answer.response, answer.is_right) for answer in KnowledgeAnswer.objects.all()}
    assert answers == {
        "c5": ({"pairs": {"p1": "m-p1", "p2": "m-p2"}}, True),
        "c6": ({"text": "Ask"}, True),
        "c7": ({"text": "12,5", "unit": "unit"}, True),
        "c8": ({"gaps": {"day": {"text": "monday"}}}, True),
        "c9": ({"chosen": "k1"}, False),
    }
    again = client.get(page).content.decode()
    assert again.count("That fits") == 4
    assert "Nothing is right or wrong here. Only you see it." in again
    assert "Not quite" not in again


def test_a_number_that_cannot_be_read_keeps_what_was_typed(client, page):
    answer = client.post(page, {"c7-answer": "a dozen", "act": "check:c7"})
    assert answer.status_code == 422
    assert 'value="a dozen"' in answer.content.decode()


def test_an_editor_sees_every_kind_in_the_preview(client):
    made = workshop(person("Ed", "editor"), [doing()])
    page = Step.objects.child_of(made).get()
    shown = page.make_preview_request().content.decode()
    for words in ("12 ± 1", "Ring on", "Ada", "Sam opens, and says nothing.", "Wait three breaths.", "Not yet"):
        assert words in shown
    assert shown.count("Practice question") == 0
    assert shown.count('<strong dir="auto">True</strong>') == 1
