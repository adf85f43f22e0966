"""Settings shared by every environment. What differs stands in dev.py, test.py and production.py."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .logs import logging_for
from .sign_in import for_allauth, origins, origins_of, read_providers
from .storage import stores

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("ALONGSIDE_VAR", default=str(BASE_DIR / "var")))

DEBUG = False
DEMO = False
PRODUCTION = False
ALLOWED_HOSTS: list[str] = ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")

# The authority that runs this installation: one installation, one authority (decisions.md 2).
AUTHORITY = {
    "name": env.str("AUTHORITY_NAME", default="Alongside Certification Board"),
    "host": env.str("AUTHORITY_HOST", default="localhost:8000"),
    "check_words": env.str("AUTHORITY_CHECK_WORDS", default="localhost:8000/check"),
    "foot": env.str("AUTHORITY_FOOT", default="Example certificate from a demonstration service"),
    "signatories": [
        {"name": "Di Example", "role": "Chair", "body": "Certification Board"},
        {"name": "Yusra Example", "role": "Member with lived experience", "body": "Certification Board"},
    ],
}

# In tests a box for words that does not say who reads them is an error (lms.core.forms).
STRICT_AUDIENCE = False
# In tests a statement that is written once is compared each time with what the ORM would write (lms.core.written_once).
CHECK_WRITTEN_ONCE = False
# Where "Leave this site" goes: a page that anybody may be looking at.
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", default="https://www.bbc.co.uk/weather")

# Whose numbers /support/ shows first. Nobody's country is guessed from an address on the net.
SUPPORT_COUNTRY = env.str("SUPPORT_COUNTRY", default="GB")
# How many programmes editors may have in one language: what somebody can still choose from on one page.
PROGRAMMES_PER_LANGUAGE = env.int("PROGRAMMES_PER_LANGUAGE", default=24)
CSRF_FAILURE_VIEW = "lms.core.views.csrf_refused"

# Own apps first: templates of the first win.
INSTALLED_APPS = [
    "lms.core",
    "lms.desk",
    "accounts",
    "assessments",
    "safeguarding",
    "courses",
    "logbook",
    "schemes",
    "certificates",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
    "simple_history",
    "rules",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "lms.core.middleware.RequestId",
    "lms.core.middleware.SupportWhenDown",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random padding against guessing by length, and our form tokens are masked anew each time
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.core.middleware.CmsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.signin.session_end.SessionLife",
    "lms.core.middleware.PersonalPages",
    "lms.core.middleware_reads.DeniedReads",
    "lms.core.middleware.CmsDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signin.second_lock.SecondFactor",
    "accounts.joining.readonly.InspectorsOnlyRead",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.core.context.site",
                "lms.desk.navigation.context",
                "accounts.signin.context.session_end",
            ],
        },
    },
]
FORM_RENDERER = "lms.core.forms.Renderer"

DEMO_CONTEXT = "lms.demo.context.people"  # added to the context processors by the settings that carry the demo

# --- data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'alongside.sqlite3'}")}


def tuned(database: dict) -> dict:
    """Give a database the options that its kind needs (performance.md 8 and 12, decisions.md 39)."""
    if database["ENGINE"].endswith("sqlite3"):
        # secure_delete: what is erased is overwritten, not only unlinked (docs/decisions/0063).
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        database["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    else:
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
        # Compiling a statement takes longer than any of ours takes to run (docs/decisions/0077). `?options=` in the address overrides it.
        database.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return database


tuned(DATABASES["default"])

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "alongside"}}
if env.str("CACHE_URL", default=""):
    CACHES = {"default": env.cache_url("CACHE_URL")}
    if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
        CACHES["default"]["BACKEND"] = "lms.core.redis_cache.Cache"

STORAGES = stores(env, VAR_DIR)
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- who people are -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "accounts.signin.backends.SignInNumber",
]
# Argon2id at OWASP's minimum (performance.md 9); the others only so that an imported hash still opens once.
PASSWORD_HASHERS = ["lms.core.hashers.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/start/"
ACCOUNT_ADAPTER = "accounts.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an accepted invitation has proved the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # our adapter sends none: it does the same work and takes it back
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # we ask "is this device only yours?" at every way of signing in (accounts.services.sessions)
ACCOUNT_FORMS = {"login": "accounts.forms.signing.SignInForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an accepted invitation has proved the address
MFA_TOTP_TOLERANCE = 1  # a slow typist or a clock half a minute off
MFA_TOTP_ISSUER = "Alongside"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ADAPTER = "accounts.signin.adapter_mfa.FactorAdapter"
ACCOUNT_RATE_LIMITS = {
    # Each address first: whoever hammers one address uses up nothing of what others behind the same router need.
    "request_login_code": "3/m/key,20/h/key,60/m/ip",
    "reset_password": "3/m/key,10/h/key,30/m/ip",
    "login": "60/m/ip",
    "login_failed": "5/300s/key,30/m/ip",
    "reauthenticate": "10/m/user",
}
SIGN_IN_PROVIDERS = read_providers(env.str("SIGN_IN_PROVIDERS", default=""))  # the path of a file; see lms/settings/sign_in.py
SOCIALACCOUNT_PROVIDERS = for_allauth(SIGN_IN_PROVIDERS)
SOCIALACCOUNT_ADAPTER = "accounts.signin.adapter_social.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_QUERY_EMAIL = True
# How many proxies stand before the service: without it everybody behind one counts as one address for the throttles.
if env.str("TRUSTED_PROXY_COUNT", default=""):
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT")
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- words and time -------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- work beside the request ----------------------------------------------------------------------
# Wagtail's own small tasks stay immediate; slow work goes through lms.core.jobs (decisions.md 39).
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}
CHECK_BATCH_SECONDS = 2  # checks of certificates are noted in batches: a killed process loses at most these (decisions.md 22)
PUBLIC_PAGE_SECONDS = 0  # how long a page for strangers is kept (lms.core.public_pages); production says a minute
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Alongside <hello@alongside.example>")

# --- people's files (decisions.md 41) -------------------------------------------------------------
PRIVATE_FILE_MAX_BYTES = 10 * 1024 * 1024
PRIVATE_FILE_SCANNER = ""  # dotted path of a callable(path) -> bool that says whether a file is clean

# --- keys outside the database (decisions.md 12) --------------------------------------------------
KEY_FOLDER = Path(env.str("ALONGSIDE_KEYS", default=str(VAR_DIR / "keys")))

# What was erased, outside the database and its backups, so that a restore can be made to forget again (accounts/privacy/ledger.py).
ERASURE_LEDGER = Path(env.str("ERASURE_LEDGER", default=str(KEY_FOLDER.parent / "erasures")))

CMS_MAY_ENTER = "accounts.queries.may_enter_cms"

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Alongside"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/sign-in/"
WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "core.EditorialDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "vtt"]
WAGTAILIMAGES_IMAGE_MODEL = "core.EditorialImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILMEDIA = {"MEDIA_MODEL": "core.EditorialMedia"}
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.finishing.publish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False  # a changed word asks again, a save does not (courses.services.lesson_workflow)
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "link", "ul", "ol", "document-link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- what a browser may do ------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        # A browser applies this to where a form's answer leads, too: "Leave this site", and signing in elsewhere.
        "form-action": [SELF, *origins(QUICK_EXIT_URL), *origins_of(SIGN_IN_PROVIDERS)],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "accelerometer": [],
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "gyroscope": [],
    "magnetometer": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = logging_for(env.str("LOG_FORMAT", default="plain"))
