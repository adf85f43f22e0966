"""Moodle XML becomes our questions: each kind, each odd corner, and nothing but Refused for files that are no good."""

import base64
import hashlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions import structural_problems
from assessments.questions.formats import moodle
from assessments.questions.formats.found import Found, Refused, Skipped
from assessments.questions.formats.moodle import path_of, read

PNG = b"\x89PNG\r\n\x1a\n and so on"
NAME = hashlib.sha256(PNG).hexdigest()
FILE = f'<file name="cat.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'


def quiz(*entries):
    return BytesIO(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(entries)}</quiz>'.encode())


def entry(kind, inner="", text="Stem", more=""):
    head = f"<name><text>Name</text></name><questiontext format='html'><text>{text}</text></questiontext>"
    return f"<question type='{kind}' {more}>{head}{inner}</question>"


def answer(text, fraction="0", inner="", more=""):
    return f'<answer fraction="{fraction}" {more}><text>{text}</text>{inner}</answer>'


def says(text):
    return f"<feedback><text>{text}</text></feedback>"


def read_one(kind, inner="", text="Stem", more=""):
    (found,) = read(quiz(entry(kind, inner, text, more)))
    return found


def definition(kind, inner="", text="Stem", more=""):
    found = read_one(kind, inner, text, more)
    assert isinstance(found, Found), found
    assert structural_problems(found.definition) == []
    return {name: value for name, value in found.definition.items() if name != "stem"}


def why(kind, inner="", text="Stem"):
    found = read_one(kind, inner, text)
    assert isinstance(found, Skipped), found
    return found.why


TWO = answer("one", "100") + answer("two")


def test_single_choice_has_a_key_and_parts_of_the_point():
    lines = answer("none") + answer("half", "50", says("Nearly.")) + answer("whole", "100") + answer("as good", "100") + answer(" ", "0")
    assert definition("multichoice", f"<single>true</single><shuffleanswers>1</shuffleanswers>{lines}") == {
        "kind": "single_choice",
        "options": [
            {"id": "a", "text": "none"},
            {"id": "b", "text": "half", "feedback": "Nearly.", "worth": "1/2"},
            {"id": "c", "text": "whole"},
            {"id": "d", "text": "as good", "worth": "1"},
        ],
        "key": "c",
    }


def test_lines_that_are_not_shuffled_are_fixed():
    assert definition("multichoice", f"<shuffleanswers>false</shuffleanswers>{TWO}")["fixed"] is True


def test_several_lines_are_worth_what_moodle_says():
    lines = answer("a", "33.33333") + answer("b", "66.66667") + answer("c", "-25") + answer("d")
    assert definition("multichoice", f"<single>false</single><shuffleanswers>true</shuffleanswers>{lines}") == {
        "kind": "multiple_response",
        "options": [
            {"id": "a", "text": "a", "worth": "1/3"},
            {"id": "b", "text": "b", "worth": "2/3"},
            {"id": "c", "text": "c", "worth": "-1/4"},
            {"id": "d", "text": "d"},
        ],
        "keys": ["a", "b"],
        "rule": "worth",
    }


def test_all_or_nothing_multiple_choice():
    found = definition("multichoiceset", answer("a", "100") + answer("b", "100") + answer("c"))
    assert (found["keys"], found["rule"]) == (["a", "b"], "all_or_nothing")


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (answer("true", "100") + answer("false"), True),
        (answer("true") + answer("false", "100"), False),
        (answer("false", "100") + answer("true"), False),
        (answer("Wahr", "100.0") + answer("Falsch"), True),
        (answer("Vrai") + answer("Faux", "100"), False),
    ],
)
def test_true_or_false_in_any_order_and_language(answers, key):
    assert definition("truefalse", answers) == {"kind": "true_false", "key": key}


def test_true_and_false_have_their_feedback():
    found = definition("truefalse", answer("true", "100", says("Yes.")) + answer("false", "0", says("But it does.")))
    assert (found["feedback_true"], found["feedback_false"]) == ("Yes.", "But it does.")


def test_short_answers_are_tried_in_order():
    answers = answer("frog", "100", says("Yes.")) + answer("to*d", "80") + answer("\\*", "10") + answer("*")
    assert definition("shortanswer", answers) == {
        "kind": "short_text",
        "answers": [
            {"id": "a", "text": "frog", "worth": "1", "feedback": "Yes."},
            {"id": "b", "text": "to*d", "pattern": True, "worth": "4/5"},
            {"id": "c", "text": "*", "worth": "1/10"},
            {"id": "d", "text": "*", "pattern": True, "worth": "0"},
        ],
    }


def test_capitals_count_for_all_answers_or_none():
    found = definition("shortanswer", f"<usecase>1</usecase>{answer('Frog', '100')}")
    assert found["answers"] == [{"id": "a", "text": "Frog", "worth": "1", "case": True}]


def test_numbers_have_a_tolerance():
    answers = (
        answer("3,14", "100", "<tolerance>0.010</tolerance>")
        + answer("-1.5e3", "50", "<tolerance>-1</tolerance>")
        + answer("−0", "0")
        + answer("*", "0", says("Look again."))
    )
    assert definition("numerical", answers)["answers"] == [
        {"id": "a", "value": "3.14", "tolerance": "0.01", "worth": "1"},
        {"id": "b", "value": "-1500", "tolerance": "1", "worth": "1/2"},
        {"id": "c", "value": "0", "worth": "0"},
        {"id": "d", "any": True, "worth": "0", "feedback": "Look again."},
    ]


def test_very_old_numbers_stand_outside_of_text_and_have_their_worth_inside():
    found = definition("numerical", "<answer>5<fraction>0.5</fraction></answer><answer fraction='100'>6</answer><answer/>")
    assert [(line.get("value"), line["worth"]) for line in found["answers"]] == [("5", "1/2"), ("6", "1"), (None, "0")]


UNITS = (
    "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
    "<unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit><unit/></units>"
)


def test_a_factor_is_the_inverse_of_a_multiplier():
    found = definition("numerical", answer("5", "100") + UNITS)
    assert found["units"] == [{"id": "u-a", "text": "m", "factor": "1"}, {"id": "u-b", "text": "km", "factor": "1000"}]
    assert "unit_rule" not in found


@pytest.mark.parametrize(("number", "of"), [("1", "answer"), ("2", "question")])
def test_a_wrong_unit_costs_a_part(number, of):
    inner = f"{answer('5', '100')}{UNITS}<unitgradingtype>{number}</unitgradingtype><unitpenalty>0.2500000</unitpenalty>"
    assert definition("numerical", inner)["unit_rule"] == {"cost": "1/4", "of": of}


def test_units_that_moodle_does_not_show_are_left_out():
    assert "units" not in definition("numerical", f"{answer('5', '100')}{UNITS}<showunits>3</showunits>")


def row(text, choice, inner=""):
    return f"<subquestion><text>{text}</text><answer><text>{choice}</text></answer>{inner}</subquestion>"


@pytest.mark.parametrize("kind", ["matching", "match"])
def test_rows_share_choices_and_some_choices_fit_none(kind):
    rows = row("frog", "amphibian") + row("cat", "mammal") + row("newt", "amphibian") + row("", "insect") + row("", "")
    assert definition(kind, f"<shuffleanswers>false</shuffleanswers>{rows}") == {
        "kind": "matching",
        "rows": [
            {"id": "a", "text": "frog", "choice": "1"},
            {"id": "b", "text": "cat", "choice": "2"},
            {"id": "c", "text": "newt", "choice": "1"},
        ],
        "choices": [{"id": "1", "text": "amphibian"}, {"id": "2", "text": "mammal"}, {"id": "3", "text": "insect"}],
        "rule": "partial",
        "fixed": True,
    }


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("ALL_OR_NOTHING", "all_or_nothing"),
        ("ABSOLUTE_POSITION", "places"),
        ("absolute", "places"),
        ("RELATIVE_NEXT_EXCLUDE_LAST", "next"),
        ("RELATIVE_NEXT_INCLUDE_LAST", "next_and_last"),
        ("RELATIVE_ONE_PREVIOUS_AND_NEXT", "neighbours"),
        ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "around"),
        ("LONGEST_ORDERED_SUBSET", "longest_order"),
        ("LONGEST_CONTIGUOUS_SUBSET", "longest_run"),
        ("RELATIVE_TO_CORRECT", "distance"),
        ("", "next"),
    ],
)
def test_each_way_of_grading_an_order_has_its_rule(written, rule):
    found = definition("ordering", f"<gradingtype>{written}</gradingtype>{answer('first', '1')}{answer('second', '2')}")
    assert (found["rule"], found["key"], [line["text"] for line in found["options"]]) == (rule, ["a", "b"], ["first", "second"])


def test_an_essay_keeps_its_hints_for_writing():
    inner = (
        "<defaultgrade>4.0</defaultgrade><responsefieldlines>99</responsefieldlines><minwordlimit>50</minwordlimit><maxwordlimit/>"
        "<graderinfo format='html'><text><![CDATA[<p>Look for <b>hope</b>.</p>]]></text></graderinfo>"
        "<responsetemplate format='html'><text>I think</text></responsetemplate>"
        "<attachments>-1</attachments><filetypeslist>.jpeg,document,.exe</filetypeslist><maxbytes>1048576</maxbytes>"
    )
    assert definition("essay", inner) == {
        "kind": "essay",
        "marked": "points",
        "out_of": 4,
        "notes": "Look for hope.",
        "begins_with": "I think",
        "rows": 40,
        "words": [50, None],
        "files": {"accept": ["jpg", "pdf", "txt"], "most": 10, "most_mb": 1},
    }


def test_an_essay_without_text_is_an_upload():
    assert definition("essay", "<responseformat>noinline</responseformat><attachments>2</attachments>") == {
        "kind": "file_upload",
        "marked": "points",
        "out_of": 1,
        "accept": ["pdf", "jpg", "png"],
        "most": 2,
    }


def cloze(text, kind="cloze"):
    return definition(kind, text=f"<![CDATA[{text}]]>")


def test_embedded_answers_become_gaps():
    found = cloze(
        "<p>The {1:SHORTANSWER:Dog#Wrong, <b>silly</b>!~=Owl~%50%F*wl} and {2:MC:cat~=dog \\} \\# &lt;i&gt;} "
        "at {NM} {:NUMERICAL:=6:0.5~%50%7}.</p>"
    )
    assert found == {
        "kind": "cloze",
        "text": "The [[1]] and [[2]] at {NM} [[3]].",
        "markup": "markdown",
        "gaps": [
            {
                "id": "1",
                "kind": "short_text",
                "answers": [
                    {"id": "a", "text": "Dog", "worth": "0", "feedback": "Wrong, **silly**!"},
                    {"id": "b", "text": "Owl", "worth": "1"},
                    {"id": "c", "text": "F*wl", "pattern": True, "worth": "1/2"},
                ],
            },
            {
                "id": "2",
                "kind": "single_choice",
                "options": [{"id": "a", "text": "cat"}, {"id": "b", "text": "dog } #"}],
                "key": "b",
                "fixed": True,
                "share": "2",
            },
            {
                "id": "3",
                "kind": "numeric",
                "answers": [{"id": "a", "value": "6", "tolerance": "0.5", "worth": "1"}, {"id": "b", "value": "7", "worth": "1/2"}],
            },
        ],
    }


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [
        ("SA", "short_text", {}),
        ("MW", "short_text", {}),
        ("SHORTANSWER_C", "short_text", {"case": True}),
        ("SAC", "short_text", {"case": True}),
        ("MWC", "short_text", {"case": True}),
        ("MULTICHOICE", "single_choice", {"fixed": True}),
        ("MULTICHOICE_V", "single_choice", {"fixed": True}),
        ("MCH", "single_choice", {"fixed": True}),
        ("MULTICHOICE_HS", "single_choice", {}),
        ("MCS", "single_choice", {}),
        ("MULTIRESPONSE_H", "multiple_response", {"fixed": True}),
        ("MRS", "multiple_response", {}),
    ],
)
def test_every_name_of_an_embedded_kind_is_known(name, kind, more):
    (gap,) = cloze(f"{{1:{name}:=one~two}}", "multianswer")["gaps"]
    assert gap["kind"] == kind
    assert {**gap, **gap.get("answers", [{}])[0]}.items() >= more.items()
    assert bool(gap.get("fixed")) == bool(more.get("fixed"))


def test_a_gap_with_several_right_lines_shares_the_point():
    first, second = cloze("{1:MULTIRESPONSE:=a~=b~c} {1:MR:%50%a~%50%b~%-25%c~d}")["gaps"]
    assert (first["rule"], first["keys"]) == ("partial", ["a", "b"])
    assert (second["rule"], [line.get("worth") for line in second["options"]]) == ("worth", ["1/2", "1/2", "-1/4", None])


def test_any_number_may_stand_in_a_gap():
    assert cloze("{1:NM:=6~*#No.}")["gaps"][0]["answers"][1] == {"id": "b", "any": True, "worth": "0", "feedback": "No."}


def test_large_shares_are_brought_to_lowest_terms():
    assert [gap.get("share") for gap in cloze("{200:SA:=a} {400:SA:=b}")["gaps"]] == [None, "2"]


@pytest.mark.parametrize("text", ["{1:SA:=a", "{1:SA:=a#b", "{1:SA:a&}", "{1:SA:=a~}x"])
def test_what_only_looks_like_a_gap_is_text(text):
    assert cloze(f"{{1:SA:=yes}} {text}")["text"] == f"[[1]] {text}"


def test_a_gap_ends_at_its_first_brace():
    (gap,) = cloze("{1:SA:=a#look at {1:SA:=b}")["gaps"]
    assert gap["answers"] == [{"id": "a", "text": "a", "worth": "1", "feedback": "look at {1:SA:=b"}]


def test_brackets_in_the_words_are_no_gap():
    assert cloze("{1:SA:=yes} [[1]]")["text"] == "[[1]] [ [1]]"


def test_gaps_choose_from_the_words_of_their_group():
    options = "".join(
        f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
        for text, group in [("cat", 1), ("sat", 2), ("dog", 1), ("ran", 2)]
    )
    found = definition("gapselect", f"<shuffleanswers>1</shuffleanswers>{options}", "The [[3]] [[2]]. [[x]]")
    assert found["text"] == "The [[1]] [[2]]. [ [x]]"
    assert found["gaps"] == [
        {"id": "1", "kind": "single_choice", "options": [{"id": "a", "text": "cat"}, {"id": "c", "text": "dog"}], "key": "c"},
        {"id": "2", "kind": "single_choice", "options": [{"id": "b", "text": "sat"}, {"id": "d", "text": "ran"}], "key": "b"},
    ]


def test_words_to_drag_are_gaps_too():
    options = "<dragbox><text>cat</text><group>1</group></dragbox><dragbox><text>dog</text><group>1</group><infinite/></dragbox>"
    assert definition("ddwtos", options, "[[1]]")["gaps"][0]["fixed"] is True


@pytest.mark.parametrize(
    ("kind", "inner", "text", "reason"),
    [
        ("description", "", "Stem", "nothing to answer"),
        ("random", "", "Stem", "by chance"),
        ("randomsamatch", "", "Stem", "by chance"),
        ("calculated", answer("{a}", "100"), "Stem", "numbers anew"),
        ("ddmarker", "", "Stem", "onto a picture"),
        ("ddimageortext", "", "Stem", "onto a picture"),
        ("stack", "", "Stem", "“stack” is not known"),
        ("", "", "Stem", "is not known"),
        ("multichoice", "", "Stem", "No line is worth"),
        ("multichoice", answer("a", "50") + answer("b"), "Stem", "No line is worth the whole point"),
        ("multichoice", answer("a", "100"), "Stem", "options:"),
        ("multichoice", f"<single>0</single>{answer('a')}{answer('b')}", "Stem", "No line is worth anything"),
        ("truefalse", "", "Stem", "whether the sentence is true"),
        ("shortanswer", "", "Stem", "answers:"),
        ("numerical", answer("many", "100"), "Stem", "not a number"),
        ("numerical", answer("1e999", "100"), "Stem", "not a number"),
        ("numerical", answer("1", "100", "<tolerance>x</tolerance>"), "Stem", "not a number"),
        (
            "numerical",
            answer("1", "100") + "<units><unit><multiplier>0</multiplier><unit_name>m</unit_name></unit></units>",
            "Stem",
            "multiplier",
        ),
        ("matching", "<subquestion><text>a</text></subquestion>", "Stem", "no choice that fits"),
        ("cloze", "", "no gap", "no gap"),
        ("cloze", "", "{1:NM:=x}", "not a number"),
        ("cloze", "", "{1:MC:a~%50%b}", "whole point"),
        ("cloze", "", "{1:MR:a~b}", "worth anything"),
        ("cloze", "", "{0:SA:=a}", "counts for nothing"),
        ("cloze", "", "{1:SA:=a}" + "x" * 50_001, "too long"),
        ("cloze", "", "{1:SA:=a}" * 61, "too long"),
        ("essay", "", "x" * 4_000_001, "too long"),
        ("gapselect", "", "[[1]]", "not there"),
        ("essay", "", "x" * 8001, "stem:"),
    ],
)
def test_what_cannot_be_said_is_passed_over_with_the_reason(kind, inner, text, reason):
    assert reason in why(kind, inner, text)


def test_shared_fields():
    inner = (
        "<generalfeedback format='html'><text><![CDATA[<p>Because.</p>]]></text></generalfeedback>"
        "<correctfeedback><text>Well done.</text></correctfeedback><partiallycorrectfeedback><text/></partiallycorrectfeedback>"
        "<incorrectfeedback><text>Not yet.</text></incorrectfeedback><hint><text>Think.</text></hint><idnumber> q-1 </idnumber>"
        "<tags><tag><text>loss</text></tag><tag><text> loss</text></tag></tags><coursetags><tag><text>hope</text></tag></coursetags>"
    )
    found = read_one("multichoice", inner + TWO)
    assert found.definition["why"] == "Because."
    assert found.definition["after"] == {"whole": "Well done.", "none": "Not yet."}
    assert (found.where, found.ref, found.name, found.tags) == ("line 2", "q-1", "Name", ("loss", "hope"))
    assert found.notes == ("Its hints were left out.",)


@pytest.mark.parametrize(
    ("written_in", "text", "stem", "markup"),
    [
        ("html", "<![CDATA[<p>a<br>b</p>]]>", "a\\\nb", "markdown"),
        ("moodle_auto_format", "a\nb", "a\\\nb", "markdown"),
        ("plain_text", "a\n&lt;b&gt; *", "a\n<b> *", None),
        ("markdown", "* a __b__", "* a __b__", "markdown"),
        ("markdown", "&lt;b&gt;a&lt;/b&gt;", "**a**", "markdown"),
        ("wiki_like", "a", "a", None),
    ],
)
def test_each_format_of_text(written_in, text, stem, markup):
    source = f'<question type="multichoice"><questiontext format="{written_in}"><text>{text}</text></questiontext>{TWO}</question>'
    (found,) = read(quiz(source))
    assert (found.definition["stem"], found.definition.get("markup")) == (stem, markup)


def test_answers_have_the_format_of_the_question_where_they_name_none():
    head = '<questiontext format="plain_text"><text>a</text></questiontext>'
    source = f'<question type="multichoice">{head}{answer("&lt;b&gt;", "100")}{answer("c")}</question>'
    (found,) = read(quiz(source))
    assert found.definition["options"][0]["text"] == "<b>"


def test_files_come_along_as_pictures():
    image = '<![CDATA[<p>See <img src="@@PLUGINFILE@@/cat.png?x=1" alt="A cat"> <img src="@@PLUGINFILE@@/dog.png"></p>]]>'
    source = f'<question type="multichoice"><questiontext format="html"><text>{image}</text>{FILE}</questiontext>{TWO}</question>'
    (found,) = read(quiz(source))
    assert (found.definition["images"], found.pictures) == ({NAME: "A cat"}, {NAME: PNG})
    assert found.definition["stem"] == f"See ![](image:{NAME})"
    assert found.notes == ("Its picture “@@PLUGINFILE@@/dog.png” could not be brought along.",)


def test_the_picture_of_moodle_1_stands_below_the_text():
    old = f"<image>cat.png</image><image_base64>{base64.b64encode(PNG).decode()}</image_base64>"
    found = read_one("multichoice", old + TWO)
    assert (found.definition["stem"], found.pictures) == (f"Stem ![](image:{NAME})", {NAME: PNG})


@pytest.mark.parametrize("content", ["A", "é", ""])
def test_a_file_that_is_none_is_noted(content):
    source = '<questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt;</text>'
    (found,) = read(quiz(f'<question type="multichoice">{source}<file name="a.png">{content}</file></questiontext>{TWO}</question>'))
    assert (found.pictures, len(found.notes)) == ({}, 1)


def category(path):
    return f'<question type="category"><category><text>{path}</text></category><info format="html"><text>About it</text></info></question>'


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("$course$/top/Default for C1", ("Default for C1",)),
        ("$course$/Grief/Loss", ("Grief", "Loss")),
        ("$module$", ()),
        ("$system$/top", ()),
        ("tom/dick/harry", ("tom", "dick", "harry")),
        ("top/a", ("a",)),
        ("$course$/and//or/b", ("and/or", "b")),
        ("a/ /b/", ("a", "b")),
        ("a/a/a", ("a", "a", "a")),
        ("/".join("x" * 30), ("x",) * 20),
        ("", ()),
    ],
)
def test_a_category_is_a_path(written, path):
    assert path_of(written) == path


def test_questions_are_in_the_category_named_last():
    found = list(
        read(
            quiz(
                entry("truefalse", TWO),
                category("$course$/A"),
                category("$course$/A/B"),
                entry("truefalse", TWO),
                category("A"),
                entry("truefalse", TWO),
            )
        )
    )
    assert [one.category for one in found] == [(), ("A", "B"), ("A",)]


def test_the_same_id_twice_is_kept_once():
    twice = entry("truefalse", TWO + "<idnumber>q</idnumber>")
    first, second = read(quiz(twice, twice))
    assert (first.ref, second.ref, second.notes) == ("q", "", ("Another question has the id “q” already.",))


@pytest.mark.parametrize("fraction", ["33.3", "101", "-13", "a", "1e9", "12"])
@pytest.mark.parametrize("kind", ["multichoice", "shortanswer", "numerical", "calculated"])
def test_a_grade_that_moodle_does_not_know_refuses_the_file(kind, fraction):
    with pytest.raises(Refused) as caught:
        list(read(quiz(entry("truefalse", TWO), "\n", entry(kind, answer("1", "100") + answer("2", fraction)))))
    assert (caught.value.where, fraction in caught.value.why) == ("line 3", True)


def test_grades_may_be_a_little_off():
    found = definition("multichoice", answer("a", "100.00000") + answer("b", "33.333") + answer("c", "-83.33333") + answer("d", ""))
    assert [line.get("worth") for line in found["options"]] == [None, "1/3", "-5/6", None]


@pytest.mark.parametrize("source", ["<quiz/>", "<assessment><item/></assessment>"])
def test_a_file_without_questions_is_refused(source):
    with pytest.raises(Refused, match="no Moodle question"):
        list(read(BytesIO(source.encode())))


def test_too_many_questions_are_refused(monkeypatch):
    monkeypatch.setattr(moodle, "MOST_QUESTIONS", 2)
    with pytest.raises(Refused, match="more than 2"):
        list(read(quiz(*[entry("truefalse", TWO)] * 3)))


def test_many_lines_have_ids_of_their_own():
    found = definition("multichoice", answer("0", "100") + "".join(answer(str(n)) for n in range(1, 30)))
    assert [line["id"] for line in found["options"]][-4:] == ["aa", "ab", "ac", "ad"]


@pytest.mark.parametrize(
    "own",
    [
        "no json",
        "[]",
        '{"near": "x"}',
        "[" * 20_000,
        '{"stem": 5, "x": "' + "x" * 60_000 + '"}',
        '{"stem": 1000, "gaps": [1]}',
        '{"gaps": [["x"]]}',
        '{"gaps": [["X", ["b"]]]}',
        '{"stem": "x"}',
    ],
)
@pytest.mark.parametrize(("kind", "text", "inner"), [("shortanswer", "Stem", answer("a", "100")), ("cloze", "{1:SA:=a}", "")])
def test_what_does_not_fit_in_our_own_element_is_passed_over(kind, text, inner, own):
    assert definition(kind, f"{inner}<ours>{own}</ours>", text) == definition(kind, inner, text)


pieces = st.sampled_from([
    "<quiz>", "</quiz>", "<question type='multichoice'>", "<question type='cloze'>", "<question type='numerical'>", "</question>",
    "<answer fraction='100'>", "</answer>", "<text>", "</text>", "<questiontext format='html'>", "</questiontext>", "{1:SA:=a~b#c}",
    "<![CDATA[<p>a<b>]]>", "<units>", "</units>", "<feedback/>", "<subquestion>", "</subquestion>", "5", "&amp;", "&", "<", "é",
])  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join) | st.binary(max_size=60))
def test_whatever_the_bytes_there_are_findings_or_a_refusal(source):
    try:
        found = list(read(BytesIO(source if isinstance(source, bytes) else source.encode())))
    except Refused:
        return
    assert all(isinstance(one, Skipped) or structural_problems(one.definition) == [] for one in found)
