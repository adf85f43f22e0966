"""Courses: programmes are public, lessons and the journal are one person's, cohorts are for their managers."""

from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.write_journal import write_journal
from tests.factories.assessments_quiz import make_quiz
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


def box(world):
    return {**one_step(world), "block_id": "r1"}


def entry(world):
    return {"public_id": write_journal(person=may_write(world.owner), text="The canary words", version=0).entry.public_id}


def group(world):
    return {"public_id": cohort("The canary cohort").public_id}


def group_with_a_test(world):
    """The test is named by a module of the cohort's programme."""
    key = make_quiz(draw=2).key
    edition([step("last", text(), {"id": "z1", "type": "quiz", "value": {"quiz_key": key, "title": "Core knowledge"}})])
    return group(world) | {"quiz_key": key}


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
    Entry("courses:cohort_tests", MANAGER, group),
    Entry("courses:cohort_test_days", MANAGER, group_with_a_test),
    Entry("courses:cohort_invite_again", MANAGER, invitation, posts_only=True),
]
