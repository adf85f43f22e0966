"""A tree of cleaned HTML as plain words."""

from __future__ import annotations

from collections.abc import Callable

from assessments.questions.formats.nodes import BLOCKS, CELLS, LISTS, SPACES, Node, grid, items, raw_text, runs

LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
HIGH = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")


def plain_text(node: Node) -> str:
    """The words alone: paragraphs apart, one line for each item of a list."""
    return "\n\n".join(plain_blocks(node))


def plain_blocks(node: Node) -> list[str]:
    found = [plain_block(part) if isinstance(part, Node) else [plain_paragraph(part)] for part in runs(node)]
    return [text for texts in found for text in texts if text.strip()]


def plain_block(node: Node) -> list[str]:
    if node.tag in LISTS:
        texts = [plain_text(item).replace("\n\n", "\n") for item in items(node)]
        return ["\n".join("- " + text.replace("\n", "\n  ") for text in texts if text)]
    if node.tag == "table":
        caption = [plain_paragraph([part]) for part in node.children if isinstance(part, Node) and part.tag == "caption"]
        rows = [filter(None, (" ".join(plain_inline(cell).split()) for cell in row)) for row in grid(node)]
        return [*caption, "\n".join(map(" | ".join, rows))]
    return [raw_text(node).strip("\n")] if node.tag == "pre" else plain_blocks(node)


def plain_paragraph(run: list[Node | str]) -> str:
    lines = "".join(map(plain_inline, run)).split("\n")
    return "\n".join(bare for line in lines if (bare := SPACES.sub(" ", line).strip()))


def plain_inline(part: Node | str) -> str:
    if isinstance(part, str):
        return SPACES.sub(" ", part)
    if part.tag == "br":
        return "\n"
    if part.tag in ("sub", "sup"):
        return (low if part.tag == "sub" else high)(part)
    inner = "".join(map(plain_inline, part.children))
    return f" {inner} " if part.tag in BLOCKS or part.tag in CELLS else inner


def shifted(table_of: dict[int, int], sign: str) -> Callable[[Node], str]:
    """Small letters above or below the line: their own characters where there are some, otherwise a sign before them."""

    def words(node: Node) -> str:
        text = raw_text(node).strip()
        if all(ord(letter) in table_of for letter in text):
            return text.translate(table_of)
        return sign + text if len(text) == 1 else f"{sign}({text})"

    return words


low, high = shifted(LOW, "_"), shifted(HIGH, "^")
