"""One trainee's record with a sentence of its own in everything that could leak, for the walk through the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from accounts.models import Relation
from accounts.services import change_called, choose_certificate_name
from accounts.services.adjustments import ask_adjustment
from accounts.services.details import write_legal_name
from accounts.services.requests import open_request
from assessments.models import Judgement
from assessments.services.check_judgement import check_judgement
from assessments.services.mark_answer import mark_answer
from assessments.services.submit_attempt import submit_attempt
from courses.models.journal import NOTE_TO_SELF
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.report_problem import report_problem
from courses.services.write_journal import Place, write_journal
from lms.core import clock
from safeguarding.services import Told, add_note, break_glass, raise_concern, take_up
from schemes.models import Application, Certification
from schemes.services import suspend
from tests.factories import assessments_evidence as evidence
from tests.factories import assessments_quiz as quizzes
from tests.factories import logbook, schemes
from tests.factories.accounts import RelationFactory, UserFactory, with_role
from tests.factories.certificates import issued
from tests.factories.cohorts import session
from tests.factories.courses import cohort, edition, learning, may_write, reflection, shared, step, text

from .world import World, make_world

SINCE = clock.today() - timedelta(days=300)


@dataclass
class Planted:
    """`canaries`: what kind of record -> the words that only this record of Ada's holds. `elsewhere`: roles without a tie to her.

    `addresses` are those that no list links to: who is meant to open them types a number.
    """

    world: World
    canaries: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, object] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)

    def words(self, record: str) -> str:
        """A sentence for this record, remembered."""
        return self.canaries.setdefault(record, f"canary {record.replace('_', ' ')} 7Q")


def plant() -> Planted:
    """Fill Ada's record through the services, and put people beside her who have the roles but nothing to do with her."""
    planted = Planted(make_world())
    Relation.objects.filter(of=planted.world.owner, until_on=None).update(from_on=logbook.LONG_AGO)
    for sow in SOWN:
        sow(planted)
    return planted


def names(planted: Planted) -> None:
    ada = planted.world.owner
    ada.email, ada.pronouns, ada.pronouns_shown_to = "contactcanary@example.org", "xecanary/xer", "people"
    ada.save()
    for old in ("Adaformercanary", "Adacanary Vogel"):
        change_called(person=ada, called=old)
    write_legal_name(person=ada, name="Adalegalcanary Vogelsang")
    choose_certificate_name(person=ada, name="Adalúcia Certcanary", check_name="Certcanary", lang="pt")
    planted.canaries |= {
        "called": "Adacanary",
        "previous_name": "Adaformercanary",
        "legal_name": "Adalegalcanary",
        "certificate_name": "Certcanary",
        "contact": "contactcanary",
        "pronouns": "xecanary",
    }


def journal(planted: Planted) -> None:
    write_journal(person=may_write(planted.world.owner), text=planted.words("journal"), version=0)


def lesson(planted: Planted) -> None:
    """A step with a note to oneself, a reflection that was shared, and something that is not right on a page."""
    ada = planted.world.owner
    mine = learning(ada, edition([step("calm", text(), reflection())]))
    place = mine.enrolment
    box = Place(mine.module_key, mine.edition, "calm", NOTE_TO_SELF)
    write_journal(person=ada, text=planted.words("note_to_self"), version=0, place=box)
    shared(ada, planted.words("shared_reflection"), place.cohort)  # it has a facilitator
    shared(ada, planted.words("shared_with_managers"), cohort("Without a facilitator", uuid4()), "given-to-managers")
    report_problem(learning=mine, person=ada, step_key="calm", kind="hurtful", words=planted.words("page_problem"), may_ask=True)
    invite_to_cohort(cohort=place.cohort, email="zoe@people.example", called="Zoë", by=planted.world.manager)
    session(place.cohort, planted.world.facilitator)


def work(planted: Planted) -> None:
    """A draft, a piece that waits with a file, and a judged one."""
    world, version = planted.world, evidence.framework()
    for competency in ("boundaries", "listening"):
        evidence.authority(world.assessor, version, competency)
    evidence.draft(world.owner, version, "confidentiality", title="Draft", text=planted.words("evidence_draft"))
    piece = evidence.draft(world.owner, version, "boundaries", title=planted.words("evidence_title"), text=planted.words("evidence"))
    evidence.with_file(piece, name="filecanary.pdf")
    planted.canaries["evidence_file_name"] = "filecanary"
    evidence.send(piece)
    said = {"strengths": planted.words("feedback")}
    judged = evidence.sent(world.owner, version, "listening", text=planted.words("evidence_judged"))
    evidence.judged(judged, world.assessor, **said)
    planted.addresses.add(reverse("assessments:marking_history", args=[judged.submission.public_id]))


def answers(planted: Planted) -> None:
    """A test with an answer that waits for an assessor, and one that was marked."""
    world, bank = planted.world, quizzes.make_bank(0)
    essay = {"kind": "essay", "stem": "Tell us.", "marked": "met", "notes": "Feelings."}
    for number in range(2):
        quizzes.make_question(bank, topic="boundaries", definition=essay | {"stem": f"Tell us {number}."})
    attempt = quizzes.make_attempt(person=world.owner, quiz=quizzes.make_quiz(bank=bank, sections=[{"draw": 2}], needed=1))
    quizzes.answer(attempt, 1, {"text": planted.words("test_answer")})
    quizzes.answer(attempt, 2, {"text": "It was marked."})
    submit_attempt(attempt=attempt, by=world.owner)
    mark_answer(slot=quizzes.slot_of(attempt, 2), by=world.assessor, marks=1, feedback=planted.words("answer_feedback"))
    planted.addresses.add(attempt.result_url)


def hours(planted: Planted) -> None:
    ada, cy = planted.world.owner, planted.world.supervisor
    logbook.sent(ada, cy)
    logbook.asked(ada, cy, planted.words("hours_question"), on=logbook.DAY - timedelta(days=9))
    logbook.session_by(cy, ada, note=planted.words("shared_note"), on=logbook.DAY - timedelta(days=3))


def case(planted: Planted) -> None:
    """An award with its reasons, and a copy of the certificate."""
    ada = planted.world.owner
    names = {"certificate_name": "Adalúcia Certcanary", "check_name": "Certcanary"}
    schemes.decided(schemes.sent(ada, **names), by=planted.world.board, reasons=planted.words("decision_reasons"))
    held = Certification.objects.get(person=ada)
    planted.addresses |= {
        held.get_absolute_url(),
        *(reverse("schemes:decision", args=[case.public_id]) for case in Application.objects.all()),
    }
    issued(held)
    suspend(
        certification=held, by=planted.world.board, effective_on=clock.today(), reason="conduct",
        private_note=planted.words("private_reason"),
    )  # fmt: skip


def care(planted: Planted) -> None:
    """What helps, what was asked about data, a worry with a note of the lead's, a second look at a judgement, a record opened in need."""
    world, ada = planted.world, planted.world.owner
    ask_adjustment(person=ada, kind="other", words=planted.words("adjustment"))
    open_request(person=ada, kind="question", words=planted.words("data_request"))
    told = Told(words=planted.words("concern"), danger="no", spoken="yes")
    worry = take_up(concern=raise_concern(person=ada, by=world.supervisor, told=told), by=world.safeguarding)
    add_note(concern=worry, by=world.safeguarding, text=planted.words("concern_note"))
    judgement = Judgement.objects.get(person=ada)
    check_judgement(judgement=judgement, by=world.quality, outcome="return", text=planted.words("quality_check"))
    opened = clock.now() - timedelta(days=2)
    break_glass(person=ada, by=world.safeguarding, role="safeguarding", reason=planted.words("glass_reason"), at=opened)


def neighbours(planted: Planted) -> None:
    """The same roles with nothing to do with Ada."""
    zed = UserFactory(called="Zed")
    assessor, supervisor = with_role("assessor", "Bo Elsewhere"), with_role("supervisor", "Cy Elsewhere")
    evidence.authority(assessor, evidence.framework(), "crisis-response")
    RelationFactory(kind="supervises", by=supervisor, of=zed)
    planted.elsewhere = {
        "assessor": assessor,
        "supervisor": supervisor,
        "manager": with_role("manager", "Gus Elsewhere", scope_kind="cohort", scope_key="0000000000"),
        "safeguarding": with_role("safeguarding", "Sam Elsewhere", scope_kind="cohort", scope_key="0000000000"),
        "facilitator": with_role("facilitator", "Fay Elsewhere", scope_kind="cohort", scope_key="0000000000"),
        "outsider": planted.world.outsider,
        "former": planted.world.former,
        "organisation": planted.world.organisation,
    }


SOWN = [names, journal, lesson, work, answers, hours, case, care, neighbours]
