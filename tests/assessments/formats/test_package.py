"""Zips from strangers: what could do harm refuses the whole package; addresses of pictures are found as exporters write them."""

import stat
import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions.formats import package as packages
from assessments.questions.formats.found import Refused
from assessments.questions.formats.package import Package


def zipped(members, **options):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, **options)
    return out


def read_all(source):
    package = Package(source)
    return [package.read(name) for name in package.names]


def refused(source):
    with pytest.raises(Refused) as refusal:
        read_all(source)
    return str(refusal.value)


def test_members_are_read_by_name_and_the_rubbish_of_systems_is_not_seen():
    package = Package(zipped([("a/b.xml", "<x/>"), ("__MACOSX/a/._b.xml", "?"), ("a/.DS_Store", "?"), ("a/", "")]))
    assert package.names == ("a/b.xml",)
    assert "a/b.xml" in package
    assert package.read("a/b.xml") == b"<x/>"


@pytest.mark.parametrize("name", ["../up.xml", "a/../../up.xml", "/etc/passwd", "C:/x.xml", "..\\up.xml", "a\\..\\up.xml"])
def test_a_name_that_leads_out_of_the_package_refuses_it(name):
    assert "leads out of the package" in refused(zipped([(name, "x")]))


def test_a_name_with_a_zero_byte_refuses_the_package():
    data = zipped([("a?b.xml", "x")]).getvalue().replace(b"a?b.xml", b"a\0b.xml")
    assert "leads out of the package" in refused(BytesIO(data))


def test_a_link_refuses_the_package():
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refused(zipped([(link, "/etc/passwd")])) == "link.xml: This file of the package is a link."


def test_a_member_with_a_password_refuses_the_package():
    data = bytearray(zipped([("a.xml", "x")]).getvalue())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "needs a password" in refused(BytesIO(bytes(data)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_with_one_name_refuse_the_package():
    assert "have this name" in refused(zipped([("a.xml", "x"), ("a.xml", "y")]))


def test_too_many_files_refuse_the_package_before_it_is_opened_and_after(monkeypatch):
    monkeypatch.setattr(packages, "MOST_FILES", 3)
    many = zipped([(f"{number}.xml", "") for number in range(4)])
    assert "at most 3" in refused(many)
    lying = bytearray(many.getvalue())
    struct.pack_into("<H", lying, lying.rfind(b"PK\x05\x06") + 10, 1)
    assert "at most 3" in refused(BytesIO(bytes(lying)))


def test_what_unpacks_to_too_much_is_refused_by_what_it_says_and_by_what_it_is(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 3 * 1024**2)
    bomb = zipped([("a.xml", bytes(4 * 1024**2))])
    assert "unpacks to more than 3 MB" in refused(bomb)
    two = zipped([("a.xml", bytes(1024**2)), ("b.xml", bytes(1024**2))])
    package = Package(two)
    package.read("a.xml")
    package.read("b.xml")
    package.read("a.xml")
    with pytest.raises(Refused, match="too long"):
        package.read("a.xml")


def test_a_member_is_never_longer_than_a_file_may_be(monkeypatch):
    monkeypatch.setattr(packages, "MOST_BYTES", 10)
    assert refused(zipped([("a.xml", b"x" * 11)])) == "a.xml: This file of the package is too long."


def test_a_package_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PACKED", 10)
    assert "too large" in refused(zipped([("a.xml", "x")]))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04" + b"x" * 90, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(data):
    assert refused(BytesIO(data))


def test_a_member_whose_bytes_are_damaged_is_refused_by_its_name():
    data = zipped([("a.xml", "x" * 99)]).getvalue()
    assert refused(BytesIO(data.replace(b"a.xml", b"b.xml", 1))) == "a.xml: This file of the package cannot be unpacked."


def test_a_broken_table_of_members_refuses_the_package():
    data = zipped([("a.xml", "x")]).getvalue().replace(b"PK\x01\x02", b"PK\x01\x03")
    assert "zip package that can be opened" in refused(BytesIO(data))


@given(st.data())
def test_damaged_packages_are_read_or_refused_and_nothing_else(data):
    whole = zipped([("a.xml", "<x>words words words</x>"), ("b/c.png", "picture")]).getvalue()
    bad = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        bad[place] = data.draw(st.integers(0, 255))
    source = BytesIO(bytes(bad)[: data.draw(st.integers(0, len(whole)))])
    with suppress(Refused):
        read_all(source)


ADDRESSES = {
    "beside the file": ("pic.png", "quiz/pic.png"),
    "from the top": ("media/one.png", "media/one.png"),
    "with a slash before it": ("/media/one.png", "media/one.png"),
    "with steps up": ("../media/one.png", "media/one.png"),
    "with signs of addresses": ("a%20b.png?x=1#y", "a b.png"),
    "of a course": ("$IMS-CC-FILEBASE$/course.png", "web_resources/course.png"),
    "of a course, quoted": ("%24IMS-CC-FILEBASE%24/course.png", "web_resources/course.png"),
    "of Respondus": ("$IMS_CC_FILE_BASE$deep/two.png", "x/my_files/deep/two.png"),
    "in a folder only they know": ("deep/two.png", "x/my_files/deep/two.png"),
    "in two such folders": ("same.png", ""),
    "elsewhere on the web": ("https://example.org/one.png", ""),
    "of the system": ("file:///etc/passwd", ""),
    "outside": ("../../../etc/passwd", ""),
    "nowhere": ("", ""),
    "with a zero byte": ("a\0.png", ""),
}


@pytest.mark.parametrize(("address", "member"), ADDRESSES.values(), ids=ADDRESSES)
def test_pictures_are_found_by_the_addresses_that_exporters_write(address, member):
    there = "quiz/q.xml|quiz/pic.png|media/one.png|a b.png|web_resources/course.png|x/my_files/deep/two.png|s/same.png|t/same.png"
    assert Package(zipped([(name, "x") for name in there.split("|")])).find(address, beside="quiz/q.xml") == member
