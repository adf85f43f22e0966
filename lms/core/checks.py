"""What must hold before the service starts. Each check names the setting and the harm (packages.md 7)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's name
from django.urls import Resolver404, resolve

MUST = {
    "WAGTAIL_GRAVATAR_PROVIDER_URL": (None, "hashes of staff addresses would go to a third party"),
    "WAGTAIL_ENABLE_UPDATE_CHECK": (False, "the CMS would call a third party"),
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": (False, "the CMS would have a second way to change a password"),
    "WAGTAILDOCS_SERVE_METHOD": ("serve_view", "documents would bypass permission checks"),
    "AUTH_USER_MODEL": ("accounts.User", "people must be our own model"),
    "WAGTAILIMAGES_IMAGE_MODEL": ("core.EditorialImage", "the image model cannot be swapped later"),
    "WAGTAILDOCS_DOCUMENT_MODEL": ("core.EditorialDocument", "the document model cannot be swapped later"),
}


@register()
def settings_that_protect(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Settings that must not be forgotten."""
    wrong = [(name, harm) for name, (value, harm) in MUST.items() if getattr(settings, name, "missing") != value]
    return [Error(f"{name} is not what it must be: {harm}.", id="alongside.E001") for name, harm in wrong]


@register()
def no_demo_in_production(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """A click that signs anybody in must never reach a real service."""
    demo = settings.DEMO or "lms.demo" in settings.INSTALLED_APPS
    if demo and settings.PRODUCTION:
        return [Error("DEMO is on with production settings: anybody could sign in as anybody.", id="alongside.E002")]
    return []


@register(Tags.urls)
def one_way_to_sign_in(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Wagtail's own log-in pages would bypass the second factor (packages.md 4.1)."""
    errors: list[CheckMessage] = []
    for path in ("/cms/login/", "/_util/login/", "/cms/password_reset/"):
        try:
            view = resolve(path).func
        except Resolver404:
            continue
        if getattr(getattr(view, "view_class", None), "__name__", "") != "RedirectView":
            errors.append(Error(f"{path} is not shadowed: it signs people in past our rules.", id="alongside.E003"))
    return errors


LOOPBACK = ("localhost", "127.0.0.1", "::1")
LOCK = "accounts.signin.second_lock.SecondFactor"
BEFORE_THE_LOCK = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
)


@register()
def second_factor_stands(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Without this middleware one password opens other people's records; before the others it would know nobody."""
    order = list(settings.MIDDLEWARE)
    stands = LOCK in order and all(part in order and order.index(part) < order.index(LOCK) for part in BEFORE_THE_LOCK)
    says = f"{LOCK} is missing from MIDDLEWARE, or stands before {', '.join(BEFORE_THE_LOCK)}: one password would open every record."
    return [] if stands else [Error(says, id="alongside.E005")]


@register(deploy=True)
def throttles_count_rightly(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Throttles count in the cache, by the visitor's address on the net: each is wrong where this is not said."""
    if not settings.PRODUCTION:
        return []
    found: list[CheckMessage] = []
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        says = "CACHE_URL is not set: each web process counts its own throttles, and forgets them when it starts again."
        found.append(Warning(says, id="alongside.W006"))
    if not (hasattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT") or hasattr(settings, "ALLAUTH_TRUSTED_CLIENT_IP_HEADER")):
        says = "TRUSTED_PROXY_COUNT is not set: behind a proxy all visitors count as one. Set 0 where there is none."
        found.append(Warning(says, id="alongside.W007"))
    return found


@register()
def sign_in_elsewhere_is_encrypted(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """What a provider says about people is believed because of the encrypted line to it."""
    plain = [one["id"] for one in settings.SIGN_IN_PROVIDERS if not str(one.get("server_url") or one.get("sso_url")).startswith("https://")]
    return [Error(f"The sign-in provider {name} is not reached by https.", id="alongside.E008") for name in plain if settings.PRODUCTION]


@register()
def files_travel_encrypted(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """People's files go to a store elsewhere over an encrypted line, or stay on this machine."""
    endpoints = {str(one.get("OPTIONS", {}).get("endpoint", "")) for one in settings.STORAGES.values()} - {""}
    plain = [one for one in endpoints if not one.startswith("https://") and urlsplit(one).hostname not in LOOPBACK]
    return [Error("S3_ENDPOINT is not reached by https.", id="alongside.E010")] if plain and settings.PRODUCTION else []


@register(Tags.database)
def triggers_stand(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Append-only tables are protected by the database itself. A warning, because `migrate` runs this check before it mends it;
    `/healthz/ready` and `check_records` treat a missing trigger as a fault."""
    from .append_only import missing_triggers

    found: list[CheckMessage] = []
    for using in databases or []:
        found += [
            Warning(f"Trigger {name} is missing: run `manage.py migrate`.", id="alongside.W004") for name in missing_triggers(using=using)
        ]
    return found
