"""/portfolio/ and /feedback/: the learner's side, as they see it."""

import pytest
from django.urls import reverse

from assessments.models import Submission
from assessments.services.import_framework import import_framework
from tests.factories.assessments_evidence import STARTER, authority, draft, framework, judged, next_round, person, send, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return framework()


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def bo(version):
    bo = person("Bo", "assessor")
    for each in version.competencies():
        authority(bo, version, each.key)
    return bo


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def page(client, name, *args, **query):
    response = client.get(reverse(f"assessments:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_competency_is_told_in_words_with_a_next_step(as_ada, ada, bo, version):
    judged(sent(ada, version, "listening"), bo)
    judged(sent(ada, version, "boundaries"), bo, met=False)
    sent(ada, version, "confidentiality")
    draft(ada, version, "crisis-response", text="only mine")
    words = page(as_ada, "portfolio")
    assert "1 of 5 competencies met." in words
    for said in (
        "Shown in writing.",
        "1 of 2 points met. Bo asked for one more thing.",
        "Say whom you talked to.",
        "With an assessor",
        "You have begun. Only you can read it.",
        "Needs one piece from you, any form.",
    ):
        assert said in words
    assert "is an example. It is not yet reviewed." in words


@pytest.mark.parametrize("word", ["fail", "reject", "invalid", "patient", "wrong", "overdue"])
def test_no_page_of_the_portfolio_uses_a_hard_word(as_ada, ada, bo, version, word):
    feedback = judged(sent(ada, version), bo, met=False)
    pages = [
        page(as_ada, "portfolio"),
        page(as_ada, "competency", "boundaries"),
        page(as_ada, "feedback", feedback.public_id),
        page(as_ada, "evidence", feedback.round.submission.public_id),
    ]
    # Examples in a framework are somebody's words; ours are everything around them.
    assert not [text for text in pages if word in text.lower().replace("nobody gets it", "")]


def test_an_empty_portfolio_says_so(client, ada):
    client.force_login(ada)
    assert "There is nothing to show yet." in page(client, "portfolio")


@pytest.mark.parametrize("rounds", [1, 30])
def test_the_portfolio_asks_the_database_a_fixed_number_of_times(as_ada, ada, version, rounds, django_assert_num_queries):
    last = sent(ada, version, "listening", text="round 1")
    for number in range(1, rounds + 1):
        assessor = person(f"Bo {number}", "assessor")
        authority(assessor, version, "listening")
        last = last if number == 1 else next_round(last, f"round {number}")
        judged(last, assessor, met=False)
    as_ada.get("/portfolio/")
    # person, roles; framework versions, plans, pieces, judgements, criteria, words of feedback
    with django_assert_num_queries(8):
        as_ada.get("/portfolio/")


def test_the_competency_page_shows_what_good_looks_like_and_my_pieces(as_ada, ada, bo, version):
    judged(sent(ada, version, title="Saying no kindly"), bo)
    words = page(as_ada, "competency", "boundaries")
    about = version.competency("boundaries")
    for said in (about.criteria[0].text, "Saying no kindly", "would not be safe", "by Bo"):
        assert said in words


@pytest.mark.parametrize(
    "address", ["/portfolio/flying/", "/portfolio/boundaries/?framework=other", "/portfolio/evidence/new/?competency=flying"]
)
def test_a_competency_that_does_not_exist_is_not_there(as_ada, version, address):
    assert as_ada.get(address).status_code == 404


def test_the_newest_version_is_shown_and_older_judgements_still_count(as_ada, ada, bo, version):
    judged(sent(ada, version), bo)
    import_framework(text=STARTER.read_text().replace("title: Boundaries", "title: Limits"))
    words = page(as_ada, "portfolio")
    assert "Limits" in words
    assert "1 of 5 competencies met." in words


# --- feedback ----------------------------------------------------------------------------------------


def test_feedback_is_addressed_to_the_reader_and_says_strength_first(as_ada, ada, bo, version):
    made = judged(sent(ada, version), bo, met=False, notes={"B1": "Which words, {name}?"})
    words = page(as_ada, "feedback", made.public_id)
    assert "Thank you, Ada. You stayed warm." in words
    assert "Which words, Ada?" in words
    assert "{name}" not in words
    assert words.index("What was strong") < words.index("Point by point") < words.index("One next step")


def test_add_to_my_work_opens_the_piece_with_my_words(as_ada, ada, bo, version):
    made = judged(sent(ada, version, text="I said no."), bo, met=False)
    piece = made.round.submission
    response = as_ada.post(reverse("assessments:evidence_reopen", args=[piece.public_id]), follow=True)
    assert "I said no." in response.content.decode()
    assert Submission.objects.get().state == "draft"
    assert "Carry on with my piece" in page(as_ada, "feedback", made.public_id)


def test_feedback_whose_words_were_taken_back_keeps_its_outcome(as_ada, ada, bo, version):
    from lms.core.append_only import purge_permit
    from lms.core.models import Narrative

    made = judged(sent(ada, version), bo)
    with purge_permit(purpose="redaction", by_ref=ada.public_id, reason="test"):
        Narrative.objects.all().delete()
    words = page(as_ada, "feedback", made.public_id)
    assert "have been taken back" in words
    assert "Met" in words
    assert "have been taken back" in page(as_ada, "evidence", made.round.submission.public_id)


# --- nobody else -------------------------------------------------------------------------------------


def test_nobody_else_reads_my_feedback_pieces_or_files(client, ada, bo, version):
    first = sent(ada, version, title="canary title", text="canary words")
    made = judged(first, bo, strengths="canary strength")
    piece = first.submission.public_id
    eve = person("Eve", "assessor", "manager")
    addresses = [
        reverse("assessments:feedback", args=[made.public_id]),
        reverse("assessments:evidence", args=[piece]),
        reverse("assessments:evidence_check", args=[piece]),
        reverse("assessments:evidence_withdraw", args=[piece]),
        reverse("assessments:marking_piece", args=[piece]),
        reverse("assessments:marking_history", args=[piece]),
    ]
    client.force_login(eve)
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert client.post(reverse("assessments:evidence_reopen", args=[piece])).status_code == 404
    # Even the assessor who wrote it does not open the learner's own pages.
    client.force_login(bo)
    assert [client.get(address).status_code for address in addresses[:4]] == [404] * 4


def test_a_stranger_is_asked_to_sign_in(client, ada, version):
    piece = send(draft(ada, version)).submission
    response = client.get(piece.get_absolute_url())
    assert (response.status_code, response.url.split("?")[0]) == (302, "/sign-in/")
