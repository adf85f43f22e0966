"""Markdown of our own pages (help, privacy, starter texts) to HTML that cannot do harm."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "em",
    "code",
    "blockquote",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str) -> SafeString:
    """HTML with headings from level 2 down (the page has its own level 1), no scripts, no styles, no pictures."""
    lowered = text.replace("\r\n", "\n")
    html = nh3.clean(
        _parser.render(lowered),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel", "sms"},
        link_rel="noopener",
    )
    return mark_safe(html)


def title_and_body(text: str) -> tuple[str, str]:
    """Split a Markdown text at its first-level heading: ("Privacy", the rest). Without one the title is ""."""
    first, _, rest = text.lstrip("\ufeff\n ").partition("\n")
    return (first[2:].strip(), rest) if first.startswith("# ") else ("", text)
