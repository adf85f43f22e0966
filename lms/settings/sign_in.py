"""Sign-in by accounts of other services: from the operator's file to what allauth asks for (docs/operations.md).

The file named by SIGN_IN_PROVIDERS holds a list of objects:

    {"kind": "oidc", "id": "campus", "name": "Campus account", "server_url": "https://login.example.org",
     "client_id": "…", "secret": "…", "trust_addresses": true, "trust_second_factor": false}
    {"kind": "saml", "id": "trust", "name": "Trust account", "entity_id": "…", "sso_url": "https://…", "x509cert": "…",
     "attributes": {"uid": "…", "email": "…"}, "trust_addresses": true}

`trust_addresses`: an address that this provider calls verified opens the account of the person who was invited with it.
`trust_second_factor`: when it says that a second factor was shown (`amr` holds "mfa"), we do not ask for ours. OpenID Connect only.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NEEDS = {"oidc": ("id", "name", "server_url", "client_id", "secret"), "saml": ("id", "name", "entity_id", "sso_url", "x509cert")}


def read_providers(path: str) -> list[dict[str, Any]]:
    """The configured providers; none when no file is named. Raises ValueError that names what is missing."""
    if not path:
        return []
    found: list[dict[str, Any]] = json.loads(Path(path).read_text())
    for one in found:
        missing = [name for name in NEEDS.get(one.get("kind", ""), ("kind",)) if not one.get(name)]
        if missing:
            raise ValueError(f"SIGN_IN_PROVIDERS: {one.get('id', '?')} lacks {', '.join(missing)}")
    return found


def _oidc(one: dict[str, Any]) -> dict[str, Any]:
    settings = {"server_url": one["server_url"], "oauth_pkce_enabled": True, "scope": ["openid", "email"]}
    return {"provider_id": one["id"], "name": one["name"], "client_id": one["client_id"], "secret": one["secret"], "settings": settings}


def _saml(one: dict[str, Any]) -> dict[str, Any]:
    settings = {
        "idp": {name: one[name] for name in ("entity_id", "sso_url", "x509cert")},
        "attribute_mapping": one.get("attributes", {}),
        "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True, "want_name_id": True},
    }
    return {"provider_id": one["entity_id"], "name": one["name"], "client_id": one["id"], "settings": settings}


def for_allauth(providers: list[dict[str, Any]]) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS."""
    return {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_oidc(one) for one in providers if one["kind"] == "oidc"]},
        "saml": {"APPS": [_saml(one) for one in providers if one["kind"] == "saml"]},
    }


def origins(*addresses: str) -> list[str]:
    """Scheme and host of each address: where a form of ours may lead (a browser applies `form-action` to redirects too)."""
    parts = [urlsplit(address) for address in addresses]
    return [f"{part.scheme}://{part.netloc}" for part in parts if part.netloc]


def origins_of(providers: list[dict[str, Any]]) -> list[str]:
    return origins(*(one.get("authorize_origin") or one.get("server_url") or one.get("sso_url", "") for one in providers))
