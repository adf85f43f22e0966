"""Screens and commands that cross all apps; no models."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lms.desk"
    label = "desk"

    def ready(self) -> None:
        from . import registry  # noqa: F401 - registers itself
