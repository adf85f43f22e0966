"""The first page of somebody who learns: their own next step, their own path, and nothing of anybody else."""

from datetime import timedelta

import pytest

from accounts.privacy.consent_screen import questions
from accounts.services.consents import answer_consent
from accounts.services.erase import order_erasure, take_back_erasure
from courses.models import ModuleEnrolment
from lms.core import clock
from lms.desk.queries import FEEDBACK_FOR, home_screen
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_evidence import authority, draft, framework, judged, next_round, person
from tests.factories.assessments_evidence import sent as evidence_sent
from tests.factories.courses import cohort, edition, learning, place
from tests.factories.logbook import DAY, EntryFactory, asked, confirmed, session_by
from tests.factories.logbook import sent as hours_sent
from tests.factories.schemes import begun, certified, quick, ready, supervisor_of
from tests.factories.schemes import sent as application_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def page(client):
    """The words of the first page of somebody."""

    def read(someone) -> str:
        client.force_login(someone)
        return client.get("/home/").content.decode()

    return read


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/home/").url.startswith("/sign-in/")


def test_a_newcomer_reads_how_short_the_first_step_is(page, ada):
    place(ada, cohort(programme_key=edition().programme_key))
    words = page(ada)
    assert "Hello, Ada" in words
    assert "You're in. Your first step takes 5 minutes." in words
    assert 'href="/learn/listening/"' in words


def test_before_the_first_day_it_says_when_it_starts(page, ada):
    edition()
    place(ada, cohort(starts_on=clock.today() + timedelta(days=10)))
    assert "Look round now if you like" in page(ada)


def test_somebody_who_has_begun_carries_on_where_they_were(page, ada):
    learning(ada)
    words = page(ada)
    assert "Carry on where you left off" in words
    assert "Your first step takes" not in words


def test_without_a_course_nobody_is_told_what_they_have_not_done(page):
    quick()
    words = page(with_role("supervisor", "Cy"))
    assert "You are not on a course yet" in words
    assert "Your path to the certificate" not in words


def test_the_path_says_each_requirement_to_the_minute_and_leads_on(page, ada):
    quick()
    learning(ada)
    confirmed(ada, supervisor_of(ada), minutes=59)
    words = page(ada)
    assert "59 minutes of 1 hour" in words
    assert "1 minute to go" in words
    assert 'href="/apply/quick/"' in words


def after_the_modules(ada) -> None:
    ModuleEnrolment.objects.filter(pk=learning(ada).pk).update(completed_at=clock.now())


def test_after_the_modules_the_nearest_requirement_comes_first(page, ada):
    quick()
    after_the_modules(ada)
    ready(ada, minutes=59)
    words = page(ada)
    assert "A good next step" in words
    assert "You have 59 minutes of 1 hour. 1 minute to go." in words


def test_somebody_who_has_everything_is_told_that_they_can_apply(page, ada):
    quick()
    after_the_modules(ada)
    ready(ada)
    words = page(ada)
    assert "You have everything. You can apply" in words
    assert 'href="/apply/quick/send/"' in words


def test_what_is_with_somebody_else_asks_nothing_of_me(page, ada):
    quick()
    after_the_modules(ada)
    ready(ada, minutes=59)
    hours_sent(ada, supervisor_of(ada, "Dee"), minutes=60)
    assert "What is left is with somebody else" in page(ada)


def test_an_application_that_was_sent_comes_first(page, ada):
    application = application_sent(ada)
    after_the_modules(ada)
    words = page(ada)
    assert "It is with the certification board" in words
    assert words.count(application.get_absolute_url()) == 2


def test_new_feedback_is_there_with_a_link_and_without_its_words(page):
    ada, bo, version = person("Ada"), person("Bo", "assessor"), framework()
    authority(bo, version)
    judgement = judged(evidence_sent(ada, version), bo, met=False, strengths="The canary praise")
    words = page(ada)
    assert f"/feedback/{judgement.public_id}/" in words
    assert "Not yet" in words
    assert "canary" not in words


def test_feedback_stands_before_the_path_and_three_are_enough(page):
    ada, bo, version = person("Ada"), person("Bo", "assessor"), framework()
    quick()
    learning(ada)
    for one in version.competencies()[:4]:
        authority(bo, version, one.key)
        judged(evidence_sent(ada, version, one.key), bo)
    words = page(ada)
    assert words.count('href="/feedback/') == 3
    assert words.index("Feedback for you") < words.index("Your path to the certificate")


def test_feedback_leaves_after_thirty_days_and_makes_way_for_newer():
    ada, bo, version = person("Ada"), person("Bo", "assessor"), framework()
    authority(bo, version)
    first = evidence_sent(ada, version)
    judged(first, bo, met=False)
    newer = judged(next_round(first, "I asked my supervisor."), bo)
    assert [line.ref for line in home_screen(ada).feedback] == [newer.public_id]
    assert home_screen(ada, clock.now() + FEEDBACK_FOR + timedelta(minutes=1)).feedback == []


def test_what_is_with_somebody_else_is_said_once_sent(page):
    ada, version = person("Ada"), framework()
    cy = supervisor_of(ada)
    evidence_sent(ada, version)
    draft(ada, version, "listening", title="Kept to myself")
    hours_sent(ada, cy, minutes=90)
    screen = home_screen(ada)
    assert (len(screen.sent), [line.waiting_minutes for line in screen.waiting_hours]) == (1, [90])
    assert "1 hour 30 minutes to confirm" in page(ada)


def test_an_application_with_the_board_is_waiting(page, ada):
    application = application_sent(ada)
    assert application.get_absolute_url() in page(ada)


def test_questions_and_sessions_of_the_supervisor_wait_for_me(page, ada):
    cy = supervisor_of(ada)
    asked(ada, cy)
    session_by(cy, ada)
    screen = home_screen(ada)
    assert [(line.kind, line.for_me) for line in screen.log_for_me] == [("practice", 1), ("supervision", 1)]
    assert screen.waiting_hours == []
    assert "Your answer is asked for" in page(ada)


def test_a_certificate_that_is_held_is_shown_and_its_path_is_walked(page, ada):
    certified(ada)
    words = page(ada)
    assert "Certified Peer Support Worker" in words
    assert 'href="/certificate/"' in words
    assert "You are not on a course yet" not in words
    assert home_screen(ada).paths == []


def test_the_scheme_applied_under_stands_alone(ada):
    application = begun(ada)
    assert [line.application for line in home_screen(ada).paths] == [application]


def test_nothing_of_another_person_shows(page):
    ada, bo, eve, version = person("Ada"), person("Bo", "assessor"), person("Eve"), framework()
    authority(bo, version)
    judgement = judged(evidence_sent(ada, version), bo)
    cy = supervisor_of(ada)
    hours_sent(ada, cy, minutes=97)
    asked(ada, cy, on=DAY - timedelta(days=1))
    learning(ada)
    application_sent(UserFactory(called="Zoë"))
    assert judgement.public_id in page(ada)
    for stranger in (eve, cy, bo):
        screen, words = home_screen(stranger), page(stranger)
        assert (screen.feedback, screen.sent, screen.log, screen.applications, screen.held) == ([], [], [], [], [])
        assert judgement.public_id not in words
        assert "1 hour 37 minutes" not in words


def full_record(n: int):
    """Ada with n of everything: cohorts with modules, log entries, judgements."""
    ada, bo, version = person("Ada"), person("Bo", "assessor"), framework()
    cy = supervisor_of(ada)
    keys = [each.key for each in version.competencies()]
    for key in keys[: min(n, len(keys))]:
        authority(bo, version, key)
        judged(evidence_sent(ada, version, key), bo, met=False)
    course = cohort()
    place(ada, course)
    for at in range(n):
        edition(slug=f"module-{at}", position=at)
        EntryFactory(person=ada, supervisor=cy, state="submitted", on=DAY - timedelta(days=at))
    quick()
    return ada


@pytest.mark.parametrize("n", [1, 30])
def test_it_takes_a_fixed_number_of_statements(client, n, django_assert_num_queries):
    """Nine of them are the evidence and the schemes that it is held against."""
    client.force_login(full_record(n))
    client.get("/home/")
    # Two look for questions about data that wait, one for what everybody has to read, three for days, sessions and places asked for.
    with django_assert_num_queries(30):
        assert client.get("/home/").status_code == 200


def test_questions_about_ones_data_wait_gently_until_they_are_answered(page, ada):
    assert 'href="/me/privacy/consents/"' in page(ada)
    for each in questions(ada):
        answer_consent(person=ada, purpose=each.purpose.key, about_key=each.asked.key, is_yes=False, seen_sha256=each.words.sha256)
    assert "A few questions about your data" not in page(ada)


def test_an_erasure_on_its_way_says_its_day_and_the_way_back(page, ada):
    order = order_erasure(person=ada, by=ada)
    words = page(ada)
    assert "Your record will be erased" in words
    assert f"{order.carry_out_on:%A} {order.carry_out_on.day} {order.carry_out_on:%B}" in words
    take_back_erasure(order=order, by=ada)
    assert "Your record will be erased" not in page(ada)
