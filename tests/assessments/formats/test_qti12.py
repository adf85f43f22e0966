"""Reading QTI 1.2 as Canvas, Respondus, Common Cartridge and the specification write it."""

import re
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions import structural_problems
from assessments.questions.formats import qti, qti_item
from assessments.questions.formats.found import Found, Refused, Skipped

from .qti_files import choice12, definition, file12, found, is12, item12, options, read, rule12, says12, typed12, why_skipped, words12

STEM = words12("Which?")


def of(presentation, *rules, **more):
    return definition(file12(item12(STEM + presentation, "".join(rules), **more)))


def why_not(presentation, *rules, **more):
    return why_skipped(file12(item12(STEM + presentation, "".join(rules), **more)))


def many(*keys, rule, **worths):
    return {
        "kind": "multiple_response", "stem": "Which?", "options": options("abc", **worths), "keys": list(keys), "rule": rule,
    }  # fmt: skip


def number(test):
    return of(typed12(kind=' fibtype="Decimal"'), rule12(test))["answers"]


def ends(low, high, low_tag="vargte", high_tag="varlte"):
    return f'<{low_tag} respident="r">{low}</{low_tag}><{high_tag} respident="r">{high}</{high_tag}>'


def test_a_single_choice_with_points_for_another_line():
    rules = rule12(is12("a"), value="4"), rule12(is12("b"), value="2"), rule12(is12("c"), value="-1")
    assert of(choice12(shuffle=' shuffle="No"'), *rules) == {
        "kind": "single_choice",
        "stem": "Which?",
        "options": options("abc", b="1/2", c="-1/4"),
        "key": "a",
        "fixed": True,
    }


def test_points_can_be_added_taken_multiplied_and_divided():
    rules = rule12(is12("a"), "Add", "8"), rule12(is12("b"), "Add", "16"), rule12(is12("b"), "Divide", "4")
    more = rule12(is12("c"), "Subtract", "2"), rule12(is12("c"), "Multiply", "2"), rule12(is12("c"), "Divide", "0")
    assert of(choice12(), *rules, *more)["options"] == options("abc", b="1/2", c="-1/2")


def test_a_way_to_count_that_is_not_known_is_skipped():
    assert "counts points" in why_not(choice12(), rule12(is12("a"), "Cube"))


@pytest.mark.parametrize("lines", [("True", "False"), ("Falsch", "Wahr")])
def test_two_lines_that_say_true_and_false_are_a_question_of_that_kind(lines):
    labels = "".join(f'<response_label ident="{place}">{words12(line)}</response_label>' for place, line in enumerate(lines))
    lid = f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    assert of(lid, rule12(is12("0")))["key"] is (lines[0] == "True")


def test_true_and_false_that_both_earn_something_stay_a_choice():
    labels = "".join(f'<response_label ident="{line}">{words12(line)}</response_label>' for line in ("true", "false"))
    lid = f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    assert of(lid, rule12(is12("true")), rule12(is12("false"), value="50"))["kind"] == "single_choice"


def test_all_or_nothing_as_canvas_says_it():
    test = f"<and>{is12('a')}<not>{is12('b')}</not>{is12('c')}</and>"
    assert of(choice12(cardinality="Multiple"), rule12(test)) == many("a", "c", rule="all_or_nothing")


def test_points_for_each_line_as_respondus_adds_them():
    rules = rule12(is12("a"), "Add", "50"), rule12(is12("b"), "Add", "50"), rule12(is12("c"), "Add", "-10")
    assert of(choice12(cardinality="Multiple"), *rules) == many("a", "b", rule="worth", a="1/2", b="1/2", c="-1/10")


def test_an_equal_share_for_each_right_line_less_one_for_each_wrong():
    rules = rule12(is12("a"), "Add", "50"), rule12(is12("b"), "Add", "50"), rule12(is12("c"), "Add", "-50")
    assert of(choice12(cardinality="Multiple"), *rules) == many("a", "b", rule="partial")


def test_comments_say_nothing():
    assert of("<qticomment>x</qticomment>" + choice12(), rule12("<qticomment>x</qticomment>" + is12("a")))["key"] == "a"


def test_a_subset_stands_for_all_its_lines():
    test = f'<varsubset respident="r">a, b</varsubset><not>{is12("c")}</not>'
    assert of(choice12(cardinality="Multiple"), rule12(test)) == many("a", "b", rule="all_or_nothing")


def test_rules_that_no_kind_of_ours_follows_are_skipped():
    test = f"<or><and>{is12('a')}<not>{is12('b')}</not></and><and>{is12('b')}<not>{is12('a')}</not></and></or>"
    assert "rules that cannot be said" in why_not(choice12(cardinality="Multiple"), rule12(test))


def test_the_feedback_of_canvas_finds_its_places():
    always = rule12("<other/>", value="", shows="general_fb", more='continue="Yes"')
    lines = "".join(rule12(is12(line), value="", shows=f"{line}_fb", more='continue="Yes"') for line in "abc")
    right = rule12(is12("a"), shows="correct_fb", more='continue="No"')
    wrong = rule12("<other/>", value="", shows="general_incorrect_fb", more='continue="Yes"')
    says = "".join(says12(f"{name}_fb", f"About {name}.") for name in ("general", "correct", "general_incorrect", "a", "b", "c"))
    got = of(choice12(), always, lines, right, wrong, more=says + says12("never", ""))
    assert got["why"] == "About general."
    assert got["after"] == {"whole": "About correct.", "none": "About general_incorrect."}
    assert [line["feedback"] for line in got["options"]] == ["About a.", "About b.", "About c."]


def test_feedback_by_outcome_is_told_from_feedback_on_a_line_by_its_name():
    right = rule12(is12("a"), shows="Correct")
    assert of(choice12(), right, more=says12("Correct", "Yes."))["after"] == {"whole": "Yes."}
    assert of(choice12(), rule12(is12("a"), shows="x"), more=says12("x", "Yes."))["options"][0]["feedback"] == "Yes."


def test_feedback_that_has_no_place_is_named():
    rules = rule12(f"<or>{is12('a')}{is12('b')}</or>", value="", shows="f"), rule12(is12("a"))
    one = found(file12(item12(STEM + choice12(), "".join(rules), more=says12("f", "Near."))))
    assert one.notes == ("Some feedback could not be brought along: “Near.”.",)
    never = found(file12(item12(STEM + choice12(), rule12(is12("a")), more=says12("nobody", "Shown to nobody."))))
    assert never.notes == ("Some feedback could not be brought along: “Shown to nobody.”.",)


def test_several_feedbacks_on_one_line_are_paragraphs_of_one():
    rules = rule12(is12("a"), shows="f") + rule12(is12("a"), value="", shows="g", more="")
    rules = rules.replace("<respcondition >", '<respcondition continue="Yes">')
    assert of(choice12(), rules, more=says12("f", "One.") + says12("g", "Two."))["options"][0]["feedback"] == "One.\n\nTwo."


def test_typed_texts_with_and_without_capitals_and_in_part():
    rules = (
        rule12(is12("Nazareth") + is12("nazareth") + is12("")),
        rule12(is12("GALILEE", more='case="Yes"'), value="50"),
        rule12('<varsubstring respident="r">beth</varsubstring>', value="25"),
    )
    assert of(typed12(), *rules)["answers"] == [
        {"id": "a", "text": "Nazareth", "worth": "1"},
        {"id": "b", "text": "GALILEE", "case": True, "worth": "1/2"},
        {"id": "c", "text": "*beth*", "pattern": True, "worth": "1/4"},
    ]


def test_a_typed_text_that_an_earlier_one_takes_already_is_left_out():
    rules = rule12('<varsubstring respident="r">beth</varsubstring>'), rule12(is12("Bethlehem"))
    assert [answer["text"] for answer in of(typed12(), *rules)["answers"]] == ["*beth*"]


def test_points_for_everything_else_that_is_typed():
    rules = rule12(is12("Nazareth")), rule12('<not><unanswered respident="r"/></not>', value="10")
    answers = of(typed12(), *rules)["answers"]
    assert answers[-1] == {"id": "other", "text": "*", "pattern": True, "worth": "1/10"}


NUMBERS = {
    "a value": (is12("1822.0"), [{"id": "a", "value": "1822", "worth": "1"}]),
    "a range": (ends("-1.5", "2"), [{"id": "a", "low": "-1.5", "high": "2", "worth": "1"}]),
    "a value with a margin": (
        f"<or>{is12('200')}<and>{ends('160', '240')}</and></or>",
        [{"id": "a", "value": "200", "tolerance": "40", "worth": "1"}],
    ),
    "an exact value": (f"<or>{is12('5')}<and>{ends('5', '5')}</and></or>", [{"id": "a", "value": "5", "worth": "1"}]),
    "a range without its lower end": (
        ends("1", "2", low_tag="vargt"),
        [{"id": "edge-1", "value": "1", "worth": "0"}, {"id": "a", "low": "1", "high": "2", "worth": "1"}],
    ),
    "a range without its upper end": (
        ends("1", "2", high_tag="varlt"),
        [{"id": "edge-1", "value": "2", "worth": "0"}, {"id": "a", "low": "1", "high": "2", "worth": "1"}],
    ),
}


@pytest.mark.parametrize(("test", "answers"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(test, answers):
    assert number(test) == answers


def test_a_number_that_cannot_be_read_is_skipped():
    assert "cannot be read" in why_not(typed12(), rule12(ends("one", "two")))


def test_a_span_that_an_earlier_one_holds_is_left_out():
    rules = rule12(ends("0", "9")), rule12(ends("2", "3"), value="50", more="")
    assert [answer["id"] for answer in of(typed12(), *rules)["answers"]] == ["a"]


def test_response_num_asks_for_a_number():
    box = '<response_num ident="r"><render_fib><response_label ident="x"/></render_fib></response_num>'
    assert of(box, rule12(is12("3")))["answers"] == [{"id": "a", "value": "3", "worth": "1"}]


def rows(*names, choices="xyz"):
    return "".join(choice12(name, lines=choices, own=words12(f"Row {name}")) for name in names)


def test_matching_as_canvas_says_it():
    rules = rule12(is12("x", "r1"), "Add", "33.33"), rule12(is12("y", "r2"), "Add", "66.67")
    assert of(rows("r1", "r2"), *rules, kind="matching_question") == {
        "kind": "matching",
        "stem": "Which?",
        "rule": "partial",
        "rows": [{"id": "r1", "text": "Row r1", "choice": "x", "share": "1/2"}, {"id": "r2", "text": "Row r2", "choice": "y"}],
        "choices": [{"id": line, "text": f"Line {line}"} for line in "xyz"],
    }


def test_matching_without_a_name_all_or_nothing():
    test = f"<and>{is12('x', 'r1')}{is12('y', 'r2')}</and>"
    assert of(rows("r1", "r2"), rule12(test))["rule"] == "all_or_nothing"


def test_choices_that_read_alike_are_one_whatever_each_row_calls_them():
    labels = [f'<response_label ident="{name}">{words12(text)}</response_label>' for name, text in (("1", "One"), ("2", "Two"))]
    others = [f'<response_label ident="{name}">{words12(text)}</response_label>' for name, text in (("3", "One"), ("1", "Three"))]
    lid = '<response_lid ident="{}">{}<render_choice>{}</render_choice></response_lid>'
    boxes = lid.format("r1", words12("First"), "".join(labels)) + lid.format("r2", words12("Second"), "".join(others))
    rules = rule12(is12("1", "r1"), "Add", "50"), rule12(is12("1", "r2"), "Add", "50")
    got = of(boxes, *rules)
    assert [choice["text"] for choice in got["choices"]] == ["One", "Two", "Three"]
    assert [row["choice"] for row in got["rows"]] == [got["choices"][0]["id"], got["choices"][2]["id"]]


def test_matching_without_a_right_choice_for_each_row_is_skipped():
    assert "for each row" in why_not(rows("r1", "r2"), rule12(is12("x", "r1")))


def test_an_order():
    test = is12("b") + is12("a") + is12("c")
    got = of(choice12(cardinality="Ordered"), rule12(test))
    assert (got["kind"], got["key"], got["rule"]) == ("ordering", ["b", "a", "c"], "all_or_nothing")


def test_an_order_that_names_too_few_lines_is_skipped():
    assert "in which order" in why_not(choice12(cardinality="Ordered"), rule12(is12("b")))


def gap_file(kind, labels, *rules):
    boxes = "".join(
        f'<response_lid ident="response_{name}">{words12(name)}<render_choice>{inner}</render_choice></response_lid>'
        for name, inner in labels.items()
    )
    html = words12("&lt;p&gt;Roses are [one], [[x]] is [two].&lt;/p&gt;", "text/html")
    return file12(item12(html + boxes, "".join(rules), kind=kind))


def label(name, text, more=""):
    return f'<response_label ident="{name}" {more}>{words12(text)}</response_label>'


def test_gaps_to_type_in_take_every_label_although_canvas_scores_one():
    labels = {"one": label("1", "red") + label("2", "crimson") + label("3", "Red"), "two": label("4", "blue")}
    rules = rule12(is12("1", "response_one"), "Add", "50"), rule12(is12("4", "response_two"), "Add", "50")
    got = definition(gap_file("fill_in_multiple_blanks_question", labels, *rules))
    assert got["text"] == "Roses are [[one]], [ [x]] is [[two]]."
    assert got["stem"] == "Fill the gaps."
    assert got["gaps"][0] == {
        "id": "one",
        "kind": "short_text",
        "answers": [{"id": "1", "text": "red", "worth": "1"}, {"id": "2", "text": "crimson", "worth": "1"}],
    }


def test_a_gap_that_takes_what_contains_a_word():
    labels = {"one": label("1", "red", 'scoring_algorithm="TextContainsAnswer"'), "two": label("4", "blue")}
    rules = rule12(is12("1", "response_one"), "Add", "50"), rule12(is12("4", "response_two"), "Add", "50")
    got = definition(gap_file("fill_in_multiple_blanks_question", labels, *rules))
    assert got["gaps"][0]["answers"] == [{"id": "1", "text": "*red*", "pattern": True, "worth": "1"}]


def test_gaps_to_choose_in_count_by_their_points():
    labels = {"one": label("1", "red") + label("2", "plaid"), "three": label("4", "blue") + label("5", "green")}
    rules = rule12(is12("1", "response_one"), "Add", "25"), rule12(is12("4", "response_three"), "Add", "75")
    got = definition(gap_file("multiple_dropdowns_question", labels, *rules))
    assert [(gap["kind"], gap["key"], gap.get("share", "1")) for gap in got["gaps"]] == [
        ("single_choice", "1", "1"),
        ("single_choice", "4", "3"),
    ]
    assert got["text"].endswith(r"is \[two\]." + "\n\n[[three]]")


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (rule12(is12("1", "response_one") + is12("4", "response_two")), "earns nothing by itself"),
        (rule12(is12("1", "response_one"), "Add", "50") + rule12(is12("4", "response_two"), "Add", "0.07"), "whole numbers"),
        (rule12("<other/>", value="5") + rule12(is12("1", "response_one"), "Add", "5"), "leaving gaps open"),
        (
            rule12(is12("1", "response_one"), "Add", "5")
            + rule12(is12("4", "response_two"), "Add", "5")
            + rule12(is12("1", "response_one") + is12("4", "response_two"), "Add", "5"),
            "not the sum",
        ),
    ],
)
def test_gaps_whose_points_are_no_sum_are_skipped(rules, says):
    labels = {"one": label("1", "red") + label("2", "plaid"), "two": label("4", "blue") + label("5", "green")}
    assert says in why_skipped(gap_file("multiple_dropdowns_question", labels, rules))


def test_several_boxes_in_a_flow_are_gaps_where_they_stand():
    body = f"<flow>{words12('In')}{typed12('r1')}{words12('it is')}{choice12('r2')}{words12('.')}</flow>"
    rules = rule12(is12("May", "r1"), "Add", "1"), rule12(is12("a", "r2"), "Add", "1")
    assert definition(file12(item12(body, "".join(rules))))["text"] == "In [[r1]] it is [[r2]] ."


def test_gaps_beside_something_that_a_person_marks_are_skipped():
    assert "at once" in why_not(typed12("r1") + choice12("r2"), rule12(is12("a", "r2")))


def test_an_essay_with_the_points_and_the_notes_of_canvas():
    facts = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in (("question_type", "essay_question"), ("points_possible", "4.0"), ("grading_notes", "Look for care."))
    )
    box = typed12().replace("<response_str", '<response_str word_limit_min="50" word_limit_max="x"')
    item = item12(STEM + box, says12("general_fb", "Thanks."), more=says12("general_fb", "Thanks."))
    item = item.replace("<qtimetadata></qtimetadata>", f"<qtimetadata>{facts}</qtimetadata>")
    assert definition(file12(item)) == {
        "kind": "essay",
        "stem": "Which?",
        "why": "Thanks.",
        "marked": "points",
        "out_of": 4,
        "words": [50, None],
        "notes": "Look for care.",
    }


@pytest.mark.parametrize(
    ("wanted", "fields", "notes"),
    [
        ('allowed_types="png,jpeg" files_count="2"', {"accept": ["png", "jpg"], "most": 2}, ()),
        ('allowed_types="csv"', {"accept": ["pdf", "jpg", "png"]}, ("Files of these kinds are not taken in here: csv.",)),
        ("", {"accept": ["pdf", "jpg", "png"]}, ()),
    ],
)
def test_files_to_send(wanted, fields, notes):
    item = item12(STEM, kind="file_upload_question").replace("<presentation>", f"<presentation {wanted}>")
    one = found(file12(item))
    assert one.definition == {"kind": "file_upload", "stem": "Which?", "marked": "points", "out_of": 1, **fields}
    assert one.notes == notes


def test_files_to_send_without_a_presentation_show_their_name():
    item = re.sub("<presentation>.*</presentation>", "", item12(STEM, kind="file_upload_question"))
    assert definition(file12(item))["stem"] == "A question"


HOTSPOT = '<response_xy ident="r"><render_hotspot/></response_xy>'
SKIPPED = {
    "a formula": (typed12(), "calculated_question", "by a formula"),
    "a place in a picture by its name": (choice12(), "hot_spot_question", "point at a place"),
    "a place in a picture": (HOTSPOT, "", "point at a place"),
    "words alone": ("", "text_only_question", "asks nothing"),
    "nothing right": (choice12(), "", "Nothing in it is right"),
    "a number without one": (typed12(kind=' fibtype="Integer"'), "", "Nothing in it is right"),
}


@pytest.mark.parametrize(("box", "kind", "says"), SKIPPED.values(), ids=SKIPPED)
def test_what_cannot_be_asked_here_is_skipped(box, kind, says):
    assert says in why_not(box, kind=kind)


def test_points_for_nothing_are_skipped():
    assert "leaving it open" in why_not(choice12(), rule12('<unanswered respident="r"/>', value="50"), rule12(is12("a")))


def test_a_rule_that_is_not_known_is_skipped():
    assert "“durgte”" in why_not(choice12(), rule12('<durgte respident="r">5</durgte>'))


def test_a_right_line_without_points_earns_the_point_and_says_so():
    rules = rule12(is12("a"), value="0") + rule12(is12("b"), value="0", more='correctanswer="Yes"')
    one = found(file12(item12(STEM + choice12(), rules)))
    assert one.definition["key"] == "b"
    assert one.notes == ("It gave no points. What it calls right earns the point here.",)


def test_a_common_cartridge_says_its_kinds_by_profiles():
    fact = "<qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.{}.v0p1</fieldentry></qtimetadatafield>"
    essay = item12(STEM + typed12(), rule12(is12("x"))).replace("<qtimetadata>", "<qtimetadata>" + fact.format("essay"))
    assert definition(file12(essay))["kind"] == "essay"
    fib = item12(STEM + typed12(), rule12(is12("x"))).replace("<qtimetadata>", "<qtimetadata>" + fact.format("fib"))
    assert definition(file12(fib))["answers"] == [{"id": "a", "text": "x", "worth": "1"}]


def test_crowds_are_skipped_before_anything_is_tried():
    letters = [chr(number) for number in range(0x4E00, 0x4E00 + 61)]
    assert "more lines" in why_not(choice12(lines=letters), rule12(is12(letters[0])))
    assert "more lines" in why_not("".join(choice12(f"r{place}") for place in range(41)), rule12(is12("a", "r1")))


def test_rules_that_would_take_for_ever_are_skipped(monkeypatch):
    monkeypatch.setattr(qti_item, "MOST_PLAYED", 10)
    assert "too long" in why_not(choice12(), rule12(is12("a")))


def test_too_few_lines_are_skipped_with_the_place():
    assert why_not(choice12(lines="a"), rule12(is12("a"))).startswith("It cannot be kept as it is: options")


def test_a_reference_to_another_file_is_skipped():
    assert "another file" in why_skipped(file12('<bankentry_item item_ref="x"/>'))


def test_titles_around_an_item_are_its_category():
    text = (
        '<questestinterop><assessment title="Test"><section ident="root_section" title="Root section"><section title=" Part  one ">'
        f"{item12(STEM + choice12(), rule12(is12('a')))}</section>{item12(STEM + choice12(), rule12(is12('a')), ident='i2')}</section>"
        "</assessment><objectbank><qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel><fieldentry>Bank</fieldentry>"
        f"</qtimetadatafield></qtimetadata>{item12(STEM + choice12(), rule12(is12('a')), ident='i3')}</objectbank></questestinterop>"
    )
    assert [(one.ref, one.category) for one in read(text)] == [("i1", ("Test", "Part one")), ("i2", ("Test",)), ("i3", ("Bank",))]


def test_a_second_item_with_the_same_identifier_is_skipped():
    item = item12(STEM + choice12(), rule12(is12("a")))
    first, second = read(file12(item, item))
    assert isinstance(first, Found)
    assert second == Skipped("item i1", "An earlier question has the same identifier, “i1”.", "A question")


WORDS = {
    "bare words": (words12("a &amp; b &lt;c&gt;"), "a & b <c>"),
    "HTML": (words12("&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;", "text/html"), "a **b**"),
    "HTML without its name": ("<material><mattext>&lt;p&gt;a&lt;br&gt;b&lt;/p&gt;</mattext></material>", "a\\\nb"),
    "HTML as XML": ("<material><mattext>x <b>a</b> y</mattext></material>", "x **a** y"),
    "a break": ("<material><mattext>a</mattext><matbreak/><mattext>b</mattext></material>", "a\\\nb"),
    "emphasis": ("<material><matemtext>a</matemtext></material>", "a"),
    "a picture that is not here": ('<material><mattext>a</mattext><matimage uri="x.png" label="a cat"/></material>', "aa cat"),
    "a sound": ('<material><mattext>a</mattext><mataudio uri="x.mp3"/></material>', "a"),
    "words in a flow": (f"<flow><flow>{words12('a')}</flow><flow>{words12('b')}</flow></flow>", "a\n\nb"),
}


@pytest.mark.parametrize(("material", "stem"), WORDS.values(), ids=WORDS)
def test_words_of_an_item(material, stem):
    assert definition(file12(item12(material + choice12(), rule12(is12("a")))))["stem"] == stem


def test_declarations_of_example_files_are_passed_over_and_too_many_refused():
    line = '<!ATTLIST x y CDATA "{}">'
    item = item12(STEM + choice12(), rule12(is12("a")))
    head = "<!DOCTYPE questestinterop [{}]>"
    assert isinstance(found(head.format(line.format("No")) + file12(item)), Found)
    for many in (line.format("x" * 200), line.format("No") * 300):
        with pytest.raises(Refused):
            read(head.format(many) + file12(item))


def test_entities_are_refused():
    with pytest.raises(Refused, match="for safety"):
        read('<!DOCTYPE questestinterop [<!ENTITY x "y">]>' + file12())


PIECES = st.sampled_from([
    choice12(), choice12(cardinality="Multiple"), choice12(cardinality="Ordered"), typed12(), typed12(kind=' fibtype="Decimal"'), HOTSPOT,
    choice12("r2", own=words12("Row")), typed12("r2"), words12("[r] [r2]"), "<flow/>",
])  # fmt: skip
NEVER = '<unanswered respident="r"/>'
TESTS = st.sampled_from(
    [is12("a"), is12("a", "r2"), f"<not>{is12('b')}</not>", is12("3"), ends("1", "2"), "<other/>", "<and/>", "<or/>", NEVER, ""]
)
KINDS = ["", "matching_question", "fill_in_multiple_blanks_question", "multiple_dropdowns_question", "essay_question", "numerical_question"]


@given(
    st.lists(PIECES, max_size=3),
    st.lists(st.tuples(TESTS, TESTS, st.sampled_from(["Set", "Add"]), st.sampled_from(["5", "-1", "x"]))),
    st.sampled_from(KINDS),
)
def test_any_item_is_found_without_problems_or_skipped(boxes, rules, kind):
    item = item12("".join(boxes), "".join(rule12(one + two, action, value) for one, two, action, value in rules), kind=kind)
    for finding in read(file12(item)):
        assert isinstance(finding, Skipped) or structural_problems(finding.definition) == []


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Refused):
        list(qti.read(BytesIO(b"<questestinterop>" + data)))


def test_an_empty_label_of_a_gap_is_no_answer():
    labels = {"one": label("1", "red") + label("2", ""), "two": label("4", "blue")}
    rules = rule12(is12("1", "response_one"), "Add", "50"), rule12(is12("4", "response_two"), "Add", "50")
    got = definition(gap_file("fill_in_multiple_blanks_question", labels, *rules))
    assert [answer["text"] for answer in got["gaps"][0]["answers"]] == ["red"]
