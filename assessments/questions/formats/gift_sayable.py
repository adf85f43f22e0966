"""What GIFT can say of a definition, and the sentence for what it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessments.questions.formats.gift_hints import partial_worths
from assessments.questions.formats.gift_usual import LISTS
from assessments.questions.formats.moodle_grades import GRADES
from assessments.questions.words import say as _

Fields = dict[str, Any]

SHARED = {"kind", "stem", "why", "markup"}
FIELDS = {
    "single_choice": {"options", "key"},
    "multiple_response": {"options", "keys", "rule"},
    "true_false": {"key", "feedback_true", "feedback_false"},
    "matching": {"rows", "choices", "rule"},
    "short_text": {"answers"},
    "numeric": {"answers"},
    "essay": {"marked"},
}
LINE_FIELDS = {
    "options": {"id", "text", "feedback", "worth"},
    "rows": {"id", "text", "choice"},
    "choices": {"id", "text"},
    "answers": {"id", "text", "feedback", "worth", "pattern", "value", "tolerance", "low", "high", "any"},
}
RULES = {"multiple_response": ("worth", "partial"), "matching": ("partial",)}


def why_not(definition: Fields) -> str:
    """ "" when GIFT can say it. `definition` is a usual one."""
    kind = definition["kind"]
    if kind not in FIELDS:
        return _("GIFT has no questions of the kind “{kind}”.").format(kind=kind)
    if unsaid := sorted(unsaid_in(definition)):
        return _("GIFT has no place for these: {fields}.").format(fields=", ".join(unsaid))
    if definition.get("rule") not in RULES.get(kind, (None,)):
        return _("GIFT cannot give marks by the rule “{rule}”.").format(rule=definition["rule"])
    return next((_("GIFT knows no worth of {worth}.").format(worth=worth) for worth in worths_in(definition) if worth not in GRADES), "")


def unsaid_in(definition: Fields) -> set[str]:
    unsaid = set(definition) - SHARED - FIELDS[definition["kind"]]
    for name in LISTS:
        for line in definition.get(name, ()):
            unsaid |= set(line) - LINE_FIELDS[name]
    return unsaid


def worths_in(definition: Fields) -> Iterator[Fraction]:
    if definition.get("rule") == "partial" and "keys" in definition:
        yield from partial_worths(definition)
    for name in ("options", "answers"):
        yield from (Fraction(line["worth"]) for line in definition.get(name, ()) if "worth" in line)
