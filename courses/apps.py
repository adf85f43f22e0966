"""What people learn."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from . import consents, jobs, merging, messages, offers, reach, receivers, registry, rules, worries  # noqa: F401 - they register themselves
