"""What people learn."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from . import (  # noqa: F401 - they register themselves
            authoring_messages,
            consents,
            edition_messages,
            jobs,
            merging,
            messages,
            offers,
            reach,
            receivers,
            registry,
            rules,
            worries,
        )
