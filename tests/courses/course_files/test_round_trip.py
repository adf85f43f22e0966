"""What is written is read again as the same, and writes the same bytes. Without a database."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.course_files import markdown
from courses.course_files.blocks import BLOCKS, from_raw, to_raw
from courses.course_files.writing import write_course

from .samples import BODIES, MARKDOWN, SIGNS, courses, look, put

quickly = settings(deadline=None, max_examples=40)


class Nowhere:
    """Nothing stands outside the folder."""

    def html(self, rich_text):
        return rich_text

    def row(self, kind, name):
        return None

    def name(self, kind, row):
        return ""


def test_every_type_of_block_is_drawn():
    assert set(BODIES) == set(BLOCKS.values())


@quickly
@given(courses())
def test_a_written_course_is_read_as_the_same_and_written_as_the_same_bytes(course):
    with TemporaryDirectory() as folder:
        found = look(put(course, Path(folder)))
    assert found.problems == ()
    assert found.course == course
    assert write_course(found.course) == write_course(course)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(list(BODIES)).flatmap(lambda kind: BODIES[kind].map(lambda fields: kind(id="b1", **fields))))
def test_the_editor_keeps_all_that_a_file_says_of_a_block(block):
    assert from_raw(to_raw(block, Nowhere()), Nowhere()) == block


@settings(deadline=None, max_examples=150)
@given(MARKDOWN)
def test_tidy_markdown_stays_as_it_is_through_the_editor(text):
    assert markdown.tidy(text) == text
    assert markdown.from_html(markdown.to_html(text)) == text


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from(SIGNS), max_size=80), st.text(st.sampled_from('<>/pulaib= "h:x&;'), max_size=40))
def test_any_rich_text_has_one_way_to_be_written(words, odd):
    written = markdown.from_html(f"<p>{words}</p><ul><li>{odd}</li></ul><ul><li>{words}</li></ul>")
    assert markdown.from_html(markdown.to_html(written)) == written


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p data-block-key="x1">Hello <b>you</b> and <i>me</i></p>', "Hello **you** and *me*"),
        ('<p><a href="/support/">Help</a></p>', "[Help](/support/)"),
        ('<p><a href="https://example.org/a">Out</a></p>', "[Out](https://example.org/a)"),
        ('<p><a href="//example.org/">Half</a> <a href="javascript:x">None</a> <a href="#x">Part</a></p>', "Half None Part"),
        ("<p>One<br/>two</p><ul><li>three</li></ul>", "One\\\ntwo\n\n- three"),
        ("<p>مرحبا \u200f123</p>", "مرحبا \u200f123"),
        ("<h2>A title</h2><p>&lt;b&gt; 2 * 3 * 4</p>", "A title\n\n&lt;b> 2 \\* 3 \\* 4"),
        ("", ""),
    ],
)
def test_rich_text_is_written_as_markdown(html, said):
    assert markdown.from_html(html) == said
