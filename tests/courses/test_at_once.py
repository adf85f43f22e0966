"""Two presses in the same moment (PostgreSQL, where two connections can really stand side by side)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import (
    Enrolment,
    JournalCopy,
    JournalEntry,
    ModuleEdition,
    ModuleEnrolment,
    StepFinished,
    StepWithdrawal,
    TrainingCredit,
)
from courses.services.finish_step import finish_step
from courses.services.move_to_newer import move_to_newer
from courses.services.release_edition import release_edition
from courses.services.start_module import start_module
from courses.services.withdraw_step import withdraw_step
from courses.services.write_journal import Place, write_journal
from courses.signals import module_completed
from lms.core.errors import Refused
from tests.courses.test_learning import answer
from tests.factories.courses import edition, learning, person, place, two_steps, workshop

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


def test_two_last_modules_finished_at_once_complete_the_place(ada):
    first = learning(ada)
    second = start_module(enrolment=first.enrolment, edition=edition(slug="boundaries"))
    mine = [first, ModuleEnrolment.objects.select_related("edition", "enrolment").get(pk=second.pk)]
    for one in mine:
        answer(one)
        finish_step(learning=one, step_key="being-heard")
    # Both stand before their last line when the first of them goes on: without the lock neither would see the other's module.
    gate = Barrier(2)

    def wait(sender, **news):
        gate.wait(timeout=10)

    module_completed.connect(wait)
    together(lambda n: finish_step(learning=mine[n], step_key="asking"), times=2)
    module_completed.disconnect(wait)
    assert Enrolment.objects.get().state == "completed"
    assert ModuleEnrolment.objects.exclude(completed_at=None).count() == 2


def test_beginning_a_module_four_times_at_once_begins_it_once(ada):
    taught, here = edition(), place(ada)
    together(lambda _: start_module(enrolment=here, edition=taught))
    assert ModuleEnrolment.objects.count() == 1


def test_four_windows_that_write_first_at_once_lose_nothing(ada):
    mine = learning(ada)
    box = Place(mine.module_key, mine.edition, "being-heard", "r1")
    together(lambda n: write_journal(person=ada, text=f"Words {n}", version=0, window=str(n), place=box))
    assert (JournalEntry.objects.count(), JournalCopy.objects.count()) == (1, 3)


def test_two_editors_who_release_at_once_make_one_edition_and_one_is_told_whose_it_is():
    editors = [person("Ed", "editor"), person("Zoë", "editor")]
    module = workshop(editors[0])

    def press(number):
        try:
            return release_edition(module=module, by=editors[number], seen="").number
        except Refused as error:
            return str(error)

    numbers = sorted(together(press, times=2))
    assert numbers[0] == "1.0"
    assert "released edition 1.0 in the meantime" in numbers[1]
    assert ModuleEdition.objects.count() == 1


def test_a_step_is_withdrawn_once_however_many_press(ada):
    ed = person("Ed", "editor")
    taught = edition(released_by=ed)

    def press(_number):
        try:
            withdraw_step(module_key=taught.module_key, step_key="asking", reason="mistake", by=ed)
        except Refused:
            return False
        return True

    assert sorted(together(press)) == [False, False, False, True]
    assert StepWithdrawal.objects.count() == 1


def test_a_choice_to_move_is_made_once(ada):
    mine = learning(ada)
    newer = edition(two_steps(), key=mine.module_key, number="2.0")
    finish_step(learning=mine, step_key="being-heard")
    together(lambda _: move_to_newer(learning=mine, edition=newer))
    mine.refresh_from_db()
    assert (mine.edition, mine.steps_done) == (newer, ["being-heard"])
