"""The response processing of a QTI 1.2 item, as a judge (IMS QTI ASI Information Model 1.2, sections 3.2.7 and 3.3).

Three readings where exporters and the specification part ways:
* `continue` left out means "No" there; but Canvas and Respondus add up the points of several conditions without it. So a condition that
  sets the score stops, and one that adds goes on.
* `<other/>` holds when it is reached and no condition before it has changed the score (Canvas shows general feedback with it first).
* A condition that only lists several values for a box that holds one means any of them, although a list means all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti_item import Answers, Judge, Verdict, remembered
from assessments.questions.formats.qti_points import number, score
from assessments.questions.formats.xml import text_of
from assessments.questions.texts import plain
from assessments.questions.words import say as _

ACTIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "Set": lambda _before, value: value,
    "Add": lambda before, value: before + value,
    "Subtract": lambda before, value: before - value,
    "Multiply": lambda before, value: before * value,
    "Divide": lambda before, value: before / value if value else before,
}
COMPARES: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "vargte": lambda given, end: given >= end,
    "vargt": lambda given, end: given > end,
    "varlte": lambda given, end: given <= end,
    "varlt": lambda given, end: given < end,
}


@dataclass(slots=True)
class Play:
    """One answer on its way through the conditions."""

    answers: Answers
    has_scored: bool = False


Test = Callable[[Play], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A respcondition. `sets`: (action, value) on the score."""

    test: Test
    sets: tuple[tuple[str, Fraction], ...]
    shows: tuple[str, ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class Boxes:
    """What rules need to know of boxes: whose answer is an order, who holds one answer, and which are typed in."""

    ordered: frozenset[str]
    single: frozenset[str]
    typed: frozenset[str]


def judge_of(item: Element, boxes: Boxes) -> Judge:
    """Raises Unsayable for conditions that we do not know."""
    variable = score_name(item)
    steps = [step_of(node, variable, boxes) for node in item.iter("respcondition")]
    declared = next((node for node in item.iter("decvar") if node.get("varname", "SCORE") == variable), None)
    start = score(declared.get("defaultval", "")) if declared is not None else None

    def played(answers: Answers) -> Verdict:
        play, total, shown = Play(answers), start or Fraction(0), set[str]()
        for step in steps:
            if not step.test(play):
                continue
            shown.update(step.shows)
            for action, value in step.sets:
                total, play.has_scored = ACTIONS[action](total, value), True
            if step.stops:
                break
        return Verdict(total, frozenset(shown))

    return remembered(played, sum(1 for _node in item.iter()))


def score_name(item: Element) -> str:
    """The variable that counts: the one declared first when a rule touches it, otherwise the one that rules touch most."""
    used = Counter(node.get("varname", "SCORE") for node in item.iter("setvar"))
    declared = [node.get("varname", "SCORE") for node in item.iter("decvar")]
    return next((name for name in declared if name in used), max(used, key=lambda name: used[name], default="SCORE"))


def step_of(node: Element, variable: str, boxes: Boxes) -> Step:
    changes = [child for child in node.iter("setvar") if child.get("varname", "SCORE") == variable]
    sets = tuple((child.get("action", "Set").strip().capitalize(), score(text_of(child)) or Fraction(0)) for child in changes)
    if any(action not in ACTIONS for action, _value in sets):
        raise Unsayable(_("It counts points in a way that is not known here."))
    usual = "No" if any(action == "Set" for action, _value in sets) else "Yes"
    shows = tuple(child.get("linkrefid", "") for child in node.iter("displayfeedback"))
    return Step(conditions(node.find("conditionvar"), boxes), sets, shows, node.get("continue", usual).strip().lower() == "no")


def conditions(node: Element | None, boxes: Boxes) -> Test:
    """All children together."""
    children = list(node) if node is not None else []
    tests = tests_of(children, boxes)
    names = {child.get("respident", "") for child in children}
    is_list = len(names) == 1 and names <= boxes.single and {child.tag for child in children} <= {"varequal", "varsubstring"}
    return any_of(tests) if is_list else all_of(tests)


def tests_of(children: Sequence[Element], boxes: Boxes) -> list[Test]:
    seen: Counter[str] = Counter()
    found = []
    for child in children:
        if child.tag in ("qticomment", "var_extension"):
            continue
        name = child.get("respident", "")
        found.append(test_of(child, boxes, seen[name]))
        seen[name] += 1
    return found


def all_of(tests: Sequence[Test]) -> Test:
    return lambda play: all(test(play) for test in tests)


def any_of(tests: Sequence[Test]) -> Test:
    return lambda play: any(test(play) for test in tests)


def test_of(node: Element, boxes: Boxes, place: int) -> Test:
    """`place`: how many conditions beside this one asked the same box before; in an order that is the place it asks for."""
    tag, name, value = node.tag, node.get("respident", ""), text_of(node)
    if tag in ("and", "or", "not"):
        inner = tests_of(list(node), boxes)
        joined = any_of(inner) if tag == "or" else all_of(inner)
        return (lambda play: not joined(play)) if tag == "not" else joined
    if tag == "other":
        return lambda play: not play.has_scored
    if tag == "unanswered":
        return lambda play: not play.answers.get(name)
    if tag == "varequal":
        if name in boxes.typed:
            return types(name, value, node.get("case", "No").lower() == "yes")
        return chooses(name, value, place if name in boxes.ordered else None)
    if tag == "varsubstring":
        return lambda play: any(plain(value) in plain(given) for given in play.answers.get(name, ()))
    if tag == "varsubset":
        wanted = {part.strip() for part in value.split(",")}
        return lambda play: wanted <= set(play.answers.get(name, ()))
    if tag in COMPARES:
        return compares(tag, name, value)
    raise Unsayable(_("One of its rules (“{rule}”) is not known here.").format(rule=tag))


def chooses(name: str, value: str, place: int | None) -> Test:
    def test(play: Play) -> bool:
        given = play.answers.get(name, ())
        return value in given if place is None else given[place : place + 1] == (value,)

    return test


def types(name: str, value: str, case: bool) -> Test:
    wanted, meant = number(value), plain(value, case=case)

    def same(given: str) -> bool:
        return plain(given, case=case) == meant or (wanted is not None and number(given) == wanted)

    return lambda play: any(same(one) for one in play.answers.get(name, ()))


def compares(tag: str, name: str, value: str) -> Test:
    end, compare = number(value), COMPARES[tag]
    if end is None:
        raise Unsayable(_("One of its numbers cannot be read: “{value}”.").format(value=value[:40]))

    def test(play: Play) -> bool:
        numbers = [number(given) for given in play.answers.get(name, ())]
        return any(compare(given, end) for given in numbers if given is not None)

    return test
