"""/marking/: the assessor's side."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import RoleGrant, User
from accounts.services.adjustments import ask_adjustment
from accounts.services.breaks import start_break
from assessments.models import Judgement, MarkingDraft, Submission
from assessments.queries.marking import marking_queue, next_to_mark
from assessments.services.marking_drafts import start_marking
from assessments.services.reopen_evidence import reopen_evidence
from lms.core import clock
from lms.core.models import ReadEvent, ReadSubject
from tests.factories.assessments_evidence import (
    authority,
    days_ago,
    draft,
    framework,
    judged,
    next_round,
    person,
    send,
    sent,
    tie,
    with_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return framework()


@pytest.fixture
def ada():
    return person("Ada Canary")


@pytest.fixture
def bo(version):
    bo = person("Bo", "assessor")
    authority(bo, version)
    return bo


@pytest.fixture
def as_bo(client, bo):
    client.force_login(bo)
    return client


def address(piece, name="marking_piece"):
    return reverse(f"assessments:{name}", args=[piece.public_id])


def answers(**changes):
    met = {"met_B1": "met", "met_B2": "met"}
    whole = {**met, "round": 1, "method": "reflective_account", "strengths": "Warm and clear, {name}.", "next_step": ""}
    return {**whole, **changes}


# --- the queue ---------------------------------------------------------------------------------------


def test_the_queue_shows_codes_and_never_a_name_or_a_word(as_bo, ada, version):
    piece = sent(ada, version, title="canary title", text="canary words").submission
    words = as_bo.get("/marking/").content.decode()
    assert piece.code in words
    assert "Boundaries" in words
    assert "canary" not in words.lower()
    assert not ReadEvent.objects.exists()


def test_mine_come_first_then_the_oldest(bo, version):
    first, second, third = (sent(person(f"Learner {n}"), version, text=f"words {n}") for n in range(3))
    start_marking(submission_round=third, by=bo)
    again = sent(person("Zoe"), version, text="one")
    judged(again, bo, met=False)
    again = next_round(again, "one two")
    assert [item.round for item in marking_queue(bo)] == [third, again, first, second]
    assert [item.is_mine for item in marking_queue(bo)] == [True, True, False, False]


def test_a_piece_that_somebody_has_begun_is_not_next_for_others_for_a_while(bo, version):
    bea = person("Bea", "assessor")
    authority(bea, version)
    first, second = (sent(person(f"Learner {n}"), version, text=f"words {n}") for n in range(2))
    start_marking(submission_round=first, by=bea)
    assert next_to_mark(bo).round == second
    assert marking_queue(bo)[0].started_by == "Bea"
    later = clock.now() + timedelta(hours=5)
    assert [item.started_by for item in marking_queue(bo, at=later)] == ["", ""]


def test_age_target_and_minutes_are_told(bo, ada, version):
    piece = draft(ada, version, text="word " * 640)
    with_file(piece)
    waiting = send(piece)
    [item] = marking_queue(bo)
    assert (item.words, item.minutes, item.days_waiting, item.is_past_target) == (640, 7, 0, False)
    assert item.target_on == clock.today() + timedelta(days=7)
    assert item.round == waiting


def test_a_second_round_takes_only_the_minutes_of_what_is_new(bo, ada, version):
    first = sent(ada, version, text="word " * 640)
    judged(first, bo, met=False)
    next_round(first, "word " * 640 + "and one thing more")
    assert [(item.words, item.minutes) for item in marking_queue(bo)] == [(4, 2)]


def test_what_needs_another_assessor_is_not_in_my_queue(bo, ada, version):
    last = sent(ada, version, text="one")
    for text in ("one two", "one two three"):
        judged(last, bo, met=False)
        last = next_round(last, text)
    bea = person("Bea", "assessor")
    authority(bea, version)
    assert (marking_queue(bo), [item.round for item in marking_queue(bea)]) == ([], [last])


def test_a_not_yet_under_a_second_record_counts_for_the_queue_as_for_judging(bo, ada, version):
    """What judging would refuse is not offered, whichever of the two records holds the judgements and which the piece."""
    second = person("Ada Again")
    last = sent(second, version, text="one")
    for text in ("one two", "one two three"):
        judged(last, bo, met=False)
        last = next_round(last, text)
    User.objects.filter(pk=second.pk).update(merged_into=ada)
    User.objects.filter(pk=ada.pk).update(has_duplicates=True)
    sent(ada, version, text="under the record that was kept")
    bea = person("Bea", "assessor")
    authority(bea, version)
    assert (marking_queue(bo), len(marking_queue(bea))) == ([], 2)


@pytest.mark.parametrize("rows", [1, 60])
def test_the_queue_asks_the_database_a_fixed_number_of_times(as_bo, version, rows, django_assert_num_queries):
    for number in range(rows):
        sent(person(f"Learner {number}"), version, text=f"words {number}")
    as_bo.get("/marking/")
    # person, roles; the queue, plans, my earlier judgements, begun; this page's rounds and pieces, framework versions; answers in tests
    with django_assert_num_queries(9):
        assert as_bo.get("/marking/").context["queue"].total == rows


def test_a_long_queue_has_pages_of_fifty_and_each_piece_stands_on_one(as_bo, version):
    pieces = [sent(person(f"Learner {number}"), version, text=f"words {number}").submission for number in range(52)]
    first, second = (as_bo.get(f"/marking/?page={page}") for page in (1, 2))
    shown = [[item.piece for item in page.context["pool"]] for page in (first, second)]
    assert [len(page) for page in shown] == [50, 2]
    assert [piece for page in shown for piece in page] == pieces
    for page in (first, second):
        assert "52 pieces wait for you." in page.content.decode()
    assert "Page 2 of 2" in second.content.decode()
    assert first.context["queue"].minutes == second.context["queue"].minutes


def test_an_empty_queue_and_an_assessor_without_authority_are_told_apart(as_bo, client):
    assert "All done." in as_bo.get("/marking/").content.decode()
    client.force_login(person("Bea", "assessor"))
    assert "not authorised for a competency yet" in client.get("/marking/").content.decode()


@pytest.mark.parametrize("roles", [(), ("supervisor",), ("manager",), ("board",), ("editor",)])
def test_the_queue_is_not_there_for_others(client, ada, version, roles):
    sent(ada, version)
    client.force_login(person("Eve", *roles))
    assert client.get("/marking/").status_code == 404
    assert client.post("/marking/next/").status_code == 404


# --- one piece ---------------------------------------------------------------------------------------


def test_the_page_shows_the_work_and_a_code_and_nothing_chosen(as_bo, ada, version):
    piece = sent(ada, version, title="Saying no", text="I was with Halima at noon.\n\nThen I said no.").submission
    words = as_bo.get(address(piece)).content.decode()
    assert "<mark>Halima</mark>" in words
    assert piece.code in words
    assert "Canary" not in words
    assert ada.public_id not in words
    assert " checked" not in words


def test_files_have_numbers_and_no_names(as_bo, ada, version):
    piece = draft(ada, version)
    with_file(piece, name="ada canary.pdf")
    send(piece)
    words = as_bo.get(address(piece)).content.decode()
    assert "File 1 (pdf)" in words
    assert "canary" not in words.lower()


def test_opening_a_piece_leaves_a_read_event_for_the_learner(as_bo, bo, ada, version):
    piece = sent(ada, version).submission
    as_bo.get(address(piece))
    as_bo.get(address(piece, "marking_history"))
    assert [(each.actor_ref, each.record_type) for each in ReadEvent.objects.all()] == [(bo.public_id, "evidence")] * 2
    assert {(each.person_ref, each.record_ref) for each in ReadSubject.objects.all()} == {(ada.public_id, piece.public_id)}


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(as_bo, bo, ada, version, rounds, django_assert_max_num_queries):
    last = sent(ada, version, text="words 1")
    for number in range(2, rounds + 1):
        bea = person(f"Bea {number}", "assessor")
        authority(bea, version)
        judged(last, bea, met=False)
        last = next_round(last, f"words 1 to {number}")
    with django_assert_max_num_queries(26):
        assert as_bo.get(address(last.submission)).status_code == 200


def test_save_and_next_appends_a_judgement_and_opens_the_next_piece(as_bo, bo, ada, version):
    first = sent(ada, version).submission
    second = sent(person("Zoe"), version).submission
    response = as_bo.post(address(first), answers())
    assert response.url == address(second)
    assert (Judgement.objects.get().outcome, Judgement.objects.get().assessor) == ("met", bo)
    assert MarkingDraft.objects.get().round.submission == second
    assert as_bo.post(address(second), answers()).url == "/marking/"


def test_sending_the_form_twice_judges_once(as_bo, ada, version):
    piece = sent(ada, version).submission
    for _time in range(2):
        assert as_bo.post(address(piece), answers()).url == "/marking/"
    assert Judgement.objects.count() == 1


def test_not_yet_without_a_next_step_is_asked_about_and_nothing_typed_is_lost(as_bo, ada, version):
    piece = sent(ada, version).submission
    response = as_bo.post(address(piece), answers(met_B1="not_yet", note_B1="Which words?"))
    words = response.content.decode()
    assert response.status_code == 422
    assert "needs one next step" in words
    assert "Warm and clear, {name}." in words
    assert "Which words?" in words
    assert not Judgement.objects.exists()


def test_a_criterion_without_an_answer_is_named(as_bo, ada, version):
    response = as_bo.post(address(sent(ada, version).submission), {"round": 1, "strengths": "Warm."})
    assert response.status_code == 422
    assert "Choose “Met” or “Not yet” for B1." in response.content.decode()


def test_a_draft_of_a_marking_comes_back(as_bo, ada, version):
    piece = sent(ada, version).submission
    as_bo.post(address(piece), {"round": 1, "do": "draft", "met_B1": "met", "strengths": "Half a sen"})
    words = as_bo.get(address(piece)).content.decode()
    assert "Half a sen" in words
    assert words.count(" checked") == 1
    assert not Judgement.objects.exists()


def test_a_second_round_opens_on_what_changed_and_the_last_feedback(as_bo, bo, ada, version):
    first = sent(ada, version, text="I said no to them.")
    judged(first, bo, met=False)
    piece = next_round(first, "I said no to them. Then I rang my supervisor.").submission
    words = as_bo.get(address(piece)).content.decode()
    assert "What changed since then" in words
    assert "Then I rang my supervisor." in words.split("<ins>")[1]
    assert "Say whom you talked to." in words
    assert "{name}" in words


def test_marks_for_an_older_round_are_not_given_to_a_newer_one(as_bo, ada, version):
    waiting = sent(ada, version, text="one")
    piece = waiting.submission
    reopen_evidence(submission=piece, by=ada)
    draft(ada, version, text="one two", seen_number=2)
    send(Submission.objects.get())
    response = as_bo.post(address(piece), answers(round=1))
    assert response.status_code == 422
    assert "has sent a newer version" in response.content.decode()
    assert "Warm and clear" in response.content.decode()
    assert not Judgement.objects.exists()
    assert as_bo.post(address(piece), answers(round=2)).url == "/marking/"


def test_when_another_assessor_was_quicker_my_words_are_still_there(as_bo, bo, ada, version):
    waiting = sent(ada, version)
    as_bo.post("/marking/next/")
    bea = person("Bea", "assessor")
    authority(bea, version)
    judged(waiting, bea)
    response = as_bo.post(address(waiting.submission), answers())
    assert response.status_code == 422
    assert "no longer waits" in response.content.decode()
    assert "Warm and clear" in response.content.decode()
    assert Judgement.objects.count() == 1


def test_mark_next_without_anything_to_mark_goes_to_the_queue(as_bo):
    assert as_bo.post("/marking/next/").url == "/marking/"


def test_history_tells_the_name_once_there_is_a_decision(as_bo, bo, ada, version):
    waiting = sent(ada, version)
    blind = as_bo.get(address(waiting.submission, "marking_history")).content.decode()
    assert "Canary" not in blind
    judged(waiting, bo)
    assert "Ada Canary" in as_bo.get(address(waiting.submission, "marking_history")).content.decode()
    assert as_bo.get(address(waiting.submission)).url == address(waiting.submission, "marking_history")


# --- who may not -------------------------------------------------------------------------------------


def blocked(client, assessor, piece):
    client.force_login(assessor)
    seen = [client.get(address(piece)).status_code, client.get(address(piece, "marking_history")).status_code]
    return [*seen, client.post(address(piece), answers()).status_code]


def test_nobody_marks_their_own_work(as_bo, bo, version):
    piece = sent(bo, version).submission
    assert blocked(as_bo, bo, piece) == [404] * 3
    assert marking_queue(bo) == []


def test_without_authority_for_this_competency_the_piece_is_not_there(client, ada, version):
    piece = sent(ada, version).submission
    bea = person("Bea", "assessor")
    authority(bea, version, "listening")
    assert blocked(client, bea, piece) == [404] * 3


def test_with_an_authority_that_ended_the_piece_is_not_there(client, ada, version):
    piece = sent(ada, version).submission
    bea = person("Bea", "assessor")
    authority(bea, version, until_on=days_ago(1))
    assert blocked(client, bea, piece) == [404] * 3


def test_without_the_role_the_piece_is_not_there(as_bo, bo, ada, version):
    piece = sent(ada, version).submission
    RoleGrant.objects.filter(person=bo).update(until_on=days_ago(1))
    assert blocked(as_bo, bo, piece) == [404] * 3


@pytest.mark.parametrize("kind", ["conflict", "supervises"])
def test_with_a_tie_between_the_two_the_piece_is_not_there(as_bo, bo, ada, version, kind):
    piece = sent(ada, version).submission
    tie(kind, bo, ada)
    assert blocked(as_bo, bo, piece) == [404] * 3
    assert marking_queue(bo) == []


def test_a_draft_is_not_there_for_an_assessor(as_bo, bo, ada, version):
    assert blocked(as_bo, bo, draft(ada, version)) == [404] * 3


def test_what_another_assessor_judged_is_not_there(as_bo, bo, ada, version):
    waiting = sent(ada, version)
    bea = person("Bea", "assessor")
    authority(bea, version)
    judged(waiting, bea)
    assert blocked(as_bo, bo, waiting.submission) == [404] * 3


def test_what_was_taken_back_is_not_there(as_bo, bo, ada, version):
    from assessments.services.withdraw_evidence import withdraw_evidence

    piece = sent(ada, version).submission
    withdraw_evidence(submission=piece, by=ada)
    assert blocked(as_bo, bo, piece) == [404] * 3


def test_what_to_do_for_a_learner_stands_beside_the_work_and_never_why(as_bo, bo, ada, version):
    piece = sent(ada, version).submission
    assert "For this learner" not in as_bo.get(address(piece)).content.decode()
    ask_adjustment(person=ada, kind="rest_breaks")
    ask_adjustment(person=ada, kind="other", words="the canary lamp")
    ask_adjustment(person=ada, kind="no_limit")
    start_break(person=ada, tells_supervisor=True, tells_manager=True)
    words = as_bo.get(address(piece)).content.decode()
    assert "Allow breaks whenever asked." in words
    for never in ("canary", "Set no time limit", "Ask the person beforehand", "On a break", "on a break", ada.called):
        assert never not in words
    read = ReadSubject.objects.filter(person_ref=ada.public_id, event__record_type="accounts.adjustment")
    assert [(row.event.actor_ref, row.event.acting_role) for row in read] == [(bo.public_id, "assessor")]
