"""The shapes of docs/question-format.md as a JSON Schema (2020-12): the structural level, as far as a schema can say it.

`manage.py write_question_format` writes docs/question.schema.json; a test holds it against `structural_problems`.
"""

from typing import Any

from assessments.questions import KINDS, by_people, checks, cloze_checks, numeric_checks, orders, scenario_checks, shared
from assessments.questions.gaps import GAP_KINDS
from assessments.questions.short_text import MOST_LENGTH
from assessments.questions.worth import WELL_FORMED_NUMBER, WELL_FORMED_WORTH

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "maxLength": checks.LONGEST_DRAFT}
FLAG: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "pattern": f"^{checks.WELL_FORMED_ID.pattern}$"}
WORTH: Schema = {"type": "string", "pattern": f"^{WELL_FORMED_WORTH.pattern}$"}
NUMBER: Schema = {"type": "string", "pattern": f"^{WELL_FORMED_NUMBER.pattern}$"}
IDS: Schema = {"type": "array", "items": ID, "minItems": 1}
FEEDBACK: Schema = {"type": ["string", "null"], "maxLength": checks.LONGEST_DRAFT}


def thing(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": required.split(), "additionalProperties": False}


def lines(item: Schema, fewest: int, most: int = checks.MOST_LINES) -> Schema:
    return {"type": "array", "items": item, "minItems": fewest, "maxItems": most}


def whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def one_of(*names: str) -> Schema:
    return {"enum": list(names)}


OPTION = thing("id text", id=ID, text=TEXT, feedback=FEEDBACK, worth=WORTH)
TEXT_ANSWER = thing("id text worth", id=ID, text=TEXT, worth=WORTH, feedback=FEEDBACK, case=FLAG, exact=FLAG, pattern=FLAG)
NUMBER_ANSWER = thing(
    "id worth", id=ID, worth=WORTH, feedback=FEEDBACK, value=NUMBER, tolerance=NUMBER, low=NUMBER, high=NUMBER, any={"const": True}
)
UNIT = thing("id text factor", id=ID, text={"type": "string", "minLength": 1, "maxLength": 40}, factor=WORTH)
ROW = thing("id text choice", id=ID, text=TEXT, choice=ID, feedback=FEEDBACK, share=WORTH)
CHOICE = thing("id text", id=ID, text=TEXT)
STEP = thing("id text worth to", id=ID, text=TEXT, feedback=FEEDBACK, worth=WORTH, to=ID)
NODE = thing("id text choices", id=ID, text=TEXT, choices=lines(STEP, 0, scenario_checks.MOST_CHOICES))
FILES: Schema = {
    "accept": {"type": "array", "items": one_of(*by_people.ACCEPTED), "minItems": 1},
    "most": whole(1, by_people.MOST_FILES),
    "most_mb": whole(1, by_people.MOST_MB),
}
MARKING: Schema = {"marked": one_of(*by_people.MARKED), "out_of": whole(1, by_people.MOST_OUT_OF), "notes": TEXT}
WORDS: Schema = {"type": "array", "items": {"type": ["integer", "null"]}, "minItems": 2, "maxItems": 2}
RULE = one_of(*checks.RULES)

FIELDS: dict[str, tuple[str, Schema]] = {
    "single_choice": ("options key", {"options": lines(OPTION, 2), "key": ID, "fixed": FLAG}),
    "multiple_response": (
        "options keys rule",
        {
            "options": lines(OPTION, 2),
            "keys": IDS,
            "rule": one_of(*checks.RULES, "worth"),
            "floor": WORTH,
            "most": whole(1, checks.MOST_LINES),
            "fixed": FLAG,
        },
    ),
    "true_false": ("key", {"key": FLAG, "feedback_true": FEEDBACK, "feedback_false": FEEDBACK}),
    "matching": ("rows choices rule", {"rows": lines(ROW, 1), "choices": lines(CHOICE, 2), "rule": RULE, "fixed": FLAG}),
    "ordering": ("options key rule", {"options": lines(OPTION, 2), "key": IDS, "rule": one_of(*orders.RULES)}),
    "short_text": ("answers", {"answers": lines(TEXT_ANSWER, 1), "near": FLAG, "longest": whole(1, MOST_LENGTH)}),
    "numeric": (
        "answers",
        {
            "answers": lines(NUMBER_ANSWER, 1),
            "units": lines(UNIT, 1, numeric_checks.MOST_UNITS),
            "unit_rule": thing("cost of", cost=WORTH, of=one_of("answer", "question")),
        },
    ),
    "scenario": ("start nodes", {"start": ID, "nodes": lines(NODE, 1, scenario_checks.MOST_NODES)}),
    "essay": (
        "marked",
        {**MARKING, "words": WORDS, "rows": whole(2, 40), "begins_with": TEXT, "files": thing("accept", **FILES)},
    ),
    "file_upload": ("accept marked", {**FILES, **MARKING}),
    "confidence": ("options", {"options": lines(CHOICE, 2)}),
}


def gap(kind: str) -> Schema:
    required, fields = FIELDS[kind]
    share = {"type": "string", "pattern": "^([1-9][0-9]?|100)$"}
    return thing(f"id kind {required}", id=ID, kind={"const": kind}, share=share, **fields)


FIELDS["cloze"] = (
    "text gaps",
    {"text": TEXT, "gaps": lines({"anyOf": [gap(kind) for kind in GAP_KINDS]}, 1, cloze_checks.MOST_GAPS_IN_DRAFT)},
)


def question(kind: str) -> Schema:
    required, fields = FIELDS[kind]
    return thing(
        f"kind stem {required}",
        kind={"const": kind},
        stem=TEXT,
        why=TEXT,
        after=thing("", **dict.fromkeys(sorted(shared.AFTER), TEXT)),
        markup=one_of(*shared.MARKUPS),
        images={"type": "object", "propertyNames": {"pattern": f"^{shared.HASH.pattern}$"}, "additionalProperties": TEXT},
        **fields,
    )


def json_schema() -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Alongside question, structural level",
        "anyOf": [question(kind) for kind in KINDS],
    }
