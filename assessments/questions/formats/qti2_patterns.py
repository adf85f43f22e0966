"""The few regular expressions that accepted answers are written with: letters, [Aa] for both, and .* for any text.

Patterns of strangers are never run by `re`: they could keep it busy for ever. What is outside these few is Unsayable.
Our writer marks how much counts by parentheses around the whole: (...) capitals, ((...)) everything.
"""

from __future__ import annotations

import re

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti_item import Typed
from assessments.questions.texts import fits_pattern, folded
from assessments.questions.words import say as _

PIECE = re.compile(r"\.\*|\\([^A-Za-z0-9\s])|\[(\w)(\w)\]|([^\\\[\](){}.*+?|^$])")
SPECIAL = re.compile(r"[\\\[\](){}.*+?|^$]")
STAR = "\\*"


def typed_of(pattern: str, name: str = "") -> Typed:
    """Raises Unsayable."""
    depth = 2 if is_wrapped(pattern, 2) else int(is_wrapped(pattern, 1))
    bare = pattern[depth : len(pattern) - depth]
    text, has_both, has_single, at = "", False, False, 0
    while at < len(bare):
        piece = PIECE.match(bare, at)
        if piece is None or (piece[2] and piece[2].casefold() != piece[3].casefold()):
            raise Unsayable(_("It compares answers with a pattern that cannot be said here."))
        letter = piece[1] or piece[2] or piece[4] or ""
        text += "*" if piece[0] == ".*" else STAR if letter == "*" else letter
        has_both, has_single = has_both or bool(piece[2]), has_single or (not piece[2] and both(letter) != literal(letter))
        at = piece.end()
    case = depth == 1 or (depth == 0 and has_single and not has_both)
    is_pattern = ".*" in re.sub(r"\\.", "", bare)
    words = text if is_pattern else text.replace(STAR, "*")
    return Typed(words, case=case, exact=depth == 2, pattern=is_pattern, name=name)


def is_wrapped(pattern: str, depth: int) -> bool:
    return pattern.startswith("(" * depth) and pattern.endswith(")" * depth) and not pattern.endswith("\\" + ")" * depth)


def pattern_of(text: str, *, case: bool, exact: bool, has_stars: bool) -> str:
    """The other way: what our writer writes."""
    parts = [part.replace("\\*", "*") for part in re.split(r"(?<!\\)\*", text)] if has_stars else [text]
    letters = literal if case or exact else both
    body = ".*".join("".join(letters(letter) for letter in part) for part in parts)
    return f"(({body}))" if exact else f"({body})" if case else body


def literal(letter: str) -> str:
    return "\\" + letter if SPECIAL.match(letter) else letter


def both(letter: str) -> str:
    upper, lower = letter.upper(), letter.lower()
    if upper == lower or len(upper) != 1 or len(lower) != 1 or upper.casefold() != lower.casefold():
        return literal(letter)
    return f"[{letter}{lower if letter == upper else upper}]"


def fits(pattern: str, text: str) -> bool:
    typed = typed_of(pattern)
    meant, given = folded(typed.text), folded(text)
    if not (typed.case or typed.exact):
        meant, given = meant.casefold(), given.casefold()
    return fits_pattern(meant, given) if typed.pattern else meant == given
