from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "schemes"

    def ready(self) -> None:
        from . import registry, rules  # noqa: F401 - they register themselves
