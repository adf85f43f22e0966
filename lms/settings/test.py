"""For pytest: everything in memory or in a temporary folder, cheap hashing, no network, the demo people present."""

import tempfile
from pathlib import Path

from .base import *
from .base import DEMO_CONTEXT, INSTALLED_APPS, TEMPLATES, env, tuned
from .storage import on_disk

SECRET_KEY = "only-for-tests"
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "lms.demo"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append(DEMO_CONTEXT)
ALLOWED_HOSTS = ["*"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="alongside-test-"))
KEY_FOLDER = VAR_DIR / "keys"
ERASURE_LEDGER = VAR_DIR / "erasures"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = on_disk(VAR_DIR)
# A file and not memory: the server that a browser talks to runs in a thread with a connection of its own.
DATABASES = {"default": env.db_url_config(env.str("TEST_DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'unused.sqlite3'}")}
tuned(DATABASES["default"])
DATABASES["default"]["CONN_MAX_AGE"] = 0
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # Nothing that a test writes must outlive a power cut.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
    if env.str("ALONGSIDE_TEST_DB", default=""):
        DATABASES["default"]["TEST"] = {"NAME": env.str("ALONGSIDE_TEST_DB")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STRICT_AUDIENCE = True
CHECK_WRITTEN_ONCE = True
CHECK_BATCH_SECONDS = 0
