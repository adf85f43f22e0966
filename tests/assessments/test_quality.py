"""A second look at a judgement: by code, by somebody without a tie, and the judgement stays as it is."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import erase
from assessments.models import Judgement, QualityCheck
from assessments.queries.quality import sample_for
from assessments.sampling import lot
from assessments.services.check_judgement import check_judgement
from lms.core.errors import Refused
from lms.core.models import Narrative, OutboxMessage, ReadSubject
from lms.core.registry import contributions
from tests.factories.assessments_evidence import authority, draft, framework, judged, person, send, sent, tie, with_file

pytestmark = pytest.mark.django_db
EVIDENCE, REASON = "the canary of the evidence", "Criterion 2 needed more."


@pytest.fixture
def cast():
    from types import SimpleNamespace

    return SimpleNamespace(ada=person("Ada Canary"), bo=person("Bo", "assessor"), quin=person("Quin", "quality"), di=person("Di", "board"))


@pytest.fixture
def version(cast):
    made = framework()
    authority(cast.bo, made)
    return made


@pytest.fixture
def judgement(cast, version):
    return judged(sent(cast.ada, version, text=EVIDENCE), cast.bo)


def page_of(judgement) -> str:
    return f"/quality/{judgement.public_id}/"


def test_an_empty_plan_says_so(client, cast):
    client.force_login(cast.quin)
    assert "Plan says nothing due." in client.get("/quality/").content.decode()


def test_a_new_assessors_decision_is_due_and_shows_a_code_only(client, cast, judgement):
    client.force_login(cast.quin)
    queue, page = (client.get(path).content.decode() for path in ("/quality/", page_of(judgement)))
    code = judgement.round.submission.code
    assert code in queue
    assert code in page
    assert EVIDENCE in page
    assert "You stayed warm." in page
    for where in (queue, page):
        for secret in ("Ada", "Canary", cast.ada.public_id, cast.ada.email):
            assert secret not in where


def test_opening_leaves_a_read_event_and_the_list_none(client, cast, judgement):
    client.force_login(cast.quin)
    client.get("/quality/")
    assert not ReadSubject.objects.exists()
    client.get(page_of(judgement))
    subject = ReadSubject.objects.get()
    assert (subject.person_ref, subject.event.record_type, subject.event.acting_role) == (cast.ada.public_id, "evidence", "quality")


def test_a_file_comes_without_a_name_and_with_an_event(client, cast, version):
    piece = draft(cast.ada, version)
    with_file(piece, name="Ada Canary.pdf")
    judgement = judged(send(piece), cast.bo)
    client.force_login(cast.quin)
    answer = client.get(f"{page_of(judgement)}file/1/")
    assert answer.status_code == 200
    assert "Canary" not in answer["Content-Disposition"]
    assert ReadSubject.objects.get().event.record_type == "evidence_file"
    assert client.get(f"{page_of(judgement)}file/2/").status_code == 404


def test_agreeing_takes_it_from_the_sample_and_changes_nothing(client, cast, judgement):
    before = Judgement.objects.values().get()
    client.force_login(cast.quin)
    assert client.post(page_of(judgement), {"outcome": "agree"}).url == "/quality/"
    assert sample_for(cast.quin) == []
    assert Judgement.objects.values().get() == before
    assert "What you found" in client.get(page_of(judgement)).content.decode()


def test_a_return_needs_a_reason_and_the_assessor_reads_it(client, cast, judgement):
    client.force_login(cast.quin)
    assert client.post(page_of(judgement), {"outcome": "return", "text": " "}).status_code == 422
    client.post(page_of(judgement), {"outcome": "return", "text": REASON})
    mail = OutboxMessage.objects.get(to_ref=cast.bo.public_id)
    assert REASON not in mail.body
    client.force_login(cast.bo)
    page = client.get(f"/marking/{judgement.round.submission.public_id}/history/").content.decode()
    assert REASON in page
    assert "Quin" in page


def test_nobody_looks_at_their_own(cast, version):
    authority(cast.quin, version)
    cast.quin.roles.create(role="assessor", from_on=cast.quin.joined_at.date())
    own = judged(sent(cast.ada, version), cast.quin)
    assert sample_for(cast.quin) == []
    with pytest.raises(Refused, match="judged this yourself"):
        check_judgement(judgement=own, by=cast.quin, outcome="agree")


@pytest.mark.parametrize("with_whom", ["ada", "bo"])
def test_a_tie_with_either_keeps_it_away(client, cast, judgement, with_whom):
    tie("conflict", cast.quin, getattr(cast, with_whom))
    assert sample_for(cast.quin) == []
    with pytest.raises(Refused, match="tie"):
        check_judgement(judgement=judgement, by=cast.quin, outcome="agree")
    client.force_login(cast.quin)
    assert client.get(page_of(judgement)).status_code == 404


def test_only_quality_assurers_look(client, cast, judgement):
    for other in (cast.di, cast.ada, cast.bo):
        with pytest.raises(PermissionDenied):
            check_judgement(judgement=judgement, by=other, outcome="agree")
        client.force_login(other)
        assert client.get(page_of(judgement)).status_code == 404


def test_one_look_for_each_judgement(cast, judgement):
    first = check_judgement(judgement=judgement, by=cast.quin, outcome="agree")
    assert check_judgement(judgement=judgement, by=cast.quin, outcome="return", text=REASON) == first
    other = person("Quo", "quality")
    with pytest.raises(Refused, match="already"):
        check_judgement(judgement=judgement, by=other, outcome="agree")


def test_what_is_not_in_the_sample_is_not_there(client, cast, version):
    """After the first three, one in ten by its id."""
    made = [judged(sent(person(f"Learner {number}"), version), cast.bo) for number in range(12)]
    in_sample = {item.judgement.pk for item in sample_for(cast.quin)}
    assert in_sample == {row.pk for place, row in enumerate(made) if place < 3 or lot(row.public_id) % 10 == 0}
    client.force_login(cast.quin)
    for row in made:
        assert client.get(page_of(row)).status_code == (200 if row.pk in in_sample else 404)


def test_the_list_costs_the_same_for_one_and_for_thirty(client, cast, judgement, django_assert_max_num_queries):
    client.force_login(cast.quin)
    client.get("/quality/")
    with django_assert_max_num_queries(14):
        client.get("/quality/")
    for number in range(10):
        assessor = person(f"New {number}", "assessor")
        authority(assessor, judgement.framework_version)
        for each in range(3):
            judged(sent(person(f"Learner {number} {each}"), judgement.framework_version), assessor)
    assert len(sample_for(cast.quin)) == 31
    with django_assert_max_num_queries(14):
        client.get("/quality/")


def test_the_words_are_in_the_learners_copy_and_go_with_them(cast, judgement):
    check_judgement(judgement=judgement, by=cast.quin, outcome="return", text=REASON)
    copy = dict(contributions("export"))["assessments.quality"](cast.ada)
    assert copy["second_looks"][0]["words"] == REASON
    assert dict(contributions("plan"))["assessments.quality"](cast.ada)[0].fate == "now"
    erase(person=cast.ada, by=cast.quin, reason="asked")
    assert not Narrative.objects.filter(text=REASON).exists()
    assert QualityCheck.objects.exists()
    assert list(dict(contributions("check"))["assessments.quality"]()) == []
