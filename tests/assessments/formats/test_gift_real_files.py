"""Real files of GIFT and Aiken (see ../shared/data/INDEX.md beside the project): each is read, or refused with the reason."""

import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from assessments import questions
from assessments.questions.formats import aiken, gift
from assessments.questions.formats.found import Found, Refused
from assessments.questions.formats.gift_writer import write

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
GIFT_FILES = sorted(DATA.glob("gift/**/*.gift*"))
ALL_FILES = [(gift.read, path) for path in GIFT_FILES] + [(aiken.read, path) for path in sorted(DATA.glob("aiken/*"))]
OTHERS_WORDS = {"MC": "choice", "Matching": "matching", "TF": "true_false", "Short": "short_text", "Numerical": "numeric", "Essay": "essay"}
CHOICES = {"single_choice", "multiple_response"}

pytestmark = pytest.mark.skipif(not GIFT_FILES, reason="the data directory lies beside the project only where it is developed")


def findings(read, content):
    try:
        return list(read(BytesIO(content)))
    except Refused:
        return []


@pytest.mark.parametrize(("read", "path"), ALL_FILES, ids=lambda value: getattr(value, "name", ""))
def test_every_question_that_is_read_can_be_shown_and_marked(read, path):
    for each in findings(read, path.read_bytes()):
        assert each.where.startswith("line ")
        if isinstance(each, Found):
            assert questions.structural_problems(each.definition) == []
        else:
            assert each.why == "A description asks nothing: it has no answers in braces."


@pytest.mark.parametrize("path", [path for path in GIFT_FILES if path.with_suffix(".json").exists()], ids=lambda path: path.name)
def test_kinds_and_titles_are_those_that_another_reader_finds(path):
    expected = [item for item in json.loads(path.with_suffix(".json").read_text()) if item["type"] not in ("Category", "Description")]
    found = [each for each in findings(gift.read, path.read_bytes()) if isinstance(each, Found)]
    kinds = ["choice" if each.definition["kind"] in CHOICES else each.definition["kind"] for each in found]
    assert kinds == [OTHERS_WORDS[item["type"]] for item in expected]
    assert [each.name for each in found] == [item["title"] or "" for item in expected]
    assert [list(each.tags) for each in found] == [item.get("tags") or [] for item in expected]


def test_the_examples_of_moodle_are_all_read():
    found = findings(gift.read, (DATA / "gift" / "moodle-examples.gift.txt").read_bytes())
    assert Counter(each.definition["kind"] for each in found) == {
        "single_choice": 16, "short_text": 9, "numeric": 8, "true_false": 5, "matching": 3, "multiple_response": 2,
    }  # fmt: skip


@pytest.mark.parametrize("path", GIFT_FILES, ids=lambda path: path.name)
def test_what_was_read_comes_back_from_what_is_written(path):
    found = [each for each in findings(gift.read, path.read_bytes()) if isinstance(each, Found)]
    again = findings(gift.read, "".join(write(found)).encode())
    assert [(each.definition, each.name, each.category, each.tags) for each in again] == [
        (each.definition, each.name, each.category, each.tags) for each in found
    ]


@pytest.mark.parametrize("seed", range(42))
def test_broken_copies_are_read_or_refused(seed):
    dice = Random(seed)
    for _copy in range(12):
        read, path = dice.choice(ALL_FILES)
        content = bytearray(path.read_bytes())
        for _flip in range(dice.choice([0, 1, 20])):
            content[dice.randrange(len(content))] = dice.randrange(256)
        for each in findings(read, bytes(content[: dice.randrange(len(content) + 1)])):
            assert each.why if not isinstance(each, Found) else questions.structural_problems(each.definition) == []
