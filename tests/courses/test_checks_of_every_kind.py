"""A knowledge check of any kind in a step: drawn, read, marked, told about; stories go on without a script; nobody reads essays here."""

import re

import pytest

from assessments import questions
from courses.editions import building
from courses.models import KnowledgeAnswer
from courses.services.finish_step import finish_step
from tests.assessments.question_samples import (
    ESSAY,
    GAPS,
    MANY,
    MATCH,
    NUMBER_WITH_UNIT,
    ORDER,
    SINGLE,
    STORY,
    SURE,
    TRUE_FALSE,
    TYPED,
    UPLOAD,
)
from tests.factories.courses import edition, learning, open_checks, person, step, text

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HERE = "/learn/listening/only/"
FITS, PARTLY, NOT_YET = "That fits", "A part of it fits", "Not quite. Here is why"


@pytest.fixture
def ada(client):
    ada = person("Ada")
    client.force_login(ada)
    return ada


@pytest.fixture
def begun(monkeypatch, ada):
    """Ada has begun a module whose one step asks these definitions, as c0, c1, ..."""
    monkeypatch.setitem(building.BUILDERS, "check", lambda raw, resolve: building.Built({"question": raw}))

    def begin(*definitions):
        blocks = [{"id": f"c{place}", "type": "check", "value": definition} for place, definition in enumerate(definitions)]
        return learning(ada, edition([step("only", text(), *blocks)]))

    return begin


def page_of(client):
    return client.get(HERE).content.decode()


IN_ORDER = {"place-c": "1", "place-a": "2", "place-d": "3", "place-b": "4"}
AS_SHOWN = {"place-a": "1", "place-b": "2", "place-c": "3", "place-d": "4"}
PAIRS = {"match-ca": "ott", "match-it": "rom", "match-fr": "par"}
FILLED = {"gap-dir.answer": "e", "gap-when.answer": "6,5", "gap-part.answer": "morning", "gap-how.answer": ["x", "y"]}
# What is asked; what fits, and what is said then; something else, and what is said then.
EACH = [
    (SINGLE, {"answer": "b"}, [FITS, "About b"], {"answer": "a"}, [NOT_YET, "About a"]),
    (MANY, {"answer": ["a", "c"]}, [FITS], {"answer": ["a"]}, [NOT_YET, "There is more that fits"]),
    (TRUE_FALSE, {"answer": "true"}, [FITS, "Yes, because"], {"answer": "false"}, [NOT_YET, "It does, because"]),
    (ORDER, IN_ORDER, [FITS], AS_SHOWN, [NOT_YET]),
    (MATCH, PAIRS, [FITS, "Each country has one."], PAIRS | {"match-ca": "tok"}, [PARTLY, "Canada – Tokyo", "Not Toronto."]),
    (TYPED, {"answer": "Nazareth"}, [FITS], {"answer": "Rome"}, [NOT_YET]),
    (NUMBER_WITH_UNIT, {}, [], {"answer": "1"}, [NOT_YET]),
    (GAPS, FILLED, [FITS], FILLED | {"gap-dir.answer": "w"}, [PARTLY, "not yet"]),
]


@pytest.mark.parametrize(("definition", "right", "said", "other", "said_then"), EACH, ids=[each[0]["kind"] for each in EACH])
def test_each_kind_is_drawn_answered_and_told_about(client, begun, definition, right, said, other, said_then):
    begun(definition)
    page = page_of(client)
    assert definition["stem"] in page
    assert "try as many times as you like" in page
    for typed, words in ((other, said_then), (right, said)):
        if typed:
            sent = {f"c0-{name}": value for name, value in typed.items()}
            assert set(sent) <= set(re.findall(r'name="([^"]+)"', page)) | {"c0-unit"}
            assert client.post(HERE, sent | {"act": "check:c0"}).url == f"{HERE}#f-c0"
            page = page_of(client)
            assert [word for word in words if word not in page] == []
            assert 'id="f-c0"' in page
    assert KnowledgeAnswer.objects.latest().get().is_right == bool(right)


def test_the_right_answer_is_never_given_away(client, begun):
    begun(MATCH, TYPED, GAPS)
    sent = {"c0-match-ca": "tok", "c1-answer": "Rome", "c2-gap-part.answer": "evening"}
    client.post(HERE, sent | {"act": "check:c0"})
    page = page_of(client)
    assert "Canada – Ottawa" not in page
    assert "Nazareth" not in page
    assert "morning" not in page


def test_several_checks_of_one_kind_stand_beside_each_other(client, begun):
    begun(TYPED, TYPED, SINGLE, SINGLE, MATCH, MATCH, GAPS, GAPS)
    client.post(HERE, {"c0-answer": "Nazareth", "c3-answer": "b", "c7-gap-part.answer": "morning", "act": "check:c3"})
    assert sorted(KnowledgeAnswer.objects.values_list("block_id", flat=True)) == ["c0", "c3", "c7"]
    ids = re.findall(r'\bid="([^"]+)"', page_of(client))
    assert len(ids) == len(set(ids))


def test_a_story_goes_on_back_and_again_and_is_kept_when_it_ends(client, begun):
    mine = begun(STORY)
    assert "Sam is silent." in page_of(client)
    on = client.post(HERE, {"c0-answer": "wait", "act": "on:c0"})
    page = on.content.decode()
    assert (on.status_code, KnowledgeAnswer.objects.count()) == (200, 0)
    assert [words for words in ("Sam speaks.", "Time helps.", 'name="c0-path" value="wait"') if words not in page] == []
    assert FITS not in page
    assert NOT_YET not in page
    assert open_checks(mine) == {("only", "c0")}
    back = client.post(HERE, {"c0-path": ["wait"], "act": "back:c0"}).content.decode()
    assert "Sam speaks." not in back
    assert "Sam is silent." in back
    assert client.post(HERE, {"c0-path": ["wait"], "c0-answer": "hear", "act": "on:c0"}).url == f"{HERE}#f-c0"
    page = page_of(client)
    assert FITS in page
    assert "You say goodbye." in page
    assert (KnowledgeAnswer.objects.get().response, open_checks(mine)) == ({"path": ["wait", "hear"]}, set())
    again = client.post(HERE, {"c0-path": ["wait", "hear"], "act": "restart:c0"}).content.decode()
    assert "You say goodbye." not in again
    assert KnowledgeAnswer.objects.count() == 1


def test_a_story_that_is_under_way_holds_nothing_else_up(client, begun):
    begun(STORY, SINGLE)
    page = client.post(HERE, {"c0-path": ["wait"], "c1-answer": "b", "act": "on:c0"}).content.decode()
    assert KnowledgeAnswer.objects.get().block_id == "c1"
    assert FITS in page
    assert client.post(HERE, {"c0-path": ["wait"], "act": "next"}).status_code == 302


def test_a_way_through_a_story_that_is_not_there_is_refused_kindly(client, begun):
    begun(STORY)
    refused = client.post(HERE, {"c0-path": ["nowhere"], "c0-answer": "wait", "act": "on:c0"})
    assert refused.status_code == 422
    assert "choose again" in refused.content.decode()


def test_how_sure_somebody_is_is_kept_and_neither_right_nor_wrong(client, begun):
    begun(SURE)
    assert client.post(HERE, {"c0-answer": "a", "act": "check:c0"}).url == f"{HERE}#f-c0"
    page = page_of(client)
    assert "Nothing is right or wrong here." in page
    assert FITS not in page
    assert NOT_YET not in page


@pytest.mark.parametrize("definition", [ESSAY, UPLOAD], ids=["essay", "file_upload"])
def test_what_a_person_would_have_to_read_is_shown_and_asks_nothing(client, begun, definition):
    mine = begun(definition)
    page = page_of(client)
    assert definition["stem"] in page
    assert definition["notes"] not in page
    assert 'name="c0-' not in page
    client.post(HERE, {"c0-answer": "My words", "c0-text": "My words", "act": "check:c0"})
    assert not KnowledgeAnswer.objects.exists()
    finish_step(learning=mine, step_key="only")
    mine.refresh_from_db()
    assert mine.completed_at


def test_words_for_how_it_went_and_markup_are_drawn(client, begun):
    begun(
        SINGLE
        | {"stem": "Which *fits*?", "markup": "markdown", "after": {"whole": "You know the ground.", "none": "Read on, then try again."}}
    )
    assert "Which <em>fits</em>?" in page_of(client)
    client.post(HERE, {"c0-answer": "a", "act": "check:c0"})
    assert "Read on, then try again." in page_of(client)
    client.post(HERE, {"c0-answer": "b", "act": "check:c0"})
    assert "You know the ground." in page_of(client)


@pytest.mark.parametrize("many", [1, 5])
def test_a_step_takes_the_same_statements_however_many_checks(client, begun, many, django_assert_max_num_queries):
    begun(*[GAPS, STORY, MATCH] * many)
    page_of(client)
    with django_assert_max_num_queries(6):
        page_of(client)


def test_every_kind_is_either_a_check_or_for_a_person():
    assert {name for name in questions.KINDS if not questions.is_check({"kind": name})} == {"essay", "file_upload"}
