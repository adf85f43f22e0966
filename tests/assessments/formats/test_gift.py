"""Reading GIFT: what stands in a file becomes a definition, or is skipped with its line and the reason."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions.formats import gift, text_files
from assessments.questions.formats.found import Found, Refused, Skipped


def read(text):
    return list(gift.read(BytesIO(text if isinstance(text, bytes) else text.encode())))


def one(text):
    (found,) = read(text)
    assert isinstance(found, Found), found
    return found


def definition(text):
    return one(text).definition


def skipped(text):
    (found,) = read(text)
    assert isinstance(found, Skipped), found
    return found


OPTIONS = [{"id": "a", "text": "Wait"}, {"id": "b", "text": "Listen"}, {"id": "c", "text": "Talk"}]
KINDS = {
    "One line is right": (
        "What helps?{~Wait =Listen ~Talk}",
        {"kind": "single_choice", "stem": "What helps?", "options": OPTIONS, "key": "b"},
    ),
    "Other lines are worth a part, and a second one the whole": (
        "What helps?{~%25%Wait =Listen ~%100%Talk}",
        {
            "kind": "single_choice",
            "stem": "What helps?",
            "options": [OPTIONS[0] | {"worth": "1/4"}, OPTIONS[1], OPTIONS[2] | {"worth": "1"}],
            "key": "b",
        },
    ),
    "A weight counts behind = too": (
        "What helps?{=%50%Wait =Listen ~Talk}",
        {"kind": "single_choice", "stem": "What helps?", "options": [OPTIONS[0] | {"worth": "1/2"}, *OPTIONS[1:]], "key": "b"},
    ),
    "Several lines by their weights, a third being a third": (
        "What helps?{~%33.33333%Wait ~%66,667%Listen ~%-50%Talk ~Sing}",
        {
            "kind": "multiple_response",
            "stem": "What helps?",
            "options": [
                OPTIONS[0] | {"worth": "1/3"},
                OPTIONS[1] | {"worth": "2/3"},
                OPTIONS[2] | {"worth": "-1/2"},
                {"id": "d", "text": "Sing"},
            ],
            "keys": ["a", "b"],
            "rule": "worth",
        },
    ),
    "Words before the first sign are a line, and empty lines are none": (
        "What helps?{Wait ~ =Listen}",
        {"kind": "single_choice", "stem": "What helps?", "options": OPTIONS[:2], "key": "b"},
    ),
    "True or false": ("It helps.{T}", {"kind": "true_false", "stem": "It helps.", "key": True}),
    "True or false, in words and whatever letters": ("It helps.{ false }", {"kind": "true_false", "stem": "It helps.", "key": False}),
    "Words for who was wrong, then for who was right": (
        "It helps.{F#No.#Yes.####Because}",
        {"kind": "true_false", "stem": "It helps.", "key": False, "feedback_true": "No.", "feedback_false": "Yes.", "why": "Because"},
    ),
    "Words for who was right alone": (
        "It helps.{TRUE# #Yes.}",
        {"kind": "true_false", "stem": "It helps.", "key": True, "feedback_true": "Yes."},
    ),
    "Typed answers": (
        "Who?{=Ada#Yes. =%50%A*#Nearly. =%0%\\\\*}",
        {
            "kind": "short_text",
            "stem": "Who?",
            "answers": [
                {"id": "a", "text": "Ada", "worth": "1", "feedback": "Yes."},
                {"id": "b", "text": "A*", "pattern": True, "worth": "1/2", "feedback": "Nearly."},
                {"id": "c", "text": "*", "worth": "0"},
            ],
        },
    ),
    "One typed answer without a sign": (
        "Who?{Ada}",
        {"kind": "short_text", "stem": "Who?", "answers": [{"id": "a", "text": "Ada", "worth": "1"}]},
    ),
    "T behind = is typed": (
        "Which letter?{=T}",
        {"kind": "short_text", "stem": "Which letter?", "answers": [{"id": "a", "text": "T", "worth": "1"}]},
    ),
    "A typed answer is one plain line whatever its style": (
        "Who?{=[html]a < b\n   c}",
        {"kind": "short_text", "stem": "Who?", "answers": [{"id": "a", "text": "a < b c", "worth": "1"}]},
    ),
    "Rows that share a choice, and a choice that fits none": (
        "Who is who?{=Ada -> trainee =Bo->assessor\n=Cy -> trainee = -> nobody =}",
        {
            "kind": "matching",
            "stem": "Who is who?",
            "rule": "partial",
            "rows": [
                {"id": "a", "text": "Ada", "choice": "1"},
                {"id": "b", "text": "Bo", "choice": "2"},
                {"id": "c", "text": "Cy", "choice": "1"},
            ],
            "choices": [{"id": "1", "text": "trainee"}, {"id": "2", "text": "assessor"}, {"id": "3", "text": "nobody"}],
        },
    ),
    "A number": ("How many?{#12}", {"kind": "numeric", "stem": "How many?", "answers": [{"id": "a", "value": "12", "worth": "1"}]}),
    "Numbers of every form": (
        "How many?{#=12:0.5#Yes. =%50%1e1..+20. =%10%*~#Look again.}",
        {
            "kind": "numeric",
            "stem": "How many?",
            "answers": [
                {"id": "a", "value": "12", "tolerance": "0.5", "worth": "1", "feedback": "Yes."},
                {"id": "b", "low": "10", "high": "20", "worth": "1/2"},
                {"id": "c", "any": True, "worth": "1/10"},
                {"id": "d", "any": True, "worth": "0", "feedback": "Look again."},
            ],
        },
    ),
    "An essay": ("Tell us.{}", {"kind": "essay", "stem": "Tell us.", "marked": "met"}),
    "An essay with a reason": (
        "Tell us. { ####So that we know. }",
        {"kind": "essay", "stem": "Tell us.", "marked": "met", "why": "So that we know."},
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_question_is_read(name):
    text, expected = KINDS[name]
    assert definition(text) == expected


@pytest.mark.parametrize("name", KINDS)
def test_nothing_that_is_read_has_structural_problems(name):
    assert questions.structural_problems(definition(KINDS[name][0])) == []


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Support is {~given =shared} by peers.", "Support is _____ by peers."),
        ("{=Peers} share it.", "_____ share it."),
        ("::Pi::It is {#3.14}.", "It is _____."),
        ("Support is shared.{T}", "Support is shared."),
        ("[markdown]{T} and **so on**", r"\_\_\_\_\_ and **so on**"),
        ("[html]<p>It is {=shared}.</p>", "It is _____."),
    ],
)
def test_a_missing_word_is_shown_as_a_gap(text, stem):
    assert definition(text)["stem"] == stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (r"1 \= 1 \~ \# \{ \} \: \\ \x", r"1 = 1 ~ # { } : \ \x"),
        (r"Two\nlines", "Two\nlines"),
        (r"No line\\neq", r"No line\neq"),
        ("  Two\n   lines  ", "Two\nlines"),
        ("[plain]<b>5</b> &lt; 6", "<b>5</b> &lt; 6"),
        ("a < b & c > d, List<String>, R&D;", "a < b & c > d, List<String>, R&D;"),
        ("[moodle]5 &lt; 6", "5 < 6"),
        ("[other]words", "[other]words"),
    ],
)
def test_words_stay_what_they_are(text, stem):
    assert definition(text + "{T}") == {"kind": "true_false", "stem": stem, "key": True}


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[html]<p>Say <b>yes</b></p>", "Say **yes**"),
        ("Say <b>yes</b>\nand wait, if 1 <2", "Say **yes** and wait, if 1 <2"),
        ("Say\nit <i>now</i>", "Say\\\nit *now*"),
        ("[markdown]Say **yes** and *wait*", "Say **yes** and *wait*"),
        ("[markdown]- one\n    - two", "- one\n    - two"),
        ("[markdown]Say **yes** and <i>wait</i>", "Say **yes** and *wait*"),
    ],
)
def test_formatting_becomes_our_markdown(text, stem):
    assert definition(text + "{T#Plain *words*}") == {
        "kind": "true_false",
        "stem": stem,
        "key": True,
        "markup": "markdown",
        "feedback_false": "Plain *words*" if text.startswith("[markdown]") else r"Plain \*words\*",
    }


def test_each_part_of_a_question_may_name_its_own_style():
    found = definition("[html]<b>Who</b>?{=[plain]<Ada>#[markdown]*Yes* ~Bo####[plain]*}")
    assert [found["options"][0], found["why"]] == [{"id": "a", "text": "&lt;Ada>", "feedback": "*Yes*"}, r"\*"]


def test_a_picture_that_is_not_in_the_file_is_named_in_a_note():
    found = one('[html]<p>What is this?</p>{T####<p><img src\\="@@PLUGINFILE@@/3.png" alt\\=""></p>}')
    assert (found.definition, found.notes) == (
        {"kind": "true_false", "stem": "What is this?", "key": True},
        ("Its picture “@@PLUGINFILE@@/3.png” could not be brought along.",),
    )


def test_a_picture_written_out_in_the_file_is_brought_along():
    found = one('[html]What is this? <img src\\="data\\:image/gif;base64,R0lGODlhAQABAAAAACw\\=" alt\\="A dot">{T}')
    (name,) = found.pictures
    assert found.definition["images"] == {name: "A dot"}


# What a file says about its questions


def test_titles_ids_tags_and_categories_are_kept():
    found = one(
        "// question: 0  name: Switch category\n$CATEGORY: $course$/top/Peer support/And//or\\\\\n\n"
        "// note [id:q-1 \\] ] [tag:one] [tag: two ]\n// [tag:one]\n::First \\: question::  It helps.{T}\n// the end"
    )
    assert (found.where, found.ref, found.name) == ("line 6", "q-1 ]", "First : question")
    assert (found.category, found.tags) == (("Peer support", "And/or\\"), ("one", "two"))


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("$CATEGORY: a/b", ("a", "b")),
        ("$CATEGORY: $system$/top/top/a", ("a",)),
        ("$CATEGORY: $course$/top", ()),
        ("$CATEGORY: /" + "a/" * 30, ("a",) * 20),
        ("$CATEGORY:", ()),
    ],
)
def test_a_category_is_a_path_from_the_outermost_inwards(line, category):
    assert one(f"{line}\nIt helps.{{T}}").category == category


def test_a_category_holds_until_the_next():
    found = read("A{T}\n\n$CATEGORY: one\n\nB{T}\n\nC{T}\n\n$CATEGORY: two\nD{T}")
    assert [question.category for question in found] == [(), ("one",), ("one",), ("two",)]


def test_a_title_is_what_the_question_is_called_and_the_second_one_gets_a_number():
    found = read("::Q::A{T}\n\n::Q (2)::B{T}\n\n::Q::C{T}\n\n::Q::D{T}\n\nE{T}\n\n::No end of it{T}")
    assert [(question.ref, question.name) for question in found] == [
        ("Q", "Q"), ("Q (2)", "Q (2)"), ("Q (3)", "Q"), ("Q (4)", "Q"), ("", ""), ("", ""),
    ]  # fmt: skip


def test_an_id_that_stands_twice_is_kept_once():
    first, second = read("// [id:7]\nA{T}\n\n// [id:7] [id:8]\nB{T}")
    assert (first.ref, first.notes) == ("7", ())
    assert (second.ref, second.notes) == ("", ("Its id “7” has another question in this file already.",))


def test_our_own_comments_name_lines_order_choices_and_tell_the_rule():
    matched = definition("// [ids:x y rome paris] [order:2 1]\nWhich?{=France -> Paris =Italy -> Rome}")
    assert matched["rows"] == [{"id": "x", "text": "France", "choice": "paris"}, {"id": "y", "text": "Italy", "choice": "rome"}]
    assert matched["choices"] == [{"id": "rome", "text": "Rome"}, {"id": "paris", "text": "Paris"}]
    chosen = definition("// [rule:partial] [ids:yes no]\nWhich?{~%100%A ~%-100%B}")
    assert (chosen["rule"], chosen["keys"]) == ("partial", ["yes"])
    assert chosen["options"] == [{"id": "yes", "text": "A"}, {"id": "no", "text": "B"}]
    assert definition("// [ids:best other]\nWhich?{=A ~B}")["key"] == "best"


@pytest.mark.parametrize(
    "comment", ["[ids:x]", "[ids:x x]", "[ids:X y]", "[rule:partial]", "[rule:all]", "[order:1 2]", "[order:x]", "[id:]"]
)
def test_comments_that_do_not_fit_are_passed_over(comment):
    assert definition(f"// {comment}\nWhich?{{~%100%A ~%-50%B}}") == definition("Which?{~%100%A ~%-50%B}")
    assert definition(f"// {comment}\nIt helps.{{T}}") == {"kind": "true_false", "stem": "It helps.", "key": True}


# What cannot be read


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("::Note::Use pen and paper.", "A description asks nothing: it has no answers in braces."),
        ("What?{=a ~b", "Its answers do not stand between { and }."),
        ("What? =a ~b}", "Its answers do not stand between { and }."),
        ("What?}{=a", "Its answers do not stand between { and }."),
        ("Water is {=one} atom and {=two} atoms", "More than one pair of braces stands in this question."),
        ("What?{=a} or }", "More than one pair of braces stands in this question."),
        ("What?{~a}", "There is only one line to choose."),
        ("What?{~a ~b}", "No line is right"),
        ("What?{~%-50%a ~b}", "No line is right"),
        ("What?{=#only feedback}", "No answer stands between its braces."),
        ("What?{#}", "No number stands between its braces."),
        ("What?{#~#no}", "No number stands between its braces."),
        ("What?{#3,14}", "Write “3,14” with a point instead of the comma."),
        ("What?{#many}", "“many” is not a number."),
        ("What?{#1..}", "“” is not a number."),
        ("What?{#1e99}", "The number “1e99” is too long."),
        ("What?{#5..1}", "answers[0].high: This is lower than the lowest number."),
        ("What?{=a -> b =c}", "A line to match has nothing behind its ->."),
        ("What?{=a -> b =c -> }", "A line to match has nothing behind its ->."),
        ("What?{=a -> b}", "choices: Give between 2 and 60 lines."),
        ("What?{1:MULTICHOICE:=a~b}", "This looks like a gap of Moodle’s cloze questions"),
        ("What?{" + "=a" * 200 + "}", "It has more than 120 answers."),
        ("W" * 8_001 + "{T}", "stem: Make this shorter"),
        ("W" * 1_000_001 + "{T}", "This is too long for a question."),
        ("What?{\n" + "=a\n" * 400_000 + "}", "Its answers do not stand between { and }."),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_line_and_the_reason(text, why):
    found = skipped("// a comment\n" + text)
    assert (found.where, found.why[: len(why)]) == ("line 2", why)


def test_a_skipped_question_is_named_and_the_others_are_read():
    found = read("A{T}\n\n::Second::B{\n\nC{F}")
    assert [type(each).__name__ for each in found] == ["Found", "Skipped", "Found"]
    assert (found[1].where, found[1].name, found[2].where) == ("line 3", "Second", "line 5")


@pytest.mark.parametrize("percent", ["33.33", "33.3", "12", "-12", "101", "--50", "500"])
def test_a_grade_that_moodle_does_not_know_refuses_the_whole_file(percent):
    findings = gift.read(BytesIO(f"A{{T}}\n\nB{{\n~%{percent}%a\n~%50%b\n}}".encode()))
    assert next(findings).where == "line 1"
    with pytest.raises(Refused) as refused:
        next(findings)
    assert (refused.value.where, refused.value.why) == ("line 3", f"{percent} % is not a grade that Moodle knows.")


@pytest.mark.parametrize("text", ["What?{~%fifty%a =b}", "What?{~% 50%a =b}", "What?{~50%a =b}", "What?{~%1234%a =b}"])
def test_what_is_no_percentage_is_part_of_the_words(text):
    assert definition(text)["options"][0] == {"id": "a", "text": text[7:].split("a ")[0] + "a"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Nothing here could be read as GIFT."),
        (b"\n// only a comment\n", "Nothing here could be read as GIFT."),
        (b"$CATEGORY: $course$/top/Empty", "The file names a category but holds no question."),
        (b"PK\x03\x04\x00\x00", "This is not a text file."),
    ],
)
def test_a_file_without_questions_is_refused(content, why):
    with pytest.raises(Refused, match=why):
        read(content)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(text_files, "MOST_BYTES", 2 * 1024**2)
    with pytest.raises(Refused, match="The file is larger than 2 MB"):
        read(b"A{T}\n\n" * 500_000)


def test_a_file_of_endless_lines_is_refused():
    with pytest.raises(Refused, match="The file has more than 2000000 lines"):
        read(b"\n" * 2_000_001)


def test_a_file_with_too_many_questions_is_refused(monkeypatch):
    monkeypatch.setattr(gift, "MOST_QUESTIONS", 2)
    with pytest.raises(Refused, match="line 5: The file holds more than 2 questions"):
        read("A{T}\n\nB{T}\n\nC{T}")


# Lines and letters


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(end):
    found = read(end.join(["A{", "~one", "=two", "}", "", "B{T}"]))
    assert [(each.where, each.definition["stem"]) for each in found] == [("line 1", "A"), ("line 6", "B")]


NOTE = "The file is not written in UTF-8, so it was read as windows-1252. Look at its accents and quotes."


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("Zoë’s café{T}".encode(), ()),
        ("Zoë’s café{T}".encode("utf-8-sig"), ()),
        ("Zoë’s café{T}".encode("utf-16"), ()),
        ("Zoë’s café{T}".encode("utf-16-be").join([b"\xfe\xff", b""]), ()),
        ("Zoë’s café{T}".encode("cp1252"), (NOTE,)),
    ],
)
def test_old_encodings_are_read_and_said(content, notes):
    found = one(content)
    assert (found.definition["stem"], found.notes) == ("Zoë’s café", notes)


def test_a_question_without_accents_needs_no_note_on_them():
    plain, accented = read("A{T}\n\né{T}".encode("cp1252"))
    assert (plain.notes, accented.notes) == ((), (NOTE,))


def test_characters_that_no_keyboard_types_are_left_out():
    assert definition("It\x01 hel\x07ps.{T}")["stem"] == "It helps."


def test_answers_may_go_on_after_a_blank_line():
    found = read("A{\n=one#Yes.\n\n~two\n\n// a comment\n\n~three\n\n}\n\nB{T}")
    assert [(each.where, len(each.definition.get("options", ()))) for each in found] == [("line 1", 3), ("line 12", 0)]


def test_the_next_line_after_answers_may_begin_another_question():
    found = read("::A::One{\n=yes\n~no\n}\n// [id:b]\n::B::Two is {T}\nC{F} # not alone")
    assert [(each.where, each.ref) for each in found] == [("line 1", "A"), ("line 6", "b"), ("line 7", "")]


def test_words_after_answers_go_on_in_the_next_line():
    assert definition("Two and {=two =2}\nis four.\n// {nothing}")["stem"] == "Two and _____\nis four."


@given(
    st.lists(
        st.sampled_from([*"~=#{}:\\%*.TF1\n \r[]/$->", "\n\n", "::", "####", "//", "$CATEGORY:", "%50%", "[html]", "<b>", "é"]), max_size=60
    )
)
def test_any_file_is_read_or_refused(pieces):
    with suppress(Refused):
        for each in read("".join(pieces)):
            assert each.why if isinstance(each, Skipped) else questions.structural_problems(each.definition) == []


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    with suppress(Refused):
        assert read(content)
