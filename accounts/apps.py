"""Who people are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from . import (  # noqa: F401 - they register themselves
            breaks,
            jobs,
            message_kinds,
            message_records,
            panes,
            registry,
            registry_joining,
            registry_merging,
            rules,
            told,
        )

        self._watch_sign_ins()

    def _watch_sign_ins(self) -> None:
        from allauth.account.signals import user_logged_in as signed_in_by_allauth
        from django.contrib.auth.signals import user_logged_in

        from . import registry_signin, rules_factors, security_messages  # noqa: F401 - they register themselves
        from .adapter_social import count_provider_factor
        from .services.sessions import begin

        user_logged_in.connect(begin, dispatch_uid="accounts.begin_session")
        signed_in_by_allauth.connect(count_provider_factor, dispatch_uid="accounts.count_provider_factor")
