"""What the demo leaves behind, and that telling it twice tells it once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Adjustment, DataRequest, Invitation, RoleGrant, User
from accounts.queries import has_role, is_on_break
from assessments.models import AttemptResult, QualityCheck, Submission
from assessments.queries.quality import sample_for
from certificates.models import Copy
from certificates.queries import JOB_KIND
from certificates.services import answer_check
from courses.models import Enrolment, JournalEntry, ModuleEnrolment
from lms.core import clock
from lms.core.models import Job
from lms.demo.cast import CAST
from lms.demo.stories.certified import CERTIFIED, CONDITIONS
from lms.demo.stories.trainees import TRAINEES
from logbook.models import Entry
from safeguarding.models import BreakGlass, Concern
from schemes.models import Application, Certification, Scheme
from schemes.public import public_status
from schemes.queries import needs
from schemes.services import lift
from schemes.words.requirements import missing_sentences

FIRST_PAGES = {
    "trainee": "/home/", "newcomer": "/home/", "worker": "/certificate/", "assessor": "/marking/", "assessor2": "/marking/",
    "supervisor": "/supervise/", "manager": "/manage/", "board": "/manage/decisions/", "quality": "/quality/",
    "safeguarding": "/manage/concerns/", "privacy": "/manage/data-requests/", "inspector": "/manage/", "organisation": "/org/",
    "editor": "/cms/", "admin": "/cms/",
}  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def seed(**options) -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def seeded(django_db_setup, django_db_blocker):
    """The whole demo, once for this file, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


def person(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.example")


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_it_says_what_it_did_in_one_line(seeded):
    assert seeded.startswith("Demo: 26 new people, 5 changes of standing")
    assert seeded.count("\n") == 1


def test_everybody_on_the_sign_in_page_is_there_with_their_role():
    for part in CAST:
        found = person(part.key)
        assert found.called == part.called
        assert all(has_role(found, role) for role in part.roles)


@pytest.mark.parametrize(("key", "page"), FIRST_PAGES.items())
def test_everybody_arrives_at_their_first_page(client, key, page):
    client.post("/demo/sign-in/", {"person": key})
    assert client.get("/start/").url == page
    assert client.get(page).status_code == 200


def test_the_inspector_is_here_for_some_weeks_only():
    grant = RoleGrant.objects.get(person=person("inspector"))
    assert grant.until_on == clock.today() + timedelta(days=30)


def test_trainees_stand_at_different_stages():
    done = {
        story.key: ModuleEnrolment.objects.filter(enrolment__person=person(story.key), completed_at__isnull=False).count()
        for story in TRAINEES
    }
    assert done == {"newcomer": 0, "zoe": 1, "mat": 3, "ngoc": 4, "amal": 2, "trainee": 5, "anxela": 5}
    assert JournalEntry.objects.filter(person=person("zoe")).count() == 1
    assert [result.passed for result in AttemptResult.objects.filter(attempt__person=person("mat"))] == [False]
    assert Submission.objects.filter(person=person("ngoc"), state="submitted").count() == 2
    assert Entry.objects.filter(person=person("amal"), state="submitted", supervisor=person("supervisor")).count() == 4
    assert Enrolment.objects.filter(person=person("newcomer"), state="active").exists()


def test_ada_misses_one_minute_of_practice_and_nothing_else():
    version = Scheme.objects.get(code="alongside-demo").versions.get()
    report = needs(person("trainee"), version)
    assert not report.is_met
    said = missing_sentences(report)
    assert len(said) == 1
    assert "1 minute is missing" in said[0]
    assert sum(Entry.objects.filter(person=person("trainee"), kind="practice").values_list("minutes", flat=True)) == 1199


def test_everybody_who_works_finds_work():
    assert Submission.objects.filter(state="submitted").exists()
    assert Entry.objects.filter(state="submitted").exists()
    assert [case.person.called for case in Application.objects.open()] == ["Ánxela Mostra"]
    assert Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now()).count() == 1


def test_the_rooms_of_the_newer_roles_are_furnished():
    sam, quin = person("safeguarding"), person("quality")
    assert sorted(Concern.objects.readable_by(sam).values_list("state", flat=True)) == ["taken_up", "waiting"]
    assert sample_for(quin)
    assert QualityCheck.objects.filter(by=quin).count() == 1
    assert is_on_break(person("mat"))
    assert sorted(Adjustment.objects.values_list("state", flat=True)) == ["agreed", "asked"]
    assert DataRequest.objects.get().person == person("trainee")
    assert BreakGlass.objects.shown_to(person("trainee")).count() == 1
    assert not BreakGlass.objects.open_to(sam).exists()


def test_six_certificates_of_different_standing():
    status = public_status(Certification.objects.values_list("pk", flat=True))
    found = {Certification.objects.get(pk=pk).person.email: one.outcome for pk, one in status.items()}
    stands = {turn.story.email: "current" if turn.outcome == "newer_copy" else turn.outcome for turn in CERTIFIED}
    assert found == stands
    assert [one.public_conditions for one in status.values() if one.public_conditions] == [(CONDITIONS,)]


def test_a_checker_meets_all_six_outcomes_on_the_first_copies():
    for turn in CERTIFIED:
        first = Copy.objects.opened().filter(certification__person__email=turn.story.email).order_by("pk")[0]
        says = first.snapshot.open()
        assert answer_check(asked=says.code, name=says.check_name, channel="code").outcome == turn.outcome


def test_every_copy_was_printed():
    assert set(Job.objects.filter(kind=JOB_KIND).values_list("state", flat=True)) == {"done"}
    assert Copy.objects.count() == len(CERTIFIED) + 1


def test_the_records_are_sound():
    said = StringIO()
    call_command("check_records", stdout=said)
    assert said.getvalue().startswith("0 problems")


def test_a_second_run_changes_nothing():
    before = counts()
    assert seed().startswith("Demo: nothing to add")
    assert counts() == before


def test_who_came_later_is_added_to_a_demo_that_stands_already():
    """An older demo without the quality assurer and without the certified worker."""
    with transaction.atomic():
        for key in ("quality", "worker"):
            User.objects.filter(pk=person(key).pk).update(email=f"before-{key}@demo.example")
        assert seed().startswith("Demo: 2 new people, 0 changes")
        assert has_role(person("quality"), "quality")
        assert Certification.objects.filter(person=person("worker")).exists()
        transaction.set_rollback(True)


def test_what_was_done_in_the_demo_stays():
    held = Certification.objects.get(person=person("soren"))
    lift(certification=held, by=person("board"), reason="resolved", private_note="Talked over.", effective_on=clock.today())
    seed()
    assert public_status([held.pk])[held.pk].outcome == "current"


def test_it_wants_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        seed()


def test_it_wants_a_day_that_has_come():
    with pytest.raises(CommandError, match="future"):
        seed(today=clock.today() + timedelta(days=2))


def test_a_line_for_each_demo_person():
    out = StringIO()
    call_command("demo_people", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "  trainee     Ada Démo - Trainee, nearly there"
    assert len(lines) == len(CAST)
