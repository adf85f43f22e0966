"""Definitions as Moodle XML. Whatever is written comes back from `moodle.read` as the same question; the rest is named with the reason.

Words keep their form: plain ones are written as `plain_text`, ours in Markdown as `markdown`. Ids of lines are attributes that Moodle
passes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from assessments.questions.formats import moodle, moodle_writing_gaps, moodle_writing_kinds
from assessments.questions.formats.found import Found, Skipped, Unsayable
from assessments.questions.formats.moodle_page import Page
from assessments.questions.formats.moodle_same import says_the_same
from assessments.questions.formats.xml import NO_XML, root
from assessments.questions.words import say as _

HEAD, FOOT = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n', "</quiz>\n"
WRITERS = {
    "single_choice": moodle_writing_kinds.single_choice,
    "multiple_response": moodle_writing_kinds.multiple_response,
    "true_false": moodle_writing_kinds.true_false,
    "matching": moodle_writing_kinds.matching,
    "ordering": moodle_writing_kinds.ordering,
    "short_text": moodle_writing_kinds.short_text,
    "numeric": moodle_writing_kinds.numeric,
    "essay": moodle_writing_kinds.essay,
    "file_upload": moodle_writing_kinds.file_upload,
    "cloze": moodle_writing_gaps.cloze,
}
LONGEST_NAME = 60


def write(questions: Iterable[Found]) -> Iterator[str | Skipped]:
    """The file as pieces of text to be joined (UTF-8), and between them a Skipped for each question that Moodle XML cannot say."""
    category: tuple[str, ...] = ()
    yield HEAD
    for found in questions:
        written = question(found)
        if isinstance(written, str) and found.category != category:
            category = found.category
            yield category_entry(category)
        yield written
    yield FOOT


def category_entry(category: tuple[str, ...]) -> str:
    node = Element("question", type="category")
    path = "/".join(["$course$", "top", *(name.replace("/", "//") for name in category)])
    SubElement(SubElement(node, "category"), "text").text = path
    return text_of(node)


def question(found: Found) -> str | Skipped:
    try:
        text = text_of(element(found))
    except Unsayable as unsayable:
        return Skipped(found.where, unsayable.why, found.name)
    back = moodle.question(root(BytesIO(text.encode())), found.category, set())
    if not isinstance(back, Found) or not says_the_same(back.definition, found.definition):
        return Skipped(found.where, _("Moodle XML cannot say all of it."), found.name)
    return text


def element(found: Found) -> Element:
    kind = found.definition["kind"]
    if kind not in WRITERS:
        raise Unsayable(_("Moodle has nothing like this kind of question."))
    page = Page(found)
    page.value("name/text", found.name or " ".join(found.definition["stem"].split())[:LONGEST_NAME])
    WRITERS[kind](page)
    page.shared()
    if found.ref:
        page.value("idnumber", found.ref)
    tags = SubElement(page.node, "tags") if found.tags else page.node
    for tag in found.tags:
        SubElement(SubElement(tags, "tag"), "text").text = tag
    return page.node


def text_of(node: Element) -> str:
    ElementTree.indent(node)
    return NO_XML.sub("", ElementTree.tostring(node, encoding="unicode")) + "\n"
