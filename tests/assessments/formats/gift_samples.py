"""Definitions as GIFT can say them, with the ids that its lines have by their places, and any of them for properties."""

from fractions import Fraction

from hypothesis import strategies as st

from assessments.questions.formats.moodle_grades import GRADES

# What is left out at the ends of words, or stands for something inside of this package, is no part of them.
letters = st.characters(exclude_categories=["Cc", "Cs", "Co"])
words = st.text(st.sampled_from("ab ~=#{}:\\n[]%<>&*/-.;$\n") | letters, min_size=1, max_size=20).map(str.strip).filter(bool)
lines = words.map(lambda text: " ".join(text.split()).replace("->", "to")).filter(bool)
worths = st.sampled_from(GRADES).map(str)
below_whole = st.sampled_from([grade for grade in GRADES if grade not in (0, 1)]).map(str)
numerals = st.decimals(-10_000, 10_000, places=3).map(lambda value: format(value, "f"))


def named(place):
    return "abcdefgh"[place]


@st.composite
def shared(draw, kind):
    why = draw(st.none() | words)
    return {"kind": kind, "stem": draw(words)} | ({"why": why} if why else {})


def with_feedback(draw, line, text=words):
    feedback = draw(st.none() | text)
    return line | ({"feedback": feedback} if feedback else {})


@st.composite
def single_choices(draw):
    places = range(draw(st.integers(2, 5)))
    key = draw(st.sampled_from(places))
    options = [with_feedback(draw, {"id": named(place), "text": draw(words)}) for place in places]
    for place in places:
        if place != key and draw(st.booleans()):
            options[place]["worth"] = draw(below_whole | st.just("1"))
    return draw(shared("single_choice")) | {"options": options, "key": named(key)}


@st.composite
def multiple_responses(draw):
    worths_of_lines = draw(st.lists(st.sampled_from(GRADES), min_size=2, max_size=5).filter(lambda grades: max(grades) > 0))
    options = []
    for place, worth in enumerate(worths_of_lines):
        line = with_feedback(draw, {"id": named(place), "text": draw(words)})
        options.append(line | ({"worth": str(worth)} if worth else {}))
    keys = [named(place) for place, worth in enumerate(worths_of_lines) if worth > 0]
    return draw(shared("multiple_response")) | {"options": options, "keys": keys, "rule": "worth"}


@st.composite
def partial_responses(draw):
    options = [with_feedback(draw, {"id": named(place), "text": draw(words)}) for place in range(draw(st.integers(2, 5)))]
    keys = options[: draw(st.integers(1, len(options)))]
    return draw(shared("multiple_response")) | {"options": options, "keys": [key["id"] for key in keys], "rule": "partial"}


@st.composite
def truths(draw):
    says = {name: draw(st.none() | words) for name in ("feedback_true", "feedback_false")}
    return draw(shared("true_false")) | {"key": draw(st.booleans())} | {name: text for name, text in says.items() if text}


@st.composite
def matchings(draw):
    texts = draw(st.lists(lines, min_size=2, max_size=5, unique=True))
    order = draw(st.permutations(range(len(texts))))
    rows = [
        {"id": named(place), "text": draw(words.filter(lambda text: "->" not in text)), "choice": f"c{draw(st.sampled_from(order))}"}
        for place in range(draw(st.integers(1, 4)))
    ]
    choices = [{"id": f"c{place}", "text": texts[place]} for place in order]
    return draw(shared("matching")) | {"rows": rows, "choices": choices, "rule": "partial"}


@st.composite
def typed(draw):
    answers = []
    for place in range(draw(st.integers(1, 4))):
        text, is_pattern = draw(lines), draw(st.booleans())
        pattern = {"pattern": True} if is_pattern else {}
        line = {"id": named(place), "text": "a*" + text if is_pattern else text, "worth": draw(worths), **pattern}
        answers.append(with_feedback(draw, line, lines))
    return draw(shared("short_text")) | {"answers": answers}


@st.composite
def numbers(draw):
    value = st.fixed_dictionaries({"value": numerals}, optional={"tolerance": st.sampled_from(["0", "0.5", "10"])})
    between = st.tuples(numerals, numerals).map(lambda pair: dict(zip(("low", "high"), sorted(pair, key=Fraction), strict=True)))
    answers = [
        with_feedback(draw, {"id": named(place), **draw(value | between), "worth": draw(worths)})
        for place in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        answers.append(with_feedback(draw, {"id": named(len(answers)), "any": True, "worth": draw(worths)}))
    return draw(shared("numeric")) | {"answers": answers}


def essays():
    return shared("essay").map(lambda fields: fields | {"marked": "met"})


def sayable():
    """Any definition that GIFT can say, plain or with Markdown."""
    kinds = st.one_of(single_choices(), multiple_responses(), partial_responses(), truths(), matchings(), typed(), numbers(), essays())
    return st.builds(lambda definition, markup: definition | markup, kinds, st.sampled_from([{}, {"markup": "markdown"}])).filter(
        comes_clean
    )


def comes_clean(definition):
    """Pictures in Markdown, which GIFT does not bring along, are left out of it."""
    return "markup" not in definition or "![" not in str(definition)
