"""Courses: programmes are public, lessons and the journal are one person's, cohorts are for their managers."""

from django.core.files.base import ContentFile

from courses.editions.built import Medium
from courses.services.freeze_media import keep, note_media
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.play_scenario import begin_scenario
from courses.services.write_journal import write_journal
from lms.core.canonical import sha256_hex
from tests.factories.courses import (
    cohort,
    edition,
    hand_made,
    learning,
    may_write,
    note,
    reflection,
    scenario,
    shared,
    step,
    text,
    workshop,
)

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


def story(world):
    learning(world.owner, hand_made([step("practise", scenario())]))
    return {"module": "listening", "block_id": "s1"}


def a_try(world):
    run = begin_scenario(learning=learning(world.owner, hand_made([step("practise", scenario())])), step_key="practise", block_id="s1")
    return {"module": "listening", "block_id": "s1", "public_id": run.public_id}


def given(world):
    return {"public_id": shared(world.owner, "The canary words").public_id}


def entry(world):
    return {"public_id": write_journal(person=may_write(world.owner), text="The canary words", version=0).entry.public_id}


def group(world):
    return {"public_id": cohort("The canary cohort").public_id}


def invitation(world):
    made = cohort("The canary cohort")
    sent = invite_to_cohort(cohort=made, email="zoe@people.example", called="Zoë", by=world.manager)
    return {"public_id": made.public_id, "invitation_id": sent.public_id}


ENTRIES = [
    Entry("courses:programmes", EVERYBODY),
    Entry("courses:programme", EVERYBODY, programme),
    Entry("courses:learn", SIGNED_IN),
    Entry("courses:module", OWNER, module),
    Entry("courses:start", OWNER, module, posts_only=True),
    Entry("courses:step", OWNER, one_step),
    Entry("courses:media", {"owner", "editor", "admin", "safeguarding"}, media),
    Entry("courses:note", OWNER, one_step),
    Entry("courses:short", OWNER, one_step),
    Entry("courses:break", OWNER, one_step),
    Entry("courses:autosave", OWNER, box, posts_only=True),
    Entry("courses:problem", OWNER, one_step),
    Entry("courses:problem_thanks", OWNER, one_step),
    Entry("courses:problems", SIGNED_IN),
    Entry("courses:print", OWNER, module),
    Entry("courses:place", OWNER, one_step, posts_only=True),
    Entry("courses:practice", SIGNED_IN),
    Entry("courses:scenario", OWNER, story),
    Entry("courses:run", OWNER, a_try),
    Entry("courses:shared", SIGNED_IN),
    Entry("courses:shared_take_back", OWNER, given, posts_only=True),
    Entry("courses:cohort_shared", MANAGER, group),
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
