"""Worries about people, and glass that was broken."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "safeguarding"

    def ready(self) -> None:
        from . import checks, messages, reading, registry, rules  # noqa: F401 - they register themselves
