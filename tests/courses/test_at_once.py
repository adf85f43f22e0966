"""Two presses in the same moment (PostgreSQL, where two connections can really stand side by side)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import JournalCopy, JournalEntry, ModuleEnrolment, StepFinished, TrainingCredit
from courses.services.finish_step import finish_step
from courses.services.start_module import start_module
from courses.services.write_journal import Place, write_journal
from courses.signals import module_completed
from tests.courses.test_learning import answer
from tests.factories.courses import edition, learning, person, place

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs two connections that write"),
]


@pytest.fixture
def ada():
    return person("Ada")


def together(act, times=4):
    """Do the same thing on several connections at once."""
    gate = Barrier(times)

    def one(number):
        try:
            gate.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_completing_four_times_at_once_credits_once(ada):
    heard = []

    def hear(sender, **news):
        heard.append(news)

    module_completed.connect(hear)
    mine = learning(ada)
    answer(mine)
    finish_step(learning=mine, step_key="being-heard")
    together(lambda _: finish_step(learning=mine, step_key="asking"))
    module_completed.disconnect(hear)
    assert (TrainingCredit.objects.count(), StepFinished.objects.count(), len(heard)) == (1, 2, 1)


def test_beginning_a_module_four_times_at_once_begins_it_once(ada):
    taught, here = edition(), place(ada)
    together(lambda _: start_module(enrolment=here, edition=taught))
    assert ModuleEnrolment.objects.count() == 1


def test_four_windows_that_write_first_at_once_lose_nothing(ada):
    mine = learning(ada)
    box = Place(mine.module_key, mine.edition, "being-heard", "r1")
    together(lambda n: write_journal(person=ada, text=f"Words {n}", version=0, window=str(n), place=box))
    assert (JournalEntry.objects.count(), JournalCopy.objects.count()) == (1, 3)
