"""Rules that hold for every template and every form of the project."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"})
PAGES = [name for name in TEMPLATES if name.endswith(".html")]
APPS = ["lms", "accounts", "assessments", "courses", "logbook", "schemes", "certificates"]
TEXTAREA = re.compile(r"<textarea\b[^>]*>")


def _source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


# A page of the copy that somebody takes along: it is read from a disk, carries its own policy, and loads nothing.
CARRIED_AWAY = "desk/copying/_head.html"


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_inline_that_the_content_policy_forbids(name):
    """No style attribute, no style block, no handler attribute, no script in the page itself (data blocks run nothing)."""
    source = re.sub(r"\{#.*?#\}|\{% comment %\}[\s\S]*?\{% endcomment %\}", "", _source(name))
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", source) if "src=" not in tag and "application/json" not in tag]
    assert scripts == []
    if name == CARRIED_AWAY:
        source = source.replace("<style>{{ style }}</style>", "")
    assert re.findall(r"<style\b|<[^<>]*\sstyle\s*=|<[^<>]*\son[a-z]+\s*=|javascript:", source) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_way_back_or_breadcrumbs_and_not_both(name):
    source = _source(name)
    assert not ("{% back " in source and "{% crumbs " in source)
    assert "{% crumbs " not in source or "{% block crumbs %}" in source or name.startswith("demo/design/")


@pytest.mark.parametrize("name", PAGES)
def test_every_box_for_words_says_who_reads_them(name):
    source = _source(name)
    boxes = len(TEXTAREA.findall(source))
    assert source.count("{% audience ") >= boxes, f"{name}: a textarea without {{% audience %}} beside it"


@pytest.mark.parametrize("name", PAGES)
def test_no_id_is_written_twice_in_one_file(name):
    """Ids in branches of an {% if %} may repeat: only ids outside of any tag logic are compared here, whole pages in the page tests."""
    source = _source(name)
    if "{% if" in source or "{% for" in source:
        return
    ids = re.findall(r'\sid="([^"{]+)"', source)
    assert sorted(ids) == sorted(set(ids))


def _forms_of_the_project() -> list[type[forms.BaseForm]]:
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "forms" in module.name.rsplit(".", 1)[-1] or ".forms." in module.name:
                importlib.import_module(module.name)
    found, waiting = [], [forms.BaseForm]
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += children
        found += [form for form in children if form.__module__.split(".")[0] in APPS and hasattr(form, "base_fields")]
    return [form for form in found if not any(parent.__module__.startswith("wagtail") for parent in form.__mro__)]


def _says_who_reads(form: type[forms.BaseForm], name: str, field: forms.Field) -> bool:
    """On the field; or put there by the form, the view or the page, which know whose it is (drawing it is checked: STRICT_AUDIENCE)."""
    if getattr(field, "audience", "") or field.widget.attrs.get("data-audience"):
        return True
    if any(".audience = " in inspect.getsource(part) for part in form.__mro__ if part.__module__.split(".")[0] in APPS):
        return True
    app = Path(settings.BASE_DIR) / form.__module__.split(".")[0]
    if any(f'fields["{name}"].audience = ' in path.read_text(encoding="utf-8") for path in app.rglob("*.py")):
        return True
    by_page = re.compile(rf'\{{% field [\w.]*\.{name} [^%]*audience=|<textarea\b[^>]*\bname="{name}"')
    return any(by_page.search(_source(page)) for page in PAGES)


def test_every_form_field_for_words_says_who_reads_them():
    silent = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _forms_of_the_project()
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.Textarea) and not _says_who_reads(form, name, field)
    ]
    assert silent == []


def test_pages_name_no_outside_resource():
    """Fonts, scripts, styles and pictures come from this service alone."""
    outside = [
        (name, found)
        for name in PAGES
        for found in re.findall(r"<(?:link|script|img|source|iframe|video|audio)\b[^>]*(?:href|src)=\"https?:[^\"]*\"", _source(name))
    ]
    assert outside == []
