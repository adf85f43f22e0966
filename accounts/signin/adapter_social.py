"""How sign-in by accounts of other services behaves here (decision 0052). Nobody becomes a person by it: an invitation does that."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.signin.providers import provider_of

FACTOR = "provider_mfa"  # the method of our record: this provider said that a second factor was shown


class SocialAdapter(DefaultSocialAccountAdapter):
    """Joins by an address only where the operator trusts the provider for addresses and the provider calls it verified."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": _("This account elsewhere is joined to somebody else here."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Keep nothing of what the provider tells (names, pictures): only whether a second factor was shown, for this sign-in."""
        claims = sociallogin.account.extra_data or {}
        token = claims.get("id_token") if isinstance(claims.get("id_token"), dict) else {}
        sociallogin.account.extra_data = {}
        methods = token.get("amr")  # type: ignore[union-attr]
        request.provider_amr = methods if isinstance(methods, list) else []  # type: ignore[attr-defined]
        return super().populate_user(request, sociallogin, {"email": data.get("email")})  # type: ignore[no-any-return]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Join the account of the person who was invited with this address, or say kindly that there is none."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        person = self._invited(sociallogin)
        if person is None:
            page = render(request, "socialaccount/nobody_yet.html", {"name": self._name(sociallogin)}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, person)

    def _name(self, sociallogin: SocialLogin) -> str:
        provider = provider_of(sociallogin.account.provider)
        return provider.name if provider else ""

    def _invited(self, sociallogin: SocialLogin) -> User | None:
        provider = provider_of(sociallogin.account.provider)
        if provider is None or not provider.trusts_addresses:
            return None
        # An organisation that signs with SAML hands out the addresses itself; OpenID Connect says which it has verified.
        verified = [one.email for one in sociallogin.email_addresses if one.verified is True or provider.kind == "saml"]
        return User.objects.filter(email__in=[User.objects.normalise(one) for one in verified], is_active=True).first()

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("accounts:security")

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: str | None = None) -> None:
        from allauth.account.adapter import get_adapter

        get_adapter().send_notification_mail(template_prefix, user)


def count_provider_factor(*, request: HttpRequest, user: User, sociallogin: SocialLogin | None = None, **_: Any) -> None:
    """Receiver of allauth's `user_logged_in`: note that a provider whose word counts said "mfa".

    accounts.signin.proofs asks again each time.
    """
    provider = provider_of(sociallogin.account.provider) if sociallogin else None
    if provider and provider.trusts_second_factor and "mfa" in getattr(request, "provider_amr", []):
        record_authentication(request, user, FACTOR, provider=provider.key)
