"""Reading QTI 2 and 3: interactions, mappings, templates and explicit rules, after the examples of the specification in our own words."""

import re
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions import structural_problems
from assessments.questions.formats import qti
from assessments.questions.formats.found import Refused, Skipped, Unsayable
from assessments.questions.formats.qti2_patterns import fits, pattern_of, typed_of

from .qti_files import (
    choice2,
    declare2,
    definition,
    found,
    item2,
    mapping2,
    options,
    outcome2,
    read,
    rules2,
    set2,
    template2,
    when2,
    why_skipped,
)  # fmt: skip

CORRECT, MAPPED = template2("match_correct"), template2("map_response")
RIGHT = "<match><variable identifier='RESPONSE'/><correct identifier='RESPONSE'/></match>"
TYPED = "<textEntryInteraction responseIdentifier='RESPONSE'/>"


def condition(*branches):
    return f"<responseCondition>{''.join(branches)}</responseCondition>"


def variable(name="RESPONSE"):
    return f"<variable identifier='{name}'/>"


def base(value, kind="float"):
    return f"<baseValue baseType='{kind}'>{value}</baseValue>"


def typed(test, *, kind="float"):
    rules = rules2(condition(when2(test, set2(1))))
    return item2(f"<p>How?</p><p>{TYPED}</p>", declare2(["Leeds"] if kind == "string" else [], base=kind), rules)


def test_a_single_choice_by_the_template_for_what_is_right():
    got = found(item2("<p>Words.</p>" + choice2(more='maxChoices="1" shuffle="false"'), declare2(["B"]), CORRECT))
    assert got.definition == {
        "kind": "single_choice",
        "stem": "Words.\n\nWhich?",
        "options": options("ABC"),
        "key": "b",
        "fixed": True,
        "markup": "markdown",
    }
    assert (got.ref, got.name, got.where) == ("q1", "A question", "item q1")


def test_the_same_item_in_the_spelling_of_version_3():
    text = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q3" title="Three">'
        '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
        "<qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>"
        '<qti-item-body><p>Words.</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1" data-x-y="z">'
        "<qti-prompt>Which?</qti-prompt>"
        '<qti-simple-choice identifier="A">Line A</qti-simple-choice><qti-simple-choice identifier="B">Line B</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body>"
        '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>'
    )
    assert definition(text)["stem"] == "Words.\n\nWhich?"
    assert (definition(text)["options"], definition(text)["key"]) == (options("AB"), "b")


def test_a_mapping_gives_parts_of_the_point():
    declared = declare2(["A"], mapping=mapping2(A=2, B=1, C=-1))
    assert definition(item2(choice2(), declared, MAPPED))["options"] == options("ABC", B="1/2", C="-1/2")


def multiple(correct, mapping, rules, more='maxChoices="0"'):
    return definition(item2(choice2(more=more), declare2(correct, "multiple", mapping=mapping), rules))


def test_several_lines_by_all_rules():
    assert multiple("AB", "", CORRECT)["rule"] == "all_or_nothing"
    assert multiple("AB", mapping2(A=1, B=1, C=-1), MAPPED)["rule"] == "partial"
    got = multiple("AB", mapping2('lowerBound="0" upperBound="2"', A=1, B=1, C=-2), MAPPED, 'maxChoices="2"')
    assert (got["rule"], got["floor"], got["most"]) == ("worth", "0", 2)
    assert got["options"] == options("ABC", A="1/2", B="1/2", C="-1")


def test_an_item_without_rules_is_marked_by_its_mapping_or_what_is_right():
    assert multiple("AB", mapping2(A=3, B=1), "")["rule"] == "worth"
    assert definition(item2(choice2(), declare2(["C"])))["key"] == "c"


def test_a_template_may_speak_of_another_response():
    assert definition(item2(choice2(name="R"), declare2(["C"], name="R"), CORRECT))["key"] == "c"


def test_an_order():
    body = "<orderInteraction responseIdentifier='RESPONSE'><prompt>Sort.</prompt>" + choice2().partition("</prompt>")[2].replace(
        "choice", "order"
    )
    got = definition(item2(body, declare2("CAB", "ordered"), CORRECT))
    assert (got["kind"], got["key"], got["rule"]) == ("ordering", ["c", "a", "b"], "all_or_nothing")


def test_an_order_that_counts_each_place():
    body = "<orderInteraction responseIdentifier='RESPONSE'>" + choice2().partition("</prompt>")[2].replace("choice", "order")
    places = [
        condition(when2(f"<match><index n='{place}'>{variable()}</index>{base(name, 'identifier')}</match>", more))
        for place, name in enumerate("CAB", 1)
        for more in [f"<setOutcomeValue identifier='SCORE'><sum>{variable('SCORE')}{base(1)}</sum></setOutcomeValue>"]
    ]
    declared = declare2("CAB", "ordered") + outcome2("SCORE", 0, "float")
    assert definition(item2(body, declared, rules2(*places)))["rule"] == "places"


def sets(first="XY", second="PQR"):
    def one(names):
        return "".join(f"<simpleAssociableChoice identifier='{name}' matchMax='1'>Line {name}</simpleAssociableChoice>" for name in names)

    inner = f"<simpleMatchSet>{one(first)}</simpleMatchSet><simpleMatchSet>{one(second)}</simpleMatchSet>"
    return f"<matchInteraction responseIdentifier='RESPONSE' shuffle='false'>{inner}</matchInteraction>"


def test_matching_with_shares():
    declared = declare2(["X P", "Y Q"], "multiple", "directedPair", mapping2(X_P=1, Y_Q=2))
    got = definition(item2(sets(), declared, MAPPED))
    assert [(row["id"], row["choice"], row.get("share", "1")) for row in got["rows"]] == [("x", "p", "1/2"), ("y", "q", "1")]
    assert [choice["id"] for choice in got["choices"]] == ["p", "q", "r"]
    assert (got["rule"], got["fixed"]) == ("partial", True)


def test_matching_all_or_nothing_with_the_rows_in_the_second_list():
    got = definition(item2(sets("PQR", "XY"), declare2(["P X", "Q Y"], "multiple", "directedPair"), CORRECT))
    assert [(row["id"], row["choice"]) for row in got["rows"]] == [("x", "p"), ("y", "q")]
    assert got["rule"] == "all_or_nothing"


@pytest.mark.parametrize("pairs", [["X P", "X Q"], ["X P"], ["X"], ["X Z", "Y Q"]])
def test_matching_without_one_choice_for_each_row_is_skipped(pairs):
    assert "for each row" in why_skipped(item2(sets("XY", "PQR"), declare2(pairs, "multiple", "directedPair"), CORRECT))


def test_matching_of_one_list_is_skipped():
    body = re.sub("<simpleMatchSet>.*?</simpleMatchSet>", "", sets(), count=1)
    assert "two lists" in why_skipped(item2(body, declare2(["X P"], "multiple", "directedPair"), CORRECT))


def associations(names="ABCDE"):
    lines = "".join(f"<simpleAssociableChoice identifier='{name}'>Line {name}</simpleAssociableChoice>" for name in names)
    return f"<associateInteraction responseIdentifier='RESPONSE'>{lines}</associateInteraction>"


def test_pairs_out_of_one_list_are_rows_and_choices():
    got = definition(item2(associations(), declare2(["B A", "C D"], "multiple", "pair", mapping2(B_A=1, D_C=1)), MAPPED))
    assert [(row["id"], row["choice"]) for row in got["rows"]] == [("a", "b"), ("c", "d")]
    assert [choice["id"] for choice in got["choices"]] == ["b", "d", "e"]


def test_pairs_that_share_a_line_are_skipped():
    assert "for each row" in why_skipped(item2(associations(), declare2(["A B", "A C"], "multiple", "pair"), CORRECT))


def test_a_typed_text_by_a_mapping():
    entries = mapping2(York=1, york=0.5).replace('"0.5"', '"0.5" caseSensitive="false"')
    got = definition(item2(f"<p>Which town? {TYPED}.</p>", declare2(["York"], base="string", mapping=entries), MAPPED))
    assert got == {
        "kind": "short_text",
        "stem": "Which town? .",
        "answers": [
            {"id": "a", "text": "York", "case": True, "worth": "1"},
            {"id": "b", "text": "york", "worth": "1/2"},
        ],
    }


def test_a_typed_text_in_a_sentence_is_a_gap():
    got = definition(item2(f"<p>The {TYPED} [[x]] rises.</p>", declare2(["sun"], base="string"), CORRECT))
    assert (got["kind"], got["text"]) == ("cloze", "The [[response]] [ [x]] rises.")


TEXTS = {
    "without capitals": (f"<stringMatch caseSensitive='false'>{variable()}{base('York', 'string')}</stringMatch>", {"text": "York"}),
    "with capitals": (
        f"<stringMatch caseSensitive='true'>{variable()}{base('York', 'string')}</stringMatch>",
        {"text": "York", "case": True},
    ),
    "in part": (
        f"<stringMatch caseSensitive='false' substring='true'>{variable()}{base('York', 'string')}</stringMatch>",
        {"text": "*York*", "pattern": True},
    ),
    "as a part": (
        f"<substring caseSensitive='false'>{base('York', 'string')}{variable()}</substring>",
        {"text": "*York*", "pattern": True},
    ),
    "as a part with capitals": (
        f"<substring>{base('York', 'string')}{variable()}</substring>",
        {"text": "*York*", "case": True, "pattern": True},
    ),
    "by a pattern": (f"<patternMatch pattern='York.*'>{variable()}</patternMatch>", {"text": "York*", "case": True, "pattern": True}),
    "what is right": (f"<match>{variable()}<correct identifier='RESPONSE'/></match>", {"text": "Leeds", "case": True}),
    "exactly": (f"<match>{variable()}{base('York', 'string')}</match>", {"text": "York", "case": True}),
}


@pytest.mark.parametrize(("test", "fields"), TEXTS.values(), ids=TEXTS)
def test_typed_texts(test, fields):
    got = definition(typed(test, kind="string"))
    assert got["answers"] == [{"id": "a", **{name: fields[name] for name in ("text",)}, **fields, "worth": "1"}]


def test_a_pattern_of_another_kind_is_skipped():
    assert "pattern" in why_skipped(typed(f"<patternMatch pattern='(a+)+$'>{variable()}</patternMatch>", kind="string"))


NUMBERS = {
    "a value": (f"<equal toleranceMode='exact'>{variable()}{base('5.50')}</equal>", {"value": "5.50"}),
    "with an exponent": (f"<equal toleranceMode='exact'>{variable()}{base('5e2')}</equal>", {"value": "500"}),
    "with a tolerance": (
        f"<equal toleranceMode='absolute' tolerance='0.5'>{base('5')}{variable()}</equal>",
        {"value": "5", "tolerance": "0.5"},
    ),
    "per cent": (f"<equal toleranceMode='relative' tolerance='10 10'>{base('50')}{variable()}</equal>", {"value": "50", "tolerance": "5"}),
    "with two tolerances": (
        f"<equal toleranceMode='absolute' tolerance='1 2'>{base('5')}{variable()}</equal>",
        {"low": "4", "high": "7"},
    ),
    "between": (f"<and><gte>{variable()}{base('1')}</gte><lte>{variable()}{base('2')}</lte></and>", {"low": "1", "high": "2"}),
    "anything": (f"<not><isNull>{variable()}</isNull></not>", {"any": True}),
    "what is right": (f"<match>{variable()}{base('7', 'integer')}</match>", {"value": "7"}),
}


@pytest.mark.parametrize(("test", "fields"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(test, fields):
    assert definition(typed(test))["answers"] == [{"id": "a", **fields, "worth": "1"}]


def test_numbers_by_what_is_right_or_a_mapping():
    assert definition(item2(TYPED, declare2(["7"], base="integer"), CORRECT))["answers"] == [{"id": "a", "value": "7", "worth": "1"}]
    mapped = definition(item2(TYPED, declare2(base="float", mapping=mapping2(**{"1": 2, "2": 1})), MAPPED))
    assert [(answer["value"], answer["worth"]) for answer in mapped["answers"]] == [("1", "1"), ("2", "1/2")]
    by_rule = rules2(condition(when2(RIGHT, set2(1))))
    assert definition(item2(TYPED, declare2(["7"], base="integer"), by_rule))["answers"] == [{"id": "a", "value": "7", "worth": "1"}]


def test_answers_keep_the_names_that_rules_give_them():
    tests = [f"<equal toleranceMode='exact'>{variable()}{base(value)}</equal>" for value in (1, 2)]
    rules = rules2(condition(
        when2(tests[0], set2(1), set2("good", "FEEDBACK", "identifier")),
        when2(tests[1], set2(0.5), set2("near", "FEEDBACK", "identifier"), tag="responseElseIf"),
        when2("", set2("bad", "FEEDBACK", "identifier"), tag="responseElse"),
    ))  # fmt: skip
    says = "".join(
        f"<modalFeedback outcomeIdentifier='FEEDBACK' identifier='{name}' showHide='show'>{name}!</modalFeedback>"
        for name in ("good", "bad")
    )
    got = definition(item2(TYPED, declare2(base="float"), rules, says))
    assert got["answers"] == [{"id": "good", "value": "1", "worth": "1", "feedback": "good!"}, {"id": "near", "value": "2", "worth": "1/2"}]
    assert got["after"] == {"none": "bad!"}


def test_feedback_in_its_places():
    inside = "<feedbackInline outcomeIdentifier='FEEDBACK' identifier='{0}' showHide='show'>About {0}.</feedbackInline>"
    rules = rules2(
        condition(
            when2(RIGHT, set2(1), set2("right", "DONE", "identifier")), when2("", set2("wrong", "DONE", "identifier"), tag="responseElse")
        ),
        f"<setOutcomeValue identifier='FEEDBACK'>{variable()}</setOutcomeValue>",
    )
    modal = "".join(
        f"<modalFeedback outcomeIdentifier='{outcome}' identifier='{name}' showHide='{how}'>{text}</modalFeedback>"
        for outcome, name, how, text in (
            ("DONE", "right", "show", "Yes."),
            ("DONE", "right", "hide", "Not yet."),
            ("DONE", "no", "hide", "Why."),
        )
    )
    got = definition(item2(choice2(inside=inside), declare2(["A"]), rules, modal))
    assert got["options"][1] == {"id": "b", "text": "Line B", "feedback": "About B."}
    assert (got["why"], got["after"]) == ("Why.", {"whole": "Yes.", "none": "Not yet."})


LINES = "".join(f"<inlineChoice identifier='{name}'>{name.lower()}</inlineChoice>" for name in "AB")
INLINE = f"<inlineChoiceInteraction responseIdentifier='{{0}}' shuffle='false'>{LINES}</inlineChoiceInteraction>"


def test_one_choice_in_a_line_is_a_gap():
    got = definition(item2(f"<p>It is {INLINE.format('RESPONSE')}</p>", declare2(["A"]), CORRECT))
    assert got == {
        "kind": "cloze",
        "stem": "Fill the gaps.",
        "text": "It is [[response]]",
        "gaps": [
            {
                "id": "response",
                "kind": "single_choice",
                "options": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}],
                "key": "a",
                "fixed": True,
            }
        ],
    }


def test_several_interactions_are_gaps_of_one_text():
    declared = declare2(["A"], name="R1") + declare2(["sun"], base="string", name="R2") + declare2(["A", "B"], "multiple", name="R3")
    body = f"<p>It is {INLINE.format('R1')}: the {TYPED.replace('RESPONSE', 'R2')}</p>{choice2(name='R3', more='')}"
    got = definition(item2(body, declared))
    assert got["text"] == "It is [[r1]]: the [[r2]]\n\nWhich?\n\n[[r3]]"
    assert [gap["kind"] for gap in got["gaps"]] == ["single_choice", "short_text", "multiple_response"]


def test_an_order_beside_a_gap_is_skipped():
    declared = declare2(["A"], name="R1") + declare2(["B", "A"], "ordered", name="RESPONSE")
    assert "several things at once" in why_skipped(item2(f"<p>It is {INLINE.format('R1')}.</p>{ORDER}", declared))


def gaps(identifier="G"):
    body = "<gapMatchInteraction responseIdentifier='RESPONSE'><prompt>Fill.</prompt><gapText identifier='W'>winter</gapText>"
    body += f"<gapText identifier='S'>summer</gapText><p>Now is the <gap identifier='{identifier}1'/>"
    body += f" and the <gap identifier='{identifier}2'/>.</p>"
    return body + "</gapMatchInteraction>"


@pytest.mark.parametrize("extra", ["", declare2(name="G1")])
def test_texts_to_put_into_gaps(extra):
    declared = declare2(["W G1", "S G2"], "multiple", "directedPair", mapping2(W_G1=1, S_G2=3)) + extra
    got = definition(item2(gaps(), declared, MAPPED))
    assert got["text"].startswith("Fill.\n\nNow is the [[")
    assert [(gap["key"], gap.get("share", "1")) for gap in got["gaps"]] == [("w", "1"), ("s", "3")]


def test_an_essay_with_notes_and_points():
    declared = declare2(base="string") + "<outcomeDeclaration identifier='SCORE' baseType='float' cardinality='single' normalMaximum='5'/>"
    body = "<p>Tell.</p><rubricBlock view='scorer'><p>Look for care.</p></rubricBlock><rubricBlock view='candidate'>Hint</rubricBlock>"
    body += "<extendedTextInteraction responseIdentifier='RESPONSE' expectedLines='5' placeholderText='I ...'/>"
    assert definition(item2(body, declared)) == {
        "kind": "essay",
        "stem": "Tell.",
        "marked": "points",
        "out_of": 5,
        "rows": 5,
        "begins_with": "I ...",
        "notes": "Look for care.",
    }


def test_files_with_and_without_words():
    upload = "<uploadInteraction responseIdentifier='F' type='application/pdf'/>"
    declared = declare2(base="file", name="F")
    assert definition(item2("<p>Send.</p>" + upload, declared))["accept"] == ["pdf"]
    essay = "<extendedTextInteraction responseIdentifier='RESPONSE'/>"
    assert definition(item2(essay + upload, declared + declare2(base="string")))["files"] == {"accept": ["pdf"]}
    assert "only some" in why_skipped(item2(upload + essay, declared + declare2(base="string")))


ORDER = "<orderInteraction responseIdentifier='RESPONSE'>" + choice2().partition("</prompt>")[2].replace("choice", "order")
FIRST = rules2(condition(when2(f"<match><index n='1'>{variable()}</index>{base('C', 'identifier')}</match>", set2(1))))
PAIRS = rules2(condition(
    when2(RIGHT, set2(1)),
    when2(f"<member>{base('X P', 'directedPair')}{variable()}</member>", set2(0.5), tag="responseElseIf"),
))  # fmt: skip
RULES = {
    "and, or, not": f"<and><or>{RIGHT}<isNull>{variable()}</isNull></or><not><isNull>{variable()}</isNull></not></and>",
    "member": f"<member>{variable()}<multiple>{base('A', 'identifier')}{base('X', 'identifier')}</multiple></member>",
    "contains": f"<contains><multiple>{variable()}{base('B', 'identifier')}</multiple>{base('A', 'identifier')}</contains>",
    "delete": f"<isNull><delete>{variable()}<multiple>{base('A', 'identifier')}</multiple></delete></isNull>",
    "numbers": f"<and>{RIGHT}<gt><sum>{base(1)}{base(2)}</sum><product>{base(1)}{base(2)}</product></gt></and>",
    "more numbers": f"<and>{RIGHT}<lt><subtract>{base(1)}{base(2)}</subtract><divide>{base(1)}{base(2)}</divide></lt></and>",
    "even more": f"<and>{RIGHT}<equal><min>{base(1)}{base(2)}</min><truncate>{base(1.9)}</truncate></equal></and>",
    "rounding": f"<and>{RIGHT}<equal><max>{base(1)}{base(2)}</max><round>{base(1.5)}</round></equal></and>",
    "sizes": f"<and>{RIGHT}<equal><containerSize>{variable()}</containerSize>{base(1)}</equal></and>",
    "truths": f"<and>{RIGHT}{base('true', 'boolean')}</and>",
    "defaults": f"<and>{RIGHT}<equal><default identifier='FOUR'/>{base(4)}</equal></and>",
}


@pytest.mark.parametrize("test", RULES.values(), ids=RULES)
def test_operators(test):
    four = outcome2("FOUR", 4, "integer")
    rules = rules2(
        "<responseProcessingFragment>" + condition(when2(test, set2(1), "<exitResponse/>")) + "</responseProcessingFragment>", set2(0)
    )
    got = definition(item2(choice2(), declare2(["A"]) + four, rules))
    assert (got["key"], got["options"]) == ("a", options("ABC"))


NULLS = {
    "texts": f"<stringMatch>{variable('X')}{base('a', 'string')}</stringMatch>",
    "parts": f"<substring>{variable('X')}{base('a', 'string')}</substring>",
    "patterns": f"<patternMatch pattern='a'>{variable('X')}</patternMatch>",
    "numbers": f"<equal>{variable('X')}{base(1)}</equal>",
    "comparisons": f"<gt>{variable('X')}{base(1)}</gt>",
    "sums": f"<isNull><sum>{variable('X')}</sum></isNull>",
    "words": f"<equal>{base('a', 'string')}{base(1)}</equal>",
    "nothing divided": f"<equal><divide>{base(1)}{base(0)}</divide>{base(1)}</equal>",
    "what holds nothing": f"<contains>{variable('X')}{variable('X')}</contains>",
    "members": f"<member>{variable('X')}{variable('X')}</member>",
    "places": f"<match><index n='9'>{variable()}</index>{base('A', 'identifier')}</match>",
    "right ones": "<match><correct identifier='X'/><correct identifier='X'/></match>",
    "nothing": "<match><null/><null/></match>",
    "not": "<not><null/></not>",
}


@pytest.mark.parametrize("test", NULLS.values(), ids=NULLS)
def test_nothing_is_equal_to_nothing(test):
    rules = rules2(condition(when2(RIGHT, set2(1))), condition(when2(f"<and>{RIGHT}{test}</and>", "<setOutcomeValue identifier='SCORE'/>")))
    if "isNull" in test:
        rules = rules2(condition(when2(f"<and>{RIGHT}{test}</and>", set2(1))))
    assert definition(item2(choice2(), declare2(["A"]), rules))["key"] == "a"


def test_bounds_of_a_tolerance_may_be_left_out():
    ends = "toleranceMode='absolute' tolerance='1' includeLowerBound='false' includeUpperBound='false'"
    got = definition(typed(f"<equal {ends}>{base('5')}{variable()}</equal>"))
    assert [answer.get("value") for answer in got["answers"]] == ["4", "6", "5"]


TWO = f"<contains>{variable()}<multiple>{base('A', 'identifier')}{base('B', 'identifier')}</multiple></contains>"
SKIPPED = {
    "lines that only a rule names": (item2(choice2(), declare2([], "multiple"), rules2(condition(when2(TWO, set2(1))))), "cannot be said"),
    "a number that is none": (typed(f"<equal toleranceMode='exact'>{variable()}{base('five')}</equal>"), "is right"),
    "an order by its first line": (item2(ORDER, declare2("CAB", "ordered"), FIRST), "rules that cannot be said"),
    "pairs by the first": (item2(sets(), declare2(["X P", "Y Q"], "multiple", "directedPair"), PAIRS), "rules that cannot be said"),
    "a place in a picture": (item2("<hotspotInteraction responseIdentifier='RESPONSE'/>", declare2()), "point at a place"),
    "words in a text": (item2("<hottextInteraction responseIdentifier='RESPONSE'/>", declare2()), "words in a text"),
    "pictures in gaps": (
        item2(gaps().replace("<gapText identifier='W'>winter</gapText>", "<gapImg identifier='W'/>"), declare2()),
        "point at",
    ),
    "something new": (item2("<dreamInteraction responseIdentifier='RESPONSE'/>", declare2()), "“dreamInteraction”"),
    "no declaration": (item2(choice2()), "does not declare"),
    "what changes": (item2(choice2(), declare2(["A"]), more="adaptive='true'"), "changes while"),
    "a template": (item2(choice2(), declare2(["A"]) + "<templateDeclaration/>"), "made anew"),
    "no body": ("<assessmentItem identifier='a'/>", "asks nothing"),
    "words alone": (item2("<p>Words.</p>"), "asks nothing"),
    "an unknown template": (item2(choice2(), declare2(["A"]), template2("map_response_point")), "“map_response_point”"),
    "a template without a response": (item2("<p>x</p>", "", CORRECT), "“-”"),
    "no template": (item2(choice2(), declare2(["A"]), "<responseProcessing/>"), "“-”"),
    "a missing mapping": (item2(choice2(), declare2(["A"]), MAPPED), "mapping that is missing"),
    "an unknown rule": (item2(choice2(), declare2(["A"]), rules2("<lookupOutcomeValue/>")), "“lookupOutcomeValue”"),
    "an unknown operator": (item2(choice2(), declare2(["A"]), rules2(condition(when2("<inside/>", set2(1))))), "“inside”"),
    "an operator without values": (item2(choice2(), declare2(["A"]), rules2(condition(when2("<not/>", set2(1))))), "“not”"),
    "an empty branch": (item2(choice2(), declare2(["A"]), rules2(condition("<responseIf/>"))), "“responseIf”"),
    "an order of nothing": (
        item2("<orderInteraction responseIdentifier='RESPONSE'/>", declare2(cardinality="ordered"), CORRECT),
        "is right",
    ),
}


@pytest.mark.parametrize(("text", "says"), SKIPPED.values(), ids=SKIPPED)
def test_what_cannot_be_said_is_skipped(text, says):
    assert says in why_skipped(text)


def test_the_score_may_have_another_name_and_a_highest_value():
    most = outcome2("MAXSCORE", 4, "float")
    rules = rules2("<setOutcomeValue identifier='MY_SCORE'><mapResponse identifier='RESPONSE'/></setOutcomeValue>")
    got = definition(item2(choice2(more=""), declare2(["A"], "multiple", mapping=mapping2(A=2, B=1)) + most, rules))
    assert got["options"] == options("ABC", A="1/2", B="1/4")


def test_objects_are_pictures_or_left_out_with_a_note():
    body = '<p>a</p><object type="image/png" data="x.png">a cat</object><object type="audio/mpeg" data="x.mp3">meow</object>'
    one = found(item2(body + choice2(), declare2(["A"]), CORRECT))
    assert "Its picture “x.png” could not be brought along." in one.notes
    assert "A sound or a film could not be brought along." in one.notes


def test_elements_that_are_not_html_leave_their_words():
    body = "<section><h3>One</h3></section><math><mi>x</mi><mo>=</mo><mn>2</mn></math><templateInline>no</templateInline>"
    assert definition(item2(body + choice2(), declare2(["A"]), CORRECT))["stem"] == "### One\n\nx=2\n\nWhich?"


def test_a_file_that_begins_with_something_else_is_refused():
    with pytest.raises(Refused, match="no QTI file: it begins with <items>"):
        read(f"<items>{item2(choice2(), declare2(['A']), CORRECT)}</items>")


HINTS = [
    '{"gaps": 1}',
    '{"shares": [1]}',
    '{"texts": 3}',
    '{"category": "x"}',
    "[1]",
    "{",
    '{"near": 7}',
    '{"kind": []}',
    "[" * 5000,
    "x" * 200_001,
]


@pytest.mark.parametrize("hints", HINTS, ids=lambda text: text[:15])
def test_hints_of_others_do_no_harm(hints):
    declared = outcome2("ALONGSIDE", hints, "string")
    (one,) = read(item2(choice2(), declare2(["A"]) + declared, CORRECT))
    assert isinstance(one, Skipped) or structural_problems(one.definition) == []


@pytest.mark.parametrize("pattern", ["[ab]", "a{2}", "(a", "a\\d", "[^a]", "a|b", "(a)(b)"])
def test_patterns_of_others_are_never_run(pattern):
    with pytest.raises(Unsayable):
        typed_of(pattern)


letters = st.text(st.sampled_from("aBÄß1 .*()[]\\+?{}|^$-é"), min_size=1, max_size=9).map(str.strip).filter(bool)


@given(letters, st.booleans(), st.booleans(), st.booleans())
def test_patterns_come_back_as_they_were(text, case, exact, has_stars):
    text = text.replace("\\", "") or "a"
    back = typed_of(pattern_of(text, case=case and not exact, exact=exact, has_stars=has_stars))
    assert (back.text, back.exact, back.pattern) == (text, exact, has_stars and "*" in text)
    assert back.case == (case and not exact)
    assert back.pattern or fits(pattern_of(text, case=case and not exact, exact=exact, has_stars=False), text)


PARTS = st.sampled_from([
    choice2(), choice2(more=""), TYPED, INLINE.format("RESPONSE"), sets(), associations(), gaps(), "<p>x</p>", choice2(name="R2"), "<gap/>",
    "<orderInteraction responseIdentifier='RESPONSE'/>", "<extendedTextInteraction responseIdentifier='RESPONSE'/>", "<object/>",
])  # fmt: skip
DECLARED = st.builds(
    declare2,
    st.lists(st.sampled_from(["A", "B", "X P", "1", "W G1"]), max_size=3),
    st.sampled_from(["single", "multiple", "ordered", "record"]),
    st.sampled_from(["identifier", "string", "float", "integer", "pair", "directedPair", "boolean", "file"]),
    st.sampled_from(["", mapping2(A=1, B=-1), mapping2(X_P=1), "<mapping/>"]),
    st.sampled_from(["RESPONSE", "R2"]),
)
ANY_RULES = st.sampled_from(
    [CORRECT, MAPPED, "", *(rules2(condition(when2(test, set2(1)))) for test in [*RULES.values(), *NULLS.values()])]
)


@given(st.lists(PARTS, max_size=3), st.lists(DECLARED, max_size=2), ANY_RULES)
def test_any_item_is_found_without_problems_or_skipped(parts, declared, rules):
    for one in read(item2("".join(parts), "".join(declared), rules)):
        assert isinstance(one, Skipped) or structural_problems(one.definition) == []


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Refused):
        list(qti.read(BytesIO(b"<assessmentItem>" + data)))


def test_an_entry_that_cannot_be_a_number_is_passed_over():
    declared = declare2(["7"], base="integer", mapping=mapping2(**{"7": 1, "seven": 1}))
    assert definition(item2(f"<p>How many? {TYPED}.</p>", declared, MAPPED))["answers"][0]["value"] == "7"
