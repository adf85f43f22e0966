"""The square code opens the page that asks for the name."""

import io

import pytest
import segno

from certificates.rendering.press import render
from certificates.rendering.qr import check_url, qr_path, qr_svg
from tests.certificates.samples import CODE, snapshot

URL = f"HTTPS://ALONGSIDE.EXAMPLE/V/{CODE}/"


def test_the_address_is_in_capitals_without_dashes():
    assert check_url("https://alongside.example/", "MCM8-785V-GKC0-GD7E-T65EQ") == URL


def test_the_square_stays_small_because_it_is_alphanumeric():
    square = segno.make(URL, error="m", micro=False, boost_error=False)
    assert (square.mode, square.error, square.version) == ("alphanumeric", "M", 3)


def test_the_drawing_is_the_square_of_that_address_with_a_border_of_four():
    out = io.BytesIO()
    segno.make(URL, error="m", micro=False, boost_error=False).save(
        out, kind="svg", border=4, dark="#0b1f1f", light=None, xmldecl=False, omitsize=True
    )
    assert qr_svg(URL) == out.getvalue().decode()


def test_a_page_can_draw_the_same_square_itself():
    modules, path = qr_path(URL)
    assert modules == 29 + 2 * 4
    assert f'd="{path}"' in qr_svg(URL)


@pytest.mark.parametrize("layout", ["certificate", "large", "card"])
@pytest.mark.parametrize("dpi", [72, 110])
def test_a_phone_reads_the_square_from_the_printed_paper(tmp_path, layout, dpi):
    zxingcpp = pytest.importorskip("zxingcpp")
    import shutil
    import subprocess

    from PIL import Image

    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    (tmp_path / "paper.pdf").write_bytes(render(snapshot(), layout))
    command = ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", "paper.pdf", "paper"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(tmp_path / "paper.png"))] == [URL]
