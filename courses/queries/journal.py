"""A writer's own entries, opened for the writer."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from accounts.models import User
from courses.models import JournalEntry
from courses.sealing import read_copy, read_entry

from .drawing import drawn
from .learning import stamp_of

A_PAGE = 30
FIRST_WORDS = 160


@dataclass(frozen=True)
class EntryLine:
    """One entry in the list: its first words and where it was written."""

    entry: JournalEntry
    text: str

    @property
    def first_words(self) -> str:
        line = " ".join(self.text.split())
        return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class EntryScreen:
    """One entry with everything around it. `others` are words from another device that wait for a choice."""

    entry: JournalEntry
    text: str
    others: list[str]
    prompt: str
    module: str
    step: str
    step_url: str


def journal_page(person: User, number: str | None) -> Page[EntryLine]:
    """A page of thirty, newest first, in a fixed number of queries."""
    mine = JournalEntry.objects.readable_by(person).select_related("person__key", "edition").defer("edition__content")
    page: Page[EntryLine] = Paginator(mine.order_by("-saved_at", "-pk"), A_PAGE).get_page(number)  # type: ignore[assignment]
    page.object_list = [EntryLine(entry, read_entry(entry)) for entry in page.object_list]  # type: ignore[arg-type, misc]
    return page


def entry_screen(entry: JournalEntry) -> EntryScreen:
    """Open one entry, with the question it answers as it stood in the edition where it was written."""
    others = [read_copy(copy) for copy in entry.copies.order_by("pk")]
    edition = entry.edition
    if edition is None:
        return EntryScreen(entry, read_entry(entry), others, "", "", "", "")
    step = drawn(edition, stamp_of(edition)).by_key(entry.step_key)
    value = step.find("reflection", entry.block_id) if step else None
    url = reverse("courses:step", args=[edition.slug, step.slug]) + f"#b-{entry.block_id}" if step else ""
    return EntryScreen(entry, read_entry(entry), others, (value or {}).get("prompt", ""), edition.title, step.title if step else "", url)
