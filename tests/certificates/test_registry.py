"""What goes, what stays, what a person takes along, and what `check_records` finds."""

import json

import pytest
from django.core.files.base import ContentFile

from accounts.services.erase import erase
from accounts.services.names import choose_certificate_name
from certificates.models import CheckEvent, Copy, CopySnapshot, CopySuperseded
from certificates.registry import check, export
from certificates.services import answer_check, ask_for_copy
from certificates.services.renew import renew_copies
from certificates.storage import folder, lay_down, names_in, private
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from schemes.public import PublicOutcome
from tests.certificates.test_checking import ask, words
from tests.factories.accounts import with_role
from tests.factories.certificates import issued

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def erased(proof, commits):
    """Ada went; before that she had a renamed copy and was checked once."""
    answer_check(asked=proof.number, name="Ørsted", channel="number")
    lay_down(proof.copy.key, {"certificate": b"%PDF- left by a killed worker, with a name"})
    proof.old_code = proof.code
    choose_certificate_name(person=proof.ada, name="Ada Brandt", check_name="Brandt")
    issued(proof.certification, key=f"{proof.copy.key}:2")
    with commits():
        proof.lines = erase(person=proof.ada, by=with_role("privacy", "Pia"), reason="asked")
    return proof


def test_erasure_removes_names_codes_and_files(erased):
    assert CopySnapshot.objects.count() == 0
    assert [names_in(folder(copy.key)) for copy in Copy.objects.all()] == [[], []]
    assert {line.fate for line in erased.lines if "certificates" in line.what or "numbers" in line.what} == {"gone", "kept"}


def test_erasure_keeps_the_number_so_that_nobody_else_gets_it(erased):
    assert set(Copy.objects.values_list("number", flat=True)) == {erased.number}
    assert CheckEvent.objects.count() == 1


@pytest.mark.parametrize("name", ["Ørsted", "Brandt", "Smith"])
def test_an_erased_number_says_that_it_has_ended_and_never_whose_it_was(client, erased, name):
    for asked in (erased.number, erased.old_code):
        page = words(ask(client, asked, name))
        assert "This certificate has ended" in page
        assert "We hold no name for this number any more" in page
        assert not any(secret in page for secret in ("Ada", "rsted", "Brandt", "Smith", "Certified"))


def test_erasing_twice_is_erasing_once(erased, commits):
    with commits():
        erase(person=erased.ada, by=with_role("privacy", "Pia"), reason="again")
    assert list(check()) == []


def test_records_are_in_order_before_and_after_an_erasure(proof, commits):
    assert list(check()) == []
    with commits():
        erase(person=proof.ada, by=with_role("privacy", "Pia"), reason="asked")
    assert list(check()) == []


def says(problems):
    return sorted(problem.says.split(" certificates/")[0] for problem in problems)


def test_a_missing_file_and_a_changed_file_are_named(proof):
    private().delete(proof.copy.storage_key)
    card = proof.copy.papers.get(layout="card")
    private().delete(card.storage_key)
    private().save(card.storage_key, ContentFile(b"%PDF- another"))
    problems = list(check())
    assert len(problems) == 2
    assert all(problem.invariant == 7 and proof.copy.public_id in problem.row for problem in problems)
    assert card.storage_key in "".join(problem.says for problem in problems)


def test_a_snapshot_that_does_not_open_is_named(proof, commits):
    from lms.core.append_only import purge_permit

    with purge_permit(purpose="test", by_ref="", reason="to break it"):
        CopySnapshot.objects.all().delete()
    CopySnapshot.objects.create(copy=proof.copy, sealed=b"x" * 40)
    assert says(check()) == ["its snapshot does not open"]


def test_files_that_outlived_an_erasure_are_named(erased):
    copy = Copy.objects.current().get()
    private().save(copy.storage_key, ContentFile(b"%PDF- restored from a backup"))
    assert [problem.row for problem in check()] == [f"copy {copy.public_id}"]


def test_two_newest_copies_are_named(proof):
    from dataclasses import replace

    from certificates.services.issue import _write, draft_copy
    from tests.factories.certificates import stand_ins

    snapshot = replace(draft_copy(certification_id=proof.certification.pk, kind="standard", title=""), name="Ada Brandt")
    _write("by hand", proof.certification.pk, snapshot, lay_down("by hand", stand_ins(snapshot)))
    assert says(check()) == ["2 copies of kind standard are the newest"]


def test_a_copy_replaced_by_one_with_another_number_is_named(proof):
    neutral = issued(proof.certification, kind=Copy.NEUTRAL, title="Certified Support Practitioner")
    CopySuperseded.objects.create(copy=proof.copy, by=neutral)
    assert says(check()) == ["was replaced by a copy with another number"]


def test_whoever_has_no_copies_is_told_of_none(proof, commits):
    with commits():
        lines = erase(person=proof.di, by=with_role("privacy", "Pia"), reason="asked")
    assert not any("certificates" in line.what for line in lines)


@pytest.mark.parametrize("copies", [1, 30])
def test_walking_the_records_takes_a_fixed_number_of_statements(proof, copies, django_assert_num_queries):
    for n in range(copies - 1):
        choose_certificate_name(person=proof.ada, name=f"Ada Brandt {n}", check_name="Brandt")
        issued(proof.certification, key=f"{proof.copy.key}:{n}")
    with django_assert_num_queries(4):
        assert list(check()) == []


def test_a_person_takes_along_what_is_theirs(proof):
    answer_check(asked=proof.number, name="Ørsted", channel="number")
    copies = export(proof.ada)["copies"]
    json.dumps(copies)
    assert [(c["name"], c["number"], c["replaced_at"]) for c in copies] == [("Ada Núñez Ørsted", proof.copy.shown_number, None)]
    assert [c["answer"] for c in copies[0]["checks"]] == [PublicOutcome.CURRENT]
    assert export(proof.di) == {"copies": []}


def test_nothing_is_ever_printed_again_for_somebody_who_was_erased(proof, commits):
    choose_certificate_name(person=proof.ada, name="Ada Brandt", check_name="Brandt")
    ask_for_copy(certification_id=proof.certification.pk)  # waits for the worker while Ada goes
    with commits():
        erase(person=proof.ada, by=with_role("privacy", "Pia"), reason="asked")
    run_waiting_jobs()
    assert Copy.objects.count() == 1
    with pytest.raises(Refused):
        ask_for_copy(certification_id=proof.certification.pk)
    assert renew_copies(certification_id=proof.certification.pk) == []
