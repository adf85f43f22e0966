"""Moodle's kinds in which people write: shortanswer, numerical, essay."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from assessments.questions.by_people import ACCEPTED, MOST_FILES, MOST_MB, MOST_OUT_OF
from assessments.questions.essay import FEWEST_ROWS, MOST_ROWS, MOST_WORDS
from assessments.questions.formats.found import Unsayable, letter
from assessments.questions.formats.html import sane
from assessments.questions.formats.moodle_choices import Draft, where_of, with_feedback
from assessments.questions.formats.moodle_grades import EXACT, grade, number, number_text
from assessments.questions.formats.moodle_words import Words, line_ids, own_ids, words_in
from assessments.questions.formats.xml import Node, text_of
from assessments.questions.words import say as _

STAR = re.compile(r"(?<!\\)\*")
NO_UNITS = "3"  # qtype_numerical::UNITNONE
UNIT_RULES = {"1": "answer", "2": "question"}  # what a wrong unit costs a part of
USUAL_COST = "0.1"
MEGABYTE = 1024 * 1024
ANY_FILES = ["pdf", "jpg", "png"]
# What Moodle names by a family of files (its "file types" form field).
FAMILIES = {
    "image": ["jpg", "png", "webp"],
    "web_image": ["jpg", "png", "webp"],
    "audio": ["mp3", "ogg", "m4a"],
    "document": ["pdf", "txt"],
}
OTHER_ENDINGS = {"jpeg": "jpg", "jpe": "jpg"}


def shortanswer(words: Words) -> Draft:
    """`*` stands for any text, `\\*` for a star; case counts for all answers or for none."""
    nodes = [node for node in words.every("answer") if words_in(node)]
    case = {"case": True} if words.is_true("usecase", otherwise=False) else {}
    answers = []
    for name, node in zip(line_ids(nodes), nodes, strict=True):
        worth = str(grade(node.get("fraction", "0"), where_of(node)))
        exact = {"exact": True} if node.get("exact") == "true" else {}
        answers.append(with_feedback({"id": name, **typed_answer(words_in(node)), "worth": worth, **case, **exact}, words, node))
    return {"kind": "short_text", **words.shared(), "answers": answers}


def typed_answer(text: str) -> Draft:
    text = sane(text).strip()
    return {"text": text, "pattern": True} if STAR.search(text) else {"text": text.replace("\\*", "*")}


def numerical(words: Words) -> Draft:
    nodes = words.every("answer")
    units = units_of(words)
    taken = frozenset(unit["id"] for unit in units)
    answers = []
    for name, node in zip(line_ids(nodes, taken), nodes, strict=False):
        worth = numerical_grade(node)
        answers.append(with_feedback({"id": name, **accepted(node), "worth": str(worth)}, words, node))
    draft = {"kind": "numeric", **words.shared(), "answers": answers}
    return draft | ({"units": units, **unit_rule(words)} if units else {})


def numerical_grade(node: Node) -> Fraction:
    """Very old files give the worth as an element, from 0 to 1."""
    old = number(text_of(node, "fraction"))
    percent = node.get("fraction", "0") if old is None else number_text(old * 100)
    return grade(percent, where_of(node))


def accepted(node: Node) -> Draft:
    """Which numbers an answer takes. Moodle's `*` takes all; nothing written means the same."""
    text = words_in(node)
    if text in ("", "*"):
        return {"any": True}
    value, tolerance = number(text), number(text_of(node, "tolerance") or "0")
    if value is None or tolerance is None:
        raise Unsayable(_("“{text}” is not a number.").format(text=text[:40]))
    return spread(value, abs(tolerance), as_range=node.get("range") == "true")


def spread(value: Decimal, tolerance: Decimal, *, as_range: bool = False) -> Draft:
    if as_range:
        return {"low": number_text(EXACT.subtract(value, tolerance)), "high": number_text(EXACT.add(value, tolerance))}
    return {"value": number_text(value)} | ({"tolerance": number_text(tolerance)} if tolerance else {})


def units_of(words: Words) -> list[Draft]:
    if words.value("showunits") == NO_UNITS:
        return []
    nodes = [node for node in words.every("units/unit") if text_of(node, "unit_name")]
    ids = own_ids(nodes) or [f"u-{letter(place)}" for place in range(len(nodes))]
    return [
        {"id": name, "text": sane(text_of(node, "unit_name")), "factor": str(factor(node))} for name, node in zip(ids, nodes, strict=True)
    ]


def factor(node: Node) -> Fraction:
    """How many of the main unit go into one of this: the inverse of Moodle's multiplier."""
    multiplier = number(text_of(node, "multiplier") or "1")
    if not multiplier or multiplier < 0:
        raise Unsayable(_("A unit has no multiplier above nothing."))
    exact = 1 / Fraction(multiplier)
    return exact.limit_denominator(10**9)


def unit_rule(words: Words) -> Draft:
    of = UNIT_RULES.get(words.value("unitgradingtype"))
    cost = number(words.value("unitpenalty", USUAL_COST))
    return {"unit_rule": {"cost": str(Fraction(cost or 0)), "of": of}} if of else {}


def essay(words: Words) -> Draft:
    """`noinline` asks for files alone."""
    draft = {**words.shared(), **marks(words)}
    if notes := words.at("graderinfo"):
        draft["notes"] = notes.plain
    if words.value("responseformat") == "noinline":
        return {"kind": "file_upload", **draft, **wanted_files(words)}
    if begins := words.at("responsetemplate"):
        draft["begins_with"] = begins.plain
    if words.value("attachments", "0") != "0":
        draft["files"] = wanted_files(words)
    rows = whole(words, "responsefieldlines")
    if rows:
        draft["rows"] = min(max(rows, FEWEST_ROWS), MOST_ROWS)
    return {"kind": "essay", **draft, **lengths(words)}


def marks(words: Words) -> Draft:
    """Whole marks out of what the question is worth in Moodle."""
    if words.node.get("marked") == "met":
        return {"marked": "met"}
    out_of = number(words.value("defaultgrade", "1")) or Decimal(1)
    return {"marked": "points", "out_of": min(max(int(out_of.to_integral_value()), 1), MOST_OUT_OF)}


def lengths(words: Words) -> Draft:
    bounds = [whole(words, path) for path in ("minwordlimit", "maxwordlimit")]
    kept = [min(bound, MOST_WORDS) if bound else None for bound in bounds]
    return {"words": kept} if any(kept) else {}


def whole(words: Words, path: str) -> int:
    text = words.value(path, "0")
    return int(text) if re.fullmatch(r"\d{1,12}", text) else 0


def wanted_files(words: Words) -> Draft:
    """`attachments` is how many, -1 as many as one likes; `maxbytes` 0 is as large as the site allows."""
    most = whole(words, "attachments") or (MOST_FILES if words.value("attachments") == "-1" else 1)
    draft: Draft = {"accept": accepted_files(words.value("filetypeslist")), "most": min(most, MOST_FILES)}
    largest = whole(words, "maxbytes")
    return draft | ({"most_mb": min(max(largest // MEGABYTE, 1), MOST_MB)} if largest else {})


def accepted_files(listed: str) -> list[str]:
    """Of the kinds of files that it lists those that can be taken in here; the usual ones when that is none."""
    names = [name.strip().lstrip("*.").lower() for name in re.split(r"[,;\s]+", listed)]
    kinds = [kind for name in names for kind in FAMILIES.get(name, [OTHER_ENDINGS.get(name, name)])]
    return [kind for kind in dict.fromkeys(kinds) if kind in ACCEPTED] or ANY_FILES
