"""Frameworks, plans and who may judge."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from assessments.models import Authorisation, Framework, FrameworkVersion, PlanVersion
from assessments.services.authorise import authorise, end_authorisation
from assessments.services.import_framework import import_framework
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from tests.factories.assessments_evidence import STARTER, authority, framework, judged, person, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TEXT = STARTER.read_text()


def test_the_starter_has_five_competencies_with_two_criteria_and_examples():
    version = framework()
    found = version.competencies()
    assert [each.key for each in found] == ["listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"]
    assert {len(each.criteria) for each in found} == {2}
    assert all(each.example_met and each.example_not_yet and each.unsafe and each.prompt for each in found)
    assert not version.is_reviewed


def test_importing_the_same_file_twice_changes_nothing():
    first, second = framework(), framework()
    assert first == second
    assert (Framework.objects.count(), FrameworkVersion.objects.count(), PlanVersion.objects.count()) == (1, 1, 5)


def test_other_words_make_a_new_version_and_the_old_one_stays():
    old = framework()
    new = import_framework(text=TEXT.replace("title: Boundaries", "title: Limits"))
    old.refresh_from_db()
    assert [old.number, new.number] == [1, 2]
    assert [old.competency("boundaries").title, new.competency("boundaries").title] == ["Boundaries", "Limits"]


def test_another_plan_is_a_new_plan_version_of_the_same_framework_version():
    old = framework()
    new = import_framework(text=TEXT.replace("another_assessor_after_not_yet: 2", "another_assessor_after_not_yet: 3"))
    plans = PlanVersion.objects.filter(competency="listening").order_by("number")
    assert new == old
    assert [(plan.number, plan.plan.another_assessor_after_not_yet) for plan in plans] == [(1, 2), (2, 3)]


def test_a_version_carries_the_hash_of_what_it_says():
    version = framework()
    version.refresh_from_db()
    assert version.sha256 == sha256_hex(canonical_json(version.content))


@pytest.mark.parametrize("table", ["assessments_frameworkversion", "assessments_planversion"])
def test_raw_sql_cannot_change_what_was_released(table):
    framework()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET number = 9")


def test_the_command_imports_and_says_what_is_there_now(tmp_path, capsys):
    path = tmp_path / "framework.yaml"
    path.write_text(TEXT)
    call_command("import_framework", str(path))
    assert "alongside-core, version 1: 5 competencies" in capsys.readouterr().out


def test_the_command_names_file_line_and_key(tmp_path):
    path = tmp_path / "framework.yaml"
    path.write_text(TEXT.replace("reviewed:", "revued:"))
    with pytest.raises(SystemExit, match=r"framework\.yaml"):
        call_command("import_framework", str(path))


# --- who may judge -----------------------------------------------------------------------------------


def test_an_authorisation_holds_from_its_first_to_its_last_day():
    version, bo = framework(), person("Bo", "assessor")
    held = authority(bo, version, from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [held in Authorisation.objects.in_force(day) for day in days] == [False, True, True, False]


def test_a_manager_authorises_an_assessor_once():
    version, bo, gus = framework(), person("Bo", "assessor"), person("Gus", "manager")
    first = authorise(assessor=bo, framework_version=version, competency="boundaries", by=gus)
    second = authorise(assessor=bo, framework_version=version, competency="boundaries", by=gus)
    assert (first, first.given_by, first.from_on, first.until_on) == (second, gus, clock.today(), None)
    assert Authorisation.history.count() == 1


def test_ending_is_dated_and_leaves_history():
    version, bo, gus = framework(), person("Bo", "assessor"), person("Gus", "manager")
    held = authority(bo, version)
    end_authorisation(authorisation=held, by=gus, on=clock.today())
    held.refresh_from_db()
    assert held.until_on == clock.today()
    assert [row.until_on for row in held.history.order_by("history_id")] == [None, clock.today()]


def test_a_trainee_cannot_authorise():
    version, bo, ada = framework(), person("Bo", "assessor"), person("Ada")
    with pytest.raises(Exception, match=r"assessments\.authorise"):
        authorise(assessor=bo, framework_version=version, competency="boundaries", by=ada)


@pytest.mark.parametrize(
    ("assessor_roles", "competency", "says"),
    [(("manager",), "boundaries", "not an assessor"), (("assessor",), "flying", "no competency “flying”")],
)
def test_an_authorisation_that_means_nothing_is_refused(assessor_roles, competency, says):
    version, bo, gus = framework(), person("Bo", *assessor_roles), person("Gus", "manager")
    with pytest.raises(Refused, match=says):
        authorise(assessor=bo, framework_version=version, competency=competency, by=gus)


def test_nobody_authorises_themselves():
    version, gus = framework(), person("Gus", "manager", "assessor")
    with pytest.raises(Refused, match="Nobody authorises themselves"):
        authorise(assessor=gus, framework_version=version, competency="boundaries", by=gus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.create(assessor=gus, framework_version=version, competency="boundaries", given_by=gus)


def test_an_authorisation_cannot_end_before_something_judged_under_it():
    version, ada, bo, gus = framework(), person("Ada"), person("Bo", "assessor"), person("Gus", "manager")
    held = authority(bo, version)
    judged(sent(ada, version), bo)
    with pytest.raises(Refused, match="judged under it"):
        end_authorisation(authorisation=held, by=gus, on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="It began on"):
        end_authorisation(authorisation=held, by=gus, on=date(2019, 1, 1))
