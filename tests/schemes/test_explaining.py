"""`manage.py explain`: the report in plain lines or as JSON, as at a day."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from schemes.management.commands.explain import lines_of
from schemes.requirements import AllOf, AnyOf, Version
from tests.factories.accounts import UserFactory
from tests.factories.logbook import confirmed
from tests.factories.logbook import sent as sent_entry
from tests.factories.schemes import QUICK, begun, quick, ready, release, supervisor_of
from tests.schemes.pieces import DAY, QUIZ, VERSION, Evidence, evaluate, hours, judged, quiz, training

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    quick()
    return UserFactory(called="Ada Canary", email="ada@example.org")


def explained(*arguments):
    out = StringIO()
    call_command("explain", *arguments, "--scheme", "quick", stdout=out)
    return out.getvalue()


def test_it_says_how_much_and_what_is_missing_without_a_name(ada):
    ready(ada, minutes=59)
    said = explained(ada.public_id)
    assert "[not yet] Practice: You have 59 minutes of 1 hour. 1 minute to go." in said
    assert "counts: 2026-03-02" in said
    assert "Canary" not in said


def test_a_person_is_named_by_public_id_or_e_mail_and_by_nothing_else(ada):
    assert explained(ada.public_id.lower()) == explained("Ada@Example.org")
    with pytest.raises(CommandError, match="Nobody"):
        explained("Ada Canary")


def test_as_at_a_day_before_the_evidence(ada):
    ready(ada)
    assert "[met] Practice" in explained(ada.public_id)
    assert "[not yet] Practice: You have 0 of 1 hour" in explained(ada.public_id, "--as-at", "2026-03-01")


def test_json_is_the_report_as_it_would_be_kept(ada):
    report = json.loads(explained(ada.public_id, "--json"))
    assert (report["scheme"], report["version"], report["outcome"]["parts"][0]["missing"]) == ("quick", 1, 60)


def test_json_as_at_a_day(ada):
    ready(ada)
    now, before = (json.loads(explained(ada.public_id, "--json", *more)) for more in ((), ("--as-at", "2026-03-01")))
    assert [report["outcome"]["parts"][0]["missing"] for report in (now, before)] == [0, 60]
    assert "2026-03-01" in before.values()


def test_what_does_not_count_is_listed_with_its_rule(ada):
    cy = supervisor_of(ada)
    confirmed(ada, cy, minutes=45)
    sent_entry(ada, cy, minutes=15, on=DAY.replace(year=2026, month=2))
    said = explained(ada.public_id)
    assert "does not count: 2026-02-03" in said
    assert "(not yet confirmed by a supervisor)" in said


def test_an_open_application_pins_the_version(ada):
    begun(ada)
    release(QUICK.replace("minutes: 60", "minutes: 61").replace("number: 1", "number: 2"))
    assert "quick version 1" in explained(ada.public_id)
    assert "quick version 2" in explained(UserFactory().public_id)


def test_unknown_schemes_and_days_before_any_version(ada):
    with pytest.raises(CommandError, match="Known: quick"):
        call_command("explain", ada.public_id, "--scheme", "quack")
    with pytest.raises(CommandError, match="in force"):
        explained(ada.public_id, "--as-at", "2019-01-01")


def test_every_kind_and_group_has_its_sentences():
    held = Evidence(
        training=(training(240),),
        quizzes=(quiz(False, correct=5),),
        judgements=(judged("listening"), judged("crisis", "unsafe")),
        supervision=(hours(60, "S1", kind="supervision"),),
    )
    version = Version(
        "demo", 1, "0" * 64, AllOf(key="all", title="A", of=(*VERSION.requirement.of, AnyOf(key="g", title="Either", of=(QUIZ,))))
    )
    said = "\n".join(lines_of(evaluate(version, held, DAY)))
    assert "Training: You have 4 of 10 hours. 6 hours to go. Listening: 4 of 5 hours, 1 hour to go." in said
    assert "Test: Not yet passed. Last time you had 5 of 10." in said
    assert "Competencies: 1 of 2 competencies are met. Still to show: Boundaries. Crisis needs a talk with your assessor first." in said
    assert "One to one: 1 of 3 hours, 2 hours to go." in said
    assert "Either: 0 of 1 is met. One of these is enough." in said
    assert "Code: Not yet signed." in said
