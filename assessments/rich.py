"""Words of a question as HTML: plain as they were written, or the light Markdown of lms/core/markdown.py with pictures named by hash."""

import re
from collections.abc import Callable, Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assessments.questions.shared import DECORATES
from lms.core.markdown import to_html

# A picture is lifted out before the text becomes HTML (which allows none) and put back afterwards.
PICTURE = re.compile(r"!\[[^\]]*\]\(image:([0-9a-f]{64})\)")
GAP = "\ue001"  # a letter that no font has, as for pictures
LONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)
BLOCKS = re.compile(r"</(?:p|li|blockquote|h[2-4]|tr)>\s*")
BLOCK_TAGS = re.compile(r"</?(?:p|ul|ol|li|blockquote|h[2-4]|hr|table|thead|tbody|tr|th|td)\b[^>]*>")


def rich(text: str, markup: str, images: Mapping[str, str], address: Callable[[str], str], *, inline: bool = False) -> str:
    """`inline`: for a place that holds no blocks, such as a label; paragraphs become line breaks there."""
    if markup != "markdown":
        return text
    hashes = PICTURE.findall(text)
    html = to_html(PICTURE.sub("\ue000", text))
    for sha256 in hashes:
        html = SafeString(html.replace("\ue000", picture(sha256, images.get(sha256, ""), address), 1))
    return in_line(html) if inline else mark_safe(html)


def rich_runs(runs: Sequence[str], markup: str, images: Mapping[str, str], address: Callable[[str], str]) -> list[str]:
    """Runs of one text with a gap between each two: the text is marked up as a whole, so that spaces beside a gap and emphasis across
    one stay. The runs are meant to follow each other; one alone may open a tag that the next one closes."""
    whole = rich(GAP.join(run.replace(GAP, "") for run in runs), markup, images, address, inline=True)
    return [SafeString(run) if isinstance(whole, SafeString) else run for run in whole.split(GAP)]


def in_line(html: str) -> SafeString:
    lone = LONE_PARAGRAPH.fullmatch(html)
    bare = lone.group(1) if lone else BLOCK_TAGS.sub("", BLOCKS.sub("<br>", html)).removesuffix("<br>")
    return mark_safe(bare)


def picture(sha256: str, alt: str, address: Callable[[str], str]) -> SafeString:
    return format_html('<img src="{}" alt="{}" loading="lazy">', address(sha256), "" if alt == DECORATES else alt)
