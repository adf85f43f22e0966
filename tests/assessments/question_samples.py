"""Small definitions, one of each kind, and any definition at all for properties."""

from hypothesis import strategies as st

OPTIONS = [{"id": name, "text": f"Line {name}", "feedback": f"About {name}"} for name in "abcd"]
SINGLE = {"kind": "single_choice", "stem": "Which fits best?", "options": OPTIONS, "key": "b"}
MANY = {"kind": "multiple_response", "stem": "Which fit?", "options": OPTIONS, "keys": ["a", "c"], "rule": "all_or_nothing"}
MANY_PARTLY = MANY | {"rule": "partial"}
TRUE_FALSE = {"kind": "true_false", "stem": "It holds.", "key": True, "feedback_true": "Yes, because", "feedback_false": "It does, because"}
ORDER = {"kind": "ordering", "stem": "In what order?", "options": OPTIONS, "key": ["c", "a", "d", "b"], "rule": "all_or_nothing"}
ORDER_PARTLY = ORDER | {"rule": "partial"}
SAMPLES = [SINGLE, MANY, MANY_PARTLY, TRUE_FALSE, ORDER, ORDER_PARTLY]

words = st.text(min_size=1, max_size=20).filter(str.strip)
ids = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True), min_size=2, max_size=6, unique=True)
rules = st.sampled_from(["all_or_nothing", "partial"])


@st.composite
def definitions(draw):
    """A definition without problems, of any kind."""
    kind = draw(st.sampled_from(["single_choice", "multiple_response", "true_false", "ordering"]))
    common = {"kind": kind, "stem": draw(words)}
    if kind == "true_false":
        return common | {"key": draw(st.booleans()), "feedback_true": draw(words), "feedback_false": draw(words)}
    names = draw(ids)
    common["options"] = [{"id": name, "text": f"{place} {draw(words)}", "feedback": draw(words)} for place, name in enumerate(names)]
    if kind == "single_choice":
        return common | {"key": draw(st.sampled_from(names))}
    if kind == "ordering":
        return common | {"key": draw(st.permutations(names)), "rule": draw(rules)}
    keys = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return common | {"keys": keys, "rule": draw(rules)}


def line_ids(definition):
    return ["true", "false"] if definition["kind"] == "true_false" else [option["id"] for option in definition["options"]]


@st.composite
def raw_answers(draw, definition):
    """What a browser could send for this question, blank included, read without complaint."""
    names = line_ids(definition)
    if definition["kind"] == "ordering":
        order = draw(st.permutations(names))
        numbered = {f"place-{name}": [str(place)] for place, name in enumerate(order, start=1)}
        return draw(st.sampled_from([{}, numbered]))
    most = len(names) if definition["kind"] == "multiple_response" else 1
    return {"answer": draw(st.lists(st.sampled_from(names), max_size=most, unique=True))}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
