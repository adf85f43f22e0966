"""Borders of the whole house that no single app can hold: what stays, what hangs on what, what files may say."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from simple_history.models import HistoricalChanges

from lms.core.append_only import protections
from lms.core.models.base import Envelope

HOUSE = Path(settings.BASE_DIR)
OURS = {"core", "desk", "accounts", "assessments", "safeguarding", "courses", "logbook", "schemes", "certificates"}
OWN_MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]

# Every protected table is one of these kinds; a new one is written down here, so that nobody protects a row that must change.
KINDS = {
    "released": {
        "accounts.ConsentText", "accounts.MessageWording", "assessments.FrameworkVersion", "assessments.PlanVersion",
        "assessments.QuestionVersion", "assessments.QuizVersion", "certificates.Copy", "certificates.CopyPaper", "courses.ModuleEdition",
        "courses.MustRead", "schemes.SchemeVersion", "schemes.StatementVersion",
    },
    "envelope": {
        "accounts.RelationEvent", "accounts.RequestWords", "accounts.RoleEvent", "assessments.AnswerMarking", "assessments.AttemptResult",
        "assessments.Judgement", "assessments.JudgedCriterion", "assessments.PassRuling", "assessments.QualityCheck",
        "assessments.SubmissionRound", "courses.SharedReflection", "logbook.Countersignature", "logbook.Remark", "safeguarding.BreakGlass",
        "schemes.CertificationEvent", "schemes.Decision",
    },
    "event": {
        "accounts.Erasure", "accounts.IdentityCheck", "accounts.Merge", "accounts.MergeUndone", "assessments.AttemptSlot",
        "assessments.MarkEvent", "assessments.OptionVoid", "assessments.PassInDoubt", "assessments.QuestionReview", "assessments.QuizDays",
        "certificates.CopySuperseded", "core.MoveEvent", "courses.Attendance", "courses.EditionMediaUse", "courses.ModuleReview",
        "courses.Redaction", "courses.StepReview", "courses.StepWithdrawal", "courses.TrainingCredit",
        "safeguarding.GlassEvent", "schemes.Attestation", "schemes.CaseReport",
    },
    "erasable": {
        "certificates.CheckEvent", "certificates.CopySnapshot", "core.DeliveryLine", "core.Narrative", "core.ReadEvent",
        "core.ReadSubject", "courses.EditionFragment", "courses.EditionMedia", "courses.KnowledgeAnswer", "courses.MustReadSeen",
        "courses.StepFinished",
        "safeguarding.ConcernStep",
    },
}  # fmt: skip

# What may go when another row goes, or lose its link. Everything else refuses (PROTECT).
CASCADES = {
    # Wagtail's own parents of what editors make.
    "core.EditorialImage.collection", "core.EditorialDocument.collection", "core.EditorialMedia.collection",
    "courses.Programme.page_ptr", "courses.Module.page_ptr", "courses.Step.page_ptr",
    # Parts of a draft that editors work on; learners are taught from editions.
    "core.EditorialRendition.image", "courses.ModuleOutcome.module", "courses.ModuleMinutes.module",
    "courses.Step_topics.step", "courses.Step_topics.topic", "courses.ModuleNeed.module", "courses.ModuleNeed.needs",
    # Tasks of Wagtail's workflow are rows of its table with a kind.
    "courses.LivedExperienceReview.task_ptr", "courses.SafeguardingReview.task_ptr", "courses.WordsReview.task_ptr",
    # Membership in Django's groups: roles are dated rows (RoleGrant), groups only mirror them for the CMS.
    "accounts.User_groups.user", "accounts.User_groups.group",
    "accounts.User_user_permissions.user", "accounts.User_user_permissions.permission",
    # The other device's words of a private entry go with the entry that the writer deletes.
    "courses.JournalCopy.entry",
}  # fmt: skip
UNLINKED = {
    "core.EditorialImage.uploaded_by_user", "core.EditorialDocument.uploaded_by_user", "core.EditorialMedia.uploaded_by_user",
    "core.SupportResource.latest_revision", "core.SupportResource.live_revision",
}  # fmt: skip

# Addresses that a file could fetch packages from. Put together here, so that this file holds none.
SHOPS = ("pypi", "files.python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian", "archive.ub" + "untu", "security.deb" + "ian")
SHOP = re.compile(r"https?://(?:[\w.-]+\.)?(?:" + "|".join(re.escape(shop) for shop in SHOPS) + r")", re.IGNORECASE)


# Built, downloaded or private to one machine (.gitignore).
NOT_OURS = {"var", "htmlcov", "staticfiles", "node_modules", "__pycache__"}


def own_files():
    """Every file of the project as it would be committed; hidden folders but .ci hold none."""
    for folder, inner, names in os.walk(HOUSE):
        inner[:] = [name for name in inner if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))]
        yield from (Path(folder) / name for name in names)


# --- what stays -------------------------------------------------------------------------------------------------------


def test_every_protected_table_is_of_a_known_kind():
    known = {label: kind for kind, labels in KINDS.items() for label in labels}
    assert {protection.model._meta.label for protection in protections()} == set(known)
    assert {protection.model._meta.label for protection in protections() if protection.erasable} == KINDS["erasable"]


def test_every_envelope_is_protected():
    protected = {protection.model for protection in protections() if not protection.erasable}
    envelopes = {model for model in OWN_MODELS if issubclass(model, Envelope)}
    assert len(envelopes) >= 5
    assert envelopes <= protected


def migrated(database: str) -> dict:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test", "TEST_DATABASE_URL": database, "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.architecture.migrated"], cwd=HOUSE, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def assert_everything_refused(found: dict):
    assert found["missing"] == []
    assert len(found["answers"]) == 6
    assert {statement: said for statement, said in found["answers"].items() if "append-only" not in said} == {}
    envelopes = {model._meta.label for model in OWN_MODELS if issubclass(model, Envelope)}
    assert set(found["envelopes"]) == envelopes
    assert {label: said for label, said in found["envelopes"].items() if "append-only" not in said} == {}


@contextmanager
def scratch_database(url: str):
    """The address of a new, empty PostgreSQL database beside the one of `url`; dropped afterwards."""
    import psycopg

    name = f"alongside_migrate_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield re.sub(r"/[^/?]*(\?.*)?$", rf"/{name}\1", url)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_after_all_migrations_sqlite_refuses_raw_changes(tmp_path, migrated_file):
    shutil.copy(migrated_file, tmp_path / "fresh.sqlite3")
    assert_everything_refused(migrated(f"sqlite:///{tmp_path / 'fresh.sqlite3'}"))


@pytest.mark.slow
@pytest.mark.both
def test_after_all_migrations_postgresql_refuses_raw_changes(migrate_postgresql):
    url = os.environ.get("TEST_DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL")
    with scratch_database(url) as fresh:
        migrate_postgresql(fresh)
        assert_everything_refused(migrated(fresh))


# --- what hangs on what -----------------------------------------------------------------------------------------------


def links(*, historical: bool):
    for model in OWN_MODELS:
        for field in model._meta.local_fields:
            if field.remote_field is not None and issubclass(model, HistoricalChanges) is historical:
                yield f"{model._meta.label}.{field.name}", field.remote_field.on_delete


def test_nothing_about_a_learner_goes_when_another_row_goes():
    assert {name for name, act in links(historical=False) if act is models.CASCADE} == CASCADES
    assert {name for name, act in links(historical=False) if act not in (models.CASCADE, models.PROTECT)} == UNLINKED


def test_history_outlives_what_it_tells_of():
    assert [name for name, act in links(historical=True) if act not in (models.DO_NOTHING, models.SET_NULL)] == []


def test_history_copies_no_words():
    """A historical table is a copy that erasure would have to hunt for: facts only."""
    tables = [model for model in OWN_MODELS if issubclass(model, HistoricalChanges)]
    assert len(tables) >= 6
    wordy = [
        f"{m._meta.label}.{f.name}" for m in tables for f in m._meta.local_fields if isinstance(f, models.TextField | models.BinaryField)
    ]
    assert wordy == []


# --- what files may say -----------------------------------------------------------------------------------------------


def test_requirements_name_packages_and_no_place_to_fetch_them():
    lists = sorted((HOUSE / "requirements").glob("*"))
    assert lists
    address = re.compile(r"://|git\+|^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b| @ ")
    found = [f"{path.name}:{n}" for path in lists for n, line in enumerate(path.read_text().splitlines(), 1) if address.search(line)]
    assert found == []


def test_no_file_holds_the_address_of_a_package_shop():
    files = list(own_files())
    assert len(files) > 300
    assert [str(path.relative_to(HOUSE)) for path in files if SHOP.search(path.read_text(encoding="utf-8", errors="ignore"))] == []
