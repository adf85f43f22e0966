"""Building blocks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _protect(using: str, **_: object) -> None:
    from .append_only import install_triggers

    install_triggers(using=using)


class CoreConfig(AppConfig):
    name = "lms.core"
    label = "core"
    verbose_name = "Alongside"

    def ready(self) -> None:
        from . import checks, outbox, receivers, resealing  # noqa: F401 - they register themselves

        post_migrate.connect(_protect, dispatch_uid="append-only triggers")
