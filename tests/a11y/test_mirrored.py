"""Read from right to left, the main blocks stand mirrored (ux.md 3.7, 13): a picture of the edges and grounds, without words, turned round.

The direction is set on the page, because no words are translated yet; that nothing overflows, gates/narrow.py sees on every screen.
"""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from .every import EVERY, MAIN

SCREENS = [screen for screen in EVERY if screen.id in {names[0] for names in MAIN.values()}]
# Words, marks and pictures have a direction of their own; what is compared is where the blocks stand.
BLOCKS_ONLY = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`
    * { color: transparent !important; text-decoration: none !important; box-shadow: none !important }
    svg, img, .tag, input[type=radio], input[type=checkbox], ::before { visibility: hidden !important }`);
    document.adoptedStyleSheets = [sheet] }"""
MOST = 0.02  # of all pixels: rows that wrap a word differently
WIDTHS = (390, 1280)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_the_blocks_of_a_main_screen_stand_mirrored(new_page, world, screen):
    page = new_page(person=world.person(screen.role), height=1200)
    page.goto(screen.address(world))
    page.evaluate(BLOCKS_ONLY)
    apart = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1200})
        one, other = (picture(page, way) for way in ("ltr", "rtl"))
        apart[width] = differing(ImageOps.mirror(one), other)
    assert {width: share for width, share in apart.items() if share > MOST} == {}


def picture(page, way):
    page.evaluate("way => { document.documentElement.dir = way }", way)
    return Image.open(BytesIO(page.screenshot())).convert("L")


def differing(one, other):
    """The share of pixels that are clearly not the same."""
    clear = ImageChops.difference(one, other).point(lambda step: 255 if step > 8 else 0)
    return clear.histogram()[255] / (clear.width * clear.height)


def test_the_measure_sees_a_page_that_is_not_mirrored():
    page = Image.new("L", (100, 10), 255)
    page.paste(0, (0, 0, 20, 10))
    assert differing(ImageOps.mirror(page), page) == 0.4
