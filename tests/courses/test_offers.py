"""What courses tells the tests below."""

import pytest

from assessments.hooks import context_for, review_links
from tests.factories.courses import cohort, edition, learning, person, place, step, text

pytestmark = pytest.mark.django_db
OTHER = "22222222-2222-4222-8222-222222222222"


def naming(quiz_key, **fields):
    return edition(
        [step("last", text(), {"id": "z1", "type": "quiz", "value": {"quiz_key": quiz_key, "title": "Core knowledge"}})], **fields
    )


def test_a_test_is_taken_under_the_place_whose_programme_names_it():
    ada = person("Ada")
    naming("core-knowledge")
    edition(slug="other", programme_key=OTHER)
    mine = place(ada, cohort())
    place(ada, cohort("Another", programme_key=OTHER))
    assert context_for(ada, "core-knowledge") == f"enrolment:{mine.public_id}"


def test_a_test_that_no_module_names_is_taken_for_its_own_sake():
    ada = person("Ada")
    naming("core-knowledge")
    assert context_for(ada, "core-knowledge") == ""
    place(ada)
    assert context_for(ada, "something-else") == ""


def test_topics_lead_to_the_modules_that_a_person_may_open():
    ada = person("Ada")
    group = cohort()
    learning(ada, edition(slug="listening", minutes={"listening": 480}), group)
    edition(slug="crisis", minutes={"crisis-response": 600})
    edition(slug="elsewhere", minutes={"listening": 60}, programme_key=OTHER)
    found = review_links(ada, "core-knowledge", ["listening", "crisis-response", "unknown"])
    assert [(link.topic, link.title, link.url) for link in found] == [
        ("listening", "Listening", "/learn/listening/"),
        ("crisis-response", "Crisis", "/learn/crisis/"),
    ]
    assert found[0].detail == "2 steps · about 10 minutes"
    assert review_links(person("Eve"), "core-knowledge", ["listening"]) == []


def test_the_step_leads_to_the_test(client):
    ada = person("Ada")
    learning(ada, naming("core-knowledge"))
    client.force_login(ada)
    assert 'href="/test/core-knowledge/"' in client.get("/learn/listening/last/").content.decode()
