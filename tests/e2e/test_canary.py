"""A sentence in every text box and every file, through the browser; then the person leaves; then nothing of it is anywhere.

Outside the stated keep list (docs/data-we-hold.md): a worry about somebody belongs to the safeguarding leads until it has been looked into,
so what was written about Ada stays while it is open, and so does what Ada wrote about others.
"""

import pytest

from accounts.models import User
from accounts.services import erase
from courses.models import JournalEntry
from lms.core.jobs import run_waiting_jobs
from tests.erasing import everything_held, where_held
from tests.permissions.planted import plant
from tests.permissions.test_matrix import own_names
from tests.permissions.walk import Walker, plain_addresses

from .typing_everywhere import Typist

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEPT = {"concern", "concern_note"}
KEPT_BOXES = "/concerns/"
# Boxes that want a certain answer (a number, part of another box) and say so; what was typed there is kept nowhere, which is shown below.
NOT_TAKEN = {"/certificate/name/ name", "/certificate/name/ check_name", "/places/code/ code"}


def test_after_leaving_nothing_that_was_typed_is_held_anywhere(new_page, caplog):
    planted = plant()
    ada = planted.world.owner
    walker = Walker(ada, planted.canaries)
    walker.walk(plain_addresses(own_names()) | planted.addresses)
    typist = Typist(new_page(person=ada))
    typist.fill_all(walker.pages)
    run_waiting_jobs()
    assert len(typist.typed) >= 30
    assert not_arrived(ada, typist.typed) - written_over(ada, typist.typed) == NOT_TAKEN

    erase(person=ada, by=ada, reason="asked")
    run_waiting_jobs()
    assert User.objects.get(pk=ada.pk).erased_at
    canaries = [words for words, box in typist.typed.items() if KEPT_BOXES not in box]
    canaries += [words for record, words in planted.canaries.items() if record not in KEPT]
    assert {words: places for words in canaries if (places := where_held(words, logs=caplog.text))} == {}


def written_over(person, typed: dict[str, str]) -> set[str]:
    """A box of a step and its own page in the journal are one entry: of what is typed at both, the later words stand."""
    boxes = {box.rsplit(" ", 1)[1] for box in typed.values() if box.startswith("/learn/")}
    mine = JournalEntry.objects.filter(person=person, module_key__isnull=False)
    return {f"/journal/{entry.public_id.lower()}/ text" for entry in mine if f"{entry.block_id}-text" in boxes}


def not_arrived(person, typed: dict[str, str]) -> set[str]:
    """Boxes whose words are neither held as they are nor readable on a page of the person: a canary never kept proves nothing."""
    again = Walker(person, {words: words for words in typed})  # what lies sealed is readable on its own page
    again.walk(plain_addresses(own_names()))
    before = b"\x00".join(content for _where, content in everything_held())
    on_pages = {seen.record for seen in again.seen}
    return {box for words, box in typed.items() if words.encode() not in before and words not in on_pages}
