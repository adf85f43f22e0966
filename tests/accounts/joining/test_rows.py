"""Lists of people as office programs write them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st

from accounts.joining.rows import LONGEST_NAME, MOST_BYTES, MOST_ROWS, PROBLEMS, check, is_address, plain_name, read_rows
from accounts.services import clean_name

ADA = ("Zoë Ñandú", "zoe@example.org")


@pytest.mark.parametrize(
    "data",
    [
        "Zoë Ñandú,zoe@example.org\n".encode(),
        "\ufeffZoë Ñandú;zoe@example.org".encode(),
        "Name\tE-mail\r\nZoë Ñandú\tZOE@example.org\r\n".encode(),
        "email;name\nzoe@example.org;Zoë Ñandú\n".encode("cp1252"),
        "First name,Last name,Email\nZoë,Ñandú,zoe@example.org\n".encode(),
        '"Zoë Ñandú" <zoe@example.org>'.encode(),
        "Name,Email\nZoë Ñandú,mailto:zoe@example.org".encode("utf-16"),
        "id,E-mail address,Called\n7, zoe@example.org ,Zoë Ñandú\n\n\n".encode(),
        "Zoë Ñandú,zoe@example.org\r".encode(),
    ],
)
def test_what_office_programs_write_is_read(data):
    assert [(row.called, row.email, row.problems) for row in read_rows(data).rows] == [(*ADA, ())]


@pytest.mark.parametrize(
    ("called", "email", "problems"),
    [
        ("", "a@example.org", ("no_name",)),
        ("Ada", "", ("no_address",)),
        ("Ada", "ada@example", ("mistyped",)),
        ("Ada", "ada.example.org", ("mistyped",)),
        ("Ada", "ada @example.org", ("mistyped",)),
        ("Ada", "ada@example,org", ("mistyped",)),
        ("Ada", "a@b.org\nBcc: eve@example.org", ("mistyped",)),
        ("Ada", "ada..x@example.org", ("mistyped",)),
        ("Ada", "ada@gmial.com", ("doubtful",)),
        ("=", "", ("no_name", "no_address")),
    ],
)
def test_each_problem_is_named(called, email, problems):
    assert check([(called, email)])[0].problems == problems


def test_a_slip_of_the_finger_says_what_was_meant():
    assert check([("Ada", "ada@gmial.com")])[0].meant == "ada@gmail.com"


def test_what_may_be_sent_once_somebody_has_looked_is_told_from_what_may_not():
    rows = check([("Ada", "ada@example.org"), ("Bo", "bo@gmial.com"), ("", "cy@gmial.com")])
    assert [(row.is_ready, row.is_doubtful_only) for row in rows] == [(True, False), (False, True), (False, False)]


@pytest.mark.parametrize("domain", ["\U0001d4d0.org", "\U00010348.org", "a" * 64 + "é.org"])
def test_a_domain_that_mail_cannot_reach_is_mistyped(domain):
    assert not is_address(f"ada@{domain}")


def test_the_second_row_for_an_address_is_the_one_too_many():
    rows = check([("Ada", "ada@example.org"), ("Bo", "bo@example.org"), ("Ada L", " ADA@example.org ")])
    assert [row.problems for row in rows] == [(), (), ("twice",)]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "|calc"])
def test_no_name_starts_a_formula(name):
    assert not plain_name(name).startswith(("=", "+", "-", "@", "|", "'", "\t"))


def test_a_name_never_starts_a_header():
    assert plain_name("Ada\r\nBcc: x@example.org\u202e") == "Ada Bcc: x@example.org"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"\n ;\n", "empty"),
        (b"name,email\n", "empty"),
        (b"a" * (MOST_BYTES + 1), "too_large"),
        (b"Ada,a@example.org\n" * (MOST_ROWS + 1), "too_many"),
        (b"\xff\xfe\x00", "unreadable"),
        (b'"' + b"a" * 200_000, "unreadable"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(data, problem):
    assert (read_rows(data).problem, read_rows(data).rows) == (problem, ())


def test_five_hundred_rows_are_read():
    assert len(read_rows(b"Ada,a@example.org\n" * MOST_ROWS).rows) == MOST_ROWS


@given(st.binary(max_size=2000))
def test_whatever_the_bytes_rows_are_clean(data):
    read = read_rows(data)
    assert bool(read.rows) != bool(read.problem)
    for row in read.rows:
        assert "\n" not in row.called + row.email.strip() or "mistyped" in row.problems
        assert not row.called.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert set(row.problems) <= set(PROBLEMS)
        assert len(row.called) <= LONGEST_NAME


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text):
    once = plain_name(text)
    assert plain_name(once) == once
    assert clean_name(once) == once


@given(st.text(max_size=60))
def test_what_we_take_for_an_address_django_takes_too(text):
    for candidate in (text, f"{text}@example.org", f"ada@{text}.org"):
        if is_address(candidate):
            assert "\n" not in candidate
            try:
                validate_email(candidate)
            except ValidationError:
                raise AssertionError(candidate) from None


@given(
    st.lists(st.tuples(st.sampled_from(["Ada", "Bo", ""]), st.sampled_from(["a@x.org", "b@x.org", "A@x.org ", "", "nope"])), max_size=12)
)
def test_no_address_is_ready_twice(pairs):
    ready = [row.email for row in check(pairs) if row.is_ready]
    assert len(ready) == len(set(ready))
    assert [row.number for row in check(pairs)] == list(range(1, len(pairs) + 1))
