"""What the service says before it starts."""

import pytest
from django.test import override_settings

from lms.core.checks import sign_in_elsewhere_is_encrypted, throttles_count_rightly

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REDIS = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}


def warned(**settings):
    with override_settings(PRODUCTION=True, **settings):
        return [message.id for message in throttles_count_rightly(None)]


def test_a_real_service_is_told_what_weakens_its_throttles():
    assert warned(CACHES=LOCAL) == ["alongside.W006", "alongside.W007"]
    assert warned(CACHES=REDIS) == ["alongside.W007"]
    assert warned(CACHES=REDIS, ALLAUTH_TRUSTED_PROXY_COUNT=1) == []
    assert warned(CACHES=REDIS, ALLAUTH_TRUSTED_CLIENT_IP_HEADER="X-Real-IP") == []


def test_a_demonstration_is_not():
    assert throttles_count_rightly(None) == []


@pytest.mark.parametrize(("address", "found"), [("https://login.example.org", []), ("http://login.example.org", ["alongside.E008"])])
def test_providers_are_reached_by_https(address, found):
    with override_settings(PRODUCTION=True, SIGN_IN_PROVIDERS=[{"kind": "oidc", "id": "campus", "server_url": address}]):
        assert [message.id for message in sign_in_elsewhere_is_encrypted(None)] == found
