"""Files of Moodle's own: each is read or refused with a reason, whole, truncated or with broken bytes."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from assessments.questions import structural_problems
from assessments.questions.formats.found import Found, Refused, Skipped
from assessments.questions.formats.moodle import read
from assessments.questions.formats.moodle_same import says_the_same
from assessments.questions.formats.moodle_writing import write

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "data" / "moodle-xml"
FILES = sorted(FOLDER.glob("*.xml"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real files are not here")


def findings(content):
    found = []
    try:
        for one in read(BytesIO(content)):
            found.append(one)
            assert isinstance(one, Skipped) or structural_problems(one.definition) == []
    except Refused:
        return found
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_gives_questions_or_reasons(file):
    found = list(read(BytesIO(file.read_bytes())))
    assert found
    kept = [one for one in found if isinstance(one, Found)]
    for one in kept:
        assert set(one.pictures) == set(one.definition.get("images", {}))
    parts = list(write(kept))
    assert not [part for part in parts if isinstance(part, Skipped)]
    again = list(read(BytesIO("".join(parts).encode()))) if kept else []
    assert all(says_the_same(one.definition, other.definition) for one, other in zip(kept, again, strict=True))


def test_what_is_in_them():
    found = [one for file in FILES for one in read(BytesIO(file.read_bytes()))]
    kinds = Counter(one.definition["kind"] if isinstance(one, Found) else "skipped" for one in found)
    assert kinds == {
        "true_false": 6, "cloze": 3, "ordering": 5, "single_choice": 1, "multiple_response": 1, "matching": 1, "numeric": 1,
        "short_text": 1, "essay": 1, "skipped": 3,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_truncated_copies_and_broken_bytes_never_do_more_than_refuse(seed):
    dice = Random(seed)
    for _copy in range(25):
        content = bytearray(dice.choice(FILES).read_bytes())
        findings(bytes(content[: dice.randrange(len(content))]))
        for _time in range(dice.randrange(1, 6)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        findings(bytes(content))
