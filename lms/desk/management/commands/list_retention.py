"""manage.py list_retention: the table of times as Markdown, as it stands in docs/data-we-hold.md."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from lms.core.retention import keepings


def as_table() -> str:
    """One line for each kind of record, in the order of the registry. What an operator chose is not in it: this is what the code says."""
    rows = ["| Key | What | Kept | Counted from | Then |", "|---|---|---|---|---|"]
    with translation.override("en-gb"):
        for keeping in keepings():
            days = "for good" if keeping.days is None else f"{keeping.days} days"
            what = str(keeping.what)
            rows.append(f"| `{keeping.key}` | {what[:1].upper()}{what[1:]} | {days} | {keeping.counted_from} | {keeping.then} |")
    return "\n".join(rows)


class Command(BaseCommand):
    help = "Print how long what is kept, as a Markdown table."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_table())
