"""Who people are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from . import breaks, registry, rules, told  # noqa: F401 - they register themselves
        from .services.factors import count_as_shown

        authenticator_added.connect(count_as_shown, dispatch_uid="accounts.count_as_shown")
