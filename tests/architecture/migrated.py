"""Run by test_house.py in a process of its own: migrate a database for real as far as it is not yet, then try to change what must stay.

Prints one line of JSON: the triggers that are missing, and for each statement what the database answered.
"""

import json
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402

from lms.core.append_only import missing_triggers  # noqa: E402
from lms.core.models.base import Envelope  # noqa: E402


def answer_to(statement: str) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return f"{cursor.rowcount} rows changed"
    except DatabaseError as error:
        return str(error)


def fill() -> None:
    from accounts.services import give_role, look_at, open_request, relate
    from assessments.services.check_judgement import check_judgement
    from safeguarding.services import break_glass
    from tests.factories.accounts import UserFactory
    from tests.factories.assessments_evidence import authority, framework, judged, person, sent
    from tests.factories.assessments_quiz import finish, make_attempt, make_quiz
    from tests.factories.logbook import asked
    from tests.factories.schemes import board_member, certified, supervisor_of

    version, bo = framework(), person("Bo", "assessor")
    authority(bo, version)
    of_ada = judged(sent(UserFactory(called="Ada"), version), bo)
    fill_with_an_answer_marked_by(bo)
    check_judgement(judgement=of_ada, by=person("Quin", "quality"), outcome="agree")
    certified(UserFactory(called="Zoë"), by=board_member())
    mel = UserFactory(called="Mel")
    finish(make_attempt(person=mel, quiz=make_quiz(draw=2)), right=1)
    asked(mel, supervisor_of(mel))
    relate(kind="manages", by=bo, of=mel)
    give_role(person=mel, role="quality", by=None, reason="the first one here")
    look_at(request=open_request(person=mel, kind="question", words="Who read it?"), by=person("Pia", "privacy"))
    fill_with_a_shared_reflection(mel)
    break_glass(person=mel, by=person("Sam", "safeguarding"), role="safeguarding", reason="They rang and need to be called back today.")


def fill_with_a_shared_reflection(of: Any) -> None:
    from accounts.services import give_role
    from tests.factories.accounts import UserFactory
    from tests.factories.courses import shared

    give_role(person=UserFactory(called="Gus"), role="manager", by=None, reason="the first one here")
    shared(of, "What I learned.")


def fill_with_an_answer_marked_by(assessor: Any) -> None:
    """A paper with one essay on it, handed in and marked; its question taken back, and a pass in doubt ruled on."""
    from assessments.models import PassInDoubt
    from assessments.services.decide_doubt import decide_doubt
    from assessments.services.mark_answer import mark_answer
    from assessments.services.submit_attempt import submit_attempt
    from assessments.services.void_part import void_part
    from tests.factories.accounts import UserFactory, with_role
    from tests.factories.assessments_quiz import answer, make_attempt, make_bank, make_question, make_quiz, slot_of

    bank = make_bank(0)
    make_question(
        bank, topic="boundaries", definition={"kind": "essay", "stem": "Tell us.", "marked": "points", "out_of": 4, "notes": "Look."}
    )
    sections = [{"draw": 1, "topic": "boundaries", "kinds": ["essay"]}]
    paper = make_attempt(person=UserFactory(called="Noa"), quiz=make_quiz(bank=bank, sections=sections, needed=1))
    answer(paper, 1, {"text": "I listened."})
    submit_attempt(attempt=paper, by=paper.person)
    mark_answer(slot=slot_of(paper), by=assessor, marks=3, feedback="You listened.")
    void = void_part(version=slot_of(paper).question_version, part="*", by=with_role("editor", "Ed"), why="Two readings.")
    decide_doubt(doubt=PassInDoubt.objects.create(attempt=paper, void=void), by=with_role("quality", "Fay"), keeps=True, why="It stands.")


call_command("migrate", verbosity=0, interactive=False)
missing = missing_triggers()
fill()
STATEMENTS = [
    "UPDATE assessments_judgement SET outcome = 'met'",
    "DELETE FROM assessments_judgement",
    "UPDATE schemes_certificationevent SET reason = 'other'",
    "DELETE FROM schemes_certificationevent",
    "UPDATE core_narrative SET text = 'other'",
    "DELETE FROM core_narrative",
]
ENVELOPES = {model._meta.label: model._meta for model in apps.get_models() if issubclass(model, Envelope)}
said = {
    "missing": missing,
    "answers": {statement: answer_to(statement) for statement in STATEMENTS},
    "envelopes": {label: answer_to(f"UPDATE {meta.db_table} SET {meta.pk.column} = {meta.pk.column}") for label, meta in ENVELOPES.items()},
}
print(json.dumps(said))  # noqa: T201
