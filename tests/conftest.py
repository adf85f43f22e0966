"""What every test may lean on."""

import re
import time

import pytest
from django.core.cache import cache
from django.db import connections
from django.middleware import csrf
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings

from lms.core.append_only import PERMIT_TABLE
from lms.core.models import PurgePermit
from tests import pristine

pytest_plugins = ["tests.browser", "tests.migrated_file"]
# What is claimed is what comes out, not how busy the machine is; time is measured by `make bench`.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")
# Form tokens are drawn anew for each page. Of capitals and vowels one in sixty would hold "Cy", and a test that looks for that name fall.
csrf.CSRF_ALLOWED_CHARS = "bcdfghjklmnpqrstvwxz"
PAGES = re.compile(r"_(pages?|screens?|forms?|preview|errors|signing)(_|$)")
_flush = TransactionTestCase._fixture_teardown


def _start_afresh(case):
    """As the database was created; where it cannot be copied back, flushed."""
    if not pristine.put_back():
        _flush_with_permit(case)


def _flush_with_permit(case):
    """Flush through the purge permit: open one that covers everything, and empty the permit table last."""
    connection = connections["default"]
    plain = connection.ops.sql_flush

    def permit_last(*args, **options):
        return sorted(plain(*args, **options), key=lambda statement: f'"{PERMIT_TABLE}"' in statement and "DELETE" in statement)

    PurgePermit.open(purpose="test", by_ref="", reason="flush", scope="everything")
    connection.ops.sql_flush = permit_last
    try:
        _flush(case)
    finally:
        connection.ops.sql_flush = plain


TransactionTestCase._fixture_teardown = _start_afresh
_enter = Client.force_login


def _enter_whole(client, user, backend=None, *, second_factor=True):
    """`force_login` stands for a whole sign-in, second factor included; `second_factor=False` for one that stopped half-way."""
    _enter(client, user, backend)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "id": 0, "at": time.time()}] if second_factor else []
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


Client.force_login = _enter_whole


def pytest_addoption(parser):
    parser.addoption("--database", choices=("with", "without"), help="only tests that ask a database, or only those that ask none")


def pytest_collection_modifyitems(config, items):
    """A test that asks no database says the same on every one: `scripts/test.sh` runs it once, where branches are counted.

    The longest begin first, so that the others fill the time beside them.
    """
    if wanted := config.getoption("--database"):
        left = [item for item in items if asks_a_database(item) != (wanted == "with")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
    for item in items:
        if asks_a_page(item):
            item.add_marker(pytest.mark.once)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def asks_a_page(item):
    """What a page says and how a form comes back is no matter of the database: asked on SQLite only (docs/decisions/0092).

    How many statements a page takes is asked on both, and so is what is marked `both`: who reads, and whatever a database may be of two
    minds about.
    """
    about_pages = bool(PAGES.search(item.path.stem)) or "signin" in item.path.parts
    asks = set(getattr(item, "fixturenames", ()))
    is_of_both = item.get_closest_marker("both") or asks & {"django_assert_num_queries", "django_assert_max_num_queries"}
    return about_pages and "client" in asks and not is_of_both


def asks_a_database(item):
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("both")
    return marked is not None or bool({"db", "transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        pristine.keep()


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Throttles and rendered bodies do not leak from one test into the next."""
    cache.clear()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """`with commits():` runs what waits for the commit, as it would in service."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
