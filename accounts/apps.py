"""Who people are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from . import breaks, jobs, registry, rules, security_messages, told  # noqa: F401 - they register themselves
        from .services.factors import count_as_shown
        from .services.sessions import begin

        authenticator_added.connect(count_as_shown, dispatch_uid="accounts.count_as_shown")
        user_logged_in.connect(begin, dispatch_uid="accounts.begin_session")
