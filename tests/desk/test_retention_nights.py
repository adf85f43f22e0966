"""The night lets go in batches and reports; the privacy officer chooses the times."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from lms.core import clock, registry, retention
from lms.core.errors import Refused
from lms.core.models import Narrative, PurgePermit, RetentionRule, RetentionRun
from lms.core.narrative import write_words
from lms.core.registry import Keeping
from lms.desk.management.commands.list_retention import as_table
from lms.desk.services.retention import kept_line, set_days, would_go
from tests.factories.accounts import with_role
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def pia():
    return with_role("privacy", "Pia")


# --- the night --------------------------------------------------------------------------------------------------------


@pytest.fixture
def stones():
    """Fifty rows of a kind that only this test keeps, in batches of twenty."""
    for n in range(50):
        write_words(kind="test.stone", text=f"stone {n}", subject_ref="X")
    keeping = Keeping("test.stones", "stones", "the day", "delete", 30, drop_stones)
    registry.register("keep", "test", lambda: [keeping])
    yield keeping
    registry._contributions["keep"].pop("test")


def drop_stones(before, size=20):
    rows = Narrative.objects.filter(kind="test.stone", created_at__lt=before)
    everything = Narrative.objects.all()
    return retention.in_batches(rows, lambda keys: everything.filter(pk__in=keys).delete(), why="stones", size=size)


def test_a_night_reports_each_kind_and_a_second_one_finds_nothing(stones):
    first = retention.run_retention(clock.now() + timedelta(days=31))
    again = retention.run_retention(clock.now() + timedelta(days=31))
    rows = [next(line for line in run.lines if line["key"] == "test.stones") for run in (first, again)]
    assert [(line["rows"], line["days"], line["trouble"]) for line in rows] == [(50, 30, ""), (0, 30, "")]
    assert first.finished_at
    assert PurgePermit.objects.filter(purpose="retention", reason="stones").count() == 3
    assert {line["key"] for line in first.lines} == {keeping.key for keeping in retention.keepings() if keeping.days}


def test_a_night_that_is_killed_leaves_whole_batches_and_the_next_goes_on(stones, monkeypatch):
    batches = []

    def stop_after_two(*args, **options):
        batches.append(1)
        if len(batches) > 2:
            raise KeyboardInterrupt
        return permit(*args, **options)

    permit = retention.purge_permit
    monkeypatch.setattr(retention, "purge_permit", stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        drop_stones(clock.now() + timedelta(days=1))
    assert Narrative.objects.filter(kind="test.stone").count() == 10
    monkeypatch.undo()
    assert drop_stones(clock.now() + timedelta(days=1)) == 10


def test_trouble_with_one_kind_stops_no_other_and_the_command_ends_with_1(stones):
    def trouble(before):
        raise RuntimeError("canary")

    registry.register("keep", "test", lambda: [Keeping("test.stones", "stones", "the day", "delete", 30, trouble)])
    with pytest.raises(CommandError, match=r"keep test\.stones"):
        call_command("nightly")
    run = RetentionRun.objects.get()
    assert [line["trouble"] for line in run.lines if line["key"] == "test.stones"] == ["RuntimeError"]
    assert len(run.lines) > 5
    assert "canary" not in str(run.lines)


def test_rows_that_do_not_go_end_the_work_instead_of_repeating_it(stones):
    rows = Narrative.objects.filter(kind="test.stone")
    with pytest.raises(RuntimeError):
        retention.in_batches(rows, lambda keys: None, why="nothing", size=20)


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_what_somebody_chose_holds_and_is_kept_in_the_history(stones, pia):
    line = kept_line("test.stones")
    with pytest.raises(PermissionDenied):
        set_days(line=line, days=5, by=with_role("manager", "Gus"))
    with pytest.raises(Refused):
        set_days(line=line, days=0, by=pia)
    set_days(line=line, days=None, by=pia)
    assert retention.run_retention(clock.now() + timedelta(days=99)).lines.__len__() == len(retention.keepings()) - 1 - forever()
    set_days(line=line, days=5, by=pia)
    rule = RetentionRule.objects.get()
    assert (retention.days_of(kept("test.stones")), rule.changed_by_ref, rule.history.count()) == (5, pia.public_id, 2)


def forever():
    return len([keeping for keeping in retention.keepings() if keeping.days is None])


def test_the_preview_counts_and_changes_nothing(stones):
    Narrative.objects.filter(kind="test.stone")
    line = kept_line("test.stones")
    assert would_go(line, 30) == 0
    with_age = would_go(line, -1)  # everything that is there, as a day before today's
    assert with_age == 50
    assert Narrative.objects.filter(kind="test.stone").count() == 50
    assert would_go(line, None) == 0
    assert not PurgePermit.objects.exists()


def test_the_page_changes_after_a_page_that_says_what_would_go(client, stones, pia):
    client.force_login(pia)
    assert "stones" in client.get("/manage/retention/").content.decode().lower()
    address = "/manage/retention/test.stones/"
    assert client.post(address, {"how": "days", "days": ""}).status_code == 422
    page = client.post(address, {"how": "days", "days": "7"}).content.decode()
    assert "lets go of nothing" in page
    assert not RetentionRule.objects.exists()
    client.post(address, {"how": "days", "days": "7", "sure": "on"})
    assert RetentionRule.objects.get().days == 7
    retention.run_retention(clock.now() + timedelta(days=8))
    page = client.get("/manage/retention/").content.decode()
    assert "50 rows" in page
    assert client.get("/manage/retention/nothing.here/").status_code == 404


@pytest.mark.parametrize("nights", [1, 30])
def test_the_page_takes_a_fixed_number_of_statements(client, pia, nights, django_assert_max_num_queries):
    for night in range(nights):
        retention.run_retention(clock.now() + timedelta(days=night))
    client.force_login(pia)
    client.get("/manage/retention/")
    with django_assert_max_num_queries(12):
        client.get("/manage/retention/")


def test_the_page_for_operators_lists_what_the_code_keeps():
    """When this fails: put what `manage.py list_retention` prints between the two marks in docs/data-we-hold.md."""
    page = (Path(settings.BASE_DIR) / "docs" / "data-we-hold.md").read_text()
    between = page.split("<!-- list_retention -->\n")[1].split("\n<!-- end -->")[0]
    assert between == as_table()


def test_every_kind_has_a_steady_key_and_is_named_once():
    keys = [keeping.key for keeping in retention.keepings()]
    assert len(keys) == len(set(keys))
    assert all(key.count(".") >= 1 for key in keys)
