"""The service's own texts (help, privacy, accessibility): Markdown files in starter/, safe HTML on the page."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.safestring import SafeString

from .markdown import title_and_body, to_html

STARTER = Path(__file__).parent / "starter"


@dataclass(frozen=True)
class Text:
    title: str
    html: SafeString


def read_text(name: str) -> Text | None:
    """The text of that name, or None while nobody has written it."""
    path = STARTER / f"{name}.md"
    if not path.exists():
        return None
    title, body = title_and_body(path.read_text(encoding="utf-8"))
    return Text(title, to_html(body))
