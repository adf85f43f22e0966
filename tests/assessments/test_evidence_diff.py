"""What changed between two rounds."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from assessments.worddiff import ADDED, SAME, TAKEN_OUT, Span, compare, count_new_words, paragraphs


def test_words_that_came_and_went_are_told_apart():
    assert compare("I said no to them.", "I said no kindly to her.") == [
        Span(SAME, "I said no "),
        Span(ADDED, "kindly "),
        Span(SAME, "to "),
        Span(TAKEN_OUT, "them. "),
        Span(ADDED, "her. "),
    ]


def test_blank_space_alone_is_no_change():
    assert [span.kind for span in compare("one two\nthree", "one  two three ")] == [SAME]


def test_only_new_words_count_for_the_reader():
    assert count_new_words("I said no.", "I said no. Next time I would say it earlier.") == 7


def test_everything_is_new_the_first_time():
    assert count_new_words("", "three new words") == 3


def test_paragraphs_stay_paragraphs():
    rows = paragraphs(compare("First.\n\nSecond.", "First.\n\nSecond one.\n\nThird."))
    assert ["".join(span.text for span in row if span.kind != TAKEN_OUT).strip() for row in rows] == ["First.", "Second one.", "Third."]


def test_the_longest_texts_are_compared_in_a_moment():
    words = [f"word{number % 300}" for number in range(3500)]
    began = process_time()
    compare(" ".join(words), " ".join([*words[:1700], "new", *words[1800:]]))
    assert process_time() - began < 3


WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "end."]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_what_stayed_and_came_is_the_later_text(before, after):
    spans = compare(before, after)
    assert "".join(span.text for span in spans if span.kind != TAKEN_OUT).split() == after.split()
    assert "".join(span.text for span in spans if span.kind != ADDED).split() == before.split()
