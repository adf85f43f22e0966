"""Reading Aiken: a question, its lines with letters, and the letter that is right."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions.formats import aiken
from assessments.questions.formats.found import Found, Refused, Skipped


def read(text):
    return list(aiken.read(BytesIO(text if isinstance(text, bytes) else text.encode())))


def outline(text):
    """(line, stem, lines by their ids, key) of what was read, and (line, why) of what was not."""
    return [
        (each.where, each.why)
        if isinstance(each, Skipped)
        else (
            each.where,
            each.definition["stem"],
            {option["id"]: option["text"] for option in each.definition["options"]},
            each.definition["key"],
        )
        for each in read(text)
    ]


def test_a_question_with_its_lines_is_read():
    (found,) = read("How do you begin?\nA) With a question\nB. With <b>advice</b> & more\nANSWER: A\n")
    assert found == Found(
        "line 1",
        {
            "kind": "single_choice",
            "stem": "How do you begin?",
            "options": [{"id": "a", "text": "With a question"}, {"id": "b", "text": "With <b>advice</b> & more"}],
            "key": "a",
        },
    )
    assert questions.structural_problems(found.definition) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_may_stand_anywhere(end):
    text = end.join(["", "Q1", "", "A) a", "", "B) b", "", "ANSWER: B", "Q2", "A) a", "B) b", "", "ANSWER: A"])
    assert outline(text) == [("line 2", "Q1", {"a": "a", "b": "b"}, "b"), ("line 9", "Q2", {"a": "a", "b": "b"}, "a")]


def test_questions_and_lines_may_go_on_in_the_next_line():
    text = "In the U.S. this is true:\nB. is a letter\nA)\nfirst\nand more\n\nB)second\nAnswer : b) second"
    assert outline(text) == [("line 1", "In the U.S. this is true:\nB. is a letter", {"a": "first\nand more", "b": "second"}, "b")]


def test_letters_are_taken_as_they_stand():
    assert outline("Q\nA) a\nB) b\nD) d\nANSWER: D") == [("line 1", "Q", {"a": "a", "b": "b", "d": "d"}, "d")]


def test_a_question_may_begin_with_the_word_answer():
    assert outline("Answer: what is it?\nA) a\nB) b\nANSWER: A") == [("line 1", "Answer: what is it?", {"a": "a", "b": "b"}, "a")]


NO_ANSWER = "No line says which is right, such as “ANSWER: B”."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Q\nA) a\nB) b", NO_ANSWER),
        ("Q\nA) a\nB) b\nANSWER: C", "The answer “C” names none of its lines."),
        ("Q\nA) a\nB) b\nANSWER: 2", "The answer “2” names none of its lines."),
        ("Q\nA) a\nB) b\nANSWER:", "The answer “” names none of its lines."),
        ("Q\nA) a\nB) b\nANSWER: A, B", "More than one line is named as right. Aiken has one right line for each question."),
        ("Q\nA) a\nB) b\nANSWER: A and b", "More than one line is named as right. Aiken has one right line for each question."),
        ("Q\nA) a\nA) b\nANSWER: A", "Two lines have the same letter."),
        ("Q\nA) a\nANSWER: A", "options: Give between 2 and 60 lines."),
        ("Q\nANSWER: A", "The answer “A” names none of its lines."),
        ("Q" * 9_000 + "\nA) a\nB) b\nANSWER: A", "stem: Make this shorter: at most 1200 characters."),
        ("Q" * 1_000_000 + "\nA) a\nB) b\nANSWER: A", "The answer “A” names none of its lines."),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_line_and_the_reason(text, why):
    assert outline(text) == [("line 1", why)]


def test_a_question_without_an_answer_ends_at_the_blank_line_before_the_next():
    text = "Q1\nA) a\nB) b\n\nQ2\nA) a\nB) b\nANSWER: A\n\nOnly words"
    assert outline(text) == [("line 1", NO_ANSWER), ("line 5", "Q2", {"a": "a", "b": "b"}, "a"), ("line 10", NO_ANSWER)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"Only words\n\nand more"])
def test_a_file_without_questions_is_refused(content):
    with pytest.raises(Refused, match="Nothing here could be read as Aiken"):
        read(content)


def test_a_file_with_too_many_questions_is_refused(monkeypatch):
    monkeypatch.setattr(aiken, "MOST_QUESTIONS", 1)
    with pytest.raises(Refused, match="line 5: The file holds more than 1 questions"):
        read("Q\nA) a\nB) b\nANSWER: A\n" * 2)


def test_old_encodings_are_read_and_said():
    (found,) = read("Où?\nA) ici\nB) là\nANSWER: A".encode("cp1252"))
    assert (found.definition["stem"], len(found.notes)) == ("Où?", 1)


@given(st.lists(st.sampled_from(["Q", "A) a", "B) b", "B. b", "ANSWER: B", "ANSWER: A, B", "", "C)", " \t", "é"])))
def test_any_file_is_read_or_refused(lines):
    with suppress(Refused):
        for each in read("\n".join(lines)):
            assert each.why if isinstance(each, Skipped) else questions.structural_problems(each.definition) == []


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    with suppress(Refused):
        assert read(content)
