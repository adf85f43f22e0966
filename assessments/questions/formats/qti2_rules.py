"""The response processing of a QTI 2 item, as a judge (IMS QTI 2.1 Information Model, section 8; the templates of its appendix).

An item without rules is marked by its mappings, or by what it calls right, as most systems do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti2_declared import Declared
from assessments.questions.formats.qti2_values import Value, many, operator, ordered_match, value_of
from assessments.questions.formats.qti_item import Answers, Judge, Verdict, remembered
from assessments.questions.formats.qti_points import number
from assessments.questions.words import say as _

BY_CORRECT = frozenset({"match_correct", "cc2_match", "cc2_match_basic"})
BY_MAPPING = frozenset({"map_response", "cc2_map_response"})
SCORE = "SCORE"
TRUTH = True

Held = dict[str, Value]
Expression = Callable[[Held], Value]
Rule = Callable[[Held], None]


class Exit(Exception):
    """exitResponse: nothing after it is played."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """When it shows: while the outcome holds the identifier, or while it does not."""

    name: str
    outcome: str
    identifier: str
    shows: bool

    def is_shown(self, held: Held) -> bool:
        return (self.identifier in many(held.get(self.outcome))) == self.shows


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that an item declares, ready to be played."""

    responses: Mapping[str, Declared]
    outcomes: Mapping[str, Declared]
    feedback: Sequence[Feedback]

    def judge(self, processing: Element | None) -> Judge:
        """Raises Unsayable for rules that we do not know."""
        rules = self.played(processing)
        counts = score_name(processing)
        length = sum(1 for _node in processing.iter()) if processing is not None else 1
        return remembered(lambda answers: self.verdict(rules, answers, counts), length)

    def verdict(self, rules: Sequence[Rule], answers: Answers, counts: str) -> Verdict:
        held: Held = {name: one.right for name, one in self.outcomes.items()}
        held.update({name: one.value(answers.get(name, ())) for name, one in self.responses.items()})
        try:
            for rule in rules:
                rule(held)
        except Exit:
            pass
        score = held.get(counts)
        return Verdict(
            score if isinstance(score, Fraction) else Fraction(0), frozenset(one.name for one in self.feedback if one.is_shown(held))
        )

    def played(self, processing: Element | None) -> list[Rule]:
        if processing is None:
            return [self.without_rules()]
        name = (processing.get("template") or processing.get("templateLocation") or "").rpartition("/")[2].lower().removesuffix(".xml")
        if len(processing):
            return self.rules(processing)
        if name in BY_CORRECT:
            return [self.by_template(lambda response, held: Fraction(self.is_right(response, held)))]
        if name in BY_MAPPING:
            return [self.by_template(lambda response, held: self.mapped(response.name, held))]
        raise Unsayable(_("It is marked by the template “{name}”, which is not known here.").format(name=name or "-"))

    def without_rules(self) -> Rule:
        def rule(held: Held) -> None:
            parts = [self.mapped(one.name, held) if one.worths else Fraction(self.is_right(one, held)) for one in self.responses.values()]
            held[SCORE] = sum(parts, Fraction(0))

        return rule

    def by_template(self, earned: Callable[[Declared, Held], Fraction]) -> Rule:
        """Templates speak of RESPONSE; some exporters give the only response another name."""
        response = self.responses.get("RESPONSE") or next(iter(self.responses.values()), None)
        if response is None:
            raise Unsayable(_("It is marked by the template “{name}”, which is not known here.").format(name="-"))

        def rule(held: Held) -> None:
            held[SCORE] = earned(response, held)

        return rule

    def is_right(self, response: Declared, held: Held) -> bool:
        given = held[response.name]
        if response.cardinality == "ordered":
            return ordered_match((given, response.right)) is True
        return given is not None and sorted(map(str, many(given))) == sorted(map(str, many(response.right)))

    def mapped(self, name: str, held: Held) -> Fraction:
        worths = self.responses[name].worths if name in self.responses else None
        if worths is None:
            raise Unsayable(_("It is marked by a mapping that is missing."))
        return worths.of(held[name])

    def rules(self, nodes: Iterable[Element]) -> list[Rule]:
        return [self.rule(node) for node in nodes]

    def rule(self, node: Element) -> Rule:
        if node.tag == "responseCondition":
            return self.condition(node)
        if node.tag == "setOutcomeValue":
            return self.sets(node)
        if node.tag == "exitResponse":
            return leave
        if node.tag == "responseProcessingFragment":
            inner = self.rules(node)
            return lambda held: play(inner, held)
        raise Unsayable(_("One of its rules (“{rule}”) is not known here.").format(rule=node.tag))

    def sets(self, node: Element) -> Rule:
        name, expression = node.get("identifier", ""), self.only(node)
        outcome = self.outcomes.get(name)
        is_container = outcome is not None and not outcome.is_single

        def rule(held: Held) -> None:
            value = expression(held)
            held[name] = (many(value) or None) if is_container else value

        return rule

    def condition(self, node: Element) -> Rule:
        """responseIf, responseElseIf and responseElse: the first whose test holds is played."""
        branches = [self.branch(child) for child in node]

        def rule(held: Held) -> None:
            for test, rules in branches:
                if test(held) is TRUTH:
                    play(rules, held)
                    break

        return rule

    def branch(self, node: Element) -> tuple[Expression, list[Rule]]:
        if node.tag == "responseElse":
            return (lambda held: True), self.rules(node)
        if not len(node):
            raise Unsayable(_("One of its rules (“{rule}”) is not known here.").format(rule=node.tag))
        return self.expression(node[0]), self.rules(node[1:])

    def only(self, node: Element) -> Expression:
        return self.expression(node[0]) if len(node) else lambda held: None

    def expression(self, node: Element) -> Expression:
        name = node.get("identifier", "")
        if node.tag == "baseValue":
            value = value_of(node.text or "", node.get("baseType", ""))
            return lambda held: value
        if node.tag == "variable":
            return lambda held: held.get(name)
        if node.tag in ("correct", "default"):
            right = (self.responses if node.tag == "correct" else self.outcomes).get(name)
            return lambda held: right.right if right else None
        if node.tag == "mapResponse":
            return lambda held: self.mapped(name, held)
        return self.operation(node)

    def operation(self, node: Element) -> Expression:
        work, inner = operator(node), [self.expression(child) for child in node]
        if node.tag == "match" and any(self.is_ordered(child) for child in node):
            return lambda held: ordered_match([one(held) for one in inner])
        return lambda held: work(node, [one(held) for one in inner])

    def is_ordered(self, node: Element) -> bool:
        response = self.responses.get(node.get("identifier", ""))
        return node.tag == "ordered" or (response is not None and response.cardinality == "ordered")


def leave(held: Held) -> None:
    raise Exit


def play(rules: Sequence[Rule], held: Held) -> None:
    for rule in rules:
        rule(held)


def score_name(processing: Element | None) -> str:
    """SCORE, or what rules set instead of it."""
    names = [node.get("identifier", "") for node in processing.iter("setOutcomeValue")] if processing is not None else []
    numeric = [name for name in names if "SCORE" in name.upper() and "MAX" not in name.upper()]
    return SCORE if SCORE in names or not numeric else numeric[-1]


def highest(outcomes: Mapping[str, Declared], counts: str) -> Fraction | None:
    """The most that the item gives, when it says so."""
    declared = outcomes.get(counts)
    named = next((one for name, one in outcomes.items() if name.upper() == "MAXSCORE"), None)
    default = number(str(named.right)) if named is not None and named.right is not None else None
    most = (declared.most if declared is not None else None) or default
    return most if most is not None and most > 0 else None
