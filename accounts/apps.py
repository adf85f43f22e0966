"""Who people are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from . import registry, rules  # noqa: F401 - they register themselves
