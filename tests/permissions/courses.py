"""Courses: programmes are public, lessons and the journal are one person's, cohorts are for their managers."""

from django.core.files.base import ContentFile

from courses.editions.built import Medium
from courses.models import MustRead
from courses.services.freeze_media import keep, note_media
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.write_journal import write_journal
from lms.core.canonical import sha256_hex
from tests.factories.courses import cohort, edition, learning, may_write, note, reflection, step, text, workshop

from .matrix import EVERYBODY, SIGNED_IN, Entry

OWNER = {"owner"}
MANAGER = {"manager"}


def programme(world):
    page = workshop(world.editor).get_parent().specific
    return {"slug": page.slug}


def module(world):
    learning(world.owner, edition([step("hard", note(strength="strong", short="<p>Short.</p>"), text(), reflection())]))
    return {"module": "listening"}


def one_step(world):
    return {**module(world), "step": "hard"}


def media(world):
    """A recording that stands in a module of Ada's alone."""
    kept = keep(ContentFile(b"canary"), sha256_hex(b"canary"), "audio/mpeg", 6)
    note_media(edition=learning(world.owner, edition()).edition, media=[Medium(kept.pk)])
    return {"sha256": kept.pk}


def box(world):
    return {**one_step(world), "block_id": "r1"}


def entry(world):
    return {"public_id": write_journal(person=may_write(world.owner), text="The canary words", version=0).entry.public_id}


def group(world):
    return {"public_id": cohort("The canary cohort").public_id}


def invitation(world):
    made = cohort("The canary cohort")
    sent = invite_to_cohort(cohort=made, email="zoe@people.example", called="Zoë", by=world.manager)
    return {"public_id": made.public_id, "invitation_id": sent.public_id}


def newer(world):
    taught = edition([step("one", text()), step("two")])
    learning(world.owner, taught)
    edition([step("one", text())], key=taught.module_key, number="2.0")
    return {"module": "listening"}


def card(world):
    taught = edition()
    learning(world.owner, taught)
    newest = edition(key=taught.module_key, number="2.0", change="must_read")
    MustRead.objects.create(edition=newest, reason="law", words="The canary words")
    return {"module": "listening", "number": "2.0"}


def taught_edition(world):
    taught = edition()
    learning(world.owner, taught)
    return {"module_key": taught.module_key, "number": "1.0"}


def learner(world):
    learning(world.owner, edition())
    return {"public_id": world.owner.public_id}


ENTRIES = [
    Entry("courses:programmes", EVERYBODY),
    Entry("courses:programme", EVERYBODY, programme),
    Entry("courses:learn", SIGNED_IN),
    Entry("courses:module", OWNER, module),
    Entry("courses:start", OWNER, module, posts_only=True),
    Entry("courses:newer", OWNER, newer),
    Entry("courses:must_read", OWNER, card),
    Entry("courses:taught", SIGNED_IN),
    Entry("courses:taught_print", {"owner", "manager", "inspector", "quality", "editor", "admin"}, taught_edition),
    Entry("courses:taught_of", {"manager", "inspector", "quality"}, learner),
    Entry("courses:taught_find", {"manager", "inspector", "quality"}),
    Entry("courses:step", OWNER, one_step),
    Entry("courses:media", {"owner", "editor", "admin", "safeguarding"}, media),
    Entry("courses:note", OWNER, one_step),
    Entry("courses:short", OWNER, one_step),
    Entry("courses:break", OWNER, one_step),
    Entry("courses:autosave", OWNER, box, posts_only=True),
    Entry("courses:journal", SIGNED_IN),
    Entry("courses:journal_new", SIGNED_IN),
    Entry("courses:journal_entry", OWNER, entry),
    Entry("courses:journal_choose", OWNER, entry, posts_only=True),
    Entry("courses:journal_delete", OWNER, entry),
    Entry("courses:cohorts", {"manager", "inspector"}),
    Entry("courses:cohort_new", MANAGER, lambda world: programme(world) and {}),
    Entry("courses:cohort", {"manager", "inspector"}, group),
    Entry("courses:cohort_invite_many", MANAGER, group),
    Entry("courses:cohort_letter", MANAGER, group),
    Entry("courses:cohort_take_back", MANAGER, invitation),
    Entry("courses:cohort_invite", MANAGER, group),
    Entry("courses:cohort_invite_again", MANAGER, invitation, posts_only=True),
]
