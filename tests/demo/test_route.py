"""The one press that signs anybody in: where DEMO is off there is no such address and no such code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, sys, django
django.setup()
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
try:
    address = reverse("demo:sign_in")
except NoReverseMatch:
    address = ""
print(json.dumps({
    "address": address,
    "answered_by": resolve("/demo/sign-in/").func.__module__,
    "namespaces": sorted(get_resolver().namespace_dict),
    "loaded": sorted(name for name in sys.modules if name.startswith("lms.demo")),
}))
"""


def asked(settings: str, var: Path, **more: str) -> dict:
    environment = {name: value for name, value in os.environ.items() if name not in ("DEMO", "DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")}
    environment |= {"DJANGO_SETTINGS_MODULE": settings, "SECRET_KEY": "only for this test", "ALLOWED_HOSTS": "example.org"}
    environment |= {"ALONGSIDE_VAR": str(var), "DATABASE_URL": "sqlite://:memory:", "PYTHONPATH": str(ROOT), **more}
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["lms.settings.dev", "lms.settings.production"])
def test_without_the_demo_the_address_does_not_exist(settings, tmp_path):
    """What is left of it is the CMS's last word on every unknown address: it looks for a page and answers 404."""
    found = asked(settings, tmp_path)
    assert (found["address"], found["loaded"]) == ("", [])
    assert "demo" not in found["namespaces"]
    assert found["answered_by"] == "wagtail.views"


@pytest.mark.slow
def test_with_the_demo_it_does(tmp_path):
    found = asked("lms.settings.dev", tmp_path, DEMO="1")
    assert (found["address"], found["answered_by"]) == ("/demo/sign-in/", "lms.demo.views")
