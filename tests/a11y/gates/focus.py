"""What the focus changes on the screen, in pixels: a ring at least 2 px thick that differs 3 to 1 from what was there (WCAG 2.4.13).

In light, dark and forced colours, for one control of each kind that looks different. Ticks and dots are looked at as well: chosen and
not chosen differ by 50 pixels or more, and the circle or square itself stands out.
"""

from typing import Any

from . import ask, show_in
from .pixels import Box, changed, picture

IN = ("light", "dark", "forced light", "forced dark")
THIN_CIRCLE = (
    8  # browsers draw a dot with a line of 1 px and smooth it: few pixels keep the whole colour, and WCAG asks for that of the line
)
measured: set[str] = set()  # kinds seen on other screens: the same classes on the same ground look the same
BOXES = """one => { one.scrollIntoView({ block: "center" }); return [...one.getClientRects()].map(box => [box.width, box.height]) }"""


def look(page: Any) -> list[str]:
    kinds = ask(page, "kinds", sorted(measured))
    measured.update(one["kind"] for one in kinds)
    found = []
    for theme in IN if kinds else ():
        show_in(page, theme)
        page.keyboard.press("Tab")  # from now on the browser takes us for somebody who uses keys
        found += [f"{theme}: {words} {one['name']}" for one in kinds for words in _wrong(page, one)]
    show_in(page, "light")
    return found


def _wrong(page: Any, one: dict[str, Any]) -> list[str]:
    control = page.locator(f"[data-kind='{one['place']}']")
    parts = control.evaluate(BOXES)
    control.evaluate("one => one.focus({ preventScroll: true })")
    box = control.bounding_box()
    return _ring(page, control, box, parts) + (_choice(page, control, box) if one["choice"] else [])


def _ring(page: Any, control: Any, box: Box, parts: list[list[float]]) -> list[str]:
    with_focus = picture(page, box)
    control.evaluate("one => one.blur()")
    ring = changed(with_focus, picture(page, box))
    wanted = sum(2 * 2 * (wide + high) for wide, high in parts)
    return [f"the focus changes {ring} px, a ring of 2 px has {wanted:.0f}:"] if ring < 0.9 * wanted else []


def _choice(page: Any, control: Any, box: Box) -> list[str]:
    """Both ways of a tick or dot; afterwards it is as it was."""
    before = control.evaluate("one => one.checked")
    pictures = [
        picture(page, box, around=0) for on in (False, True) if control.evaluate("(one, on) => { one.checked = on; return true }", on)
    ]
    control.evaluate("(one, on) => { one.checked = on }", before)
    found = [] if (differ := changed(*pictures, at_least=1.0001)) >= 50 else [f"chosen and not chosen differ in {differ} px:"]
    empty = pictures[0]
    flat = empty.copy()
    flat.paste(empty.getpixel((0, 0)), (0, 0, empty.width, empty.height))
    edge = changed(empty, flat)
    return found + ([f"the edge of the mark has {edge} px:"] if edge < THIN_CIRCLE else [])
