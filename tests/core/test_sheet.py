"""What every page loads stays small, and nothing in it is dead: the stylesheet and the scripts."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from lms.core.colours_met import COMMENTS
from lms.core.static_files import Storage, without_comments

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static" / "lms"
APPS = ("lms", "accounts", "assessments", "safeguarding", "courses", "logbook", "schemes", "certificates")
SCRIPTS_ON_THE_WIRE = 8000  # bytes, all modules together (decisions: ux.md 1.5)
SHEET_ON_THE_WIRE = 12_500

# Written into the page by a name that is put together: the rule is there, the whole word stands nowhere.
PUT_TOGETHER = {"g1", "g2", "g3", "g4", "h0", "h1", "h2", "h3", "h4"}  # groups of a bulk answer, steps of a heat map


def sheet() -> str:
    return COMMENTS.sub("", (STATIC / "app.css").read_text(encoding="utf-8"))


def ruled() -> set[str]:
    return classes_in(sheet())


def classes_in(css: str) -> set[str]:
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", " ".join(re.findall(r"([^{};]+)\{", css))))


def pages() -> str:
    """Every template of ours; those that the CMS draws in its own frame have its classes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.html")) if path.parent.name != "cms"]
    return "\n".join(sources)


def code() -> str:
    files = [*(STATIC / "js").glob("*.js"), *(path for app in APPS for path in (ROOT / app).rglob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def written(source: str) -> set[str]:
    """Class names in the class attributes of templates, also those inside of {% if %}."""
    values = re.findall(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', source, re.DOTALL)
    return {name for value in values for name in re.sub(r"\{%.*?%\}|[\w-]*\{\{.*?\}\}[\w-]*", " ", value, flags=re.DOTALL).split()}


def test_no_rule_is_dead():
    quoted = " ".join(re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`", pages() + code()))
    assert ruled() - set(re.findall(r"[\w-]+", quoted)) - PUT_TOGETHER == set()


def test_every_class_in_a_page_has_a_rule():
    for_design = classes_in((STATIC / "design.css").read_text(encoding="utf-8"))
    assert written(pages()) - ruled() - for_design == set()


def test_the_measure_itself():
    assert written('<p class="a{% if x == "y" %} b-c{% endif %} {{ d }} e-{{ f }}"><i class="g">') == {"a", "b-c", "g"}


def test_all_scripts_together_are_under_their_budget_on_the_wire():
    sizes = {
        path.name: len(gzip.compress(without_comments(path.read_bytes()), 9, mtime=0)) for path in sorted((STATIC / "js").glob("*.js"))
    }
    assert sum(sizes.values()) < SCRIPTS_ON_THE_WIRE, sizes


def test_scripts_are_collected_without_their_comments_and_otherwise_as_they_stand(tmp_path):
    source = (STATIC / "js" / "step.js").read_bytes()
    read_before = ContentFile(source)
    read_before.read()  # as by whoever took its fingerprint
    Storage(location=tmp_path, base_url="/static/")._save("lms/js/step.js", read_before)
    collected = (tmp_path / "lms/js/step.js").read_text()
    kept = [line for line in source.decode().splitlines() if not line.strip().startswith("//")]
    assert collected.splitlines() == kept
    assert len(kept) < len(source.decode().splitlines())


def test_the_sheet_is_under_its_budget_on_the_wire():
    assert len(gzip.compress((STATIC / "app.css").read_bytes(), 9, mtime=0)) < SHEET_ON_THE_WIRE


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_every_script_is_loaded_by_a_page(path):
    assert f"lms/js/{path.name}" in pages()
