"""What README promises a newcomer is there."""

import hashlib
import os
import re
import subprocess

import pytest
from django.conf import settings
from django.urls import resolve

from lms.demo.cast import CAST

ROWS = re.compile(r"^\| (?!Where|---)(?P<question>[^|]+) \| (?P<answer>[^|]+) \|$", re.MULTILINE)
PLACES = re.compile(r"`([\w./-]+)`|\]\(([\w./-]+)\)")


def rows():
    text = (settings.BASE_DIR / "README.md").read_text()
    return ROWS.findall(text.partition("## Where is ...?")[2].partition("\n## ")[0])


def places(answer):
    """What looks like a place of the repository; a bare file name belongs to the folder named before it; an address is none."""
    before = settings.BASE_DIR
    for quoted, linked in PLACES.findall(answer):
        name = quoted or linked
        if name.startswith("/") or ("/" not in name and "." not in name):
            continue
        here = settings.BASE_DIR / name if "/" in name else before / name
        if "/" in name:
            before = here if here.is_dir() else here.parent
        yield name, here


def test_twenty_questions_are_answered():
    assert len({question for question, _ in rows()}) >= 20


def test_every_place_that_readme_names_exists():
    missing = []
    for question, answer in rows():
        if answer.startswith(("each app", "then each")):
            continue
        found = [
            (name, place) for name, place in places(re.sub(r"(?:; )?each app's [^|]*|then each app[^|]*|`\w+\.py` of each app", "", answer))
        ]
        missing += [f"{question}: {name}" for name, place in found if not place.exists()]
    assert missing == []


def readme():
    return (settings.BASE_DIR / "README.md").read_text()


def test_every_address_that_readme_names_opens_something():
    """The last resort of all addresses, a page of the CMS, does not count."""
    named = set(re.findall(r"`(/[\w/-]*)`", readme()))
    assert len(named) > 10
    assert sorted(path for path in named if resolve(path).url_name == "wagtail_serve") == []


def test_every_command_that_readme_names_is_one():
    targets = set(re.findall(r"^([a-z-]+):", (settings.BASE_DIR / "Makefile").read_text(), re.MULTILINE))
    assert (
        set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", readme(), re.MULTILINE))
        - {(name, "") for name in targets}
        - {("", name) for name in targets}
        == set()
    )


def test_the_demo_people_are_those_of_the_cast():
    named = set(re.findall(r"^\| \S+ Démo.* \| `(\w+)` \|", readme(), re.MULTILINE))
    assert named
    assert named <= {person.key for person in CAST}


# --- set-up -------------------------------------------------------------------------------------------

SCRIPTS = sorted([*(settings.BASE_DIR / "scripts").glob("*.sh"), settings.BASE_DIR / ".ci" / "run"])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_read_and_stops_at_a_fault(script):
    done = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "set -euo pipefail" in script.read_text()
    assert os.access(script, os.X_OK)


def test_a_second_set_up_installs_nothing_and_needs_no_network():
    place = settings.BASE_DIR
    wanted = hashlib.sha256(b"".join((place / "requirements" / name).read_bytes() for name in ("tools.txt", "dev.txt"))).hexdigest()
    stamp = place / ".venv" / "installed-dev"
    if not stamp.is_file() or stamp.read_text().strip() != wanted:
        pytest.skip("this environment was not set up by `make`")
    nowhere = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"}
    done = subprocess.run(
        ["scripts/setup.sh", "dev"], cwd=place, env={**os.environ, **nowhere}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_lock_holds_an_address():
    assert [
        path.name
        for path in (settings.BASE_DIR / "requirements").glob("*.txt")
        if re.search(r"https?:|--find-links|--index", path.read_text())
    ] == []
