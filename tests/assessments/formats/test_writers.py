"""Questions are written as bytes, whatever the format."""

import io

import pytest

from assessments.questions.formats import readers, writers
from assessments.questions.formats.found import WRITTEN, Found, Skipped
from tests.assessments.question_samples import STORY

ASKED = {"kind": "true_false", "stem": "The sun rises in the east.", "key": True, "feedback_true": "Yes.", "feedback_false": "It does."}


@pytest.mark.parametrize("format_name", WRITTEN)
def test_bytes_that_are_read_again_and_between_them_what_is_left_out(format_name):
    pieces = list(writers.write([Found("a", ASKED, ref="a"), Found("b", STORY, ref="b")], format_name))
    (left_out,) = [piece for piece in pieces if isinstance(piece, Skipped)]
    assert left_out.where == "b"
    file = io.BytesIO(b"".join(piece for piece in pieces if isinstance(piece, bytes)))
    assert [found.definition for found in readers.read(file, "file", format_name)] == [ASKED]
