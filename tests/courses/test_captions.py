"""Captions: what is read as WebVTT, what is refused, and that nothing but cues is written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.captions import LARGEST, MOST_CUES, read_captions

FILE = (
    b"\xef\xbb\xbfWEBVTT - for a film\r\n\r\nSTYLE\n::cue { background: url(https://track.example/) }\r\n\r\nNOTE who made it\n\r\n"
    b"1\n00:01.000 --> 00:02.500 align:start position:10% evil:url(x)\n<v Kim>I am <b>here</b>.</v>\n"
    b"<script>alert(1)</script> & you &lt;3\r\n\r\n"
    b"01:00:03.000 --> 01:00:04.000\nTake <c.loud>your time</c> <i onclick=x>now</i>\n\n00:00 --> bad\n"
)


def test_cues_are_written_anew_without_anything_else():
    found = read_captions(FILE.replace(b"00:00 --> bad\n", b""))
    assert found.problems == ()
    assert found.written.decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start position:10%\n<v Kim>I am <b>here</b>.</v>\nalert(1) &amp; you &lt;3\n\n"
        "01:00:03.000 --> 01:00:04.000\nTake your time</c> <i onclick=x>now</i>\n"
    )


BAD = [
    ("no header", b"1\n00:01.000 --> 00:02.000\nHi", "This is not a WebVTT file: its first line must begin with WEBVTT."),
    ("half a header", b"WEBVTTX\n\n00:01.000 --> 00:02.000\nHi", "This is not a WebVTT file: its first line must begin with WEBVTT."),
    ("no cue", b"WEBVTT\n\nNOTE nothing\n", "There are no captions in this file."),
    ("a cue without words", b"WEBVTT\n\n00:01.000 --> 00:02.000\n", "There are no captions in this file."),
    ("times that cannot be read", b"WEBVTT\n\n00:99.000 --> 00:02.000\nHi", "This line of times cannot be read: 00:99.000 --> 00:02.000"),
    ("an end before its start", b"WEBVTT\n\n00:02.000 --> 00:01.000\nHi", "The times go backwards at 00:00:02.000."),
    ("a cue before the last", b"WEBVTT\n\n00:02.000 --> 00:03.000\nHi\n\n00:01.000 --> 00:04.000\nHo",
     "The times go backwards at 00:00:01.000."),
    ("no text", b"\xff\xfe\x00", "Save the captions as UTF-8 text."),
    ("too large", b"WEBVTT\n\n" + b"x" * LARGEST, "This captions file is too large."),
    ("too many cues", b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n.\n\n" * (MOST_CUES - 1), None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_cannot_be_used_says_why(data, says):
    found = read_captions(data)
    if says is None:
        assert not found.is_sound
    else:
        assert found.problems == (says,)


def test_more_cues_than_anybody_reads_are_refused(monkeypatch):
    monkeypatch.setattr("courses.captions.MOST_CUES", 1)
    assert read_captions(b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:02.000 --> 00:03.000\nb").problems == (
        "This captions file is too large.",
    )


@given(
    st.binary(max_size=200)
    | st.text(alphabet="WEBVT \n\r-><0123456789:.abv/&;{}", max_size=200).map(lambda text: f"WEBVTT\n\n{text}".encode())
)
def test_any_bytes_are_read_and_what_was_written_is_read_alike(data):
    found = read_captions(data)
    if found.is_sound:
        assert read_captions(found.written).written == found.written
