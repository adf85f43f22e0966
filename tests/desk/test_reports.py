"""Reports on their pages: who may open which, what stands there, what does not, and what it costs."""

import csv
import io
from datetime import timedelta

import pytest

from accounts.models import RoleGrant
from accounts.services.breaks import start_break
from courses.models import ModuleEnrolment
from courses.services.enrol import end_enrolment
from lms.core import clock
from lms.core.sheets import MARK
from lms.desk.figures.scope import Scope
from lms.desk.reports import BY_KEY, REPORTS
from schemes.models import SchemeVersion
from schemes.queries import needs
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.assessments_evidence import authority, framework, judged
from tests.factories.assessments_evidence import sent as evidence_sent
from tests.factories.courses import cohort, edition, learning, place
from tests.factories.logbook import EntryFactory, confirmed
from tests.factories.schemes import QUICK, certified, quick, release, supervisor_of
from tests.factories.schemes import sent as application_sent

pytestmark = pytest.mark.django_db
KEYS = [report.key for report in REPORTS]


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


@pytest.fixture
def page(client):
    def read(someone, address: str) -> str:
        client.force_login(someone)
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return read


def cells(client, address: str) -> list[list[str]]:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.reader(io.StringIO(body.decode().removeprefix(MARK), newline="")))


def rows_on(words: str) -> list[list[str]]:
    """The table below the drawing, as words."""
    import re
    from html import unescape

    table = words.split('<table class="num">')[1].split("</table>")[0]
    lines = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)] for line in lines
    ]


def busy(number: int, title: str = "Spring 2027", **fields):
    """A cohort of so many people who have done something of everything that reports tell."""
    group, module, version = cohort(title, **fields), edition(slug=f"listening-{title.lower().replace(' ', '-')}"), _framework()
    quick() if not SchemeVersion.objects.exists() else None
    bo = with_role("assessor", "Bo")
    authority(bo, version)
    people = [UserFactory(called=f"Canary {at}") for at in range(number)]
    for at, person in enumerate(people):
        begun = learning(person, module, group)
        cy = supervisor_of(person, f"Cy {at}")
        confirmed(person, cy, minutes=10 + at)
        day = clock.today() - timedelta(days=14)
        EntryFactory(kind="supervision", person=person, supervisor=cy, logged_by=cy, on=day, activity="supervision", state="submitted")
        if at % 2:
            judged(evidence_sent(person, version), bo)
        ModuleEnrolment.objects.filter(pk=begun.pk).update(touched_at=clock.now() - timedelta(days=30))
    return group, people


def _framework():
    from assessments.models import FrameworkVersion

    return FrameworkVersion.objects.first() or framework()


# --- who ------------------------------------------------------------------------------------------

WHO = {key: {"manager", "inspector"} for key in KEYS} | {
    "agreement": {"manager", "inspector", "quality"},
    "stops": {"manager", "inspector", "editor"},
}


@pytest.mark.parametrize(
    "role", ["manager", "inspector", "quality", "editor", "assessor", "supervisor", "board", "admin", "privacy", "safeguarding"]
)
def test_each_report_is_there_for_those_whom_it_names_and_for_nobody_else(client, role):
    cohort()
    client.force_login(with_role(role, "Somebody"))
    for key in KEYS:
        status = 200 if role in WHO[key] else 404
        assert client.get(f"/manage/reports/{key}/").status_code == status, key
        assert client.get(f"/manage/reports/{key}.csv").status_code == status, key
    listed = client.get("/manage/reports/")
    mine = [key for key in KEYS if role in WHO[key]]
    assert listed.status_code == (200 if mine else 404)
    for key in KEYS:
        assert (f'href="/manage/reports/{key}/"' in listed.content.decode()) is (key in mine)


def test_an_unknown_report_or_a_cohort_of_somebody_else_is_not_there(client):
    mine, other = cohort("Mine"), cohort("The canary cohort")
    gus = UserFactory(called="Gus")
    RoleGrant.objects.create(person=gus, role="manager", scope_kind="cohort", scope_key=mine.public_id, from_on=clock.today())
    client.force_login(gus)
    assert client.get("/manage/reports/nothing/").status_code == 404
    for key in (*KEYS, "people"):
        for address in (f"/manage/reports/{key}/", f"/manage/reports/{key}.csv"):
            assert client.get(f"{address}?cohort={mine.public_id.lower()}").status_code == 200
            assert client.get(f"{address}?cohort={other.public_id.lower()}").status_code == 404
            assert b"canary" not in client.get(address).content.lower() if not client.get(address).streaming else True
    assert client.get(f"/manage/?cohort={other.public_id.lower()}").status_code == 404


def test_an_inspector_of_one_cohort_reads_of_no_case(client):
    group, people = busy(5)
    application_sent(people[0])
    ines = with_role("inspector", "Ines", scope_kind="cohort", scope_key=group.public_id)
    client.force_login(ines)
    assert client.get("/manage/reports/renewals/").status_code == 404
    rows = cells(client, "/manage/reports/progress.csv")
    assert dict(zip(rows[0], rows[1], strict=True))["Application with the board"] == "0"
    assert "Application with the board" not in [row[2] for row in cells(client, "/manage/reports/people.csv")[1:]]


# --- what -----------------------------------------------------------------------------------------


def test_every_report_says_its_finding_its_sentence_and_its_table_and_names_nobody(page, client, gus):
    group, people = busy(6)
    for key in KEYS:
        words = page(gus, f"/manage/reports/{key}/?cohort={group.public_id.lower()}")
        for secret in ("Canary", "Cy 0", *(person.public_id for person in people), *(person.email for person in people)):
            assert secret not in words, key
        figure = BY_KEY[key].draw(Scope(gus, group.public_id))
        assert figure.title in words.replace("&#x27;", "'"), key
        if figure.is_drawn:
            assert f'aria-label="{figure.sentence}"' in words or f'<caption class="vh">{figure.sentence}' in words
            assert "Show as a table" in words
            assert f"/manage/reports/{key}.csv?cohort={group.public_id.lower()}" in words
    drawn = [key for key in KEYS if BY_KEY[key].draw(Scope(gus)).is_drawn]
    assert drawn == ["progress", "competencies", "hours", "supervision", "stops"]


@pytest.mark.parametrize("key", ["progress", "competencies", "hours", "supervision", "stops"])
def test_the_file_is_the_table_on_the_page(page, client, gus, key):
    group, _people = busy(6)
    on_page = rows_on(page(gus, f"/manage/reports/{key}/"))
    in_file = cells(client, f"/manage/reports/{key}.csv")
    assert [[cell or "–" for cell in row] for row in in_file] == on_page


@pytest.mark.parametrize("key", KEYS)
def test_of_four_people_nothing_stands_on_the_page_in_the_file_or_in_an_attribute(page, client, gus, key):
    group, people = busy(4, "Small")
    for person in people[:2]:
        certified(person, by=with_role("board", "Di"))
    scope = Scope(gus, group.public_id)
    codes = [seat.code for seat in scope.seats]
    assert len(codes) == 4
    words = page(gus, f"/manage/reports/{key}/?cohort={group.public_id.lower()}")
    main = words.split("<main")[1].split("</main>")[0]
    file = client.get(f"/manage/reports/{key}.csv?cohort={group.public_id.lower()}").content.decode()
    for secret in (*codes, '<svg class="chart-drawing', "<progress", "<table"):
        assert secret not in main + file, key
    assert len(file.splitlines()) == 1
    if key != "agreement":
        assert "Fewer than 5 people: not shown." in main
    assert "Fewer than 5 people: not shown." in page(gus, f"/manage/reports/people/?cohort={group.public_id.lower()}")
    rows = cells(client, f"/manage/reports/people.csv?cohort={group.public_id.lower()}")
    assert len(rows) == 1


def test_hours_are_those_that_the_learner_reads(gus):
    from lms.desk.figures.asked import asked_for
    from lms.desk.figures.practice_hours import practised
    from schemes.requirements.hours import PracticeMinutes

    group, people = busy(5)
    ((asked, _scheme),) = asked_for(PracticeMinutes)
    version = SchemeVersion.objects.get()
    have = {needs(person, version).outcome.parts[0].have for person in people}
    assert {one.minutes for one in practised(Scope(gus), asked)} == have == {10, 11, 12, 13, 14}


def test_a_break_is_hatched_only_when_the_manager_may_know_and_inspectors_see_none(client, gus):
    _group, people = busy(6)
    start_break(person=people[0], back_on=None, tells_supervisor=False, tells_manager=True)
    start_break(person=people[1], back_on=None, tells_supervisor=True, tells_manager=False)
    for reader, number in ((gus, "1"), (with_role("inspector", "Ines"), "0")):
        client.force_login(reader)
        rows = cells(client, "/manage/reports/progress.csv")
        assert dict(zip(rows[0], rows[1], strict=True))["On a break"] == number
        assert [row[3] for row in cells(client, "/manage/reports/people.csv")[1:]].count("yes") == int(number)


def test_people_who_left_are_in_no_figure_and_stay_in_the_list_of_people(client, gus):
    group, people = busy(6)
    end_enrolment(enrolment=people[0].enrolments.get(), by=gus)
    client.force_login(gus)
    assert len(cells(client, "/manage/reports/hours.csv")) == 1 + 5
    assert sorted(row[2] for row in cells(client, "/manage/reports/people.csv")[1:]) == ["Learning"] * 5 + ["Left the programme"]


def test_editors_see_where_people_stop_from_ten_people_on_and_without_a_cohort(client):
    group, _people = busy(9, "The canary cohort")
    ed = with_role("editor", "Edi")
    client.force_login(ed)
    words = client.get("/manage/reports/stops/").content.decode()
    assert "Fewer than 10 people: not shown." in words
    assert "canary" not in words.lower().replace("listening-the-canary-cohort", "").replace("listening the canary cohort", "")
    more = UserFactory()
    begun = learning(more, ModuleEnrolment.objects.first().edition, group)
    ModuleEnrolment.objects.filter(pk=begun.pk).update(touched_at=clock.now() - timedelta(days=30))
    assert "Most pauses happen after" in client.get("/manage/reports/stops/").content.decode()


def test_a_quality_assurer_finds_agreement_beside_the_quality_checks(page):
    words = page(with_role("quality", "Quin"), "/quality/agreement/")
    assert "Do we mark alike?" in words
    assert 'href="/quality/agreement/"' in page(with_role("quality", "Quin"), "/quality/")


def test_a_person_with_two_records_is_one(gus):
    group, people = busy(5)
    second = UserFactory()
    place(second, group)
    second.merged_into = people[0]
    second.save()
    people[0].has_duplicates = True
    people[0].save()
    scope = Scope(gus)
    assert len(scope.learners) == 5
    assert second.pk not in scope.learners
    assert sum(BY_KEY["progress"].draw(scope).rows[0][1:]) == 5


# --- what it costs --------------------------------------------------------------------------------


def test_the_newest_version_of_a_scheme_says_how_many_hours_and_the_certified_are_left_out(gus):
    _group, people = busy(7)
    for person in people[:2]:
        certified(person, by=with_role("board", "Di"))
    release(
        QUICK.replace("number: 1, effective_from: 2020-01-01", "number: 2, effective_from: 2021-01-01").replace(
            "minutes: 60", "minutes: 1200"
        )
    )
    figure = BY_KEY["hours"].draw(Scope(gus))
    assert [row[2] for row in figure.rows] == [20.0] * 5
    assert [len(BY_KEY[key].draw(Scope(gus)).rows) for key in ("supervision", "competencies")] == [5, 5]


@pytest.mark.parametrize("number", [10, 20])
@pytest.mark.parametrize(
    ("key", "statements"),
    [
        ("progress", 5),
        ("competencies", 9),
        ("hours", 10),
        ("supervision", 9),
        ("marking", 7),
        ("agreement", 6),
        ("stops", 8),
        ("renewals", 7),
    ],
)
def test_a_report_takes_a_fixed_number_of_statements(client, gus, number, key, statements, django_assert_num_queries):
    _group, people = busy(number)
    for person in people[:5]:
        certified(person, by=with_role("board", "Di"))
    client.force_login(gus)
    client.get(f"/manage/reports/{key}/")
    with django_assert_num_queries(statements):
        client.get(f"/manage/reports/{key}/")


@pytest.mark.parametrize("title", ["Spring", "Autumn"])
def test_the_first_page_shows_findings_of_the_cohort_that_is_asked_for(page, gus, title):
    for name in ("Spring", "Autumn"):
        busy(5, name)
    RoleGrantFactory(person=gus, role="supervisor")
    group = Scope(gus).all_cohorts[0] if title == "Autumn" else Scope(gus).all_cohorts[1]
    words = page(gus, f"/manage/?cohort={group.public_id.lower()}")
    shown = BY_KEY["hours"].draw(Scope(gus, group.public_id))
    for row in shown.rows:
        assert row[0] in words
    assert "How it is going" in words
    assert 'href="/manage/reports/"' in words
