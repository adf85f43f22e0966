"""Reading a scheme file: it is taken whole, or every problem is named with its line and key."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lms.core.written.shapes import Choice, Day, Flag, Key, ListOf, Share, Table, Text, Whole
from schemes.files.scheme_file import SchemeFileError, from_body, read_scheme, version_of
from schemes.requirements import AnyOf, NOf, SupervisionMinutes

STARTER = Path(__file__).parents[2] / "schemes" / "starter" / "alongside-demo.yaml"
SHORT = """\
format: alongside-scheme-1
scheme: {code: demo, name: Demo, authority: Board}
credential: {key: worker, title: Worker}
version: {number: 1, effective_from: 2027-01-01}
terms: {valid_months: 12}
requirements:
  - {kind: quiz_passed, key: test, title: Test, quiz: core}
"""


def problems(text):
    with pytest.raises(SchemeFileError) as caught:
        read_scheme(text)
    return [(problem.line, problem.path, problem.code) for problem in caught.value.problems]


def with_requirement(text):
    return SHORT + text


def test_the_starter_scheme_asks_for_six_things():
    file = read_scheme(STARTER.read_text())
    assert [one.kind for one in file.requirements] == [
        "training_minutes",
        "quiz_passed",
        "competencies_judged",
        "practice_minutes",
        "supervision_minutes",
        "attestation",
    ]
    training, *_, supervision, _ = file.requirements
    assert (training.minutes, sum(training.domains.values())) == (2400, 2400)
    assert (supervision.minutes, supervision.individual_min_minutes) == (360, 180)
    assert (file.terms.valid_months, file.terms.grace_days, file.scheme.is_example) == (36, 30, True)
    assert len(file.credential.neutral_titles) == 2


def test_a_stored_body_reads_back_as_the_same_scheme():
    file = read_scheme(STARTER.read_text())
    assert from_body(json.loads(json.dumps(file.body()))) == file


def test_what_equals_a_default_is_not_written_down():
    terms = read_scheme(SHORT + "").body()["terms"]
    assert terms == {"valid_months": 12}


def test_the_engine_sees_one_group_of_everything():
    version = version_of(read_scheme(SHORT), "f" * 64)
    assert (version.scheme, version.number, version.requirement.of[0].key) == ("demo", 1, "test")


def test_an_unknown_key_is_named_with_its_line_and_a_suggestion():
    text = STARTER.read_text().replace("minutes: 2400", "minuets: 2400")
    with pytest.raises(SchemeFileError) as caught:
        read_scheme(text)
    unknown = next(problem for problem in caught.value.problems if problem.code == "unknown_key")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "minuets" in row)
    assert (unknown.line, unknown.path, unknown.params["key"], unknown.params["suggestion"]) == (
        line,
        "requirements[1].minuets",
        "minuets",
        "minutes",
    )


def test_every_problem_is_named_at_once():
    text = SHORT.replace("key: worker", "key: Worker!").replace("number: 1", "number: 0").replace("valid_months: 12", "valid_months: 1:30")
    assert problems(text) == [
        (3, "credential.key", "not_a_key"),
        (4, "version.number", "out_of_bounds"),
        (5, "terms.valid_months", "wrong_sort"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "", "empty_file")]),
        ("a: [", [(1, "", "not_yaml")]),
        ("a: 1\n---\nb: 2\n", [(2, "", "not_yaml")]),
        ("\x00", [(0, "", "not_yaml")]),
        ("[" * 5000, [(0, "", "nested_without_end")]),
        ("- a list\n", [(1, "", "wrong_sort")]),
    ],
)
def test_files_that_are_no_scheme(text, expected):
    assert problems(text) == expected


def test_twice_the_same_key():
    assert (2, "scheme.code", "repeated_key") in problems(SHORT.replace("{code: demo,", "{code: demo, code: other,"))


def test_aliases_are_refused():
    text = SHORT.replace("name: Demo", "name: &a Demo").replace("authority: Board", "authority: *a")
    assert (2, "scheme.authority", "alias") in problems(text)


def test_another_format_is_refused():
    assert problems(SHORT.replace("alongside-scheme-1", "alongside-scheme-9")) == [(1, "format", "not_one_of")]


def test_a_date_must_be_in_the_calendar():
    assert problems(SHORT.replace("2027-01-01", "2027-02-30")) == [(4, "version.effective_from", "wrong_sort")]


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("just text", [(8, "requirements[2]", "wrong_sort")]),
        ("{key: a, title: A}", [(8, "requirements[2]", "missing_key")]),
        ("{kind: quiz_pased, key: a, title: A}", [(8, "requirements[2].kind", "not_one_of")]),
        ("{kind: quiz_passed, key: test, title: A, quiz: b}", [(8, "requirements[2].key", "repeated_requirement")]),
        ("{kind: quiz_passed, title: A, quiz: b}", [(8, "requirements[2]", "missing_key")]),
        ("{kind: all_of, key: a, title: A, of: []}", [(8, "requirements[2].of", "too_few")]),
        (
            "{kind: n_of, key: a, title: A, n: 2, of: [{kind: quiz_passed, key: b, title: B, quiz: b}]}",
            [(8, "requirements[2].n", "more_than_there_are")],
        ),
        (
            "{kind: training_minutes, key: a, title: A, minutes: 10, domains: {x: 6, y: 5}}",
            [(8, "requirements[2].minutes", "less_than_its_parts")],
        ),
        ("{kind: training_minutes, key: a, title: A, minutes: 10, domains: [x]}", [(8, "requirements[2].domains", "wrong_sort")]),
        ("{kind: training_minutes, key: a, title: A, minutes: 10, domains: {'X Y': 6}}", [(8, "requirements[2].domains.X Y", "not_a_key")]),
        (
            "{kind: supervision_minutes, key: a, title: A, minutes: 10, individual_min_minutes: 11}",
            [(8, "requirements[2].minutes", "less_than_its_parts")],
        ),
        (
            "{kind: supervision_minutes, key: a, title: A, minutes: 10, large_group: {over: 6, credit: '3/2'}}",
            [(8, "requirements[2].large_group.credit", "wrong_sort")],
        ),
        ("{kind: practice_minutes, key: a, title: A, minutes: 10, counted: [x, x]}", [(8, "requirements[2].counted[2]", "repeated_value")]),
        ("{kind: practice_minutes, key: a, title: A, minutes: 10, counted: x}", [(8, "requirements[2].counted", "wrong_sort")]),
    ],
)
def test_requirements_that_cannot_be_read(requirement, expected):
    assert problems(with_requirement(f"  - {requirement}\n")) == expected


def nested(depth):
    inner = "{kind: quiz_passed, key: leaf, title: L, quiz: b}"
    for n in range(depth):
        inner = f"{{kind: any_of, key: g{n}, title: G, of: [{inner}]}}"
    return with_requirement(f"  - {inner}\n")


def test_groups_stand_three_deep_and_no_deeper():
    assert isinstance(read_scheme(nested(3)).requirements[1], AnyOf)
    assert problems(nested(4)) == [(8, "requirements[2].of[1].of[1].of[1]", "too_deep")]


def test_groups_side_by_side_are_not_deeper():
    side = "".join(
        f"  - {{kind: n_of, n: 1, key: s{n}, title: S, of: [{{kind: quiz_passed, key: q{n}, title: Q, quiz: b}}]}}\n" for n in range(5)
    )
    assert all(isinstance(one, NOf) for one in read_scheme(with_requirement(side)).requirements[1:])


def test_a_deep_group_after_a_deep_group_is_read_too():
    """The depth is counted down again at each end: a single requirement after a group is no group's."""
    first = nested(3).removeprefix(SHORT)
    second = first.replace("key: g", "key: h").replace("key: leaf", "key: other")
    assert len(read_scheme(with_requirement(first + second)).requirements) == 3


def test_a_cited_statement_must_be_named_when_the_file_names_any():
    cites = "  - {kind: any_of, key: g, title: G, of: [{kind: attestation, key: e, title: E, statement: ethics, statement_version: 2}]}\n"
    names = "statements: [{code: ethics, version: 1, title: Ethics, file: ethics.md}]\n"
    assert read_scheme(SHORT + cites)
    assert problems(SHORT + cites + names) == [(7, "requirements", "statement_not_named")]


def test_words_of_the_service_are_taken():
    assert problems(SHORT.replace("code: demo", "code: case")) == [(2, "scheme.code", "taken")]
    cites = "  - {kind: attestation, key: send, title: E, statement: ethics, statement_version: 2}\n"
    assert problems(SHORT + cites) == [(7, "requirements", "taken")]


def test_supervision_reads_its_crediting_rule():
    text = with_requirement(
        "  - {kind: supervision_minutes, key: a, title: A, minutes: 60, group_max_minutes: 30, large_group: {over: 6, credit: '1/2'}}\n"
    )
    found = read_scheme(text).requirements[1]
    assert isinstance(found, SupervisionMinutes)
    assert (found.rule().group_max, found.rule().large_group.credit) == (30, Fraction(1, 2))
    assert from_body(json.loads(json.dumps(read_scheme(text).body()))).requirements[1] == found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("name: Demo", "name: ''", "empty"),
        ("name: Demo", f"name: {'x' * 201}", "too_long"),
        ("name: Demo", "name: [x]", "wrong_sort"),
        ("code: demo", "code: 12", "wrong_sort"),
        ("authority: Board", "authority: Board, is_example: yes", "wrong_sort"),
        ("number: 1", "number: 010", "wrong_sort"),
        ("number: 1", "number: 1.0", "wrong_sort"),
        ("terms: {valid_months: 12}", "terms: {grace_shown_as: currant}", "not_one_of"),
        ("terms: {valid_months: 12}", "terms: 12", "wrong_sort"),
    ],
)
def test_values_of_the_wrong_shape(old, new, code):
    assert [found for _, _, found in problems(SHORT.replace(old, new))] == [code]


def test_a_body_of_a_later_release_is_refused_not_guessed():
    with pytest.raises(SchemeFileError):
        from_body({**read_scheme(SHORT).body(), "renewal": []})


def test_plain_values_of_odd_sorts_are_refused():
    for odd in (None, 1.5):
        with pytest.raises(SchemeFileError):
            from_body({**read_scheme(SHORT).body(), "terms": odd})


SHAPES = [
    (Text(), "Word", "text, at most 200 characters"),
    (Key(), "a-key", "a key: small letters, digits, single hyphens or underscores"),
    (Whole(1, 9, "minutes"), 3, "a whole number of minutes, 1 to 9"),
    (Whole(1, 9), 3, "a whole number, 1 to 9"),
    (Flag(), True, "true or false"),
    (Day(), date(2027, 3, 3), "a date, written 2026-03-31"),
    (Choice(("a", "b")), "a", "one of `a`, `b`"),
    (Share(), Fraction(1, 2), "a part of a whole, written 1/2"),
    (ListOf(Key(), 1), ("a",), "a list of 1 or more; each entry a key: small letters, digits, single hyphens or underscores"),
    (Table(Whole(1, 9)), {"a": 1}, "a table of keys, each with a whole number, 1 to 9"),
]


@pytest.mark.parametrize(("shape", "value", "words"), SHAPES)
def test_every_shape_describes_itself_and_comes_back_from_json(shape, value, words):
    from lms.core.written.nodes import from_plain
    from lms.core.written.reading import Reading

    assert shape.says() == words
    assert shape.schema()
    assert shape.read(from_plain(json.loads(json.dumps(shape.plain(value)))), Reading()) == value
