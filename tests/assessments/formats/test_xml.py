"""XML that does harm is refused, everything else is read element by element."""

import tracemalloc
from io import BytesIO

import pytest

from assessments.questions.formats.found import Refused
from assessments.questions.formats.xml import elements, escaped, root, text_of


def read(text, *names, **limits):
    return list(elements(BytesIO(text if isinstance(text, bytes) else text.encode()), *names, **limits))


def refused(text, *names, **limits):
    with pytest.raises(Refused) as caught:
        read(text, *names, **limits)
    return caught.value


def test_elements_are_given_one_by_one_with_their_lines():
    found = read("<a>\n<b x='1'>one <i>two</i> three</b>\n<c><b/></c></a>", "b")
    assert [(node.tag, node.line, dict(node.attrib), "".join(node.itertext())) for node in found] == [
        ("b", 2, {"x": "1"}, "one two three"),
        ("b", 3, {}, ""),
    ]


def test_an_element_within_one_of_its_name_stays_there():
    assert [len(list(node)) for node in read("<a><b><b/><b/></b></a>", "b")] == [2]


def test_namespaces_are_left_out():
    node = root(BytesIO(b"<q:a xmlns:q='urn:x' q:b='1'><c xmlns='urn:y'>d</c></q:a>"))
    assert (node.tag, node.get("b"), text_of(node, "c"), text_of(node, "e"), text_of(None)) == ("a", "1", "d", "", "")


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="windows-1252"?><a>“é</a>'.encode("windows-1252"),
        "<?xml version='1.0' encoding='UTF-8'?><a>“é</a>".encode(),
        "<a>“é</a>".encode("utf-8-sig"),
        "<a>“é</a>".encode("utf-16"),
    ],
)
def test_the_encoding_is_what_the_file_says(text):
    assert read(text)[0].text == "“é"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<a>\n<b>\n</a>", 3),
        ("<a>\n", 2),
        ("", 1),
        ("no xml", 1),
        ("<a>\n&unknown;</a>", 2),
        (b"<a>\n\n\xe9</a>", 3),
        ("<?xml version='1.0' encoding='nowhere'?><a/>", 1),
        ("<?xml version='1.0' encoding='shift_jis'?><a/>", 1),
        ("<a b='1' b='2'/>", 1),
        ("<a>\x01</a>", 1),
    ],
)
def test_broken_xml_is_refused_with_its_line(text, line):
    assert refused(text).where == f"line {line}"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.com/">%b;]><a/>',
        '<!DOCTYPE a [<!ATTLIST a b CDATA "much">]><a/>',
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    ],
)
def test_a_file_with_entities_of_its_own_is_refused(text):
    assert "entities" in refused(text).why


def test_a_document_type_alone_is_passed_over_and_names_of_html_are_known():
    found = read('<!DOCTYPE a SYSTEM "ims_qtiasiv1p2.dtd"><a><b>&nbsp;&eacute;</b>&eacute;</a>', "b")
    assert found[0].text == "\u00a0é"


def test_other_names_are_not():
    assert refused('<!DOCTYPE a SYSTEM "a.dtd"><a>\n&mine;</a>').where == "line 2"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<a>" * 200, ()),
        ("<a>" * 200, ("b",)),
        ("<a>" + "<b/>" * 20 + "</a>", ()),
        ("<a " + " ".join(f"b{n}='1'" for n in range(200)) + "/>", ()),
    ],
)
def test_depth_and_numbers_are_limited(text, names):
    assert "too" in refused(text, *names, most_nodes=10 if "b/" in text else 1000).why


def test_the_size_is_limited():
    assert "larger" in refused(b" " * 2_000_001, most_bytes=2_000_000).why


def test_memory_stays_flat():
    class Long:
        """A long file that is never there as a whole."""

        def __init__(self):
            self.parts = iter([b"<quiz>", *[b"<question>" + b"word " * 1000 + b"</question>"] * 4000, b"</quiz>"])

        def read(self, size):
            return next(self.parts, b"")

    tracemalloc.start()
    count = sum(1 for _node in elements(Long(), "question"))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert most < 1_000_000


def test_text_is_escaped_for_xml_and_loses_what_xml_cannot_hold():
    assert escaped('a<b> & "c"\r\x00\ufffe') == "a&lt;b&gt; &amp; &quot;c&quot;&#13;"
