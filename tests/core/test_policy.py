"""The content policy that every page of ours is sent with."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/support/", "/check/", "/v/7K4Q/", "/nowhere/"])
def test_pages_run_nothing_that_is_not_ours(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
    assert rules["default-src"] in (["'none'"], ["'self'"])
    assert "unsafe" not in policy
    assert "http" not in policy.replace("upgrade-insecure-requests", "")
