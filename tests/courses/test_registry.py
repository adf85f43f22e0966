"""What courses does when a person is erased, asks for a copy, or when the records are checked."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import PersonKey
from accounts.services import erase
from courses.models import (
    EditionFragment,
    Enrolment,
    JournalCopy,
    JournalEntry,
    KnowledgeAnswer,
    ModuleEnrolment,
    StepFinished,
    TrainingCredit,
)
from courses.registry import check, export
from courses.services.write_journal import Place, write_journal
from lms.core.models import PurgePermit
from tests.courses.test_learning import complete
from tests.factories.courses import edition, learning, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def mine(ada):
    mine = complete(learning(ada, edition(minutes={"listening": 480})))
    box = Place(mine.module_key, mine.edition, "being-heard", "r1")
    write_journal(person=ada, text="The canary words", version=0, window="a", place=box)
    write_journal(person=ada, text="Other canary words", version=0, window="b", place=box)
    return mine


def test_erasing_takes_the_journal_its_key_and_the_answers_and_keeps_the_credit(ada, mine):
    lines = erase(person=ada, by=person("Pat", "privacy"), reason="asked for")
    for gone in (JournalEntry, JournalCopy, PersonKey, KnowledgeAnswer, StepFinished):
        assert not gone.objects.exists(), gone
    assert TrainingCredit.objects.get().minutes == 480
    kept = ModuleEnrolment.objects.get()
    assert kept.completed_at
    assert (kept.steps_done, kept.step_key, kept.block_id) == ([], "", "")
    assert Enrolment.objects.count() == 1
    said = {(line.what, line.fate) for line in lines}
    assert ("your journal, with the key that opened it", "gone") in said
    assert ("that a module was completed, and its minutes", "kept") in said
    assert not PurgePermit.objects.filter(is_open=True).exists()


def test_erasing_one_person_leaves_the_others_alone(ada, mine):
    eve = person("Eve")
    write_journal(person=eve, text="Hers", version=0)
    erase(person=ada, by=eve, reason="asked for")
    assert JournalEntry.objects.get().person == eve


def test_the_copy_for_the_person_holds_their_own_words_and_nobody_elses(ada, mine):
    write_journal(person=person("Eve"), text="Eve's canary", version=0)
    copy = json.dumps(export(ada), cls=DjangoJSONEncoder)
    assert "The canary words" in copy
    assert "Other canary words" in copy
    assert "Eve's canary" not in copy
    assert '"minutes": 480' in copy


def test_the_check_names_a_credit_beyond_its_edition(ada, mine):
    assert list(check()) == []
    other = edition(slug="boundaries", minutes={"boundaries": 60})
    credit = TrainingCredit.objects.create(person=ada, edition=other, module_key=other.module_key, domain="boundaries", minutes=61)
    (found,) = check()
    assert (found.invariant, found.row) == (6, f"courses.TrainingCredit {credit.public_id}")


def test_the_check_names_lent_words_that_are_not_what_was_lent():
    EditionFragment.objects.create(sha256="0" * 64, body="other words")
    (found,) = check()
    assert (found.invariant, found.row) == (2, "courses.EditionFragment " + "0" * 64)


@pytest.mark.parametrize("n", [1, 30])
def test_the_check_takes_as_many_statements_for_thirty_credits_as_for_one(django_assert_num_queries, n):
    taught = edition(minutes={"listening": 10})
    for i in range(n):
        who = person(f"Person {i}")
        TrainingCredit.objects.create(person=who, edition=taught, module_key=taught.module_key, domain="listening", minutes=10)
    with django_assert_num_queries(5):
        assert list(check()) == []
