"""The few sentences that the engine itself says to people.

The engine knows no Django, so it cannot translate. Whoever runs it hands over a translator
once (`speak_with(gettext)`); without one the English source text is spoken.
"""

from collections.abc import Callable

_translate: Callable[[str], str] = str


def speak_with(translate: Callable[[str], str]) -> Callable[[str], str]:
    """Use `translate` for every sentence from now on. Returns what was used before."""
    global _translate
    before, _translate = _translate, translate
    return before


def say(text: str) -> str:
    return _translate(text)
