"""For `make run` on one's own machine: an embedded database, mail on the console, and with DEMO=1 the demo people."""

from .base import *
from .base import DEMO_CONTEXT, INSTALLED_APPS, TEMPLATES, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=True)
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
if DEMO:
    INSTALLED_APPS = [*INSTALLED_APPS, "lms.demo"]
    TEMPLATES[0]["OPTIONS"]["context_processors"].append(DEMO_CONTEXT)

# Static files come straight from the sources: no collecting, no build step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def _secret() -> str:
    """A secret of this checkout alone, made on the first start: nothing secret lies in the repository."""
    from django.core.management.utils import get_random_secret_key

    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _secret()
