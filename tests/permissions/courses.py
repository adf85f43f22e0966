"""Courses: programmes are public, lessons and the journal are one person's, cohorts are for their managers."""

from django.core.files.base import ContentFile

from courses.editions.built import Medium
from courses.models import MustRead, PlaceRequest
from courses.services.ask_for_place import answer_place_request, ask_for_place
from courses.services.enrol import enrol
from courses.services.freeze_media import keep, note_media
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.make_feed import make_feed
from courses.services.play_scenario import begin_scenario
from courses.services.write_journal import write_journal
from lms.core.canonical import sha256_hex
from tests.factories.assessments_quiz import make_quiz
from tests.factories.authoring import lesson_for_safeguarding
from tests.factories.cohorts import THERE, held, session
from tests.factories.courses import (
    LONG_AGO,
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


def group_with_a_test(world):
    """The test is named by a module of the cohort's programme."""
    key = make_quiz(draw=2).key
    edition([step("last", text(), {"id": "z1", "type": "quiz", "value": {"quiz_key": key, "title": "Core knowledge"}})])
    return group(world) | {"quiz_key": key}


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


def lesson(world):
    """A step with a strong note that somebody from lived experience has read: it waits for safeguarding."""
    return {"task_state": lesson_for_safeguarding(world.editor).pk}


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


def own_place(world):
    return {"public_id": enrol(person=world.owner, cohort=cohort("The canary cohort")).public_id}


def place_of_a_learner(world):
    held = enrol(person=world.owner, cohort=cohort("The canary cohort"))
    return {"public_id": held.cohort.public_id, "place_id": held.public_id}


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
    Entry("courses:newer", OWNER, newer),
    Entry("courses:must_read", OWNER, card),
    Entry("courses:taught", SIGNED_IN),
    Entry("courses:taught_print", {"owner", "manager", "inspector", "quality", "editor", "admin"}, taught_edition),
    Entry("courses:taught_of", {"manager", "inspector", "quality"}, learner),
    Entry("courses:taught_find", {"manager", "inspector", "quality"}),
    Entry("courses:step", OWNER, one_step),
    Entry(
        "courses:media",
        {"owner", "editor", "admin", "safeguarding", "quality", "manager", "inspector"},
        media,
        note="who may print it, and who reads lessons, too",
    ),
    Entry("courses:note", OWNER, one_step),
    Entry("courses:short", OWNER, one_step),
    Entry("courses:break", OWNER, one_step),
    Entry("courses:autosave", OWNER, box, posts_only=True),
    Entry("courses:lessons_to_read", {"safeguarding"}),
    Entry("courses:lesson_to_read", {"safeguarding"}, lesson),
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
    Entry("courses:cohort_shared", KEEPERS, group),
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
    Entry("courses:place_leave", OWNER, own_place),
    Entry("courses:workshops", SIGNED_IN),
    Entry("courses:workshop", OWNER | KEEPERS, meeting),
    Entry("courses:workshop_file", OWNER | KEEPERS, meeting),
    Entry("courses:calendar", SIGNED_IN),
    Entry("courses:feed", EVERYBODY, feed, note="whoever has the address: the token is the key"),
    Entry("courses:cohort_places", MANAGER, group),
    Entry("courses:place_answer", MANAGER, asked_of_us, posts_only=True),
    Entry("courses:place_end", MANAGER, place_of_a_learner),
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
    Entry("courses:cohort_tests", MANAGER, group),
    Entry("courses:cohort_test_days", MANAGER, group_with_a_test),
    Entry("courses:cohort_invite_again", MANAGER, invitation, posts_only=True),
]
