"""What people can do and who judged it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from . import registry, rules  # noqa: F401 - they register themselves
