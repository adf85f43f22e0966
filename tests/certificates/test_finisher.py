"""The repairs, one by one, on small things."""

import zlib

import pydyf
import pytest

from certificates.rendering.errors import WrongFont
from certificates.rendering.finisher import finisher, steady


def deflated(stream):
    return zlib.compress(b"\n".join(stream.stream), level=9)


def test_a_stream_that_would_end_in_a_line_end_is_moved_by_a_blank():
    unlucky = next(s for s in (pydyf.Stream([b"%d w" % n], compress=True) for n in range(10_000)) if deflated(s)[-1:] in (b"\r", b"\n"))
    steady(unlucky)
    assert deflated(unlucky)[-1:] not in (b"\r", b"\n")
    assert unlucky.stream[1:] == [b" "]


@pytest.mark.parametrize("extra", [{"Length1": 5}, {"N": 3}, {"Subtype": "/Image"}])
def test_streams_in_which_a_blank_means_something_are_left_alone(extra):
    for n in range(2_000):
        stream = pydyf.Stream([b"%d w" % n], extra=extra, compress=True)
        steady(stream)
        assert len(stream.stream) == 1


@pytest.mark.parametrize("faces", [["/ABCDEF+Source-Sans-3", "/ABCDEF+DejaVu-Sans"], ["/ABCDEF+Source-Serif-4"], [], ["/Source-Sans-3"]])
def test_a_paper_in_another_face_or_without_ours_is_refused(faces):
    pdf = pydyf.PDF()
    for face in faces:
        pdf.add_object(pydyf.Dictionary({"Type": "/Font", "BaseFont": face}))
    if faces == ["/Source-Sans-3"]:
        finisher([])(None, pdf)
    else:
        with pytest.raises(WrongFont):
            finisher([])(None, pdf)
