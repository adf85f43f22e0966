"""Who people are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from . import breaks, jobs, message_kinds, message_records, panes, registry, registry_merging, rules, told  # noqa: F401 - they register themselves
        from . import registry_joining  # noqa: F401

        self._watch_sign_ins()

    def _watch_sign_ins(self) -> None:
        from allauth.account.signals import user_logged_in as signed_in_by_allauth
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from . import registry_signin, rules_factors, security_messages  # noqa: F401 - they register themselves
        from .adapter_social import count_provider_factor
        from .services.factors import count_as_shown
        from .services.sessions import begin

        authenticator_added.connect(count_as_shown, dispatch_uid="accounts.count_as_shown")
        user_logged_in.connect(begin, dispatch_uid="accounts.begin_session")
        signed_in_by_allauth.connect(count_provider_factor, dispatch_uid="accounts.count_provider_factor")
