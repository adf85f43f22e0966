"""A hundred and twenty certifications: every standing, every script that prints, and renewals that come unevenly."""

from collections import Counter
from datetime import timedelta

import pytest

from accounts.models import User
from certificates.models import Copy
from certificates.queries import JOB_KIND, status_of
from certificates.rendering.scripts import script
from certificates.services import answer_check
from certificates.storage import read
from lms.core.models import Job
from lms.demo.names import NAMES
from lms.demo.seed import HOLDERS
from lms.demo.stories.certified import CONDITIONS
from schemes.models import Application, Certification, CertificationEvent, Decision
from schemes.public import PublicOutcome, awards_of, public_status
from schemes.queries import records_of
from schemes.standing import Code

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("laid")]


def statuses():
    return public_status(Certification.objects.values_list("pk", flat=True))


def test_a_hundred_and_twenty_of_every_standing():
    found = Counter(one.outcome for one in statuses().values())
    assert sum(found.values()) == 120
    assert found == {
        PublicOutcome.CURRENT: 92,
        PublicOutcome.ENDED: 18,
        PublicOutcome.CURRENT_WITH_CONDITIONS: 4,
        PublicOutcome.NOT_VALID_AT_PRESENT: 3,
        PublicOutcome.REVOKED: 3,
    }
    shown = [text for one in statuses().values() for text in one.public_conditions]
    assert shown == [CONDITIONS] * 4


def test_inside_the_authority_they_are_told_apart_further(laid):
    records = records_of(Certification.objects.values_list("pk", flat=True))
    codes = Counter(record.on(laid.today).code for record in records.values())
    assert (codes[Code.GRACE], codes[Code.EXPIRED], codes[Code.SURRENDERED]) == (4, 15, 3)
    kinds = Counter(CertificationEvent.objects.values_list("kind", flat=True))
    assert (kinds["lifted"], kinds["conditions_ended"]) == (3, 1)


def test_a_checker_who_has_the_first_copy_is_told_what_the_story_says():
    for turn in HOLDERS:
        first = Copy.objects.opened().filter(certification__person__email=turn.story.email).order_by("pk")[0]
        says = first.snapshot.open()
        assert answer_check(asked=says.code, name=says.check_name, channel="code").outcome == turn.outcome, turn.story.key


def test_renewals_of_the_coming_year_have_one_heavy_month(laid):
    ends = [one.valid_until for one in statuses().values() if one.outcome == PublicOutcome.CURRENT]
    months = Counter((until - laid.today).days // 30 for until in ends if laid.today < until <= laid.today + timedelta(days=360))
    assert sum(months.values()) == 36
    assert months.most_common(2)[0] == (5, 13)
    assert months.most_common(2)[1][1] <= 4


def test_every_copy_was_printed_and_is_dated_like_its_award():
    assert set(Job.objects.filter(kind=JOB_KIND).values_list("state", flat=True)) == {"done"}
    assert Copy.objects.count() == 120 + 3
    assert CertificationEvent.objects.filter(kind="awarded").count() == 120
    awarded = dict(CertificationEvent.objects.filter(kind="awarded").values_list("certification_id", "recorded_at"))
    firsts = Copy.objects.opened().order_by("-pk").values_list("certification_id", "issued_at")
    assert dict(firsts) == awarded


def test_the_papers_can_be_read():
    last = Copy.objects.order_by("pk").last()
    assert read(last).startswith(b"%PDF")
    assert {paper.layout for paper in last.papers.all()} == {"large", "card"}


def test_awards_go_back_years_and_each_rests_on_the_rules_it_was_begun_under():
    under = Counter(Application.objects.filter(state="decided").values_list("scheme_version__number", flat=True))
    assert under == {1: 15, 2: 105}
    days = sorted(Decision.objects.values_list("decided_on", flat=True))
    assert (days[-1] - days[0]).days > 1500
    assert all(day.weekday() < 5 for day in days)
    ref = Certification.objects.get(person__email="founder15@demo.example").pk
    assert awards_of(ref)[0][1] == days[0]
    assert status_of(ref).scheme_version == 2


def test_names_come_from_many_scripts_and_no_two_are_alike():
    called = list(User.objects.values_list("called", flat=True))
    assert len(called) == len(set(called))
    scripts = {script(letter) for name in called for letter in name if letter.isalpha()}
    assert scripts >= {
        "LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "TAMIL", "THAI", "GEORGIAN", "ARMENIAN", "CJK", "HANGUL",
        "ETHIOPIC", "BENGALI",
    }  # fmt: skip
    assert {"Namuna", "Kofi"} <= set(called)
    assert max(map(len, called)) > 75
    assert any("'" in name and "-" in name for name in called)


def test_who_cannot_be_printed_in_their_letters_chose_how_they_are_written():
    other = [named for named in NAMES if named.certificate]
    assert len(other) == 10
    for named in other:
        held = Certification.objects.get(person__called=named.called)
        assert Copy.objects.opened().filter(certification=held).last().snapshot.open().name == named.printed
