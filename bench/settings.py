"""Production settings on one machine without TLS, plus a counter and two bare views to compare with."""

from lms.settings.production import *
from lms.settings.production import MIDDLEWARE

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
MIDDLEWARE = ["bench.counting.CountStatements", "bench.counting.BareViews", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
