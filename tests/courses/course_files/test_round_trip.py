"""What is written is read again as the same, and writes the same bytes. Without a database."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.course_files import markdown
from courses.course_files.blocks import BLOCKS, Video, from_raw, media_of, to_raw
from courses.course_files.course import Course, Module, ModuleFolder, Programme, Step, kept_of
from courses.course_files.writing import folder_name, write_course

from .samples import BODIES, MARKDOWN, MODULE_KEY, PROGRAMME_KEY, SIGNS, courses, look, put

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


@pytest.mark.parametrize("kind", BODIES)
@settings(deadline=None, max_examples=5)
@given(st.data())
def test_no_kind_of_block_is_left_out_of_that(kind, data):
    block = kind(id="b1", **data.draw(BODIES[kind]))
    programme = Programme(key=PROGRAMME_KEY, slug="walking", title="Walking", modules=("paths",))
    module = Module(key=MODULE_KEY, slug="paths", title="Paths", summary="")
    course = Course(programme, (ModuleFolder("paths", module, (Step(key="first", title="First", minutes=6, blocks=(block,)),)),), {})
    with TemporaryDirectory() as folder:
        found = look(put(course, Path(folder)))
    assert found.problems == ()
    assert found.course == course


@pytest.mark.parametrize("kind", BODIES)
@settings(deadline=None, max_examples=15)
@given(st.data())
def test_the_editor_keeps_all_that_a_file_says_of_a_block(kind, data):
    block = kind(id="b1", **data.draw(BODIES[kind]))
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


def test_what_never_comes_to_rest_is_left_after_a_few_rounds(monkeypatch):
    monkeypatch.setattr(markdown, "MOST_ROUNDS", 1)
    assert markdown.tidy("a\nb") == "a b"


def test_what_no_screen_shows_is_carried_along():
    programme = Programme(slug="walking", title="Walking", licence="CC BY 4.0", is_example=True)
    assert kept_of(programme) == {"is_example": True, "licence": "CC BY 4.0"}
    module = Module(key=MODULE_KEY, slug="paths", title="Paths", summary="", topics_that_may_be_hard=("loss",))
    assert kept_of(module) == {"topics_that_may_be_hard": ["loss"]}


def test_a_block_names_its_files():
    film = Video(id="b1", title="", file="media/a.mp4", captions="media/a.vtt")
    assert media_of(film) == ["media/a.mp4", "media/a.vtt"]


def test_a_folder_is_called_after_the_address_where_a_disk_can_hold_it():
    assert folder_name("crisis-response", MODULE_KEY) == "crisis-response"
    assert folder_name("أزمة", MODULE_KEY) == "module-33333333"
    assert folder_name("x" * 81, MODULE_KEY) == "module-33333333"
