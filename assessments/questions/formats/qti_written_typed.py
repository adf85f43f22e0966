"""Typed answers, gaps, and what people mark as QTI 2.1. Each function gives the body of the item and fills the draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import unescape
from typing import Any

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti2_patterns import pattern_of
from assessments.questions.formats.qti_points import written
from assessments.questions.formats.qti_written import (
    Draft,
    adds,
    base,
    condition,
    identifier,
    mapping,
    named,
    outcome,
    response,
    score,
    variable,
)
from assessments.questions.formats.qti_written_choices import choice_interaction, feedback_on_lines, multiple_declared
from assessments.questions.formats.xml import escaped
from assessments.questions.gaps import MARKER
from assessments.questions.words import say as _

Answer = Mapping[str, Any]
PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)*)</p>", re.DOTALL)
PEOPLE_HINTS = ("marked", "words", "begins_with", "files", "accept", "most", "most_mb")


def short_text(draft: Draft) -> str:
    draft.responses.append(text_declared("RESPONSE", draft.definition["answers"]))
    answers_chain(draft, draft.definition["answers"], "RESPONSE", "FEEDBACK", text_test)
    draft.hints.update(own_fields(draft.definition))
    return f"{draft.block(draft.definition['stem'])}<div>{entry('RESPONSE', draft.definition)}</div>"


def own_fields(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: definition[name] for name in ("near", "longest", "rule") if name in definition}


def entry(name: str, definition: Mapping[str, Any]) -> str:
    length = f' expectedLength="{definition["longest"]}"' if "longest" in definition else ""
    return f'<textEntryInteraction responseIdentifier="{name}"{length}/>'


def text_declared(name: str, answers: Sequence[Answer]) -> str:
    """With a mapping of the plain answers for systems that only know templates."""
    plain_ones = [answer for answer in answers if not answer.get("pattern")]
    right = [answer["text"] for answer in plain_ones if answer["worth"] == "1"][:1]
    first = {answer["text"]: Fraction(answer["worth"]) for answer in reversed(plain_ones)}
    return response(name, "single", "string", right, mapping(first.items(), case=False))


def numeric(draft: Draft) -> str:
    if "units" in draft.definition:
        raise Unsayable(_("QTI has no words for units behind a number."))
    draft.responses.append(number_declared("RESPONSE", draft.definition["answers"]))
    answers_chain(draft, draft.definition["answers"], "RESPONSE", "FEEDBACK", number_test)
    return f"{draft.block(draft.definition['stem'])}<div>{entry('RESPONSE', {})}</div>"


def number_declared(name: str, answers: Sequence[Answer]) -> str:
    right = [answer["value"] for answer in answers if answer["worth"] == "1" and "value" in answer][:1]
    return response(name, "single", "float", right)


def answers_chain(draft: Draft, answers: Sequence[Answer], name: str, feedback: str, test: Any) -> None:
    """The first accepted answer that fits counts. The identifier that is set keeps its name, with words or without."""
    for answer in answers:
        draft.says(feedback, identifier(answer["id"]), answer.get("feedback"))
    draft.outcomes.append(outcome(feedback))
    draft.rules.append(
        condition(
            (test(answer, name), score(written(Fraction(answer["worth"]))) + named(feedback, identifier(answer["id"])))
            for answer in answers
        )
    )


def text_test(answer: Answer, name: str) -> str:
    case, exact, has_stars = (bool(answer.get(flag)) for flag in ("case", "exact", "pattern"))
    if exact or has_stars:
        pattern = pattern_of(answer["text"], case=case, exact=exact, has_stars=has_stars)
        return f'<patternMatch pattern="{escaped(pattern)}">{variable(name)}</patternMatch>'
    sensitive = "true" if case else "false"
    return f'<stringMatch caseSensitive="{sensitive}">{variable(name)}{base("string", answer["text"])}</stringMatch>'


def number_test(answer: Answer, name: str) -> str:
    if "any" in answer:
        return f"<not><isNull>{variable(name)}</isNull></not>"
    if "low" in answer:
        ends = (("gte", answer["low"]), ("lte", answer["high"]))
        return "<and>" + "".join(f"<{tag}>{variable(name)}{base('float', end)}</{tag}>" for tag, end in ends) + "</and>"
    if "tolerance" not in answer:
        return f'<equal toleranceMode="exact">{base("float", answer["value"])}{variable(name)}</equal>'
    tolerance = f"{answer['tolerance']} {answer['tolerance']}"
    return f'<equal toleranceMode="absolute" tolerance="{tolerance}">{base("float", answer["value"])}{variable(name)}</equal>'


def cloze(draft: Draft) -> str:
    """Each gap adds its share of what it earns to SCORE."""
    definition = draft.definition
    gaps = {gap["id"]: gap for gap in definition["gaps"]}
    shares = {name: Fraction(gap.get("share", "1")) for name, gap in gaps.items()}
    draft.hints["gaps"] = {name: own_fields(gap) | {"share": gap.get("share", "1")} for name, gap in gaps.items()}
    placed = {name: gap_written(draft, gap, shares[name] / sum(shares.values())) for name, gap in gaps.items()}
    html = draft.words(definition["text"])
    html = PARAGRAPH.sub(lambda found: with_blocks(found[1], gaps), html)
    body = MARKER.sub(lambda found: placed.get(found[1], found[0]), html)
    return f'<div class="stem">{draft.words(definition["stem"])}</div><div>{body}</div>'


def with_blocks(words: str, gaps: Mapping[str, Any]) -> str:
    """Several choices are a block, which cannot stand in a paragraph."""
    has_block = any(gaps[name]["kind"] == "multiple_response" for name in MARKER.findall(words) if name in gaps)
    return f"<div>{words}</div>" if has_block else f"<p>{words}</p>"


def gap_written(draft: Draft, gap: Mapping[str, Any], share: Fraction) -> str:
    name, feedback = identifier(gap["id"]), f"FEEDBACK-{gap['id']}"
    if gap["kind"] in ("short_text", "numeric"):
        if "units" in gap:
            raise Unsayable(_("QTI has no words for units behind a number."))
        is_text = gap["kind"] == "short_text"
        draft.responses.append((text_declared if is_text else number_declared)(name, gap["answers"]))
        gap_chain(draft, gap, name, feedback, share)
        return entry(name, gap)
    mapped = f'<product><mapResponse identifier="{name}"/>{base("float", written(share))}</product>'
    if gap["kind"] == "multiple_response":
        draft.responses.append(multiple_declared(name, gap))
        whole = f'<match>{variable(name)}<correct identifier="{name}"/></match>'
        is_whole = gap["rule"] == "all_or_nothing"
        draft.rules.append(condition([(whole, adds(base("float", written(share))))]) if is_whole else adds(mapped))
        feedback_on_lines(draft, gap["options"], "multiple", feedback, name)
        return choice_interaction(draft, name, gap, "")
    worths = {line["id"]: Fraction(line.get("worth", "0")) for line in gap["options"]} | {gap["key"]: Fraction(1)}
    entries = mapping((identifier(line), worth) for line, worth in worths.items() if worth)
    draft.responses.append(response(name, "single", "identifier", [identifier(gap["key"])], entries))
    draft.rules.append(adds(mapped))
    feedback_on_lines(draft, gap["options"], "single", feedback, name)
    return inline_choice(draft, name, gap)


def gap_chain(draft: Draft, gap: Mapping[str, Any], name: str, feedback: str, share: Fraction) -> None:
    test = text_test if gap["kind"] == "short_text" else number_test
    for answer in gap["answers"]:
        draft.says(feedback, identifier(answer["id"]), answer.get("feedback"))
    draft.outcomes.append(outcome(feedback))
    draft.rules.append(
        condition(
            (
                test(answer, name),
                adds(base("float", written(share * Fraction(answer["worth"])))) + named(feedback, identifier(answer["id"])),
            )
            for answer in gap["answers"]
        )
    )


def inline_choice(draft: Draft, name: str, gap: Mapping[str, Any]) -> str:
    """A line among others may only hold bare words."""
    shuffle = "false" if gap.get("fixed") else "true"
    lines = []
    for line in gap["options"]:
        html = re.sub(r"^<p>(.*)</p>$", r"\1", draft.words(line["text"]))
        if "<" in html:
            raise Unsayable(_("QTI allows no formatting in the choices of a gap."))
        lines.append(f'<inlineChoice identifier="{identifier(line["id"])}">{escaped(unescape(html))}</inlineChoice>')
    return f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="{shuffle}">{"".join(lines)}</inlineChoiceInteraction>'


def essay(draft: Draft) -> str:
    definition = draft.definition
    body = by_people(draft)
    draft.responses.append(response("RESPONSE", "single", "string"))
    rows = f' expectedLines="{definition["rows"]}"' if "rows" in definition else ""
    body += f'<extendedTextInteraction responseIdentifier="RESPONSE"{rows}/>'
    if "files" in definition:
        draft.responses.append(response("FILES", "single", "file"))
        body += '<uploadInteraction responseIdentifier="FILES"/>'
    return body


def file_upload(draft: Draft) -> str:
    body = by_people(draft)
    draft.responses.append(response("RESPONSE", "single", "file"))
    return body + '<uploadInteraction responseIdentifier="RESPONSE"/>'


def by_people(draft: Draft) -> str:
    definition = draft.definition
    draft.by_people, draft.most = True, str(definition.get("out_of", 1))
    draft.hints.update({name: definition[name] for name in PEOPLE_HINTS if name in definition})
    notes = escaped(definition.get("notes", "")).replace("\n", "<br/>")
    return draft.block(definition["stem"]) + (f'<rubricBlock view="scorer"><div>{notes}</div></rubricBlock>' if notes else "")


def confidence(draft: Draft) -> str:
    draft.responses.append(response("RESPONSE", "single", "identifier"))
    return choice_interaction(draft, "RESPONSE", {**draft.definition, "fixed": True}, draft.block(draft.definition["stem"]))
