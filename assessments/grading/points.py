"""Points as people read them: "6", "7½", "5⅔"."""

from fractions import Fraction

SIGNS = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
    Fraction(1, 5): "⅕",
    Fraction(2, 5): "⅖",
    Fraction(3, 5): "⅗",
    Fraction(4, 5): "⅘",
    Fraction(1, 6): "⅙",
    Fraction(5, 6): "⅚",
}


def say_points(points: Fraction) -> str:
    """Never rounded up: 7 and 29/30 must not read as 8. A fraction without a sign of its own is cut to two places."""
    whole, rest = divmod(points, 1)
    if not rest:
        return str(whole)
    if rest in SIGNS:
        return f"{whole or ''}{SIGNS[rest]}"
    return f"{whole}.{int(rest * 100):02d}"
