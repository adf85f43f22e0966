"""Files from people are hostile."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lms.core.errors import Refused
from lms.core.files import file_response, store_file

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(kind="JPEG", exif=True):
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), "teal")
    data = Image.Exif()
    data[0x010E] = "canary place"
    image.save(out, format=kind, **({"exif": data} if exif else {}))
    return out.getvalue()


def hand_in(name, data, content_type="application/pdf", **options):
    return store_file(upload=SimpleUploadedFile(name, data, content_type), owner_ref="A" * 10, purpose="evidence", **options)


def test_a_pdf_is_kept_with_its_hash_and_comes_back_as_a_download_that_no_browser_interprets():
    kept = hand_in("my work.pdf", PDF)
    response = file_response(kept)
    assert b"".join(response.streaming_content) == PDF
    assert (kept.size, kept.name, kept.content_type) == (len(PDF), "my_work.pdf", "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="my_work.pdf"'
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "private, no-store")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("photo.jpg", b"MZ\x90\x00 a program"),
        ("notes.txt", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("half.pdf", b"%PDF-1.4 and nothing else"),
        ("picture.png", b"\x89PNG\r\n\x1a\n broken"),
    ],
)
def test_a_file_that_lies_about_its_kind_is_refused_kindly(name, data):
    with pytest.raises(Refused, match="This file is something else"):
        hand_in(name, data)


def test_what_the_browser_says_it_is_does_not_matter():
    assert hand_in("x.exe", picture(), "application/x-msdownload").name == "x.jpg"


def test_a_picture_loses_where_it_was_taken():
    data = picture()
    assert b"canary place" in data
    kept = hand_in("photo.jpg", data, "image/jpeg")
    assert b"canary place" not in kept.file.read()


def test_too_large_and_empty_are_said():
    with pytest.raises(Refused, match="too large"):
        hand_in("big.txt", b"a" * 2048, max_bytes=1024)
    with pytest.raises(Refused, match="empty"):
        hand_in("none.txt", b"")


def test_a_name_cannot_leave_its_folder():
    kept = hand_in("..\\..//etc/pass wd.txt", b"hello")
    assert kept.name == "pass_wd.txt"
    assert ".." not in kept.file.name


def test_a_scanner_named_in_the_settings_has_the_last_word(settings):
    settings.PRIVATE_FILE_SCANNER = "tests.core.test_files.nothing_is_clean"
    with pytest.raises(Refused, match="could not accept"):
        hand_in("a.txt", b"hello")


def nothing_is_clean(data):
    return False


def test_a_comment_inside_a_picture_is_gone_too():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, format="JPEG", comment=b"canary author")
    assert b"canary" in out.getvalue()
    kept = hand_in("photo.jpg", out.getvalue(), "image/jpeg")
    assert b"canary" not in kept.file.read()


@pytest.mark.parametrize("name", ["!!!.pdf", "😀.pdf", "(..).pdf"])
def test_a_name_of_which_nothing_can_be_kept_is_no_reason_to_lose_the_file(name):
    assert hand_in(name, PDF).name == "file.pdf"


def test_a_picture_that_unpacks_to_more_than_the_most_is_refused():
    out = io.BytesIO()
    Image.new("1", (8_000, 6_000)).save(out, format="PNG")
    with pytest.raises(Refused):
        hand_in("bomb.png", out.getvalue(), "image/png")
