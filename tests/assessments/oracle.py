"""The files of the oracle, and the questions that they only name, as our definitions; ids of answers are what Moodle calls them."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "data" / "quiz-oracle"
needs_oracle = pytest.mark.skipif(not FOLDER.exists(), reason="the files of the oracle are not here")
FROG = {
    "kind": "short_text",
    "stem": "Name an amphibian: ___",
    "answers": [
        {"id": "frog", "text": "frog", "worth": "1"},
        {"id": "toad", "text": "toad", "worth": "4/5"},
        {"id": "*", "text": "*", "pattern": True, "worth": "0"},
    ],
}
PI = {
    "kind": "numeric",
    "stem": "What is pi to two places?",
    "answers": [
        {"id": "3.14 (3.14..3.14)", "value": "3.14", "worth": "1"},
        {"id": "3.142 (3.142..3.142)", "value": "3.142", "worth": "0"},
        {"id": "3.1 (3.1..3.1)", "value": "3.1", "worth": "0"},
        {"id": "3 (3..3)", "value": "3", "worth": "0"},
        {"id": "*", "any": True, "worth": "0"},
    ],
}


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
