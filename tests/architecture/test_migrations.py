"""A release may be rolled out while the one before still serves: new migrations only add."""

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.migration_rules import steps

OWN = ("core", "accounts", "assessments", "safeguarding", "courses", "logbook", "schemes", "certificates")
# Landed before there was a release: nobody ran them beside older code. Nothing is ever added here.
LANDED = set((settings.BASE_DIR / "tests" / "architecture" / "migrations_before_0_1.txt").read_text().split())


def test_new_migrations_only_add(settings):
    settings.MIGRATION_MODULES = {}
    loader = MigrationLoader(None)
    new = sorted(key for key in loader.disk_migrations if key[0] in OWN and ".".join(key) not in LANDED)
    found = {".".join(key): list(steps(loader.disk_migrations[key], loader.project_state(key, at_end=False))) for key in new}
    assert {name: said for name, said in found.items() if said} == {}


def test_what_landed_is_still_there():
    """They are never edited and never renamed."""
    gone = [name for name in LANDED if not list(settings.BASE_DIR.glob(f"**/{name.split('.')[0]}/migrations/{name.split('.')[1]}.py"))]
    assert gone == []


# --- the rules themselves -----------------------------------------------------------------------------


@pytest.fixture
def before():
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("word", models.CharField(max_length=20)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("core", "Thing", fields))
    return state


def said(before, *operations, **fields):
    return list(steps(type("Migration", (migrations.Migration,), {"operations": list(operations), **fields})("0099", "core"), before))


ADDS = [
    migrations.AddField("thing", "more", models.TextField(null=True)),
    migrations.AddField("thing", "more", models.TextField(db_default="")),
    migrations.AddField("thing", "others", models.ManyToManyField("core.Thing")),
    migrations.AlterField("thing", "word", models.CharField("in other words", max_length=40)),
    migrations.AlterField("thing", "word", models.CharField(max_length=20, null=True)),
    migrations.AddIndex("thing", models.Index(fields=["word"], name="thing_word")),
    migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
]
TAKES = [
    (migrations.RemoveField("thing", "note"), "RemoveField"),
    (migrations.DeleteModel("Thing"), "DeleteModel"),
    (migrations.RenameField("thing", "note", "remark"), "RenameField"),
    (migrations.RenameModel("Thing", "Item"), "RenameModel"),
    (migrations.AddField("thing", "more", models.TextField(default="")), "leaves it out"),
    (migrations.AlterField("thing", "note", models.TextField(default="")), "must be filled now"),
    (migrations.AlterField("thing", "word", models.CharField(max_length=10)), "shorter"),
    (migrations.AlterField("thing", "word", models.IntegerField()), "another kind"),
    (migrations.AddConstraint("thing", models.UniqueConstraint(fields=["word"], name="one_word")), "refuses"),
    (migrations.RunPython(migrations.RunPython.noop), "cannot be taken back"),
]


@pytest.mark.parametrize("operation", ADDS, ids=lambda one: one.describe())
def test_adding_is_fine(before, operation):
    assert said(before, operation) == []


@pytest.mark.parametrize(("operation", "why"), TAKES, ids=lambda one: one if isinstance(one, str) else one.describe())
def test_what_the_older_code_would_stumble_over_is_named(before, operation, why):
    (words,) = said(before, operation)
    assert why in words
    assert said(before, operation, contract="0.3: nothing since 0.2 reads it") == []


def test_a_table_that_is_new_may_be_shaped_at_once(before):
    made = migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True)), ("word", models.TextField())])
    assert said(before, made, migrations.AddField("other", "more", models.TextField(default=""))) == []


def test_rows_and_tables_are_changed_apart(before):
    (words,) = said(before, ADDS[0], ADDS[-1])
    assert "in the same migration" in words
