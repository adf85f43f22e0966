"""A small tree of cleaned HTML: what nh3 gives, without tags that say nothing about how words look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
LISTS, ITEMS = frozenset({"ul", "ol", "dl"}), frozenset({"li", "dt", "dd"})
# A block stands by itself. What is not in one of these sets is left out, its words stay.
PARAGRAPHS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "figure", "figcaption", "center", "address", "details", "summary"}
)
BLOCKS = PARAGRAPHS | LISTS | ITEMS | HEADINGS.keys() | {"blockquote", "pre", "table", "tr", "hr"}
STRONG, EMPHASIS, CODE = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"}), frozenset({"code", "kbd", "samp", "tt"})
INLINE = STRONG | EMPHASIS | CODE | {"a", "br", "img", "sub", "sup"}
VOID = frozenset({"br", "img", "hr", "col"})
KNOWN_TAGS = set(BLOCKS | INLINE | {"thead", "tbody", "tfoot", "td", "th", "caption"})
CELLS = frozenset({"td", "th"})
SPACES = re.compile(r"[ \t\n\f]+")
# Deeper than this only the words are kept: renderers walk down the tree.
DEEPEST = 40


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def every(self, *tags: str) -> Iterator[Node]:
        """All nodes of these tags below this one, as they stand."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.every(*tags)


class Builder(HTMLParser):
    """Builds the tree. nh3 has closed every tag already; one that it did not open here is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(node)
        elif len(self.open) > DEEPEST:
            self.too_deep += 1
        else:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.too_deep:
            self.too_deep -= 1
        else:
            self.open[1:] = self.open[1:-1]  # whatever comes, the root stays

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(clean_html: str) -> Node:
    builder = Builder()
    builder.feed(clean_html)
    builder.close()
    return builder.root


def runs(node: Node) -> Iterator[Node | list[Node | str]]:
    """The children: blocks one by one, and what stands between them together."""
    between: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and holds_blocks(child):
            if between:
                yield between
            between = []
            yield child
        else:
            between.append(child)
    if between:
        yield between


def holds_blocks(node: Node) -> bool:
    return node.tag in BLOCKS or any(isinstance(child, Node) and holds_blocks(child) for child in node.children)


def items(node: Node) -> list[Node]:
    """The items of a list. Whatever else stands in one is an item of its own."""
    kept = [child for child in node.children if not isinstance(child, str) or child.strip()]
    return [child if isinstance(child, Node) and child.tag in ITEMS else Node("li", children=[child]) for child in kept]


def grid(node: Node) -> list[list[Node]]:
    """The rows of a table, each with its cells; a table in a cell belongs to the cell."""
    found: list[list[Node]] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "tr":
            found.append([cell for cell in child.children if isinstance(cell, Node)])
        elif isinstance(child, Node) and child.tag in ("thead", "tbody", "tfoot"):
            found += grid(child)
    return found


def raw_text(node: Node) -> str:
    """All words below a node as they were written."""
    parts = (child if isinstance(child, str) else raw_text(child) for child in node.children)
    return "\n" if node.tag == "br" else "".join(parts)
