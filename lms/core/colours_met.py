"""Which colours of the stylesheet meet, read from its rules: words on their ground, edges on what is around them.

A rule is read with what its simpler forms say (`.btn.sec` has the border of `.btn`). Words that stand in another box by the markup
alone (a link in a care card) cannot be read here: the test names those by hand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .colours import EDGE, WORDS, Pair

COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
PAGE = ("paper", "surface")  # what a box without a ground of its own stands on: the page, or a card
QUIET = frozenset({"line", "tint-line", "surface"})  # edges for the eye alone: nothing is lost with them
WORDLESS = (".steps ", ".meter")  # bars: no words stand in them
NOT_SCREEN = re.compile(r"@media (?:print|\(forced-colors: active\))\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """What one selector says: token of its words, its ground, its edge. "" is silence."""

    words: str = ""
    ground: str = ""
    edge: str = ""

    def over(self, other: "Look") -> "Look":
        return Look(self.words or other.words, self.ground or other.ground, self.edge or other.edge)


def _declared(body: str) -> Look:
    words = ground = edge = ""
    for line in body.split(";"):
        name, _colon, value = line.strip().partition(":")
        found = TOKEN.search(value)
        if name in {"background", "background-color"}:
            ground = found[1] if found else "none" if "transparent" in value or "none" in value else ground
        elif not found:
            continue
        elif name == "color":
            words = found[1]
        elif name.startswith("border") and name != "border-radius":
            edge = found[1]
    return Look(words, ground, edge)


def looks(css: str) -> dict[str, Look]:
    """Selector -> what it says, on screens; later rules win."""
    said: dict[str, Look] = {}
    for selectors, body in RULE.findall(NOT_SCREEN.sub("", COMMENTS.sub("", css))):
        look = _declared(body)
        if look == Look() or selectors.strip().startswith((":root", "@")):
            continue
        for selector in _one_by_one(selectors):
            said[selector] = look.over(said.get(selector, Look()))
    return said


def _one_by_one(selectors: str) -> Iterator[str]:
    """ "a, b:is(c, d)" -> each simple selector. :not() and :has() are dropped with what they hold."""
    selectors = re.sub(r":(?:not|has)\((?:[^()]|\([^()]*\))*\)", "", selectors)
    for selector in re.split(r",(?![^(]*\))", selectors):
        inner = re.search(r":is\(([^()]*)\)", selector)
        for choice in inner[1].split(",") if inner else [""]:
            yield " ".join((selector.replace(inner[0], choice.strip()) if inner else selector).split())


def _names(compound: str) -> frozenset[str]:
    """ ".btn.sec:hover" -> {".btn", ".sec", ":hover"}."""
    return frozenset(re.findall(r"::?[a-z-]+(?:\([^()]*\))?|\.[a-z0-9-]+|\[[^\]]*\]|^[a-z0-9]+", compound))


def _whole(selector: str, said: dict[str, Look]) -> Look:
    """The look with everything that simpler forms of the same selector add."""
    *around, last = _compounds(selector)
    look = said.get(selector, Look())
    simpler = [other for other in said if other != selector and _is_simpler(_compounds(other), around, last)]
    for other in sorted(simpler, key=lambda each: (-len(_names(_compounds(each)[-1])), -len(_compounds(each)))):
        look = look.over(said[other])
    return look


def _compounds(selector: str) -> list[str]:
    return [part for part in re.split(r"\s*[>+~]\s*|\s+", selector) if part]


def _is_simpler(other: list[str], around: list[str], last: str) -> bool:
    *other_around, other_last = other
    return _names(other_last) < _names(last) and all(any(_names(one) <= _names(each) for each in around) for one in other_around)


def _grounds(selector: str, said: dict[str, Look]) -> Iterable[str]:
    """What a box stands on: the nearest one around it in the selector that has a ground, or the page."""
    around = _compounds(selector)[:-1]
    for depth in range(len(around), 0, -1):
        ground = _whole(" ".join(around[:depth]), said).ground
        if ground and ground != "none":
            return (ground,)
    return PAGE


def pairs(css: str) -> set[Pair]:
    """Every pair that the rules of the sheet bring together."""
    said = looks(css)
    met: set[Pair] = set()
    for selector in said:
        look = _whole(selector, said)
        around = _grounds(selector, said)
        own = (look.ground,) if look.ground not in {"", "none"} else around
        if not selector.startswith(WORDLESS) and (look.words or look.ground not in {"", "none"}):
            met |= {Pair(look.words or "ink", ground, WORDS) for ground in own}
        if look.edge and look.edge not in QUIET:
            met |= {Pair(look.edge, ground, EDGE) for ground in around}
    return met
