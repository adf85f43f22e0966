"""Small definitions, one of each kind, and any definition at all for properties."""

from fractions import Fraction

from hypothesis import strategies as st

from assessments import questions

OPTIONS = [{"id": name, "text": f"Line {name}", "feedback": f"About {name}"} for name in "abcd"]
SINGLE = {"kind": "single_choice", "stem": "Which fits best?", "options": OPTIONS, "key": "b"}
MANY = {"kind": "multiple_response", "stem": "Which fit?", "options": OPTIONS, "keys": ["a", "c"], "rule": "all_or_nothing"}
MANY_PARTLY = MANY | {"rule": "partial"}
MANY_BY_WORTH = MANY | {
    "rule": "worth",
    "options": [option | {"worth": worth} for option, worth in zip(OPTIONS, ["2/3", "-1/3", "1/3", "0"], strict=True)],
}
TRUE_FALSE = {"kind": "true_false", "stem": "It holds.", "key": True, "feedback_true": "Yes, because", "feedback_false": "It does, because"}
ORDER = {"kind": "ordering", "stem": "In what order?", "options": OPTIONS, "key": ["c", "a", "d", "b"], "rule": "all_or_nothing"}
ORDER_PARTLY = ORDER | {"rule": "partial"}
MATCH = {
    "kind": "matching",
    "stem": "Which city?",
    "rule": "partial",
    "why": "Each country has one.",
    "rows": [
        {"id": "ca", "text": "Canada", "choice": "ott", "feedback": "Not Toronto."},
        {"id": "it", "text": "Italy", "choice": "rom"},
        {"id": "fr", "text": "France", "choice": "par"},
    ],
    "choices": [
        {"id": "ott", "text": "Ottawa"},
        {"id": "rom", "text": "Rome"},
        {"id": "par", "text": "Paris"},
        {"id": "tok", "text": "Tokyo"},
    ],
}
TYPED = {
    "kind": "short_text",
    "stem": "Where was he from?",
    "answers": [
        {"id": "a", "text": "Nazareth", "worth": "1", "feedback": "Yes."},
        {"id": "b", "text": "Galilee", "worth": "1/2", "feedback": "Be more exact."},
        {"id": "c", "text": "*", "pattern": True, "worth": "0", "feedback": "Look again."},
    ],
}
NUMBER = {
    "kind": "numeric",
    "stem": "How far is it?",
    "answers": [
        {"id": "a", "value": "5500", "tolerance": "50", "worth": "1", "feedback": "Yes."},
        {"id": "b", "low": "5000", "high": "6000", "worth": "1/2"},
        {"id": "c", "any": True, "worth": "0", "feedback": "Look at the map."},
    ],
    "units": [{"id": "m", "text": "m", "factor": "1"}, {"id": "km", "text": "km", "factor": "1000"}],
}
NUMBER_WITH_UNIT = NUMBER | {"answers": NUMBER["answers"][:2], "unit_rule": {"cost": "1/10", "of": "answer"}}
GAPS = {
    "kind": "cloze",
    "stem": "Fill the gaps.",
    "text": "The sun rises in the [[dir]], about [[when]] in the [[part]], and it is [[how]].",
    "gaps": [
        {
            "id": "dir",
            "kind": "single_choice",
            "key": "e",
            "options": [{"id": "e", "text": "east"}, {"id": "w", "text": "west", "worth": "-1"}],
        },
        {"id": "when", "kind": "numeric", "share": "2", "answers": [{"id": "a", "value": "6", "tolerance": "1", "worth": "1"}]},
        {"id": "part", "kind": "short_text", "answers": [{"id": "a", "text": "morning", "worth": "1"}]},
        {
            "id": "how",
            "kind": "multiple_response",
            "rule": "partial",
            "keys": ["x", "y"],
            "options": [{"id": "x", "text": "warm"}, {"id": "y", "text": "bright"}, {"id": "z", "text": "square"}],
        },
    ],
}
STORY = {
    "kind": "scenario",
    "stem": "You meet Sam.",
    "start": "one",
    "nodes": [
        {
            "id": "one",
            "text": "Sam is silent.",
            "choices": [
                {"id": "wait", "text": "Wait", "feedback": "Time helps.", "worth": "1/2", "to": "two"},
                {"id": "tell", "text": "Tell a story", "feedback": "Not about you.", "worth": "0", "to": "end"},
            ],
        },
        {
            "id": "two",
            "text": "Sam speaks.",
            "choices": [
                {"id": "hear", "text": "Listen", "feedback": "Yes.", "worth": "1/2", "to": "end"},
                {"id": "fix", "text": "Give advice", "feedback": "Ask first.", "worth": "-1/4", "to": "end"},
            ],
        },
        {"id": "end", "text": "You say goodbye.", "choices": []},
    ],
}
ESSAY = {"kind": "essay", "stem": "Tell us.", "marked": "points", "out_of": 4, "words": [50, 300], "notes": "Look for feelings."}
ESSAY_WITH_FILES = ESSAY | {"files": {"accept": ["pdf"], "most": 2}}
UPLOAD = {"kind": "file_upload", "stem": "Send your plan.", "marked": "met", "accept": ["pdf", "jpg"], "most": 2, "notes": "A plan."}
SURE = {"kind": "confidence", "stem": "How sure?", "options": [{"id": "a", "text": "Not yet sure"}, {"id": "b", "text": "Quite sure"}]}
SAMPLES = [
    SINGLE,
    MANY,
    MANY_PARTLY,
    MANY_BY_WORTH,
    TRUE_FALSE,
    MATCH,
    ORDER,
    ORDER_PARTLY,
    TYPED,
    NUMBER,
    NUMBER_WITH_UNIT,
    GAPS,
    STORY,
    ESSAY,
    ESSAY_WITH_FILES,
    UPLOAD,
    SURE,
]
MARKED_BY_MACHINE = [sample for sample in SAMPLES if questions.kind_of(sample).marked_by == "machine"]

words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
ids = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True), min_size=2, max_size=6, unique=True)
rules = st.sampled_from(["all_or_nothing", "partial"])
worths = st.fractions(-1, 1, max_denominator=12).map(str)
numbers = st.integers(-10_000, 10_000).map(lambda value: format(Fraction(value, 100).__float__(), ".2f"))


def lines(draw, names, **fields):
    return [{"id": name, "text": f"{place} {draw(words)}", "feedback": draw(words)} | fields for place, name in enumerate(names)]


@st.composite
def choice_definitions(draw):
    kind = draw(st.sampled_from(["single_choice", "multiple_response", "true_false", "ordering"]))
    common = {"kind": kind, "stem": draw(words)}
    if kind == "true_false":
        return common | {"key": draw(st.booleans()), "feedback_true": draw(words), "feedback_false": draw(words)}
    names = draw(ids)
    common["options"] = lines(draw, names)
    if kind == "single_choice":
        for option in common["options"][1:]:
            option["worth"] = draw(worths)
        return common | {"key": names[0]}
    if kind == "ordering":
        return common | {"key": draw(st.permutations(names)), "rule": draw(st.sampled_from(ORDER_RULES))}
    keys = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return common | {"keys": keys, "rule": draw(rules)}


ORDER_RULES = [
    "all_or_nothing", "partial", "places", "next", "next_and_last", "neighbours", "around", "distance", "longest_order", "longest_run",
]  # fmt: skip


@st.composite
def weighted_definitions(draw):
    """Several lines by worth: some that come to a whole point, some that cost."""
    names = draw(ids)
    good = draw(st.integers(1, len(names)))
    options = lines(draw, names)
    for place, option in enumerate(options):
        option["worth"] = str(Fraction(1, good)) if place < good else draw(st.fractions(-1, 0, max_denominator=6).map(str))
    return {"kind": "multiple_response", "stem": draw(words), "options": options, "keys": names[:good], "rule": "worth"}


@st.composite
def matching_definitions(draw):
    names = draw(ids)
    choices = [f"c-{place}" for place in range(draw(st.integers(2, 5)))]
    rows = [line | {"choice": draw(st.sampled_from(choices)), "share": draw(st.sampled_from(["1", "1/3"]))} for line in lines(draw, names)]
    offered = [{"id": name, "text": f"{place} {draw(words)}"} for place, name in enumerate(choices)]
    return {"kind": "matching", "stem": draw(words), "rows": rows, "choices": offered, "rule": draw(rules)}


@st.composite
def typed_definitions(draw):
    answers = [{"id": f"a{place}", "text": draw(words), "worth": draw(worths)} for place in range(draw(st.integers(0, 3)))]
    return {"kind": "short_text", "stem": draw(words), "answers": [*answers, {"id": "z", "text": draw(words), "worth": "1"}]}


@st.composite
def numeric_definitions(draw):
    answers = [{"id": f"a{place}", "value": draw(numbers), "worth": draw(worths)} for place in range(draw(st.integers(0, 3)))]
    return {"kind": "numeric", "stem": draw(words), "answers": [*answers, {"id": "z", "value": draw(numbers), "worth": "1"}]}


@st.composite
def cloze_definitions(draw):
    inner = st.one_of(
        choice_definitions().filter(lambda d: d["kind"] in ("single_choice", "multiple_response")),
        typed_definitions(),
        numeric_definitions(),
    )
    gaps = [draw(inner) | {"id": f"g{place}", "share": draw(st.sampled_from(["1", "3"]))} for place in range(draw(st.integers(1, 4)))]
    for gap in gaps:
        del gap["stem"]
    return {"kind": "cloze", "stem": draw(words), "text": " ".join(f"word [[{gap['id']}]]" for gap in gaps), "gaps": gaps}


@st.composite
def stories(draw):
    """A chain of parts; each choice leads on or to the end. The first choice of each is the best."""
    length = draw(st.integers(1, 4))
    nodes = []
    for place in range(length):
        on = f"n{place + 1}"
        best = {"id": f"b{place}", "text": draw(words), "feedback": draw(words), "worth": str(Fraction(1, length)), "to": on}
        other = {
            "id": f"o{place}",
            "text": draw(words),
            "feedback": draw(words),
            "worth": draw(st.sampled_from(["0", "-1/2"])),
            "to": f"n{length}",
        }
        nodes.append({"id": f"n{place}", "text": draw(words), "choices": [best, other]})
    end = {"id": f"n{length}", "text": draw(words), "choices": []}
    return {"kind": "scenario", "stem": draw(words), "start": "n0", "nodes": [*nodes, end]}


def definitions():
    """A definition without problems, of any kind that the engine marks."""
    return st.one_of(
        choice_definitions(),
        weighted_definitions(),
        matching_definitions(),
        typed_definitions(),
        numeric_definitions(),
        cloze_definitions(),
        stories(),
    )


def line_ids(definition):
    """What can be taken back."""
    return [name for name, _words in questions.parts(definition)]


@st.composite
def raw_answers(draw, definition):
    """What a browser could send for this question, blank included, read without complaint."""
    return draw(RAW[definition["kind"]](definition))


def one_line(definition):
    names = ["true", "false"] if definition["kind"] == "true_false" else [option["id"] for option in definition["options"]]
    most = len(names) if definition["kind"] == "multiple_response" else 1
    return st.fixed_dictionaries({"answer": st.lists(st.sampled_from(names), max_size=most, unique=True)})


def an_order(definition):
    numbered = st.permutations(definition["key"]).map(lambda order: {f"place-{name}": [str(n)] for n, name in enumerate(order, 1)})
    return st.just({}) | numbered


def some_pairs(definition):
    offered = st.lists(st.sampled_from([line["id"] for line in definition["choices"]]), max_size=1)
    return st.fixed_dictionaries({f"match-{row['id']}": offered for row in definition["rows"]})


def some_text(definition):
    accepted = [answer["text"] for answer in definition["answers"]]
    return st.fixed_dictionaries({"answer": st.lists(st.sampled_from(accepted) | st.text(max_size=30), min_size=1, max_size=1)})


def some_number(definition):
    accepted = [answer["value"] for answer in definition["answers"]]
    return st.fixed_dictionaries({"answer": st.lists(st.sampled_from([*accepted, "", "1,000", "2.5"]), min_size=1, max_size=1)})


@st.composite
def some_gaps(draw, definition):
    found = {}
    for gap in definition["gaps"]:
        found |= {f"gap-{gap['id']}.{field}": value for field, value in draw(RAW[gap["kind"]](gap)).items()}
    return found


@st.composite
def a_way(draw, definition):
    nodes = {node["id"]: node for node in definition["nodes"]}
    way, node = [], nodes[definition["start"]]
    while node["choices"] and draw(st.booleans()):
        line = draw(st.sampled_from(node["choices"]))
        way, node = [*way, line["id"]], nodes[line["to"]]
    return {"path": way[:-1], "answer": way[-1:]}


RAW = {
    "single_choice": one_line,
    "multiple_response": one_line,
    "true_false": one_line,
    "ordering": an_order,
    "matching": some_pairs,
    "short_text": some_text,
    "numeric": some_number,
    "cloze": some_gaps,
    "scenario": a_way,
}


def raw_of(form):
    """The fields that a browser sends for what is shown."""
    raw = {}
    for name, value in form.sent:
        raw.setdefault(name, []).append(value)
    return raw


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
