"""True pictures of the product: a few for the front page, forty of the ten main screens for docs/screens/.

Takes them from a running demonstration (`make run`), as its demo people, through the system's Chromium. Nothing is drawn or mended by hand.

    scripts/screens.py [--base http://localhost:8000] [--front] [--docs]
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FRONT, DOCS = ROOT / "static/lms/screens", ROOT / "docs/screens"
FRONT_BYTES, DOCS_BYTES = 25_000, 60_000
THEMES = ("light", "dark")
TALLEST = 1.9  # a picture of a long page ends after so many widths: what is below is more of the same

# An address to begin with, and what to follow from there, by CSS.
Way = tuple[str, ...]
SCREENS: dict[str, tuple[str, Way]] = {
    "front": ("", ("/",)),
    "home": ("Ada Démo", ("/home/",)),
    "learn-step": ("Ada Démo", ("/learn/", "main .card a[href^='/learn/']", "main ol a[href^='/learn/']")),
    "quiz-question": ("Nur Démo", ("/test/core-knowledge/", "press:main form .btn")),
    "still-need": ("Ada Démo", ("/home/", "main a[href^='/apply/']")),
    "portfolio": ("Ada Démo", ("/portfolio/",)),
    "marking": ("Bo Démo", ("/marking/", "main a[href^='/marking/']")),
    "decision": ("Di Démo", ("/manage/decisions/", "main a[href^='/manage/decisions/']")),
    "manage": ("Gus Démo", ("/manage/",)),
    "check": ("", ("/check/",)),
}
ON_FRONT = ("home", "still-need", "check")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--base", default="http://localhost:8000")
    asked.add_argument("--front", action="store_true", help="only the pictures of the front page")
    asked.add_argument("--docs", action="store_true", help="only docs/screens/")
    chosen = asked.parse_args()
    if (chromium := _chromium()) is None:
        sys.stderr.write("Chromium is missing: `make test` installs it" + "\n")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if chosen.front or not chosen.docs:
            _take_front(browser, chosen.base)
        if chosen.docs or not chosen.front:
            _take_docs(browser, chosen.base)
        browser.close()
    return 0


def _chromium() -> str | None:
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


def _take_front(browser: Browser, base: str) -> None:
    """First, because the front page shows them and stands in docs/screens/ itself."""
    FRONT.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        for name, page in _visits(browser, base, theme, ON_FRONT):
            page.set_viewport_size({"width": 780, "height": 585})
            _keep(page.screenshot(), FRONT / f"{name}-{theme}.webp", FRONT_BYTES, width=520)


def _take_docs(browser: Browser, base: str) -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        for name, page in _visits(browser, base, theme, SCREENS):
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                tall = min(page.evaluate("document.documentElement.scrollHeight"), int(max(width, 600) * TALLEST))
                page.evaluate("document.querySelectorAll('img').forEach(one => { one.loading = 'eager' })")
                page.wait_for_load_state("networkidle")
                taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
                _keep(taken, DOCS / f"{name}-{width}{'-dark' if theme == 'dark' else ''}.webp", DOCS_BYTES)


def _visits(browser: Browser, base: str, theme: str, names: tuple[str, ...] | dict[str, object]) -> Iterator[tuple[str, Page]]:
    """Each screen as the person who has it, with one signing-in for each person."""
    pages: dict[str, Page] = {}
    for name in names:
        who, way = SCREENS[name]
        if who not in pages:
            pages[who] = _as(browser, base, theme, who)
        page = pages[who]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(base + way[0])
        for link in way[1:]:
            _follow(page, base, link)
        yield name, page
    for page in pages.values():
        page.context.close()


def _follow(page: Page, base: str, link: str) -> None:
    """A link, or with `press:` a button: a test has questions only once it has begun."""
    if link.startswith("press:"):
        page.locator(link.removeprefix("press:")).first.click()
        page.wait_for_load_state()
    else:
        page.goto(base + str(page.locator(link).first.get_attribute("href")))


def _as(browser: Browser, base: str, theme: str, who: str) -> Page:
    page = browser.new_context(color_scheme=theme, locale="en-GB").new_page()  # type: ignore[arg-type]
    if who:
        page.goto(base + "/sign-in/")
        page.get_by_role("button", name=who).first.click()
        page.wait_for_load_state()
    return page


def _smaller_and_smaller(image: Image.Image) -> Iterator[bytes]:
    """Screens have few colours: a small palette without loss stays sharper than a photograph's compression."""
    for colours in (32, 16):
        few = image.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        few.save(kept := BytesIO(), "WEBP", lossless=True, quality=60, method=3)
        yield kept.getvalue()
    for scale, quality in ((1, 60), (0.65, 45), (0.65, 25), (0.5, 25)):
        smaller = image.resize((int(image.width * scale), int(image.height * scale)), Image.Resampling.LANCZOS)
        smaller.save(kept := BytesIO(), "WEBP", quality=quality, method=4)
        yield kept.getvalue()


def _keep(taken: bytes, path: Path, most: int, width: int = 0) -> None:
    """As good as fits under `most` bytes; fails rather than keep a heavier one."""
    image = Image.open(BytesIO(taken)).convert("RGB")
    if width:
        image = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
    for kept in _smaller_and_smaller(image):
        if len(kept) <= most:
            path.write_bytes(kept)
            sys.stdout.write(f"{path.relative_to(ROOT)}  {len(kept)} bytes\n")
            return
    raise SystemExit(f"{path.name} stays above {most} bytes")


if __name__ == "__main__":
    sys.exit(main())
