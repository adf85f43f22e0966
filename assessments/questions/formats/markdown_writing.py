"""A tree of cleaned HTML as Markdown (CommonMark 0.31 with the tables of GFM)."""

from __future__ import annotations

import re
from collections.abc import Callable

from assessments.questions.formats.nodes import (
    BLOCKS,
    CELLS,
    CODE,
    EMPHASIS,
    HEADINGS,
    LISTS,
    SPACES,
    STRONG,
    Node,
    grid,
    items,
    raw_text,
    runs,
)
from assessments.questions.formats.plain_writing import high, low

# One run of emphasis at a time: these stand around it until it is known what its neighbours are.
OPENS, CLOSES = {"**": "\ue001", "*": "\ue003"}, {"**": "\ue002", "*": "\ue004"}
EMPHASISED = re.compile("([\ue001\ue003])([^\ue001-\ue004]*)([\ue002\ue004])")
BREAK = "\\\n"
SIGNS = re.compile(r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
ENTITIES = {"<": "&lt;", "&": "&amp;"}
AT_THE_START = re.compile(r"^( {0,3})(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=[- ]*$)|=(?=[= ]*$)|~(?=~~)|:(?=[-: ]*$))", re.MULTILINE)
NUMBERED = re.compile(r"^( {0,3}\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|sms:)\S", re.IGNORECASE)
UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\\\[\]|*_`]")


def escaped(text: str) -> str:
    """Words in which no sign means anything, wherever in a line they stand."""
    return SIGNS.sub(lambda found: ENTITIES.get(found[0], "\\" + found[0]), text)


def escaped_lines(text: str) -> str:
    """The same for whole lines: also what means something at the start of one; every line break is kept."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "\n\n".join(BREAK.join(start_escaped(escaped(line.strip())) for line in lines.split("\n")) for lines in paragraphs)


def start_escaped(text: str) -> str:
    return NUMBERED.sub(r"\1\\\2", AT_THE_START.sub(r"\1\\\2", text))


def unescaped(text: str) -> str:
    """What `escaped_lines` was given. Of other Markdown it gives something else."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace(BREAK, "\n"))
    return bare.replace("&lt;", "<").replace("&amp;", "&")


def block_texts(node: Node) -> list[str]:
    """The blocks inside a node, each as Markdown; words between blocks are a paragraph."""
    found: list[str] = []
    for part in runs(node):
        text = block(part) if isinstance(part, Node) else paragraph(part)
        if text:
            found.append(text)
    return found


def block(node: Node) -> str:
    if node.tag in HEADINGS:
        words = one_line(node)
        return f"{HEADINGS[node.tag]} {words.replace('#', chr(92) + '#')}" if words else ""
    if node.tag in LISTS:
        return listed(node)
    if node.tag == "table":
        return table(node)
    if node.tag == "blockquote":
        return prefixed("\n\n".join(block_texts(node)), "> ", "> ")
    if node.tag == "pre":
        return BREAK.join(code_line(line) for line in raw_text(node).strip("\n").split("\n") if line.strip())
    return "---" if node.tag == "hr" else "\n\n".join(block_texts(node))


def listed(node: Node) -> str:
    kept = [text for item in items(node) if (text := "\n\n".join(block_texts(item)))]
    if node.tag != "ol":
        return "\n".join(prefixed(text, "- ", "  ") for text in kept)
    heads = [f"{number}. " for number in range(1, len(kept) + 1)]
    return "\n".join(prefixed(text, head, " " * len(head)) for text, head in zip(kept, heads, strict=True))


def prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n") if text else []
    return "\n".join(((others if place else first) + line).rstrip() for place, line in enumerate(lines))


def table(node: Node) -> str:
    """A grid of GFM with the first row as its head. What is no grid becomes paragraphs, as does its caption."""
    rows = [[one_line(cell) for cell in row] for row in grid(node)]
    caption = [text for part in node.children if isinstance(part, Node) and part.tag == "caption" if (text := one_line(part))]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return "\n\n".join([*caption, *(start_escaped(cell) for row in rows for cell in row if cell)])
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n\n".join([*caption, "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])])


def one_line(node: Node) -> str:
    return paragraph([node]).replace(BREAK, " ")


def paragraph(run: list[Node | str]) -> str:
    text = emphasised("".join(inline(part) for part in run))
    lines = [SPACES.sub(" ", line).strip(" ") for line in text.split(BREAK)]
    return BREAK.join(start_escaped(line) for line in lines if line.strip())


def inline(part: Node | str) -> str:
    if isinstance(part, str):
        return escaped(SPACES.sub(" ", part))
    inner = "".join(inline(child) for child in part.children)
    if part.tag in STRONG | EMPHASIS:
        return marked(inner, "**" if part.tag in STRONG else "*")
    if part.tag in CODE:
        return code(raw_text(part))
    if part.tag in WAYS:
        return WAYS[part.tag](part, inner)
    return f" {inner} " if part.tag in BLOCKS or part.tag in CELLS else inner


def marked(inner: str, sign: str) -> str:
    """Emphasis around the words, with the spaces at their ends outside. Emphasis within emphasis is left out."""
    bare = re.sub("[\ue001-\ue004]", "", inner)
    words = bare.strip(" ")
    if not words or BREAK in words:
        return bare
    start = len(bare) - len(bare.lstrip(" "))
    return f"{bare[:start]}{OPENS[sign]}{words}{CLOSES[sign]}{bare[start + len(words) :]}"


def emphasised(text: str) -> str:
    """The signs of emphasis in place of what stands for them, where CommonMark 6.2 would read them as emphasis; otherwise none."""

    def signs(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        sign = "**" if found[1] == OPENS["**"] else "*"
        flanked = flanks(found[2][:1], before) and flanks(found[2][-1:], after)
        return f"{sign}{found[2]}{sign}" if flanked else found[2]

    return EMPHASISED.sub(signs, text)


def flanks(inside: str, outside: str) -> bool:
    """Whether a sign between these two characters opens (or, read backwards, closes) emphasis. Other emphasis must not touch it."""
    if outside and outside in "\ue001\ue002\ue003\ue004*":
        return False
    return inside.isalnum() or not outside.isalnum()


def code(text: str) -> str:
    words = SPACES.sub(" ", text).strip()
    if not words or "|" in words:  # in a table the bar would end the cell, even here
        return escaped(words)
    longest = max((len(found) for found in re.findall("`+", words)), default=0)
    fence, pad = "`" * (longest + 1), " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def code_line(line: str) -> str:
    """A line of preformatted words; a space that does not break keeps its indent."""
    bare = line.lstrip(" \t")
    return "\u00a0" * (len(line.expandtabs(4)) - len(bare.expandtabs(4))) + code(bare)


def link(node: Node, inner: str) -> str:
    address = node.attributes.get("href", "").strip()
    if not ADDRESS.match(address) or not inner.strip() or "](" in inner:
        return inner
    safe = UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{inner}]({safe.replace('&', '&amp;')})"


def picture(node: Node, inner: str) -> str:
    return f"![](image:{node.attributes['image']})" if "image" in node.attributes else inner


WAYS: dict[str, Callable[[Node, str], str]] = {
    "a": link,
    "img": picture,
    "br": lambda node, inner: BREAK,
    "sub": lambda node, inner: escaped(low(node)),
    "sup": lambda node, inner: escaped(high(node)),
}
