"""What is logged, and in which form. gunicorn takes the same (deploy/gunicorn.conf.py)."""

from typing import Any


def logging_for(form: str) -> dict[str, Any]:
    """`json`: one object a line without people in it (lms.core.log_lines). `plain`: for one's own screen, warnings only."""
    if form not in {"json", "plain"}:
        raise ValueError("LOG_FORMAT is json or plain")
    console = {"class": "logging.StreamHandler", "formatter": form}
    # Django's and gunicorn's own handlers are taken away: everything goes through the one formatter at the root.
    quiet = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{levelname} {name} {message}", "style": "{"},
            "json": {"()": "lms.core.log_lines.JsonLines"},
        },
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "lms.request": {"level": "INFO" if form == "json" else "WARNING"},
            "django": {**quiet, "level": "WARNING"},
            "django.server": {**quiet, "level": "WARNING"},
            "gunicorn.error": {**quiet, "level": "INFO"},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
