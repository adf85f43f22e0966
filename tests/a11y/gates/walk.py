"""Tab reaches every control once, in the order of the document, and leaves; the focus is always in sight and drawn.

WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.11.
"""

from typing import Any

from . import ask


def look(page: Any) -> list[str]:
    expected = ask(page, "walk")
    places, found = [], []
    for _press in range(expected + 1):
        page.keyboard.press("Tab")
        stop = ask(page, "stop")
        places.append(stop["place"])
        found += stop["wrong"]
    return found + _out_of_order(page, places[:-1], places[-1])


def _out_of_order(page: Any, places: list[int], after: int) -> list[str]:
    found = [f"never reached: {_name(page, place)}" for place in range(len(places)) if place not in places]
    found += [f"reached more than once: {_name(page, place)}" for place in sorted(set(places)) if place >= 0 and places.count(place) > 1]
    if not found and places != sorted(places):
        found.append(f"in another order than the document: {places}")
    if after not in {-1, 0}:
        found.append(f"no way out at the end: Tab stays at {_name(page, after)}")
    return found


def _name(page: Any, place: int) -> str:
    return page.evaluate("place => look.name(walk.stops[place])", place)
