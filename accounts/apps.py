"""Who people are."""

from importlib import import_module

from django.apps import AppConfig

# What registers itself: rules, contributions to the acts that cross all apps, kinds of messages, jobs.
ROOMS = (
    "rules",
    "registry",
    "jobs",
    "signin.rules",
    "signin.registry",
    "signin.messages",
    "joining.registry",
    "joining.messages",
    "messaging.general",
    "messaging.records",
    "resting.registry",
    "privacy.panes",
    "merging.registry",
    "resealing",
)


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        for room in ROOMS:
            import_module(f"accounts.{room}")
        self._watch_sign_ins()

    def _watch_sign_ins(self) -> None:
        from allauth.account.signals import user_logged_in as signed_in_by_allauth
        from django.contrib.auth.signals import user_logged_in

        from accounts.services.sessions import begin
        from accounts.signin.adapter_social import count_provider_factor

        user_logged_in.connect(begin, dispatch_uid="accounts.begin_session")
        signed_in_by_allauth.connect(count_provider_factor, dispatch_uid="accounts.count_provider_factor")
