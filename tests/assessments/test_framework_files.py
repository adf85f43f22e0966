"""Reading a framework from its file: what it says, and each thing that is wrong with its line."""

import pytest

from assessments.framework_files import FrameworkFileError, read_framework
from assessments.frameworks import Competency
from tests.factories.assessments_evidence import STARTER

TEXT = STARTER.read_text()


def refused(wrong: str, instead_of: str = "") -> list[str]:
    with pytest.raises(FrameworkFileError) as caught:
        read_framework(TEXT.replace(instead_of, wrong, 1) if instead_of else wrong)
    return [str(problem) for problem in caught.value.problems]


def line_of(words: str) -> int:
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_the_starter_is_read_whole():
    file = read_framework(TEXT)
    found = [Competency.read(each) for each in file.content["competencies"]]
    assert [each.key for each in found] == list(file.plans)
    assert found[0].criterion_keys == ("L1", "L2")
    assert all(each.example_met and each.example_not_yet and each.unsafe for each in found)
    assert file.plans["listening"]["another_assessor_after_not_yet"] == 2


def test_an_unknown_key_is_named_with_its_line():
    [told] = refused("titel: x\ntitle: Alongside core", "title: Alongside core")
    assert told.startswith(f"line {line_of('title: Alongside core')}: titel: is not known here; known are framework, title")


@pytest.mark.parametrize(
    ("wrong", "instead_of", "says"),
    [
        ("reviewed: perhaps", "reviewed: false", "reviewed: say true or false"),
        (
            "methods: [guessing]",
            "methods: [reflective_account, work_product, professional_discussion, direct_observation]",
            "plan.methods: may hold",
        ),
        ("supervisor_may_assess: 3", "supervisor_may_assess: false", "plan.supervisor_may_assess: say true or false"),
        ("pass_rule: average", "pass_rule: all_met_none_unsafe", "plan.pass_rule: may be all_met_none_unsafe"),
        (
            "another_assessor_after_not_yet: -1",
            "another_assessor_after_not_yet: 2",
            "plan.another_assessor_after_not_yet: is a whole number",
        ),
        ("framework: Not a key", "framework: alongside-core", "framework: is a short name"),
        ("key: L1", "key: L2", "key: `L1` stands twice in criteria"),
        ("- key: listening", "- key: boundaries", "key: `listening` stands twice in competencies"),
        ("title: ''", "title: Boundaries", "title: needs some words"),
        ("domain: 5", "domain: boundaries", "domain: needs some words"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(wrong, instead_of, says):
    told = refused(wrong, instead_of)
    assert [each for each in told if f": {says}" in each and each.startswith("line ")], told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a list", "line 1: file: a framework starts with `framework: <key>`"),
        ("a: [", "line 1: file: "),
        ("framework: x\n? [a, b]\n: c", "line 2: file: a key is one word"),
        ("framework: x\n{a: b}: c", "line 2: file: a key is one word"),
        ("[" * 5000, "line 1: file: cannot be read as YAML"),
        ("\x00", "line 1: file: cannot be read as YAML"),
        ("framework: x", "line 1: title: is missing"),
        ("framework: x\ncompetencies: []", "line 2: competencies: needs a list of at least one competency"),
        ("framework: x\nplan: 3", "line 2: plan: may hold methods"),
        ("framework: x\ncompetencies:\n- key: a\n  criteria: none", "line 4: criteria: needs a list of at least one criterion"),
        ("framework: x\ncompetencies:\n- key: a\n  plan: x", "line 4: plan: may hold methods"),
        ("framework: x\ncompetencies:\n- key: a\n  examples: x\n  unsafe: y", "line 5: unsafe: needs a list of sentences"),
        ("framework: x\ncompetencies:\n- key: a\n  examples: x", "line 4: examples: needs `met` and `not_yet`"),
        ("framework: x\ncompetencies:\n- key: a", "line 3: plan.methods: is missing here and in the plan for all"),
    ],
)
def test_a_file_that_is_no_framework_says_why(text, says):
    assert any(told.startswith(says) for told in refused(text)), refused(text)
