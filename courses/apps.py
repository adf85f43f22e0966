"""What people learn."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from . import authoring_messages, consents, merging, offers, reach, receivers, registry, rules, worries  # noqa: F401 - they register themselves
