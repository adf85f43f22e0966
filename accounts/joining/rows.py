"""Reading a list of people to invite: bytes in, rows with their problems out. Pure: it knows nobody and sends nothing.

Takes what office programs write: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252; commas, semicolons or tabs; with a
line of headings or without. At most 500 rows and 1 MB. Names lose what could start a formula in a spreadsheet, a mail header, or turn
text around.

    read_rows(b"Ada;ada@example.org").rows -> (Row(number=1, called="Ada", email="ada@example.org", problems=()),)
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

MOST_ROWS, MOST_BYTES, LONGEST_NAME, LONGEST_ADDRESS = 500, 1024 * 1024, 200, 254
# What a row may lack, in the order in which it is said. "doubtful" alone may be sent, once somebody has looked.
PROBLEMS = ("no_name", "no_address", "mistyped", "twice", "doubtful")

_LOCAL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])", re.IGNORECASE)
_NAMED = re.compile(r"\s*(.*?)\s*<\s*(?:mailto:)?([^<>]*)>\s*", re.DOTALL)
_FORMULA = "=+-@|\t\r\n'\" "
_NAME_HEADS = {"called", "name", "full name", "display name", "what they are called", "vorname", "nom", "nombre"}
_FIRST_HEADS, _LAST_HEADS = {"first name", "firstname", "given name", "first"}, {"last name", "lastname", "surname", "family name", "last"}
_MAIL_HEADS = {"email", "e-mail", "mail", "email address", "e-mail address", "address", "e-mail-adresse", "courriel", "correo"}
# Slips of the finger that reach a stranger, and what was meant.
_SLIPS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmail.co": "gmail.com", "gmail.con": "gmail.com", "gamil.com": "gmail.com",
    "hotmial.com": "hotmail.com", "hotmail.con": "hotmail.com", "outlok.com": "outlook.com", "outlook.con": "outlook.com",
    "yaho.com": "yahoo.com", "yahoo.con": "yahoo.com", "icloud.con": "icloud.com",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One person. `number` counts from 1 in the list as it came, headings left out. `meant`: the address that a slip stands for."""

    number: int
    called: str
    email: str
    problems: tuple[str, ...] = ()
    meant: str = ""

    @property
    def is_ready(self) -> bool:
        return not self.problems

    @property
    def is_doubtful_only(self) -> bool:
        return self.problems == ("doubtful",)


@dataclass(frozen=True)
class Read:
    """What came of a list: its rows, or the one problem of the whole ("empty", "too_large", "too_many", "unreadable")."""

    rows: tuple[Row, ...] = ()
    problem: str = ""


def plain_name(text: str) -> str:
    """A name on one line, without control characters and without what a spreadsheet would take for a formula."""
    visible = "".join(" " if character.isspace() else character for character in text)
    line = " ".join("".join(c for c in visible if c.isprintable() or c in "\u200c\u200d").split())
    return line.lstrip(_FORMULA).rstrip(" \"'")[:LONGEST_NAME].strip()


def plain_address(text: str) -> str:
    """An address in lower case without blanks around it, "mailto:" or angle brackets. A blank or a break inside it stays, as a problem."""
    bare = text.strip().strip("\"'").strip().lower()
    return bare.removeprefix("mailto:").strip("<>").strip()[: LONGEST_ADDRESS + 1]


def is_address(text: str) -> bool:
    """Whether it has the shape of an address that mail can reach. Says nothing about whether anybody reads it."""
    local, _at, domain = text.partition("@")
    dots = local.startswith(".") or local.endswith(".") or ".." in text
    return len(text) <= LONGEST_ADDRESS and not dots and bool(_LOCAL.fullmatch(local)) and bool(_DOMAIN.fullmatch(_ascii(domain)))


def _ascii(domain: str) -> str:
    """A domain in any living script as the mail system writes it; "" for one that has no such form."""
    if any(character > "\uffff" for character in domain):
        return ""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def check(pairs: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """Rows from (called, address) as somebody typed them, cleaned, each with its problems. A second row for an address is "twice"."""
    rows: list[Row] = []
    seen: set[str] = set()
    for number, (called, email) in enumerate(pairs, 1):
        row = _row(number, plain_name(called), plain_address(email))
        if row.email and row.email in seen:
            row = replace(row, problems=tuple(p for p in PROBLEMS if p in {*row.problems, "twice"}))
        seen.add(row.email)
        rows.append(row)
    return tuple(rows)


def _row(number: int, called: str, email: str) -> Row:
    meant = _SLIPS.get(email.rpartition("@")[2], "")
    found = {
        "no_name": not called,
        "no_address": not email,
        "mistyped": bool(email) and not is_address(email),
        "doubtful": bool(meant),
    }
    problems = tuple(problem for problem in PROBLEMS if found.get(problem))
    return Row(number, called, email, problems, f"{email.rpartition('@')[0]}@{meant}" if meant else "")


def read_rows(data: bytes) -> Read:
    """Read a list as it was uploaded or pasted."""
    if len(data) > MOST_BYTES:
        return Read(problem="too_large")
    text = _text(data)
    if text is None:
        return Read(problem="unreadable")
    try:
        cells = [line for line in _cells(text) if any(cell.strip() for cell in line)]
    except csv.Error:
        return Read(problem="unreadable")
    pairs = _pairs(cells)
    if not pairs:
        return Read(problem="empty")
    return Read(problem="too_many") if len(pairs) > MOST_ROWS else Read(check(pairs))


def _text(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    found = (_decoded(data, encoding) for encoding in ("utf-8-sig", "cp1252", "latin-1"))  # the last one reads any bytes
    return next(text for text in found if text is not None).replace("\0", "")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _cells(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    head = lines.split("\n", 20)[:20]
    delimiter = max("\t;,", key=lambda sign: (sum(sign in line for line in head), sign == "\t", sign == ";"))
    return list(csv.reader(io.StringIO(lines), delimiter=delimiter, skipinitialspace=True))


def _pairs(cells: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """(called, address) of every line, found by the headings, or else by where the @ stands."""
    if not cells:
        return []
    heads = [cell.strip().strip('"').casefold() for cell in cells[0]]
    has_heads = not any("@" in head for head in heads) and bool({*heads} & (_MAIL_HEADS | _NAME_HEADS | _FIRST_HEADS))
    body = cells[1:] if has_heads else cells
    mail = next((place for place, head in enumerate(heads) if head in _MAIL_HEADS), None) if has_heads else None
    mail = _most_signs(body) if mail is None else mail
    names = _name_places(heads if has_heads else [], mail, max((len(line) for line in body), default=0))
    return [_pair(line, mail, names) for line in body]


def _most_signs(body: Sequence[Sequence[str]]) -> int:
    """The column in which an @ stands most often; the second, where nobody wrote one."""
    width = max((len(line) for line in body), default=0)
    counts = [sum("@" in line[place] for line in body if place < len(line)) for place in range(width)]
    return counts.index(max(counts)) if counts and max(counts) else min(1, max(width - 1, 0))


def _name_places(heads: Sequence[str], mail: int, width: int) -> list[int]:
    whole = [place for place, head in enumerate(heads) if head in _NAME_HEADS and place != mail]
    if whole:
        return whole[:1]
    parts = [place for kind in (_FIRST_HEADS, _LAST_HEADS) for place, head in enumerate(heads) if head in kind and place != mail]
    return parts or [place for place in range(width) if place != mail][:1]


def _pair(line: Sequence[str], mail: int, names: Sequence[int]) -> tuple[str, str]:
    email = line[mail] if mail < len(line) else ""
    called = " ".join(line[place] for place in names if place < len(line))
    if named := _NAMED.fullmatch(email):  # "Ada <ada@example.org>", as mail programs write it
        return called or named[1], named[2]
    return called, email
