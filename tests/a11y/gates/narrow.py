"""At 320 px, where a page at 400 % stands, nothing scrolls sideways and nothing is cut off (WCAG 1.4.10, 1.4.12).

As it is, with the reader's own spacing, and mirrored; mirrored at 390 px too.
"""

from typing import Any

from . import ask

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }"""
SPACE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = css ? [sheet] : [] }"""
MIRROR = "way => { document.documentElement.dir = way }"
USUAL = {"width": 390, "height": 844}


def look(page: Any) -> list[str]:
    found = _mirrored(page, 390)
    page.set_viewport_size({"width": 320, "height": 640})
    found += ask(page, "narrow", 320) + _mirrored(page, 320)
    page.evaluate(SPACE, SPACING)
    found += [f"with text spacing: {one}" for one in ask(page, "narrow", 320)]
    page.evaluate(SPACE, "")
    page.set_viewport_size(USUAL)
    return found


def _mirrored(page: Any, width: int) -> list[str]:
    page.evaluate(MIRROR, "rtl")
    found = [f"right to left, {width} px: {one}" for one in ask(page, "narrow", width)]
    page.evaluate(MIRROR, "ltr")
    return found
