"""QTI 3.0 names as those of 2.x: <qti-simple-choice> is <simpleChoice>, response-identifier is responseIdentifier.

Everything after this knows one spelling only. HTML inside items keeps its names in both versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

PREFIX = "qti-"
FOREIGN = ("data-", "aria-")
ITEMS = ("assessmentItem", "qti-assessment-item")


def with_one_spelling(root: Element) -> Element:
    """The same tree, changed in place."""
    if not root.tag.startswith(PREFIX):
        return root
    for node in root.iter():
        if node.tag.startswith(PREFIX):
            node.tag = camel(node.tag.removeprefix(PREFIX))
            for name in [name for name in node.attrib if "-" in name and not name.startswith(FOREIGN)]:
                node.set(camel(name), node.attrib.pop(name))
    return root


def camel(name: str) -> str:
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), name)


def every(node: Element, *tags: str) -> Iterator[Element]:
    """A node and everything below it, of these tags, as they stand."""
    return (one for one in node.iter() if one.tag in tags)
