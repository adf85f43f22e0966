"""Whether the service can do its work."""

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.core.cache import cache
from django.core.checks import Tags, run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Coalesce

from accounts.services.reapply import forgotten
from lms.core import clock
from lms.core.log_lines import places
from lms.core.models import Job

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)
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


def worker_lag() -> int:
    """Seconds since the longest waiting job was asked for or last tried; 0 when none waits. One that did not work waits for `tick`."""
    since = Coalesce("heartbeat_at", "created_at")
    oldest = Job.objects.filter(state="waiting").order_by(since).values_list(since, flat=True).first()
    return max(0, int((clock.now() - oldest).total_seconds())) if oldest else 0


def _worker() -> bool:
    """No job waits longer than ten minutes."""
    return worker_lag() <= WORKER_MAY_LAG.total_seconds()


def _storage() -> bool:
    """What is written comes back, can be deleted, and is given to nobody else."""
    store = storages["private"]
    name = store.save("health/probe", ContentFile(b"probe"))
    try:
        with store.open(name) as kept:
            is_same = kept.read() == b"probe"
        # Only a bucket can be open; asked by its method, so that nobody loads the client of a store who has none.
        is_open = getattr(store, "is_open_to_strangers", None)
        return is_same and not (is_open and is_open(name))
    finally:
        store.delete(name)


def _cache() -> bool:
    """What is put into the cache comes back: throttles count there. Each probe has a name of its own, so that two at once do not meet."""
    name = f"health:{secrets.token_hex(8)}"
    cache.set(name, 1, 30)
    return bool(cache.get(name) == 1 and cache.delete(name))


def _erasures() -> bool:
    """Nobody is here whom the ledger says was erased: a restored backup does not open before `reapply_erasures`."""
    return not forgotten()


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "worker": _worker,
    "storage": _storage,
    "cache": _cache,
    "erasures": _erasures,
}


def readiness() -> dict[str, bool]:
    """Each part of the service and whether it works; a part that raises does not work. No detail: the page is public."""
    return {name: bool(_ask(check)) for name, check in CHECKS.items()}


def lag() -> int | None:
    """`worker_lag`, or None where the database does not say."""
    return _ask(worker_lag)


def _ask(question: Callable[[], Answer]) -> Answer | None:
    try:
        return question()
    except Exception as error:  # noqa: BLE001 - any fault at all means "not ready"
        logger.warning("not ready: %s\n%s", type(error).__name__, "\n".join(places(error.__traceback__)))
        return None
