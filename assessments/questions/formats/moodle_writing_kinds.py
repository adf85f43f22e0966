"""Each kind but the cloze as Moodle's elements. The fields of a definition without problems are taken as they are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.moodle_choices import ORDER_RULES
from assessments.questions.formats.moodle_grades import EXACT, number_text
from assessments.questions.formats.moodle_page import Page, percent
from assessments.questions.formats.moodle_typed import MEGABYTE, UNIT_RULES
from assessments.questions.words import say as _
from assessments.questions.worth import worth_of


def answer(page: Page, line: Mapping[str, Any], fraction: str) -> Element:
    node = SubElement(page.node, "answer", fraction=fraction, id=line["id"])
    page.fill(node, line["text"])
    page.feedback(node, line)
    return node


def typed(page: Page, line: Mapping[str, Any], text: str) -> Element:
    """An answer that is compared with what people type: without formatting."""
    node = SubElement(page.node, "answer", fraction=percent(worth_of(line["worth"])), id=line["id"], format="moodle_auto_format")
    page.value("text", text, node)
    page.feedback(node, line)
    return node


def shuffle(page: Page) -> None:
    page.value("shuffleanswers", "false" if page.definition.get("fixed") else "true")


def single_choice(page: Page) -> None:
    page.node.set("type", "multichoice")
    page.value("single", "true")
    shuffle(page)
    for line in page.definition["options"]:
        is_key = line["id"] == page.definition["key"]
        node = answer(page, line, percent(Fraction(1) if is_key else worth_of(line.get("worth"))))
        if is_key:
            node.set("best", "true")


def multiple_response(page: Page) -> None:
    """Rule "partial" is what Moodle does when each right line is worth as much as each wrong one takes away."""
    definition = page.definition
    if definition["rule"] == "all_or_nothing":
        raise Unsayable(_("Moodle gives parts of the point for several lines."))
    if "most" in definition or worth_of(definition.get("floor")) > 0:
        raise Unsayable(_("Moodle does not limit how many lines may be chosen, or how little they come to."))
    page.node.set("type", "multichoice")
    page.value("single", "false")
    shuffle(page)
    each = Fraction(1, len(definition["keys"]))
    if definition["rule"] == "partial":
        page.node.set("rule", "partial")
    for line in definition["options"]:
        partial = each if line["id"] in definition["keys"] else -each
        answer(page, line, percent(partial if definition["rule"] == "partial" else worth_of(line.get("worth"))))


def true_false(page: Page) -> None:
    page.node.set("type", "truefalse")
    for name, is_true in (("true", True), ("false", False)):
        node = SubElement(page.node, "answer", fraction="100" if page.definition["key"] is is_true else "0", format="moodle_auto_format")
        page.value("text", name, node)
        page.feedback(node, {"feedback": page.definition.get(f"feedback_{name}")})


def matching(page: Page) -> None:
    """A choice that fits no row is a row without words. `place` keeps the order of the choices."""
    definition = page.definition
    if definition["rule"] != "partial" or any(worth_of(row.get("share"), Fraction(1)) != 1 for row in definition["rows"]):
        raise Unsayable(_("In Moodle each row counts for as much as the others."))
    page.node.set("type", "matching")
    shuffle(page)
    places = {choice["id"]: place for place, choice in enumerate(definition["choices"])}
    used = {row["choice"] for row in definition["rows"]}
    for row in [*definition["rows"], *({"choice": name} for name in places if name not in used)]:
        node = SubElement(page.node, "subquestion")
        page.fill(node, row.get("text", ""))
        choice = SubElement(node, "answer", id=row["choice"], place=str(places[row["choice"]]))
        page.value("text", page.plain(definition["choices"][places[row["choice"]]]["text"]), choice)
        if "id" in row:
            node.set("id", row["id"])
        page.feedback(node, row)


def ordering(page: Page) -> None:
    """The lines in their right order. `place` keeps the order in which the definition lists them."""
    names = {rule: name for name, rule in ORDER_RULES.items()}
    if page.definition["rule"] not in names:
        raise Unsayable(_("Moodle does not know this way of giving points for an order."))
    page.node.set("type", "ordering")
    page.value("layouttype", "VERTICAL")
    page.value("selecttype", "ALL")
    page.value("gradingtype", names[page.definition["rule"]])
    lines = {line["id"]: (place, line) for place, line in enumerate(page.definition["options"])}
    for number, name in enumerate(page.definition["key"], start=1):
        place, line = lines[name]
        answer(page, line, str(number)).set("place", str(place))


def short_text(page: Page) -> None:
    answers = page.definition["answers"]
    if len({bool(line.get("case")) for line in answers}) > 1:
        raise Unsayable(_("In Moodle capitals count for all answers or for none."))
    page.node.set("type", "shortanswer")
    page.value("usecase", "1" if answers[0].get("case") else "0")
    for line in answers:
        node = typed(page, line, typed_text(line))
        if line.get("exact"):
            node.set("exact", "true")
    page.own |= {name: page.definition[name] for name in ("near", "longest") if name in page.definition}


def typed_text(line: Mapping[str, Any]) -> str:
    text: str = line["text"]
    return text if line.get("pattern") else text.replace("*", "\\*")


def numeric(page: Page) -> None:
    page.node.set("type", "numerical")
    for line in page.definition["answers"]:
        value, tolerance = value_and_tolerance(line)
        node = typed(page, line, value)
        if tolerance:
            page.value("tolerance", tolerance, node)
        if "low" in line:
            node.set("range", "true")
    units(page)


def value_and_tolerance(line: Mapping[str, Any]) -> tuple[str, str]:
    """Moodle says a range by its middle."""
    if line.get("any"):
        return "*", ""
    if "low" not in line:
        return line["value"], line.get("tolerance", "0")
    low, high = Decimal(line["low"]), Decimal(line["high"])
    ends = EXACT.add(low, high), EXACT.subtract(high, low)
    middle, half = (number_text(EXACT.divide(end, Decimal(2))) for end in ends)
    return middle, half


def units(page: Page) -> None:
    lines = page.definition.get("units", ())
    rule = page.definition.get("unit_rule")
    of = {name: number for number, name in UNIT_RULES.items()}
    page.value("unitgradingtype", of[rule["of"]] if rule else "0")
    page.value("showunits", "0" if lines else "3")
    if rule:
        page.value("unitpenalty", decimal(worth_of(rule["cost"])))
    inside = SubElement(page.node, "units") if lines else page.node
    for line in lines:
        unit = SubElement(inside, "unit", id=line["id"])
        page.value("multiplier", decimal(1 / worth_of(line["factor"])), unit)
        page.value("unit_name", line["text"], unit)


def decimal(value: Fraction) -> str:
    return number_text(Decimal(value.numerator) / Decimal(value.denominator))


def essay(page: Page) -> None:
    definition = page.definition
    marked(page)
    page.value("responseformat", "plain")
    page.value("responserequired", "1")
    if "rows" in definition:
        page.value("responsefieldlines", str(definition["rows"]))
    for path, bound in zip(("minwordlimit", "maxwordlimit"), definition.get("words", ()), strict=False):
        if bound:
            page.value(path, str(bound))
    if definition.get("begins_with"):
        page.value("text", definition["begins_with"], SubElement(page.node, "responsetemplate", format="plain_text"))
    if "files" in definition:
        files(page, definition["files"])


def file_upload(page: Page) -> None:
    marked(page)
    page.value("responseformat", "noinline")
    page.value("responserequired", "0")
    page.value("attachmentsrequired", "1")
    files(page, page.definition)


def marked(page: Page) -> None:
    page.node.set("type", "essay")
    if page.definition["marked"] == "met":
        page.node.set("marked", "met")
    page.value("defaultgrade", str(page.definition.get("out_of", 1)))
    if page.definition.get("notes"):
        page.value("text", page.definition["notes"], SubElement(page.node, "graderinfo", format="plain_text"))


def files(page: Page, wanted: Mapping[str, Any]) -> None:
    page.value("attachments", str(wanted.get("most", 1)))
    page.value("filetypeslist", ",".join(f".{kind}" for kind in wanted["accept"]))
    if "most_mb" in wanted:
        page.value("maxbytes", str(wanted["most_mb"] * MEGABYTE))
