from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "schemes"

    def ready(self) -> None:
        from . import breaks, merging, registry, rules, told  # noqa: F401 - they register themselves
