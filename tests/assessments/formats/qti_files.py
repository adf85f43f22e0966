"""Small QTI files to read in tests, written for them."""

import zipfile
from io import BytesIO

from assessments.questions.formats import qti
from assessments.questions.formats.found import Found, Skipped

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 8


def read(data):
    return list(qti.read(BytesIO(data if isinstance(data, bytes) else data.encode())))


def found(data):
    (one,) = read(data)
    assert isinstance(one, Found), one
    return one


def definition(data):
    return found(data).definition


def why_skipped(data):
    (one,) = read(data)
    assert isinstance(one, Skipped), one
    return one.why


def zipped(members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def item12(presentation, rules="", *, kind="", more="", ident="i1", start=""):
    """An item of QTI 1.2. `kind`: what Canvas calls it."""
    facts = f"<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>" if kind else ""
    return (
        f'<item ident="{ident}" title="A question"><itemmetadata><qtimetadata>{facts}</qtimetadata></itemmetadata>'
        f'<presentation>{presentation}</presentation><resprocessing><outcomes><decvar varname="SCORE" {start}/></outcomes>{rules}'
        f"</resprocessing>{more}</item>"
    )


def file12(*items):
    return f"<questestinterop>{''.join(items)}</questestinterop>"


def words12(text, kind="text/plain"):
    return f'<material><mattext texttype="{kind}">{text}</mattext></material>'


def choice12(name="r", cardinality="Single", lines="abc", own="", shuffle=""):
    labels = "".join(f'<response_label ident="{line}">{words12("Line " + line)}</response_label>' for line in lines)
    return f'<response_lid ident="{name}" rcardinality="{cardinality}">{own}<render_choice{shuffle}>{labels}</render_choice></response_lid>'


def typed12(name="r", kind=""):
    return f'<response_str ident="{name}"><render_fib{kind}><response_label ident="x"/></render_fib></response_str>'


def rule12(test, action="Set", value="100", shows="", more=""):
    change = f'<setvar varname="SCORE" action="{action}">{value}</setvar>' if value else ""
    shown = f'<displayfeedback linkrefid="{shows}"/>' if shows else ""
    return f"<respcondition {more}><conditionvar>{test}</conditionvar>{change}{shown}</respcondition>"


def is12(value, name="r", more=""):
    return f'<varequal respident="{name}" {more}>{value}</varequal>'


def says12(name, text):
    return f'<itemfeedback ident="{name}">{words12(text)}</itemfeedback>'


def item2(body, declared="", processing="", feedback="", more=""):
    """An item of QTI 2.1."""
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="A question" {more}>{declared}'
        f"<itemBody>{body}</itemBody>{processing}{feedback}</assessmentItem>"
    )


def declare2(correct=(), cardinality="single", base="identifier", mapping="", name="RESPONSE"):
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if values else ""
    return f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">{right}{mapping}</responseDeclaration>'


def mapping2(more="", **entries):
    lines = "".join(f'<mapEntry mapKey="{key.replace("_", " ")}" mappedValue="{value}"/>' for key, value in entries.items())
    return f'<mapping {more} defaultValue="0">{lines}</mapping>'


def choice2(lines="ABC", more='maxChoices="1"', name="RESPONSE", prompt="Which?", inside=""):
    choices = "".join(f'<simpleChoice identifier="{line}">Line {line}{inside.format(line)}</simpleChoice>' for line in lines)
    return f'<choiceInteraction responseIdentifier="{name}" {more}><prompt>{prompt}</prompt>{choices}</choiceInteraction>'


def template2(name):
    return f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>'


def rules2(*rules):
    return f"<responseProcessing>{''.join(rules)}</responseProcessing>"


def when2(test, *sets, tag="responseIf"):
    return f"<{tag}>{test}{''.join(sets)}</{tag}>"


def set2(value, name="SCORE", base="float"):
    return f'<setOutcomeValue identifier="{name}"><baseValue baseType="{base}">{value}</baseValue></setOutcomeValue>'


def options(lines, **worths):
    return [{"id": line.lower(), "text": f"Line {line}", **({"worth": worths[line]} if line in worths else {})} for line in lines]


def outcome2(name, default, base="float"):
    value = f"<defaultValue><value>{default}</value></defaultValue>"
    return f"<outcomeDeclaration identifier='{name}' cardinality='single' baseType='{base}'>{value}</outcomeDeclaration>"
