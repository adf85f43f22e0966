"""Giving a reflection to the people who run one's group, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from courses.models import Enrolment, JournalEntry, ModuleEnrolment, SharedReflection
from courses.queries.readers import readers_for
from courses.sealing import read_entry
from courses.words_of import shared_words
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.narrative import write_words

from .finish_step import hold


@transaction.atomic
def share_reflection(
    *, learning: ModuleEnrolment, person: User, step_key: str, block_id: str, given_to: str, at: datetime | None = None
) -> SharedReflection:
    """Share what stands in one's box now with those whose role was named on the page (`given_to`). What was shared before goes.

    The private entry stays private: the words are copied, and later changes to it are nobody's. Raises Refused for an empty box, and
    when those who were named do not read it any more.
    """
    held = hold(learning)
    readers = readers_for(held)
    if not readers.role or readers.role != given_to:
        raise Refused(_("Who reads this has changed. Please look at the names again before you share it."))
    text = _words_in(person, held, step_key, block_id)
    if not text.strip():
        raise Refused(_("There is nothing in the box yet."))
    _drop(person, held, step_key, block_id, "shared anew")
    kept = write_words(kind="courses.shared_reflection", text=text, subject_ref=person.public_id)
    cohort = Enrolment.objects.values_list("cohort", flat=True).get(pk=held.enrolment_id)
    return SharedReflection.objects.create(
        person=person, cohort_id=cohort, given_to=given_to, module_key=held.module_key, edition=held.edition, step_key=step_key,
        block_id=block_id, words_id=kept.id, words_sha256=kept.sha256, recorded_at=at or clock.now(),
    )  # fmt: skip


def _words_in(person: User, learning: ModuleEnrolment, step_key: str, block_id: str) -> str:
    mine = JournalEntry.objects.readable_by(person).select_related("person__key")
    entry = mine.filter(module_key=learning.module_key, step_key=step_key, block_id=block_id).order_by("pk").first()
    return read_entry(entry) if entry else ""


@transaction.atomic
def take_back_shared(*, shared: SharedReflection, person: User) -> None:
    """Remove the words: nobody reads them from now on. That something was shared stays, without them. Repeating it is harmless."""
    mine = SharedReflection.objects.filter(pk=shared.pk, person__in=selves(person))
    with purge_permit(purpose="redaction", by_ref=person.public_id, reason="a shared reflection was taken back"):
        shared_words(mine).delete()


def _drop(person: User, learning: ModuleEnrolment, step_key: str, block_id: str, reason: str) -> None:
    before = SharedReflection.objects.filter(
        person__in=selves(person), module_key=learning.module_key, step_key=step_key, block_id=block_id
    )  # fmt: skip
    words = shared_words(before)
    if words.exists():
        with purge_permit(purpose="redaction", by_ref=person.public_id, reason=reason):
            words.delete()
