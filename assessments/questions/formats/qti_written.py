"""Pieces of QTI 2.1 items: declarations, rules and words as XML (IMS QTI 2.1 Information Model; XML Binding)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import Any

from assessments.questions.about import about_of
from assessments.questions.formats.found import Found, Unsayable
from assessments.questions.formats.html import picture_kind, to_html
from assessments.questions.formats.qti_own import OUTCOME
from assessments.questions.formats.qti_points import written
from assessments.questions.formats.xml import NO_XML, escaped
from assessments.questions.shared import DECORATES
from assessments.questions.words import say as _

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
MEDIA = "media/"
VOID = re.compile(r"<(br|hr|img)\b([^>]*?)\s*/?>")
PICTURE = re.compile(rf'<img src="{MEDIA}([0-9a-f]{{64}})\.\w+" alt=""')
ITEM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{space}" identifier="{identifier}" title="{title}"{language} '
    'adaptive="false" timeDependent="false">\n{declared}\n<itemBody>\n{body}\n</itemBody>\n{processing}\n{feedback}\n</assessmentItem>\n'
)


@dataclass(slots=True)
class Draft:
    """An item on its way: what the writers of the kinds fill in. `template`: the rules, when one of the standard ones says them all."""

    found: Found
    responses: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    template: str = ""
    most: str = "1"
    by_people: bool = False
    hints: dict[str, Any] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def definition(self) -> Mapping[str, Any]:
        return self.found.definition

    def words(self, text: str) -> str:
        """Words of the definition as XHTML. Raises Unsayable for a picture that is not here."""
        html = to_html(text, self.definition.get("markup", ""), self.address)
        with_alts = PICTURE.sub(lambda found: f'<img src="{self.address(found[1])}"{self.alt(found[1])}', html)
        return VOID.sub(r"<\1\2/>", with_alts)

    def block(self, text: str) -> str:
        return f"<div>{self.words(text)}</div>"

    def address(self, sha256: str) -> str:
        kind = picture_kind(self.found.pictures.get(sha256, b""))
        if not kind:
            raise Unsayable(_("A picture that it shows is not here."))
        self.used.add(sha256)
        return f"{MEDIA}{sha256}.{kind}"

    def alt(self, sha256: str) -> str:
        """Without words yet the attribute is left out; empty it says that the picture only decorates."""
        words = str(self.definition.get("images", {}).get(sha256, ""))
        return f' alt="{"" if words == DECORATES else escape(words)}"' if words else ""

    def says(self, outcome: str, identifier: str, text: str | None) -> bool:
        """Feedback that shows while the outcome holds the identifier; False when there are no words."""
        if not text:
            return False
        self.feedback.append(
            f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{identifier}" showHide="show">{self.block(text)}</modalFeedback>'
        )
        return True


def item(draft: Draft, identifier: str, body: str) -> str:
    afterwards(draft)
    hints = f"<defaultValue><value>{escaped(json.dumps(draft.hints, sort_keys=True))}</value></defaultValue>"
    scored = f' normalMaximum="{draft.most}"' + (' externalScored="human"' if draft.by_people else "")
    nothing = "<defaultValue><value>0</value></defaultValue>"
    declared = [
        *draft.responses,
        f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"{scored}>{nothing}</outcomeDeclaration>',
        *draft.outcomes,
        f'<outcomeDeclaration identifier="{OUTCOME}" cardinality="single" baseType="string">{hints}</outcomeDeclaration>',
    ]
    text = ITEM.format(
        space=SPACE,
        identifier=escaped(identifier),
        title=escaped(draft.found.name),
        language=f' xml:lang="{language}"' if (language := about_of(draft.found.tags).language) else "",
        declared="\n".join(declared),
        body=body,
        processing=processing(draft),
        feedback="\n".join(draft.feedback),
    )
    return NO_XML.sub("", text)


def processing(draft: Draft) -> str:
    if draft.template and not draft.rules:
        return f'<responseProcessing template="{TEMPLATES}{draft.template}"/>'
    rules = [*scored_by(draft.template), *draft.rules]
    return "<responseProcessing>\n" + "\n".join(rules) + "\n</responseProcessing>" if rules else ""


def scored_by(template: str) -> list[str]:
    """What a template would do, written out where other rules follow it."""
    if template == "match_correct":
        return [condition([(f'<match>{variable("RESPONSE")}<correct identifier="RESPONSE"/></match>', score("1"))])]
    return [sets("SCORE", '<mapResponse identifier="RESPONSE"/>')] if template else []


def afterwards(draft: Draft) -> None:
    """`why` shows always; `after` by what was earned."""
    if draft.says("WHY", "why", draft.definition.get("why")):
        draft.outcomes.append(outcome("WHY"))
        draft.rules.append(sets("WHY", base("identifier", "why")))
    after = draft.definition.get("after", {})
    said = [draft.says("AFTER", slot, after.get(slot)) for slot in ("whole", "part", "none")]
    if any(said):
        draft.outcomes.append(outcome("AFTER"))
        earned = variable("SCORE")
        tests = ((f"<gte>{earned}{base('float', '1')}</gte>", "whole"), (f"<gt>{earned}{base('float', '0')}</gt>", "part"))
        draft.rules.append(condition([(test, named("AFTER", slot)) for test, slot in tests], named("AFTER", "none")))


def response(name: str, cardinality: str, base_type: str, right: Iterable[str] = (), mapping: str = "") -> str:
    values = "".join(f"<value>{escaped(one)}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    kind = f'identifier="{name}" cardinality="{cardinality}" baseType="{base_type}"'
    return f"<responseDeclaration {kind}>{correct}{mapping}</responseDeclaration>"


def mapping(entries: Iterable[tuple[str, Fraction]], low: str = "", *, case: bool = True) -> str:
    insensitive = "" if case else ' caseSensitive="false"'
    lines = "".join(f'<mapEntry mapKey="{escaped(key)}" mappedValue="{written(worth)}"{insensitive}/>' for key, worth in entries)
    bound = f' lowerBound="{written(Fraction(low))}"' if low else ""
    return f'<mapping{bound} defaultValue="0">{lines}</mapping>' if lines else ""


def outcome(name: str, cardinality: str = "single", base_type: str = "identifier") -> str:
    return f'<outcomeDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base_type}"/>'


def base(base_type: str, value: str) -> str:
    return f'<baseValue baseType="{base_type}">{escaped(value)}</baseValue>'


def variable(name: str) -> str:
    return f'<variable identifier="{name}"/>'


def sets(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def named(name: str, identifier: str) -> str:
    return sets(name, base("identifier", identifier))


def score(value: str) -> str:
    return sets("SCORE", base("float", value))


def adds(expression: str) -> str:
    return sets("SCORE", f"<sum>{variable('SCORE')}{expression}</sum>")


def condition(branches: Iterable[tuple[str, str]], otherwise: str = "") -> str:
    """(test, rules) each; the first whose test holds is played."""
    parts = []
    for place, (test, rules) in enumerate(branches):
        tag = "responseElseIf" if place else "responseIf"
        parts.append(f"<{tag}>{test}{rules}</{tag}>")
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition>{''.join(parts)}{last}</responseCondition>"


def identifier(name: str) -> str:
    """Identifiers of QTI may not begin with a figure."""
    return "_" + name if name[:1].isdigit() else name
