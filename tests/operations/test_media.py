"""/media/: what editors put into lessons comes through us, from a folder or a bucket, and nothing else does."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture(params=["folder", "bucket"])
def picture(request, settings, tmp_path):
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    else:
        options = {"location": tmp_path, "base_url": "/media/"}
        settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    return default_storage.save("images/a picture.png", ContentFile(PNG))


def test_a_picture_is_served_by_us(client, picture):
    address = default_storage.url(picture)
    assert address == "/media/images/a%20picture.png" or address.startswith("/media/images/a_picture")
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.getvalue()) == (200, "image/png", PNG)
    assert (answer["X-Content-Type-Options"], answer["Content-Disposition"]) == ("nosniff", "inline")
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "status", "wanted"),
    [
        ("bytes=0-1", 206, PNG[:2]),
        ("bytes=8-", 206, PNG[8:]),
        ("bytes=260-9999", 206, PNG[260:]),
        ("bytes=9999-", 200, PNG),
        ("lines=1-2", 200, PNG),
    ],
)
def test_players_ask_for_a_part(client, picture, asked, status, wanted):
    answer = client.get(default_storage.url(picture), headers={"Range": asked})
    assert (answer.status_code, answer.getvalue(), int(answer["Content-Length"])) == (status, wanted, len(wanted))
    start = len(PNG) - len(wanted) if asked != "bytes=0-1" else 0
    assert answer.get("Content-Range") == (f"bytes {start}-{start + len(wanted) - 1}/{len(PNG)}" if status == 206 else None)


@pytest.mark.parametrize("name", ["documents/canary.pdf", "original_images/canary.png", "canary.png"])
def test_what_is_not_for_everybody_is_not_there(client, picture, name):
    name = default_storage.save(name, ContentFile(b"canary"))
    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/media/images/../{name}").status_code == 404
    assert client.get("/media/images/nothing.png").status_code == 404


def test_a_page_among_the_pictures_is_a_download(client, picture):
    name = default_storage.save("media/a.html", ContentFile(b"<script>"))
    assert client.get(f"/media/{name}")["Content-Disposition"] == "attachment"
