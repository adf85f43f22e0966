"""Real QTI 1.2 files and Common Cartridges (see ../shared/data/INDEX.md beside the project): each is read, or refused with the reason."""

import zipfile
from collections import Counter
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from assessments.questions import structural_problems
from assessments.questions.formats import readers
from assessments.questions.formats.found import Found, Refused, Skipped

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
FILES = sorted(path for folder in ("qti12", "imscc") for path in (DATA / folder).rglob("*") if path.is_file())

pytestmark = pytest.mark.skipif(not FILES, reason="the real files are not beside the project")


def read(path):
    with path.open("rb") as source:
        return list(readers.read(source, path.name))


def kinds(name):
    return Counter(one.definition["kind"] if isinstance(one, Found) else "skipped" for one in read(DATA / name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_read_without_problems_or_refused(path):
    with suppress(Refused):
        for finding in read(path):
            assert finding.why if isinstance(finding, Skipped) else structural_problems(finding.definition) == []


def test_every_kind_of_canvas_is_what_it_is():
    assert kinds("qti12/all_canvas_simple_1.2.xml") == {
        "single_choice": 1,
        "true_false": 1,
        "short_text": 1,
        "cloze": 2,
        "multiple_response": 1,
        "matching": 1,
        "numeric": 1,
        "essay": 1,
        "skipped": 1,
    }


SINGLE_ITEMS = {
    "canvas_multiple_dropdowns": "cloze",
    "canvas_multiple_fib": "cloze",
    "canvas_multiple_fib_extra_brackets": "cloze",
    "essay_custom_settings": "essay",
    "fib_feedback": "short_text",
    "formula": "skipped",
    "matching": "matching",
    "multiple_answer_canvas": "multiple_response",
    "nq_multiple_fib_answer_types": "cloze",
    "numeric_margin_error_percent": "numeric",
    "ordering.row": "ordering",
    "ordering_with_labels": "ordering",
    "single_fib": "short_text",
    "stimulus_passage": "skipped",
    "true_false_with_calculator": "true_false",
    "upload_with_custom_settings": "file_upload",
    "bank_entry_item": "skipped",
}


@pytest.mark.parametrize(("name", "kind"), SINGLE_ITEMS.items())
def test_single_items(name, kind):
    assert kinds(f"qti12/items/{name}.xml") == {kind: 1}


def test_a_file_with_a_broken_head_is_refused_with_its_line():
    with pytest.raises(Refused, match="line 1: This is not well-formed XML"):
        read(DATA / "qti12/items/choice_vary_points_by_answer_zero_points.xml")


def test_pictures_of_a_package_come_along_from_folders_that_only_respondus_knows():
    findings = read(DATA / "qti12/test_qti_1.2.zip")
    assert [len(data) for one in findings for data in one.pictures.values()] == [3740, 4157]
    assert findings[2].definition["rule"] == "worth"
    assert [line.get("worth", "0") for line in findings[2].definition["options"]] == ["1/4", "-1/10", "1/4", "1/4", "-1/10", "-1/10", "1/4"]


@pytest.mark.parametrize("name", ["canvas_cc_gem_course.imscc", "single-page.imscc"])
def test_a_cartridge_without_questions_says_so(name):
    with pytest.raises(Refused, match="No questions are in this package"):
        read(DATA / "imscc" / name)


def test_damaged_copies_are_read_or_refused_and_nothing_else():
    dice = Random(12)
    for _time in range(500):
        data = bytearray(dice.choice(FILES).read_bytes())
        for _flip in range(dice.randrange(4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(Refused):
            list(readers.read(BytesIO(bytes(data[: dice.randrange(len(data))])), "x", "qti"))


def texts_of(path):
    """The XML of a file, or of everything in a package: a package that breaks off is no package any more, so its items are broken too."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return [data]
    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist() if name.endswith((".xml", ".qti"))]


def test_items_that_break_off_anywhere_are_refused_or_read_as_far_as_they_are_sound():
    dice = Random(6)
    texts = [text for path in FILES for text in texts_of(path) if b"item" in text]
    for _time in range(500):
        text = dice.choice(texts)
        with suppress(Refused):
            for finding in readers.read(BytesIO(text[: dice.randrange(len(text))]), "x.xml", "qti"):
                assert finding.why if isinstance(finding, Skipped) else structural_problems(finding.definition) == []
