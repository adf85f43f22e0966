"""Sign-in by accounts of other services (OpenID Connect, SAML): what the operator configured, and who joined what."""

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse

from accounts.models import User


@dataclass(frozen=True)
class Provider:
    """One configured provider. `key` is how allauth calls it in SocialAccount.provider."""

    id: str
    key: str
    name: str
    kind: str
    trusts_addresses: bool
    trusts_second_factor: bool

    @property
    def url(self) -> str:
        if self.kind == "oidc":
            return reverse("openid_connect_login", kwargs={"provider_id": self.id})
        return reverse("saml_login", kwargs={"organization_slug": self.id})


def _provider(one: dict[str, Any]) -> Provider:
    return Provider(
        id=one["id"],
        key=one["id"] if one["kind"] == "oidc" else one["entity_id"],
        name=one["name"],
        kind=one["kind"],
        trusts_addresses=one.get("trust_addresses") is True,
        trusts_second_factor=one["kind"] == "oidc" and one.get("trust_second_factor") is True,
    )


def providers() -> list[Provider]:
    return [_provider(one) for one in settings.SIGN_IN_PROVIDERS]


def provider_of(key: str) -> Provider | None:
    """The provider under which allauth keeps an account; None when it is configured no more."""
    return next((one for one in providers() if one.key == key), None)


def connections_of(person: User) -> list[dict[str, Any]]:
    """For each provider whether the person joined an account; no query where none is configured."""
    known = providers()
    if not known:
        return []
    joined = dict(SocialAccount.objects.filter(user=person).values_list("provider", "pk"))
    return [
        {"name": one.name, "joined": one.key in joined, "pk": joined.get(one.key), "url": f"{one.url}?process=connect"} for one in known
    ]
