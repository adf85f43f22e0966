"""Finding places where somebody could be recognised (ux.md 4.8)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.deidentify import CHOICES, around, change, find, pieces
from assessments.wording import INSTEAD, LOOKS_LIKE, instead


def kinds(text, **options):
    return [(finding.kind, finding.found) for finding in find(text, **options)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Write to halima.y@example.org today", "email", "halima.y@example.org"),
        ("She is @halima_y there", "email", "@halima_y"),
        ("My number is 07700 900 123.", "phone", "07700 900 123"),
        ("He rang +44 20 7946 0018 twice", "phone", "+44 20 7946 0018"),
        ("Call (555) 010-9999 first", "phone", "(555) 010-9999"),
        ("Their flat in SW1A 1AA was cold", "postcode", "SW1A 1AA"),
        ("a letter to NY 10001", "postcode", "NY 10001"),
        ("born on 12/03/1961 there", "date", "12/03/1961"),
        ("It was 3rd of May 1988 then", "date", "3rd of May 1988"),
        ("It was May 3, 1988 then", "date", "May 3, 1988"),
        ("on 1961-03-12 they moved", "date", "1961-03-12"),
        ("her birthday is 4 June", "date", "4 June"),
        ("the number 943 476 5919 stood there", "number", "943 476 5919"),
        ("it said 123-45-6789 on it", "number", "123-45-6789"),
        ("it said QQ 12 34 56 C on it and AB 12 34 56 C", "number", "AB 12 34 56 C"),
        ("I told Mr Okafor about it", "name", "Mr Okafor"),
        ("we saw Dr. Adebayo Smith there", "name", "Dr. Adebayo Smith"),
        ("the Tuesday table with Halima Yusuf at lunch", "name", "Halima Yusuf"),
        ("a man called Zoltán came", "name", "Zoltán"),
        ("my friend, Ola, was there", "name", "Ola"),
        ("their name is Sam and", "name", "Sam"),
        ("then it was Jamie Lee who spoke", "name", "Jamie Lee"),
        ("I met M. at noon", "initials", "M."),
        ("It was J.K. who said it", "initials", "J.K."),
        ("they live at 14 Harbour Road now", "street", "14 Harbour Road"),
        ("we met on Harbour Road", "street", "Harbour Road"),
        ("at the Riverside drop-in", "place", "Riverside drop-in"),
        ("she was on ward 7b then", "place", "ward 7b"),
        ("a man of 62 told us", "age", "of 62"),
        ("she is aged 41.", "age", "aged 41"),
        ("a 62-year-old man", "exact_age", "62-year-old "),
    ],
)
def test_a_place_is_found_with_its_kind(text, kind, found):
    assert (kind, found) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I felt torn, because I know what it is to feel alone at night.",
        "I sat with them on Monday. We spoke English.",
        "In 2019-2023 the group grew to 40 people.",
        "It was I. Nobody else had time.",
        "We used plan 2, and 3 of 10 people came.",
        "With the team I looked at our plan. The NHS pays.",
        "I asked what would help. Then I waited.",
        "It took 62 minutes and cost 12.50.",
    ],
)
def test_ordinary_sentences_are_left_alone(text):
    assert kinds(text) == []


def test_the_writers_own_name_is_found_as_written():
    assert kinds("I said, May I sit? and may I ask?", known_names=["May", " "]) == [("known", "May")]


def test_the_longer_reading_of_one_place_wins():
    assert kinds("I was with Mr Okafor Brown there") == [("name", "Mr Okafor Brown")]


def test_two_findings_that_overlap_become_one_place_and_nothing_is_let_go():
    assert kinds("then with Sam Halima Yusuf Day", known_names=["Halima Yusuf Day"]) == [("known", "Sam Halima Yusuf Day")]


def test_a_change_replaces_only_that_place():
    text = "With M. and a man of 62 at 14 Harbour Road."
    wanted = {finding: instead(finding) for finding in find(text) if finding.kind != "street"}
    assert change(text, wanted) == "With the person and a man in their 60s at 14 Harbour Road."


def test_an_exact_age_goes_without_a_trace():
    text = "a 62-year-old man came"
    assert change(text, {finding: instead(finding) for finding in find(text)}) == "a man came"


def test_a_finding_is_shown_with_the_words_around_it():
    text = "I ran the Tuesday table with Halima Yusuf at the lunch that we all cooked together."
    [finding] = find(text)
    assert around(text, finding) == ("…ran the Tuesday table with ", " at the lunch that we all…")


def test_a_short_text_is_shown_whole():
    text = "with\nSam"
    [finding] = find(text)
    assert around(text, finding) == ("with ", "")


def test_pieces_put_together_are_the_text():
    text = "I met M. at noon"
    assert [part for part, finding in pieces(text, find(text)) if finding] == ["M."]
    assert "".join(part for part, _finding in pieces(text, find(text))) == text


def test_every_kind_has_words_for_the_writer():
    kinds_known = set(LOOKS_LIKE)
    assert kinds_known - {"age", "exact_age"} == set(INSTEAD)
    assert CHOICES == ("change", "not_real", "as_is")


NOISE = st.text(alphabet="abcMr. @0123456789-/,ÄéЖ中\n’") | st.text()


@given(NOISE)
def test_findings_lie_in_the_text_in_order_and_apart(text):
    found = find(text)
    assert all(text[each.start : each.end] == each.found for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join(part for part, _finding in pieces(text, found)) == text


@given(NOISE)
def test_choosing_no_change_leaves_the_text_as_it_is(text):
    assert change(text, {}) == text
