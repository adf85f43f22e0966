"""The gates of the screens (ux.md 3.7), one file each: `look(page)` gives what is wrong, in words; nothing if nothing is."""

from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def script(name: str) -> str:
    """The JavaScript beside the gate: one function."""
    lines = (HERE / f"{name}.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def ask(page: Any, name: str, argument: Any = None) -> Any:
    """Run a gate's script on the page, with `look` (common.js) at hand."""
    if not page.evaluate("() => 'look' in window"):
        page.evaluate(script("common"))
    return page.evaluate(script(name), argument)


THEMES = {
    "light": ("light", "none", ""),
    "dark": ("dark", "none", ""),
    "soft": ("light", "none", "soft"),
    "forced light": ("light", "active", ""),
    "forced dark": ("dark", "active", ""),
}


def show_in(page: Any, theme: str) -> None:
    """The page as somebody has it who asked for this theme."""
    scheme, forced, chosen = THEMES[theme]
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.evaluate("name => name ? document.documentElement.dataset.theme = name : delete document.documentElement.dataset.theme", chosen)
