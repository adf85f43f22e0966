"""Courses: programmes are public, lessons and the journal are one person's, cohorts are for their managers."""

from courses.models import PlaceRequest
from courses.services.ask_for_place import answer_place_request, ask_for_place
from courses.services.enrol import enrol
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.make_feed import make_feed
from courses.services.write_journal import write_journal
from tests.factories.cohorts import THERE, held, session
from tests.factories.courses import LONG_AGO, cohort, edition, learning, may_write, note, reflection, step, text, workshop

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


def invitation(world):
    made = cohort("The canary cohort")
    sent = invite_to_cohort(cohort=made, email="zoe@people.example", called="Zoë", by=world.manager)
    return {"public_id": made.public_id, "invitation_id": sent.public_id}


def asked(world):
    made = cohort("The canary cohort", takes_requests=True)
    return {"public_id": ask_for_place(person=world.owner, cohort=made).public_id}


def asked_of_us(world):
    held = asked(world)
    group = PlaceRequest.objects.get(public_id=held["public_id"]).cohort
    return {"public_id": group.public_id, "request_id": held["public_id"]}


def open_programme(world):
    """Two groups take requests, so one has to be chosen."""
    page = workshop(world.editor).get_parent().specific
    for title in ("Spring", "Autumn"):
        cohort(title, programme_key=page.programme_key, takes_requests=True)
    return {"slug": page.slug}


def group_with_everybody(world):
    """A full cohort: somebody with the place, somebody on the list, somebody who asks."""
    edition()
    made = cohort("The canary cohort", takes_requests=True, capacity=1)
    enrol(person=world.outsider, cohort=made)
    for who, said in ((world.owner, "wait"), (world.former, "")):
        held = ask_for_place(person=who, cohort=made)
        if said:
            answer_place_request(request=held, answer=said, by=world.manager)
    return {"public_id": made.public_id}


def meeting(world, *, ago=0):
    made = cohort("The canary cohort")
    enrol(person=world.owner, cohort=made, on=LONG_AGO)
    return {"public_id": session(made, world.manager, ago=ago, title="The canary session").public_id}


def begun(world):
    return meeting(world, ago=1)


def noted(world):
    made = cohort("The canary cohort")
    enrol(person=world.owner, cohort=made, on=LONG_AGO)
    past = held(made, world.manager, {world.owner: THERE})
    return {"public_id": past.public_id, "person_ref": world.owner.public_id}


def feed(world):
    return {"token": make_feed(person=world.owner)}


KEEPERS = {"manager", "facilitator"}
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
    Entry("courses:ask", SIGNED_IN, programme),
    Entry("courses:places", SIGNED_IN),
    Entry("courses:place_code", EVERYBODY),
    Entry("courses:place_take", OWNER, asked, posts_only=True),
    Entry("courses:place_take_back", OWNER, asked),
    Entry("courses:workshops", SIGNED_IN),
    Entry("courses:workshop", OWNER | KEEPERS, meeting),
    Entry("courses:workshop_file", OWNER | KEEPERS, meeting),
    Entry("courses:calendar", SIGNED_IN),
    Entry("courses:feed", EVERYBODY, feed, note="whoever has the address: the token is the key"),
    Entry("courses:cohort_places", MANAGER, group),
    Entry("courses:place_answer", MANAGER, asked_of_us, posts_only=True),
    Entry("courses:cohort_code", MANAGER, group),
    Entry("courses:cohort_dates", MANAGER, group),
    Entry("courses:workshop_new", KEEPERS, group),
    Entry("courses:kept_workshops", KEEPERS, lambda world: group(world) and {}),
    Entry("courses:kept_workshop", KEEPERS, meeting),
    Entry("courses:workshop_change", KEEPERS, meeting),
    Entry("courses:workshop_cancel", KEEPERS, meeting),
    Entry("courses:register", KEEPERS, begun),
    Entry("courses:register_line", KEEPERS, noted),
    Entry("courses:cohorts", {"manager", "inspector"}),
    Entry("courses:cohort_new", MANAGER, lambda world: programme(world) and {}),
    Entry("courses:cohort", {"manager", "inspector"}, group),
    Entry("courses:cohort_invite_many", MANAGER, group),
    Entry("courses:cohort_letter", MANAGER, group),
    Entry("courses:cohort_take_back", MANAGER, invitation),
    Entry("courses:cohort_invite", MANAGER, group),
    Entry("courses:cohort_invite_again", MANAGER, invitation, posts_only=True),
]
