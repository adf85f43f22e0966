"""Something is not right on a page: learners tell it, editors read it without a name, and may write back."""

from datetime import timedelta

import pytest

from accounts.services import erase
from courses.models import PageProblem
from courses.queries.page_problems import open_problems
from courses.services.report_problem import answer_problem, report_problem, settle_problem
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative, OutboxMessage
from tests.factories.courses import editor, learning, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ADDRESS = "/learn/listening/being-heard/problem/"
TOLD = {"kind": "mistake", "words": "The canary is misspelt"}


@pytest.fixture
def ada():
    return person("Ada Vogelsang")


@pytest.fixture
def mine(ada):
    return learning(ada)


@pytest.fixture
def ed():
    return editor("Edda")


def told(mine, ada, **more):
    return report_problem(learning=mine, person=ada, step_key="being-heard", **{**TOLD, **more})


def test_a_learner_tells_and_is_thanked(client, ada, mine):
    client.force_login(ada)
    page = client.get(ADDRESS).content.decode()
    assert "Editors read this" in page
    response = client.post(ADDRESS, TOLD, follow=True)
    assert "Thank you" in response.content.decode()
    assert "The canary is misspelt" in client.get("/problems/").content.decode()
    row = PageProblem.objects.get()
    assert (row.edition, row.step_key, row.kind, row.may_ask, row.state) == (mine.edition, "being-heard", "mistake", False, "open")


def test_nothing_chosen_and_nothing_written_is_asked_again_with_what_was_typed(client, ada, mine):
    client.force_login(ada)
    response = client.post(ADDRESS, {"words": "Something", "kind": ""})
    assert response.status_code == 422
    assert "Something" in response.content.decode()
    assert not PageProblem.objects.exists()


def test_the_same_twice_is_told_once_and_ten_a_day_are_enough(ada, mine):
    assert told(mine, ada) == told(mine, ada)
    for number in range(9):
        told(mine, ada, words=f"Number {number}")
    with pytest.raises(Refused, match="a lot today"):
        told(mine, ada, words="One more")
    assert told(mine, ada, words="One more", at=clock.now() + timedelta(days=1, minutes=1))


def test_editors_read_the_words_and_never_who_it_was(client, ada, mine, ed):
    problem = told(mine, ada, may_ask=True)
    client.force_login(ed, second_factor=True)
    for address in ("/cms/problems/", f"/cms/problems/{problem.public_id.lower()}/"):
        page = client.get(address).content.decode()
        assert "The canary is misspelt" in page
        assert not [word for word in ("Vogelsang", ada.email, ada.public_id) if word in page]


def test_an_editor_writes_back_once_and_the_mail_holds_no_word(client, ada, mine, ed):
    problem = told(mine, ada, may_ask=True)
    answer_problem(problem=problem, by=ed, words="Which line, please?")
    message = OutboxMessage.objects.get(to_ref=ada.public_id)
    assert "Which line" not in message.subject + message.body
    client.force_login(ada)
    assert "Which line, please?" in client.get("/problems/").content.decode()
    with pytest.raises(Refused, match="sent already"):
        answer_problem(problem=problem, by=ed, words="Again")


def test_who_did_not_say_so_is_not_written_to(ada, mine, ed):
    with pytest.raises(Refused):
        answer_problem(problem=told(mine, ada), by=ed, words="Which line?")


def test_what_was_looked_at_leaves_the_open_list_and_can_come_back(client, ada, mine, ed):
    problem = told(mine, ada)
    client.force_login(ed, second_factor=True)
    address = f"/cms/problems/{problem.public_id.lower()}/"
    client.post(address, {"act": "close"})
    assert "misspelt" not in client.get("/cms/problems/").content.decode()
    assert "misspelt" in client.get("/cms/problems/?state=closed").content.decode()
    client.post(address, {"act": "reopen"})
    assert "misspelt" in client.get("/cms/problems/").content.decode()


def test_only_editors_and_administrators_see_the_list(client, ada, mine):
    problem = told(mine, ada)
    client.force_login(person("Bo", "assessor", "manager"), second_factor=True)
    for address in ("/cms/problems/", f"/cms/problems/{problem.public_id.lower()}/"):
        assert client.get(address).status_code in (302, 403, 404)
    with pytest.raises(Exception, match="look_at_problem"):
        settle_problem(problem=problem, by=ada, verb="close")


def test_nobody_else_finds_it_among_theirs(client, ada, mine):
    told(mine, ada)
    client.force_login(person("Eve"))
    assert "canary" not in client.get("/problems/").content.decode()


def test_open_reports_are_counted_by_step(ada, mine, ed):
    settle_problem(problem=told(mine, ada), by=ed, verb="close")
    told(mine, ada, words="A second")
    told(mine, ada, words="A third", kind="broken")
    assert open_problems([mine.module_key]) == {mine.module_key: {"being-heard": 2}}


@pytest.mark.parametrize("n", [1, 25])
def test_the_lists_take_as_many_statements_for_many_as_for_one(client, ada, mine, ed, django_assert_max_num_queries, n):
    for number in reversed(range(n)):
        told(mine, ada, words=f"Number {number}", at=clock.now() - timedelta(days=2 * number))
    client.force_login(ada)
    client.get("/problems/")
    with django_assert_max_num_queries(6):
        assert client.get("/problems/").content.decode().count("Number ") == n
    client.force_login(ed, second_factor=True)
    client.get("/cms/problems/")
    with django_assert_max_num_queries(14):
        client.get("/cms/problems/")


def test_erasing_takes_the_words(ada, mine, ed):
    problem = told(mine, ada, may_ask=True)
    answer_problem(problem=problem, by=ed, words="Which canary?")
    assert Narrative.objects.filter(subject_ref=ada.public_id).count() == 2
    erase(person=ada, by=ed, reason="asked for")
    assert not Narrative.objects.filter(subject_ref=ada.public_id).exists()
    assert PageProblem.objects.count() == 1
