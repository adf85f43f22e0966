"""Telling formats apart by their first bytes, and reading any of them by one name."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions.formats import readers, writers
from assessments.questions.formats.detect import HEAD_BYTES, detect
from assessments.questions.formats.found import READ, WRITTEN, Found, Refused

AIKEN = "What helps?\nA. To talk\nB) To listen\nANSWER: B\n"
GIFT = "What helps?{=To listen ~To talk}"
KNOWN = {
    "QTI 1.2": ("<questestinterop/>", "", "qti"),
    "QTI 1.2 with a prefix, a comment and a document type": (
        '<?xml version="1.0"?>\n<!-- by <hand> -->\n<!DOCTYPE q SYSTEM "q.dtd" [\n<!ELEMENT x (y+)>\n]>\n<q:questestinterop xmlns:q="u">',
        "",
        "qti",
    ),
    "QTI 2": ('<assessmentItem identifier="a">', "", "qti"),
    "QTI 3": ("<qti-assessment-item>", "", "qti"),
    "Moodle XML": ('\ufeff<?xml version="1.0"?><quiz>', "", "moodlexml"),
    "Moodle XML in two bytes a letter": ('<?xml version="1.0" encoding="utf-16"?><quiz>'.encode("utf-16"), "", "moodlexml"),
    "Moodle XML in two bytes a letter without a mark": ("<?xml version='1.0'?><quiz>".encode("utf-16-le"), "", "moodlexml"),
    "GIFT": (GIFT, "", "gift"),
    "GIFT with a category": ("$CATEGORY: a\n\nWords", "", "gift"),
    "GIFT by its name": ("Only words", "q.GIFT", "gift"),
    "GIFT that begins with HTML": ("<p>What helps?</p>{=This ~That}", "", "gift"),
    "Aiken": (AIKEN, "", "aiken"),
    "Aiken with a comment sign": ("// " + AIKEN, "", "aiken"),
    "GIFT that looks like Aiken": ("A. Words\nANSWER: A\n{=a ~b}", "", "gift"),
    "a package": (b"PK\x03\x04rest", "", "package"),
}
REFUSED = {
    "a PDF": b"%PDF-1.7",
    "a picture": b"\x89PNG\r\n",
    "an old office document": b"\xd0\xcf\x11\xe0\xa1",
    "a gzip archive": b"\x1f\x8b\x08",
    "a web page": b"<!DOCTYPE html><html>",
    "data in JSON": b'{"questions": []}',
    "table of contents": b"<manifest>",
    "<rss>": b"<rss>",
    "empty": b" \n",
    "no format that is known": b"Just words, and more of them.",
}


def test_every_known_format_is_told_by_its_first_bytes():
    found = {case: detect(text if isinstance(text, bytes) else text.encode(), name) for case, (text, name, _known) in KNOWN.items()}
    assert found == {case: known for case, (_text, _name, known) in KNOWN.items()}


@pytest.mark.parametrize(("says", "head"), REFUSED.items())
def test_other_files_are_refused_with_what_they_seem_to_be(says, head):
    with pytest.raises(Refused, match=says):
        detect(head)


@given(st.binary(max_size=200))
def test_any_bytes_get_a_format_or_are_refused(head):
    with suppress(Refused):
        assert detect(head) in ("gift", "aiken", "moodlexml", "qti", "package")


@pytest.mark.parametrize(("text", "name"), [(GIFT, "a.txt"), (AIKEN, "a.txt")])
def test_a_file_is_read_by_what_it_is(text, name):
    (found,) = readers.read(BytesIO(text.encode()), name)
    assert isinstance(found, Found)


def test_a_zip_is_only_read_as_qti():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refused, match="not a file in the format gift"):
        list(readers.read(out, "a.zip", "gift"))
    with pytest.raises(Refused, match="No questions"):
        list(readers.read(out, "a.zip", "qti"))
    with pytest.raises(Refused, match="No questions"):
        list(readers.read(out, "a.zip"))


def test_a_file_that_is_too_large_is_refused_before_all_of_it_is_read(monkeypatch):
    monkeypatch.setattr(readers, "MOST_BYTES", HEAD_BYTES)
    source = BytesIO(b"x {=a ~b}" + b"\n" * HEAD_BYTES * 2)
    with pytest.raises(Refused, match="too large"):
        list(readers.read(source, "a.gift"))
    assert source.tell() == HEAD_BYTES + 1


def test_more_questions_than_a_file_may_hold_refuse_it(monkeypatch):
    monkeypatch.setattr(readers, "MOST_QUESTIONS", 1)
    with pytest.raises(Refused, match="more than 1"):
        list(readers.read(BytesIO(f"{GIFT}\n\n{GIFT}".encode()), "a.gift"))


def test_the_names_of_formats_are_those_that_can_be_read_and_written():
    assert tuple(readers.READERS) == READ
    assert list(writers.WRITERS) == list(WRITTEN)
