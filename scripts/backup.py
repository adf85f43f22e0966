"""What scripts/backup.sh does. Database first, files right after: files are written before the rows that name them."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")

import django

django.setup()

from django.apps import apps  # noqa: E402 - after setup
from django.conf import settings  # noqa: E402
from django.core.files.storage import FileSystemStorage, Storage, storages  # noqa: E402
from django.db import connection, transaction  # noqa: E402

# What comes and goes by itself.
PASSING = {"django_session", "django_tasks_db_dbtaskresult"}


def tables() -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed} - PASSING)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT COUNT(*) FROM "{table}"') and cursor.fetchone()[0] for table in tables()}  # noqa: S608 - our own names


def issued() -> dict[str, str]:
    """The hash that each stored certificate must have."""
    from certificates.models.copies import StoredBytes

    kinds = [model for model in apps.get_models() if issubclass(model, StoredBytes)]
    return {key: sha for kind in kinds for key, sha in kind._default_manager.values_list("storage_key", "sha256")}


def postgresql_surroundings() -> dict[str, str]:
    at = connection.settings_dict
    named = {"PGHOST": at["HOST"], "PGPORT": str(at["PORT"] or ""), "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"]}
    return {**os.environ, **{name: value for name, value in named.items() if value}}


def dump_postgresql(to: Path) -> dict[str, object]:
    """The dump and the figures see the same instant, however busy the service is."""
    if not shutil.which("pg_dump"):
        sys.exit("pg_dump is missing: install the package postgresql-client of the server's version.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        command = ["pg_dump", "-Fc", "--no-owner", f"--snapshot={snapshot}", "-f", str(to), connection.settings_dict["NAME"]]
        subprocess.run(command, env=postgresql_surroundings(), check=True)  # noqa: S603 - our own words
        return {"counts": counts(), "issued": issued()}


def dump_sqlite(to: Path) -> dict[str, object]:
    source = sqlite3.connect(connection.settings_dict["NAME"])
    target = sqlite3.connect(to)
    source.backup(target)
    source.close()
    target.close()
    connection.close()
    connection.settings_dict["NAME"] = str(to)  # the figures are the copy's
    found = {"counts": counts(), "issued": issued()}
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return found


def keep_folder(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def keep_store(store: Storage, target: Path) -> None:
    """A folder as it is; of a bucket, the newest version of everything."""
    if isinstance(store, FileSystemStorage):
        keep_folder(Path(store.location), target)
        return
    for name in store.walk():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with store.open(name) as file, place.open("wb") as copy:
            shutil.copyfileobj(file, copy)


def main(folder: Path) -> None:
    data, apart = folder / "data", folder / "apart"
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty.")
    data.mkdir(parents=True)
    apart.mkdir()
    is_sqlite = connection.vendor == "sqlite"
    facts = dump_sqlite(data / "database.sqlite3") if is_sqlite else dump_postgresql(data / "database.dump")
    for name in ("default", "private"):
        keep_store(storages[name], data / name)
    keep_folder(Path(settings.KEY_FOLDER), apart / "keys")
    keep_folder(Path(settings.ERASURE_LEDGER), apart / "erasures")
    (data / "facts.json").write_text(json.dumps({"vendor": connection.vendor, **facts}, indent=1))
    sys.stdout.write(
        json.dumps({"backup": str(folder), "rows": sum(facts["counts"].values()), "certificates": len(facts["issued"])}) + "\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
