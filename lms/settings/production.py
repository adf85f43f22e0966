"""For a real service: everything from the environment, nothing optional that protects people."""

from .base import *
from .base import INSTALLED_APPS, SIGN_IN_PROVIDERS, STORAGES, env
from .logs import logging_for

PRODUCTION = True
DEMO = env.bool("DEMO", default=False)  # refused by a system check: see lms.core.checks
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "lms.core.static_files.Storage"}}
PUBLIC_PAGE_SECONDS = 60
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if not env.str("CACHE_URL", default=""):
    # Each process has a cache of its own then, and would go on believing in a session that another one has ended.
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
if not any(provider["kind"] == "saml" for provider in SIGN_IN_PROVIDERS):
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "allauth.socialaccount.providers.saml"]  # 16 MB that nobody would use
LOGGING = logging_for(env.str("LOG_FORMAT", default="json"))
