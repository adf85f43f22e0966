"""Whether the service can do its work."""

from datetime import timedelta

from django.core.checks import Tags, run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.services.reapply import forgotten
from lms.core import clock
from lms.core.models import Job

# A role that nobody has is a matter for people, who are warned at start; the service works.
ABOUT_PEOPLE = {"alongside.W009"}
WORKER_MAY_LAG = timedelta(minutes=10)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _triggers() -> bool:
    """What the database itself must refuse, it refuses: no database check has anything to say, but for those about people."""
    return not [said for said in run_checks(tags=[Tags.database], databases=["default"]) if said.id not in ABOUT_PEOPLE]


def _worker() -> bool:
    """No job waits longer than ten minutes."""
    return not Job.objects.filter(state="waiting", created_at__lt=clock.now() - WORKER_MAY_LAG).exists()


def _storage() -> bool:
    store = storages["private"]
    name = store.save("health/probe", ContentFile(b"probe"))
    store.delete(name)
    return True


def _erasures() -> bool:
    """Nobody is here whom the ledger says was erased: a restored backup does not open before `reapply_erasures`."""
    return not forgotten()


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "worker": _worker,
    "storage": _storage,
    "erasures": _erasures,
}


def readiness() -> dict[str, bool]:
    """Each part of the service and whether it works; a part that raises does not work. No detail: the page is public."""
    answers = {}
    for name, check in CHECKS.items():
        try:
            answers[name] = check()
        except Exception:  # noqa: BLE001 - any fault at all means "not ready"
            answers[name] = False
    return answers
