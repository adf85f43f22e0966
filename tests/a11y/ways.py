"""What a reader does on a page to come to the next one, for screens that have no address of their own."""

from collections.abc import Callable
from typing import Any

Way = Callable[[Any, Any], None]
SEND = "main form[method=post] button:not([type=button]):visible"


def press(where: str = SEND, /, **typed: str) -> Way:
    """Type into boxes by name (a radio or list: choose the value), then press."""

    def way(page: Any, world: Any) -> None:
        for name, words in typed.items():
            _fill(page, name, words)
        with page.expect_navigation():
            page.locator(where).first.click()

    return way


def then(*ways: Way) -> Way:
    def way(page: Any, world: Any) -> None:
        for one in ways:
            one(page, world)

    return way


def _fill(page: Any, name: str, words: str) -> None:
    box = page.locator(f"main [name='{name}']").first
    kind = box.evaluate("one => one.type")
    if kind in {"radio", "checkbox"}:
        chosen = page.locator(f"main [name='{name}'][value='{words}']") if words else box
        chosen.first.check(force=True)
    elif kind.startswith("select"):
        box.select_option(words)
    else:
        box.fill(words)
