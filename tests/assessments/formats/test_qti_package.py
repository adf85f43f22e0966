"""Packages of QTI and Common Cartridge: which files hold questions, and what is no package of questions."""

from io import BytesIO

import pytest

from assessments.questions.formats import readers
from assessments.questions.formats.found import Refused

from .qti_files import PNG, choice2, choice12, declare2, file12, is12, item2, item12, rule12, template2, words12, zipped

ITEM = item12(words12('&lt;img src="pic.png" alt="a cat"&gt;', "text/html") + choice12(), rule12(is12("a")))
ITEM2 = item2('<p><img src="../pic.png" alt="a cat"/></p>' + choice2(), declare2(["A"]), template2("match_correct"))


def manifest(*resources, base=""):
    inner = "".join(resources)
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"{base}><organizations/><resources>{inner}</resources></manifest>'


def resource(*files, more=""):
    return f'<resource type="imsqti_xmlv1p2" {more}>' + "".join(f'<file href="{name}"/>' for name in files) + "</resource>"


def read(members):
    return list(readers.read(BytesIO(zipped(members)), "x.zip"))


def places(members):
    return [one.where for one in read(members)]


def test_files_come_in_the_order_of_the_manifest_with_their_pictures():
    named = manifest(resource("b%20c.xml", "pic.png", "gone.xml"), resource(more='href="a/i.xml"'), resource("b%20c.xml", "rubric.xml"))
    found = read({"imsmanifest.xml": named, "a/i.xml": ITEM2, "b c.xml": file12(ITEM), "pic.png": PNG, "rubric.xml": "<rubric/>"})
    assert [one.where for one in found] == ["b c.xml: item i1", "a/i.xml: item q1"]
    assert [list(one.pictures.values()) for one in found] == [[PNG], [PNG]]
    assert "images" in found[0].definition


def test_a_folder_that_was_zipped_whole_and_bases_are_followed():
    named = manifest(resource("i.xml", more='xml:base="deep/"')).replace("<resources>", '<resources xml:base="x/">')
    assert places({"pack/imsmanifest.xml": named, "pack/x/deep/i.xml": file12(ITEM)}) == ["pack/x/deep/i.xml: item i1"]


def test_a_package_without_a_manifest_is_looked_through():
    assert places({"b.xml": file12(ITEM), "a.xml": ITEM2, "c.txt": "x"}) == ["a.xml: item q1", "b.xml: item i1"]


def test_what_canvas_writes_twice_is_read_once_where_it_says_more():
    one, bank = file12(ITEM), file12(ITEM.replace('"i1"', '"i2"'))
    members = {"imsmanifest.xml": manifest(resource("g1/assessment_qti.xml")), "g1/assessment_qti.xml": one}
    members |= {"non_cc_assessments/g1.xml.qti": one, "non_cc_assessments/g2.xml.qti": bank}
    assert places(members) == ["non_cc_assessments/g1.xml.qti: item i1", "non_cc_assessments/g2.xml.qti: item i2"]


NO_PACKAGES = {
    "an office document": {"[Content_Types].xml": "<x/>"},
    "a backup of a Moodle course": {"moodle_backup.xml": "<x/>"},
    "No questions are in this package": {"imsmanifest.xml": manifest()},
    "table of contents": {"imsmanifest.xml": "<other/>"},
    "not well-formed": {"imsmanifest.xml": "<manifest>"},
}


@pytest.mark.parametrize(("says", "members"), NO_PACKAGES.items())
def test_what_is_no_package_of_questions_is_refused_with_what_it_is(says, members):
    with pytest.raises(Refused, match=says):
        read(members)


def test_a_manifest_without_resources_names_nothing():
    with pytest.raises(Refused, match="No questions"):
        read({"imsmanifest.xml": "<manifest/>", "a.xml": file12(ITEM)})


def test_a_broken_file_refuses_the_whole_package():
    with pytest.raises(Refused, match="not well-formed"):
        read({"a.xml": file12(ITEM), "b.xml": "<questestinterop><item>"})
