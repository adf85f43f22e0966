"""What must hold before the service starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]


def ids(**settings):
    with override_settings(**settings):
        return {message.id for message in run_checks()}


def test_the_settings_as_they_are_have_nothing_to_say():
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [("WAGTAIL_GRAVATAR_PROVIDER_URL", "//example.org"), ("WAGTAIL_ENABLE_UPDATE_CHECK", True), ("WAGTAILDOCS_SERVE_METHOD", "direct")],
)
def test_a_setting_that_leaks_is_an_error(name, value):
    assert "alongside.E001" in ids(**{name: value})


def test_the_demo_is_refused_with_production_settings():
    assert "alongside.E002" in ids(PRODUCTION=True)


@pytest.mark.slow
def test_production_settings_refuse_to_check_with_the_demo_on():
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "DJANGO_SETTINGS_MODULE": "lms.settings.production",
        "SECRET_KEY": "only for this test 0123456789 abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "example.org",
        "ALONGSIDE_VAR": str(ROOT / "var"),
        "DATABASE_URL": "sqlite://:memory:",
        "CACHE_URL": "rediscache://127.0.0.1:6379/0",
        "TRUSTED_PROXY_COUNT": "1",
    }

    def check(**more):
        return subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy"], cwd=ROOT, env={**environment, **more}, capture_output=True, text=True
        )

    plain, demo = check(), check(DEMO="1")
    assert (plain.returncode, "no issues" in plain.stdout + plain.stderr) == (0, True), plain.stderr
    assert demo.returncode == 1
    assert "alongside.E002" in demo.stderr


@override_settings(ROOT_URLCONF="tests.core.unshadowed_urls")
def test_a_log_in_page_that_goes_past_our_rules_is_an_error():
    assert "alongside.E003" in {message.id for message in run_checks()}
