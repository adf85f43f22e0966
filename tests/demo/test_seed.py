"""What the demo leaves behind, and that telling it twice tells it once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Adjustment, DataRequest, Invitation, Organisation, Relation, RoleGrant, User
from accounts.queries import has_role, is_on_break
from assessments.models import AttemptResult, Judgement, QualityCheck, Submission
from assessments.queries.quality import sample_for
from certificates.organisations import partners_of
from courses.models import Cohort, Enrolment, JournalEntry, ModuleEdition, ModuleEnrolment, TrainingCredit
from courses.queries import cohorts_for
from lms.core import clock
from lms.core.models import Job, OutboxMessage
from lms.demo.cast import CAST, OTHERS
from lms.demo.people import AUTUMN, EVENING, SPRING
from lms.demo.stories.trainees import TRAINEES
from logbook.models import Entry
from safeguarding.models import BreakGlass, Concern
from schemes.models import Application, Certification, Scheme
from schemes.public import public_status
from schemes.queries import needs
from schemes.services import lift
from schemes.words.requirements import missing_sentences

from .conftest import facts
from .conftest import said_by as seed

FIRST_PAGES = {
    "trainee": "/home/", "newcomer": "/home/", "worker": "/certificate/", "assessor": "/marking/", "assessor2": "/marking/",
    "supervisor": "/supervise/", "manager": "/manage/", "board": "/manage/decisions/", "quality": "/quality/",
    "safeguarding": "/manage/concerns/", "privacy": "/manage/data-requests/", "inspector": "/manage/", "organisation": "/org/",
    "editor": "/cms/", "admin": "/cms/", "facilitator": "/manage/workshops/",
}  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("laid")]


def person(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.example")


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_it_says_what_it_did_in_one_line(laid):
    assert laid.said.startswith("Demo: 127 new people, 20 changes of standing (")
    assert laid.said.count("\n") == 1


def test_the_same_day_gives_the_same_people_dates_and_standings_also_when_stopped_half_way(laid):
    after = facts()
    assert set(after) == set(laid.facts)
    for what, rows in laid.facts.items():
        assert after[what] == rows, what


def test_everybody_on_the_sign_in_page_is_there_with_their_role():
    for part in (*CAST, *OTHERS):
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
    version = Scheme.objects.get(code="alongside-demo").versions.in_force().last()
    assert version.number == 1
    report = needs(person("trainee"), version)
    assert not report.is_met
    said = missing_sentences(report)
    assert len(said) == 1
    assert "1 minute to go" in said[0]
    assert sum(Entry.objects.filter(person=person("trainee"), kind="practice").values_list("minutes", flat=True)) == 1199


def test_everybody_who_works_finds_work():
    assert Submission.objects.filter(state="submitted").exists()
    assert Entry.objects.filter(state="submitted").exists()
    assert [case.person.called for case in Application.objects.open()] == ["Ánxela Mostra"]
    assert Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now()).count() == 1
    assert Invitation.objects.exclude(asked_again_at=None).get().email == "ido@demo.example"


def test_twenty_four_belong_to_the_spring_circle_at_every_stage():
    circle = Cohort.objects.get(title=SPRING)
    asked = Invitation.objects.filter(context_key=circle.context_key, used_at=None)
    places = Enrolment.objects.filter(cohort=circle)
    assert places.count() + asked.count() == 24
    assert {key: places.filter(state=key).count() for key in ("active", "completed", "left")} == {"active": 13, "completed": 8, "left": 1}
    opened = places.filter(pk__in=ModuleEnrolment.objects.values("enrolment"))
    assert sorted(places.exclude(pk__in=opened).values_list("person__called", flat=True)) == ["Nur Démo", "மலர் மாதிரி"]
    here = ModuleEnrolment.objects.filter(enrolment__in=places.filter(state="active"), completed_at=None)
    assert set(here.values_list("edition__slug", flat=True)) >= {
        "listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"
    }  # fmt: skip


def test_somebody_of_the_spring_circle_stands_at_each_gate():
    tests = {
        key: list(AttemptResult.objects.filter(attempt__person=person(key)).order_by("pk").values_list("passed", flat=True))
        for key in ("mat", "orsi")
    }
    assert tests == {"mat": [False], "orsi": [False, True]}
    assert Judgement.objects.get(person=person("aram")).outcome == "not_yet"
    assert sorted(Submission.objects.filter(person=person("xinyi")).values_list("state", flat=True)) == ["judged"] * 3 + ["submitted"]
    assert Entry.objects.filter(person=person("deepa"), state="returned").count() == 1
    assert is_on_break(person("kofi"))
    version = Scheme.objects.get(code="alongside-demo").versions.get(number=1)
    assert needs(person("hanako"), version).is_met
    assert not Application.objects.filter(person=person("hanako")).exists()
    assert Enrolment.objects.get(person=person("siobhan")).state == "left"
    assert Certification.objects.filter(person=person("awarded")).exists()


def test_nobody_began_a_lesson_or_was_credited_before_it_was_released():
    released = dict(ModuleEdition.objects.values_list("pk", "released_at"))
    begun = ModuleEnrolment.objects.values_list("edition", "created_at")
    credited = TrainingCredit.objects.filter(edition__isnull=False).values_list("edition", "awarded_on")
    assert all(released[pk] < at for pk, at in begun)
    assert all(released[pk].date() < on for pk, on in credited)
    assert (len(begun) > 0, len(credited) > 0) == (True, True)


def test_one_person_was_not_seen_for_seven_weeks_and_everybody_else_of_the_circle_was(laid):
    last = {}
    with_cy = Relation.objects.in_force(laid.today).filter(kind="supervises", by=person("supervisor")).values("of")
    for email, on in Entry.objects.filter(kind="supervision", person__in=with_cy).values_list("person__email", "on"):
        last[email] = max(on, last.get(email, on))
    gone = {email for email, on in last.items() if (laid.today - on).days >= 49}
    assert gone == {"taras@demo.example"}


def test_nobody_was_asked_into_the_autumn_circle_yet():
    autumn = next(line for line in cohorts_for(person("manager")) if line.cohort.title == AUTUMN)
    assert not Enrolment.objects.filter(cohort=autumn.cohort).exists()
    assert not Invitation.objects.filter(context_key=autumn.cohort.context_key).exists()


def test_the_groups_show_days_workshops_and_a_waiting_list():
    spring, evening = (Cohort.objects.get(title=title) for title in (SPRING, EVENING))
    assert spring.dues.count() == 5
    assert sorted(spring.workshops.values_list("state", flat=True)) == ["held", "planned"]
    assert spring.workshops.get(state="held").attendances.count() >= 10
    assert sorted(evening.requests.values_list("state", flat=True)) == ["asked", "waiting", "waiting"]
    assert (evening.capacity, evening.enrolments.count()) == (2, 2)


def test_two_organisations_one_of_them_with_a_team_of_two():
    assert Organisation.objects.count() == 2
    [mine] = partners_of(person("organisation"))
    assert mine.team == ["Flo Démo", "Fén Sampla"]


def test_four_assessors_judged_over_many_weeks_and_one_competency_was_looked_at_often_enough_for_a_figure():
    assert set(Judgement.objects.values_list("assessor__called", flat=True)) == {"Bo Démo", "Bea Démo", "Bíró Minta", "Bảo Ví Dụ"}
    assert len({on.isocalendar()[:2] for on in Judgement.objects.values_list("judged_on", flat=True)}) > 20
    looks = QualityCheck.objects.filter(judgement__competency="listening")
    assert looks.count() == 22
    assert looks.filter(outcome="return").count() == 3


def test_no_mail_and_no_job_is_left_lying(laid):
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert not OutboxMessage.objects.filter(state__in=("going", "could_not", "dropped")).exists()


def test_the_rooms_of_the_newer_roles_are_furnished():
    sam, quin = person("safeguarding"), person("quality")
    assert sorted(Concern.objects.readable_by(sam).values_list("state", flat=True)) == ["closed", "taken_up", "waiting"]
    assert sample_for(quin)
    assert is_on_break(person("mat"))
    assert sorted(Adjustment.objects.values_list("state", flat=True)) == ["agreed", "asked"]
    assert sorted(DataRequest.objects.values_list("person__called", "state")) == [("Ada Démo", "open"), ("Wen Démo", "answered")]
    assert BreakGlass.objects.shown_to(person("trainee")).count() == 1
    assert not BreakGlass.objects.open_to(sam).exists()


def test_the_records_are_sound():
    said = StringIO()
    call_command("check_records", stdout=said)
    assert said.getvalue().startswith("0 problems")


def test_a_second_run_changes_nothing():
    before = counts()
    assert seed().startswith("Demo: nothing to add")
    assert counts() == before


def test_who_came_later_is_added_to_a_demo_that_stands_already():
    """An older demo without one of the first years, and without somebody of the spring circle."""
    with transaction.atomic():
        for key in ("founder7", "siobhan"):
            User.objects.filter(pk=person(key).pk).update(email=f"before-{key}@demo.example")
        assert seed().startswith("Demo: 2 new people, 0 changes")
        assert Certification.objects.filter(person=person("founder7")).exists()
        assert Enrolment.objects.get(person=person("siobhan")).state == "left"
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
