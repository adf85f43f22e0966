"""What a manager types to ask many people in at once, and what comes back from the preview."""

import json
import re
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.joining.rows import MOST_BYTES, MOST_ROWS, Read, Row, check, read_rows

FIXED_AT_ONCE = 200  # rows that can be put right on the page; a list with more slips is better put right where it came from
TICKET = re.compile(r"[\w-]{8,40}", re.ASCII)
PROBLEMS = {
    "empty": _("There is nobody in this list. Each line needs a name and an e-mail address."),
    "too_large": _("This file is too large. The most we can take is 1 MB."),
    "too_many": _("This list is too long. Please send at most 500 people at once."),
    "unreadable": _("We cannot read this file. Save it as CSV in your spreadsheet, then try again."),
}


class ListForm(forms.Form):
    """A file, or rows copied from a spreadsheet."""

    marks_optional = False

    file = forms.FileField(
        label=_("A file with their names and addresses"),
        required=False,
        help_text=_("CSV, as every spreadsheet can save it. At most 500 people and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    pasted = forms.CharField(
        label=_("Or paste them here"),
        required=False,
        strip=False,
        help_text=_("One person on a line, like: Ada Lang, ada@example.org"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    pasted.audience = _("You alone. Nothing is kept until you confirm the list on the next page.")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        read = self._read(said.get("file"), said.get("pasted") or "")
        if read.problem:
            self.add_error("file" if said.get("file") else "pasted", str(PROBLEMS[read.problem]))
        self.rows = read.rows
        return said

    def _read(self, file: UploadedFile | None, pasted: str) -> Read:
        if file is None:
            return read_rows(pasted.encode())
        return Read(problem="too_large") if (file.size or 0) > MOST_BYTES else read_rows(file.read())


@dataclass(frozen=True)
class Preview:
    """The list as the preview page sent it back. `is_changed`: somebody typed into a row, so it has to be looked at once more."""

    rows: tuple[Row, ...]
    leave: frozenset[int]
    sure: frozenset[int]
    batch: str
    is_changed: bool = False

    @property
    def packed(self) -> str:
        """Names and addresses for the page to carry: nothing of it lies on the server."""
        return json.dumps([[row.called, row.email] for row in self.rows], ensure_ascii=False, separators=(",", ":"))


def ticket(text: str = "") -> str:
    """A random name for one act, or the one that came back, when it has the shape of ours."""
    return text if TICKET.fullmatch(text) else token_urlsafe(16)


def first_preview(rows: tuple[Row, ...]) -> Preview:
    return Preview(rows, frozenset(), frozenset(), ticket())


def preview_of(data: QueryDict) -> Preview | None:
    """Read the preview page's form, with what was put right in it. None for a list that is not one of ours."""
    pairs = _unpack(data.get("rows", ""))
    if pairs is None:
        return None
    fixed = [(data.get(f"called-{n}", called), data.get(f"email-{n}", email)) for n, (called, email) in enumerate(pairs, 1)]
    before, rows = check(pairs), check(fixed)
    return Preview(rows, _numbers(data, "leave"), _numbers(data, "sure"), ticket(data.get("batch", "")), is_changed=rows != before)


def _unpack(text: str) -> list[tuple[str, str]] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, list) or not 0 < len(found) <= MOST_ROWS:
        return None
    whole = all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(cell, str) for cell in pair) for pair in found)
    return [(called, email) for called, email in found] if whole else None


def _numbers(data: QueryDict, name: str) -> frozenset[int]:
    return frozenset(int(value) for value in data.getlist(name) if value.isdecimal() and len(value) < 4)


class LetterForm(forms.Form):
    """For whom a letter with a code is printed."""

    called = forms.CharField(
        label=_("What are they called?"), max_length=200, help_text=_("The name they use. They can change it."),
        error_messages={"required": _("Write what the person is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
