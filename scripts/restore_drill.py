"""What scripts/restore_drill.sh does: restore, compare, forget again, walk the records, ask whether the service would be ready."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
KEYS = ("operator.key", "pepper.key")
FACTS = "import sys; sys.path[:0] = ['scripts', '.']; import backup, json; print(json.dumps(backup.counts()))"
READY = "from lms.desk.services.health import readiness; import json; print(json.dumps(readiness()))"


def run(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own words


def manage(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "manage.py", *words, env=env)


def last_json(done: subprocess.CompletedProcess[str]) -> dict:
    """The last line that is an object; {} when there is none."""
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {}


def surroundings(place: Path, address: str) -> dict[str, str]:
    """Nothing of the running service is touched: data, keys, ledger and database are the drill's own."""
    return {
        **os.environ,
        "ALONGSIDE_VAR": str(place / "var"),
        "ALONGSIDE_KEYS": str(place / "keys"),
        "ERASURE_LEDGER": str(place / "erasures"),
        "DATABASE_URL": address,
        "CACHE_URL": "",
        "EMAIL_URL": "consolemail://",
        "S3_ENDPOINT": "",  # files lie on disk here, wherever the service keeps them
    }


def lay_out(backup: Path, ledger: Path, place: Path) -> None:
    for source, target in (("data/default", "var/media"), ("data/private", "var/private"), ("apart/keys", "keys")):
        if (backup / source).is_dir():
            shutil.copytree(backup / source, place / target)
    (place / "var").mkdir(exist_ok=True)
    if ledger.is_dir():
        shutil.copytree(ledger, place / "erasures")


def restore_postgresql(dump: Path, name: str) -> tuple[bool, str]:
    """Into a new database beside the service's. Its address comes from DATABASE_URL with another name."""
    made = on_server(f'CREATE DATABASE "{name}"')
    back = run("pg_restore", "--no-owner", "--exit-on-error", "-d", name, str(dump), env=postgresql_surroundings())
    return made.returncode == 0 and back.returncode == 0, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def on_server(statement: str) -> subprocess.CompletedProcess[str]:
    return run("psql", "-q", "-d", "postgres", "-c", statement, env=postgresql_surroundings())


def postgresql_surroundings() -> dict[str, str]:
    """Who and where, for the client's programs: as surroundings, because everybody on the machine reads a program's words."""
    at = urlsplit(os.environ["DATABASE_URL"])
    named = {"PGHOST": at.hostname, "PGPORT": str(at.port or ""), "PGUSER": at.username, "PGPASSWORD": at.password}
    return {**os.environ, **{name: unquote(value) for name, value in named.items() if value}}


def restore_sqlite(copy: Path, place: Path) -> tuple[bool, str]:
    import sqlite3

    from django.db.backends.sqlite3._functions import register  # constraints ask for Django's functions

    target = place / "var" / "restored.sqlite3"
    shutil.copyfile(copy, target)
    try:
        register(file := sqlite3.connect(target))
        sound = file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    return sound, f"sqlite:///{target}"


def damaged(issued: dict[str, str], files: Path) -> list[str]:
    """Issued certificates whose bytes are gone or are not those that were issued."""
    there = {name: files / name for name in issued}
    return [name for name, path in there.items() if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != issued[name]]


def compare(facts: dict, place: Path, env: dict[str, str]) -> dict[str, object]:
    found = last_json(run(sys.executable, "-c", FACTS, env=env))
    differing = sorted(table for table, count in facts["counts"].items() if found.get(table) != count)
    wrong = damaged(facts["issued"], place / "var" / "private")
    migrated = manage("migrate", "--verbosity", "0", env=env).returncode == 0
    forgot = manage("reapply_erasures", env=env)
    records = last_json(manage("check_records", "--json", env=env))
    ready = last_json(manage("shell", "-v", "0", "-c", READY, env=env))
    return {
        "rows": not differing, "tables_that_differ": differing, "certificates": not wrong, "certificates_compared": len(facts["issued"]),
        "migrated": migrated, "erasures_applied": forgot.returncode == 0, "erased_again": forgot.stdout.count(": done"),
        "records": bool(records.get("sound")), "ready": bool(ready) and all(ready.values()),
        "not_ready": sorted(name for name, works in ready.items() if not works),
    }  # fmt: skip


def drill(backup: Path, ledger: Path, place: Path) -> dict[str, object]:
    facts = json.loads((backup / "data" / "facts.json").read_text())
    lay_out(backup, ledger, place)
    has_keys = all((place / "keys" / name).is_file() for name in KEYS)
    if not has_keys:
        return {
            "keys": False,
            "says": "The keys are missing. With new ones nobody could read journals or check certificates: nothing was started.",
        }
    name = f"alongside_drill_{os.getpid()}"
    try:
        is_sqlite = facts["vendor"] == "sqlite"
        data = backup / "data"
        back, address = restore_sqlite(data / "database.sqlite3", place) if is_sqlite else restore_postgresql(data / "database.dump", name)
        return {"keys": True, "restored": back, **(compare(facts, place, surroundings(place, address)) if back else {})}
    finally:
        if facts["vendor"] != "sqlite":
            on_server(f'DROP DATABASE IF EXISTS "{name}"')


def main(backup: Path, ledger: Path) -> int:
    with tempfile.TemporaryDirectory(prefix="alongside-drill-") as place:
        said = drill(backup, ledger, Path(place))
    must = ("keys", "restored", "rows", "certificates", "migrated", "erasures_applied", "records", "ready")
    is_sound = all(said.get(name) is True for name in must)
    sys.stdout.write(json.dumps({"sound": is_sound, **said}) + "\n")
    return 0 if is_sound else 1


if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute()
    sys.exit(main(folder, Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else folder / "apart" / "erasures"))
