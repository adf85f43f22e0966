"""The content policy that every page of ours is sent with."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/support/", "/check/", "/v/7K4Q/", "/nowhere/"])
def test_pages_run_nothing_that_is_not_ours(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
    assert rules["default-src"] in (["'none'"], ["'self'"])
    assert "unsafe" not in policy
    # One way out is meant: "Leave this site" is a form for those who are signed in, and a browser asks the policy about its redirect.
    way_out = "/".join(settings.QUICK_EXIT_URL.split("/")[:3])
    assert [rule for rule, sources in rules.items() if any("http" in source for source in sources)] == ["form-action"]
    assert rules["form-action"] == ["'self'", way_out]
