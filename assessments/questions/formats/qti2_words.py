"""The body of a QTI 2 item as HTML, with a mark where each interaction stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from assessments.questions.formats.nodes import KNOWN_TAGS
from assessments.questions.formats.qti12_words import ANY_MARK, BOX

INTERACTION = re.compile(r"(?:.*Interaction|gap)")
# Not shown with the question: feedback has its own place, and some blocks are for other people than the learner.
ELSEWHERE = frozenset({"feedbackInline", "feedbackBlock", "rubricBlock", "templateInline", "templateBlock", "stylesheet", "catalogInfo"})
ATTRIBUTES = {"a": ("href",), "img": ("src", "alt")}
VOID = frozenset({"br", "hr", "img"})
KEPT = KNOWN_TAGS | {"span"}
BLOCKS = frozenset({"prompt", "section", "article", "figure", "figcaption", "simpleAssociableChoice"})
INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction", "gap"})


def is_interaction(node: Element) -> bool:
    return bool(INTERACTION.fullmatch(node.tag))


def html_of(node: Element, marks: Mapping[int, int] | None = None) -> str:
    """What is inside a node. `marks`: the numbers of boxes by the id() of their interaction; others leave nothing but their prompt."""
    parts = [text(node.text)]
    for child in node:
        parts.append(element(child, marks or {}))
        parts.append(text(child.tail))
    return "".join(parts)


def text(words: str | None) -> str:
    return escape(ANY_MARK.sub("", words or ""), quote=False)


def element(node: Element, marks: Mapping[int, int]) -> str:
    if node.tag in ELSEWHERE:
        return ""
    if id(node) in marks or is_interaction(node):
        return boxed(node, marks)
    if node.tag == "object":
        return media(node)
    inner = html_of(node, marks)
    if node.tag in KEPT:
        attributes = "".join(f' {name}="{escape(node.get(name, ""))}"' for name in ATTRIBUTES.get(node.tag, ()) if name in node.attrib)
        return f"<{node.tag}{attributes}>" if node.tag in VOID else f"<{node.tag}{attributes}>{inner}</{node.tag}>"
    return f"<div>{inner}</div>" if node.tag in BLOCKS else inner


def boxed(node: Element, marks: Mapping[int, int]) -> str:
    """The prompt of an interaction and its mark. The text around gaps is part of the body; everything else belongs to the box."""
    prompt = node.find("prompt")
    before = f"<div>{html_of(prompt)}</div>" if prompt is not None else ""
    if node.tag == "gapMatchInteraction":
        around = [child for child in node if child.tag not in ("prompt", "gapText", "gapImg")]
        return before + "".join(element(child, marks) + text(child.tail) for child in around)
    mark = BOX.format(marks[id(node)]) if id(node) in marks else ""
    return before + mark


def media(node: Element) -> str:
    """An <object> is a picture with words for those who do not see it, or something that we cannot bring along."""
    if node.get("type", "").startswith("image/"):
        return f'<img src="{escape(node.get("data", ""))}" alt="{escape(" ".join("".join(node.itertext()).split()))}">'
    return "<video></video>" + html_of(node)


def rubrics(body: Element, viewers: Iterable[str]) -> list[Element]:
    wanted = set(viewers)
    return [node for node in body.iter("rubricBlock") if wanted & set(node.get("view", "candidate").split())]
