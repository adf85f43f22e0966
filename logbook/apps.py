"""What people did, confirmed by somebody else: supervision, practice hours."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _guard(using: str, **_: object) -> None:
    from .guard import install_guard

    install_guard(using=using)


class LogbookConfig(AppConfig):
    name = "logbook"

    def ready(self) -> None:
        from . import checks, merging, panes, registry, rules, told, worries  # noqa: F401 - they register themselves

        post_migrate.connect(_guard, dispatch_uid="logbook guard")
