"""What deploy/ holds fits the code: commands exist, and the example of the environment names what settings read."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from lms.settings.storage import NEEDS

ROOT = settings.BASE_DIR
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))
READ = re.compile(r"env\.\w+\(\s*\"([A-Z][A-Z0-9_]+)\"|environ\.get\(\"([A-Z][A-Z0-9_]+)\"")
# Of one's own machine and of tests: nothing an operator sets.
NOT_FOR_OPERATORS = {"DEBUG", "TEST_DATABASE_URL", "ALONGSIDE_TEST_DB"}
SECRET = {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY"}


def variables_read():
    sources = [*(ROOT / "lms" / "settings").glob("*.py"), DEPLOY / "gunicorn.conf.py"]
    found = {name for path in sources for pair in READ.findall(path.read_text()) for name in pair if name}
    return (found | set(NEEDS) | {"DJANGO_SETTINGS_MODULE"}) - NOT_FOR_OPERATORS


def example():
    lines = re.findall(r"^#?([A-Z][A-Z0-9_]+)=(.*)$", (DEPLOY / "environment.example").read_text(), re.MULTILINE)
    assert len(lines) == len(dict(lines))
    return dict(lines)


def words_of(unit, key):
    return re.findall(rf"^{key}=(.+)$", unit.read_text(), re.MULTILINE)


def test_the_example_names_exactly_what_settings_read():
    assert set(example()) == variables_read()


def test_operations_explain_every_variable():
    words = (ROOT / "docs" / "operations.md").read_text()
    assert sorted(name for name in variables_read() if f"`{name}`" not in words and f"{name}," not in words) == []


def test_the_example_holds_nothing_secret():
    assert {name: value for name, value in example().items() if name in SECRET and value} == {}


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_what_a_unit_starts_is_there(unit):
    (command,) = words_of(unit, "ExecStart")
    program, *words = command.removeprefix("/srv/alongside/").split()
    assert program in {".venv/bin/gunicorn", ".venv/bin/python"}
    if words[0] == "manage.py":
        assert words[1] in get_commands()
    else:
        assert words[0] == "--config"
        assert (ROOT / words[1]).is_file()


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_may_do_little_else(unit):
    said = unit.read_text()
    for line in (
        "User=alongside",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "CapabilityBoundingSet=",
        "UMask=0077",
    ):
        assert f"\n{line}\n" in said
    assert words_of(unit, "EnvironmentFile") == ["/etc/alongside/environment"]


def test_a_timer_has_its_service():
    assert {timer.stem for timer in TIMERS} == {"alongside-tick", "alongside-nightly"}
    assert all(timer.with_suffix(".service") in SERVICES for timer in TIMERS)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_understands_the_units(tmp_path):
    for unit in (*SERVICES, *TIMERS):
        (tmp_path / unit.name).write_text(unit.read_text().replace("/srv/alongside", str(ROOT)))
    done = subprocess.run(["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))], capture_output=True, text=True, check=False)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "alongside" in line]
    assert ours == []


# --- the image ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def container():
    return (DEPLOY / "Containerfile").read_text()


def test_the_image_installs_by_hash_and_runs_as_nobody(container):
    assert "--require-hashes -r requirements/base.txt" in container
    assert container.index("USER 10001") < container.index('CMD [".venv/bin/gunicorn"')
    assert not re.search(r"https?://(?!127\.0\.0\.1)", container)


def test_the_image_has_the_libraries_that_set_up_installs(container):
    wanted = re.findall(r"missing\+=\(([^)]*)\)", (ROOT / "scripts" / "setup.sh").read_text())
    libraries = {name for group in wanted for name in group.split()} - {"python3-venv", "chromium", "poppler-utils"}
    assert libraries <= set(container.split())


def test_the_image_holds_no_data_and_no_history():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var"} <= set(ignored)


# --- the proxy ----------------------------------------------------------------------------------------


def test_the_proxy_writes_no_paths_and_says_itself_who_comes():
    said = (DEPLOY / "nginx.conf").read_text()
    assert said.count("access_log off;") == said.count("\nserver {")
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", "X-Request-ID $request_id", "Host $host"):
        assert f"proxy_set_header {header};" in said
    assert "private" not in re.sub(r"#.*|privkey", "", said)
