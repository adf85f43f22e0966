"""Files for spreadsheets: words stay words, numbers numbers, and nobody holds all of a long one."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.core.sheets import MARK, RISKY, ROWS_AT_ONCE, csv_blocks, csv_response, csv_stream, plain_cell


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_looks_like_a_formula_is_quoted(risky):
    assert plain_cell(risky) == f"'{risky}"


@pytest.mark.parametrize(("cell", "stands"), [(-3, -3), (2.5, 2.5), (None, ""), ("Núñez", "Núñez"), ("–", "–")])
def test_numbers_and_plain_words_stay_as_they_are(cell, stands):
    assert plain_cell(cell) == stands


@given(st.lists(st.tuples(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\x00")), st.integers()), max_size=20))
def test_a_file_reads_back_as_what_was_written(rows):
    text = "".join(csv_blocks(["Name", "Minutes"], rows))
    assert text.startswith(MARK)
    found = list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))[1:]
    assert [(name.removeprefix("'") if name[1:2] in RISKY else name, int(number)) for name, number in found] == [
        (name.removeprefix("'") if name[1:2] in RISKY else name, number) for name, number in rows
    ]
    assert not any(name.startswith(RISKY) for name, _number in found)


def test_a_long_file_is_read_block_by_block():
    read = []

    def rows():
        for at in range(ROWS_AT_ONCE * 3):
            read.append(at)
            yield (at,)

    blocks = csv_blocks(["n"], rows())
    next(blocks)
    assert read == []
    next(blocks)
    assert len(read) == ROWS_AT_ONCE


def test_both_ways_give_the_same_file():
    rows = [("Ada", 1), ("=Bo", 2)]
    streamed = csv_stream("people", ["Name", "n"], rows)
    whole = csv_response("people", ["Name", "n"], rows)
    assert b"".join(streamed.streaming_content) == whole.content
    assert whole.content.startswith(b"\xef\xbb\xbf")
    assert streamed["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert streamed["X-Content-Type-Options"] == "nosniff"
