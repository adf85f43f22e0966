"""HTML of other people's questions as our light Markdown, and what people see of it in the end."""

import base64
import hashlib
import re
import time

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions.formats import html as reading
from assessments.questions.formats.html import Piece, from_markdown, from_plain, settled, to_html, to_markdown
from assessments.questions.formats.markdown_writing import escaped_lines, unescaped
from lms.core.markdown import to_html as shown

PNG = b"\x89PNG\r\n\x1a\n and so on"
NAME = hashlib.sha256(PNG).hexdigest()
HELD = f"![](image:{NAME})"


def picture_of(name):
    return {"cat.png": PNG, "notes.txt": b"words", "a b.png": PNG}.get(name)


PLAIN = [
    ("Who is it?", "Who is it?"),
    ("<p>Who is it?</p>", "Who is it?"),
    ('<p dir="ltr" style="color: red">Who is\n it?</p>', "Who is it?"),
    ("a &amp; b &lt; c", "a & b < c"),
    ("<p>H<sub>2</sub>O and x<sup>2</sup></p>", "H₂O and x²"),
    ("<p>x<sub>total</sub> y<sup>A</sup></p>", "x_(total) y^A"),
    ("<script>alert(1)</script><style>p {}</style>safe", "safe"),
    ("<div><span>in</span> <font>line</font></div>", "in line"),
    ("<p>so<b>(</b>me</p>", "so(me"),
    ("<p><b> </b>empty<a href='https://a.b'></a></p>", "empty"),
    ("", ""),
    ("<p>&nbsp;</p>", ""),
    ("a\x00b\ue000c", "abc"),
]


@pytest.mark.parametrize(("html", "words"), PLAIN)
def test_words_without_formatting_stay_plain(html, words):
    piece = to_markdown(html)
    assert (piece.plain, piece.needs_markup) == (words, False)


MARKDOWN = [
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two", "one\\\ntwo"),
    ("<p>a <b>bold </b>word</p>", "a **bold** word"),
    ("<p>an <i>odd</i> <em>word</em></p>", "an *odd* *word*"),
    ("<p><b><i>both</i></b></p>", "**both**"),
    ("<p><b>a</b><b>b</b></p>", "ab"),
    ("<b>two<br>lines</b>", "two\\\nlines"),
    ("<h1>Big # sign</h1><h6>small</h6>", "## Big \\# sign\n\n#### small"),
    ("<h2></h2><p>x</p><hr><p>y</p>", "x\n\n---\n\ny"),
    ("<ul><li>a</li><li>b<ul><li>c</li></ul></li><li></li></ul>", "- a\n- b\n\n  - c"),
    ("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", "1. a\n2. b\n\n   c"),
    ("<ul><ol><li>a</li></ol></ul>", "- 1. a"),
    ("<dl><dt>word</dt><dd>sense</dd></dl>", "- word\n- sense"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<pre>if x:\n    y|z\n\n</pre>", "`if x:`\\\n\u00a0\u00a0\u00a0\u00a0y\\|z"),
    ("<code>a`b</code> <code>`c`</code> <code> </code>", "``a`b`` `` `c` ``"),
    (
        "<table><tr><th>a|b</th><th>c</th></tr><tr><td>1<p>x</p></td></tr></table>",
        "| a\\|b | c |\n| --- | --- |\n| 1 x |  |",
    ),
    ("<table><caption>C</caption><tr><td>1. a</td></tr><tr><td>b</td></tr></table>", "C\n\n1\\. a\n\nb"),
    ("<a href='https://a.b/c_d(e)?f=1&amp;g=2'>li<b>nk</b></a>", "[li**nk**](https://a.b/c%5Fd%28e%29?f=1&amp;g=2)"),
    (
        "<p>1. not a list<br>- nor this<br># nor this<br>&gt; nor this<br>=</p>",
        "1\\. not a list\\\n\\- nor this\\\n\\# nor this\\\n\\> nor this\\\n\\=",
    ),
    (
        "<p>*a* _b_ c_d [e] `f` \\g &lt;h&gt; &amp;amp; i|j</p><p>k</p>",
        "\\*a\\* \\_b\\_ c_d \\[e\\] \\`f\\` \\\\g &lt;h> &amp;amp; i\\|j\n\nk",
    ),
]


@pytest.mark.parametrize(("html", "markdown"), MARKDOWN)
def test_formatting_becomes_markdown(html, markdown):
    piece = to_markdown(html)
    assert piece.markdown == markdown
    assert piece.needs_markup == (markdown != "ab")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "page.html", "//a.b/c", ""])
def test_a_link_that_leads_nowhere_keeps_its_words_alone(href):
    assert to_markdown(f"<p><a href='{href}'>word</a></p>").markdown == "word"


def test_a_link_around_a_picture_is_left_out():
    assert to_markdown('<a href="https://a.b"><img src="cat.png" alt="A cat"></a>', picture_of).markdown == HELD


@pytest.mark.parametrize(
    ("html", "alt"),
    [
        ('<img src="cat.png" alt="A  cat">', "A cat"),
        ('<img src="@@PLUGINFILE@@/a%20b.png" alt="">', "-"),
        ('<img src="cat.png">', ""),
        (f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="A cat">', "A cat"),
    ],
)
def test_a_picture_is_named_by_its_bytes_and_keeps_its_words(html, alt):
    piece = to_markdown(html, picture_of)
    assert (piece.markdown, piece.plain, piece.needs_markup) == (HELD, "", True)
    assert (piece.pictures, piece.alts, bool(piece)) == ({NAME: PNG}, {NAME: alt}, True)


@pytest.mark.parametrize(
    "src",
    [
        "dog.png",
        "notes.txt",
        "https://a.b/cat.png",
        "//a.b/cat.png",
        "",
        "data:text/html,x",
        "data:image/png;base64,A",
        "data:image/svg+xml,<svg/>",
    ],
)
def test_a_picture_that_is_not_here_becomes_its_words_and_a_note(src):
    piece = to_markdown(f'<p>See <img src="{src}" alt="a dog"></p>', picture_of)
    assert (piece.plain, piece.pictures, len(piece.notes)) == ("See a dog", {}, 1)


def test_without_words_nothing_stands_for_a_missing_picture():
    assert to_markdown('<p>See <img src="dog.png"></p>').plain == "See"


@pytest.mark.parametrize(
    ("content", "ending"),
    [(PNG, "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"RIFF0000WEBPVP8", "webp"), (b"GIF89a", "gif"), (b"<svg", ""), (b"", "")],
)
def test_a_picture_is_known_by_its_first_bytes(content, ending):
    assert reading.picture_kind(content) == ending


def test_what_cannot_be_brought_along_is_noted():
    piece = to_markdown('<p><a href="@@PLUGINFILE@@/a.pdf">file</a> <audio src="b.mp3"></audio></p>')
    assert (piece.plain, len(piece.notes)) == ("file", 2)


def test_too_many_tags_lose_their_formatting_at_once():
    piece = to_markdown("<div>a &lt; " * 100_000)
    assert piece.plain.startswith("a < a <")
    assert (piece.needs_markup, len(piece.notes)) == (False, 1)


def test_only_so_many_pictures_are_looked_for():
    piece = to_markdown('<img src="cat.png" alt="A cat"> ' * 60, picture_of)
    assert (piece.markdown.count(HELD), piece.markdown.count("A cat")) == (50, 10)
    assert from_markdown("![](cat.png)" * 60, picture_of).pictures == {}


@pytest.mark.parametrize("html", [" " * 300_000 + "<b>x", "<" * 300_000, "<p " * 300_000, "![" * 300_000, "*" * 300_000, "&" * 300_000])
def test_long_texts_take_no_long_time(html):
    started = time.process_time()
    to_markdown(html)
    from_markdown(html)
    assert time.process_time() - started < 5


def test_deep_nesting_keeps_the_words():
    assert to_markdown("<blockquote>" * 300 + "deep" + "</blockquote>" * 300 + "<p>after</p>").plain == "deep\n\nafter"


def test_plain_words_are_kept_as_they_are():
    piece = from_plain(" a * b\n<i>c</i> ")
    assert (piece.plain, piece.markdown, piece.needs_markup, piece.line) == (
        "a * b\n<i>c</i>",
        "a \\* b\\\n&lt;i>c&lt;/i>",
        False,
        "a * b <i>c</i>",
    )


def test_markdown_is_kept_letter_by_letter_but_for_its_pictures():
    piece = from_markdown('* a __b__\n\n![A \\[cat\\]](cat.png) ![](<cat.png> "x") ![dog *](dog.png)', picture_of)
    assert piece.markdown == f"* a __b__\n\n{HELD} {HELD} dog \\*"
    assert (piece.alts, len(piece.notes)) == ({NAME: "A [cat]"}, 1)


def test_one_piece_that_needs_markup_makes_the_whole_question_markdown():
    draft = {"stem": from_plain("2 * 3"), "options": [{"text": to_markdown("<b>six</b>"), "fixed": True}], "key": "a"}
    done = settled(draft)
    assert done.definition == {"stem": "2 \\* 3", "options": [{"text": "**six**", "fixed": True}], "key": "a", "markup": "markdown"}


def test_without_such_a_piece_the_question_stays_plain():
    assert settled({"stem": from_plain("2 * 3")}).definition == {"stem": "2 * 3"}


def test_pictures_and_notes_of_all_pieces_are_gathered():
    pieces = [to_markdown('<img src="cat.png" alt="A cat"> <img src="dog.png">', picture_of), to_markdown('<img src="dog.png">')]
    done = settled({"stem": pieces[0], "why": pieces[1]})
    assert (done.definition["images"], done.pictures, len(done.notes)) == ({NAME: "A cat"}, {NAME: PNG}, 1)


def test_definitions_become_html_for_other_formats():
    assert to_html("a < b\nc") == "a &lt; b<br>\nc"
    assert (
        to_html(f"**a** {HELD}", "markdown", lambda name: f"{name[:3]}.png")
        == f'<p><strong>a</strong> <img src="{NAME[:3]}.png" alt="" /></p>'
    )


def words_of(html):
    """What a person reads, spaces apart."""
    return "".join(reading.unescape(re.sub("<[^>]*>", "", html)).split())


lines = st.text(
    st.sampled_from("ab 1.)*_[]`\\<>&#+-=~|:!(){};") | st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cn"]), max_size=40
)


@given(lines)
def test_no_sign_in_plain_words_means_anything_in_markdown(text):
    text = text.strip()
    assert words_of(str(shown(escaped_lines(text)))) == "".join(text.split())
    assert unescaped(escaped_lines(" ".join(text.split()))) == " ".join(text.split())


tags = st.sampled_from(
    [
        "p",
        "b",
        "i",
        "em",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "code",
        "pre",
        "h3",
        "blockquote",
        "div",
        "a href='http://a.b'",
    ]
)
markup = st.recursive(
    st.text("ab*_#1. -<&", max_size=6).map(lambda text: nh3.clean_text(text)) | st.just("<br>"),
    lambda inner: st.tuples(tags, st.lists(inner, max_size=3)).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=12,
)


@given(markup)
def test_nobody_reads_other_words_than_before(html):
    """Whatever the formatting: letters and figures arrive, none is added but the numbers of lists."""
    piece = to_markdown(html)
    letters = re.compile("[^ab*_]")
    seen, written = words_of(str(shown(piece.markdown))), words_of(html)
    assert letters.sub("", seen) == letters.sub("", written)


@given(st.text(max_size=60) | markup)
def test_any_text_gives_a_piece(html):
    assert isinstance(to_markdown(html, picture_of), Piece)
    assert isinstance(from_markdown(html, picture_of), Piece)
