"""Tables as files for other programs (docs/decisions/0077)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

# What a spreadsheet takes for the beginning of a formula; the wide ones because some programs narrow them first.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"  # without it, Excel reads "Núñez" as "NÃºÃ±ez"
ROWS_AT_ONCE = 500


def plain_cell(value: Any) -> Any:
    """A cell that a spreadsheet reads as words: what looks like a formula is quoted. Numbers stay numbers, also below zero."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def csv_blocks(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file in blocks of some hundred rows, so that nobody holds all of it."""
    yield MARK + _block([head])
    ahead = iter(rows)
    while some := list(islice(ahead, ROWS_AT_ONCE)):
        yield _block(some)


def _block(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_response(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file to take along, UTF-8 with a mark so that spreadsheets read accents."""
    response = HttpResponse("".join(csv_blocks(head, rows)), content_type="text/csv; charset=utf-8")
    _name(name, response)
    return response


def csv_stream(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The same, sent while it is read: for lists that may be long."""
    response = StreamingHttpResponse(csv_blocks(head, rows), content_type="text/csv; charset=utf-8")
    _name(name, response)
    return response


def _name(name: str, response: HttpResponseBase) -> None:
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
