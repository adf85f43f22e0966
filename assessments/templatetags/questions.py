"""{% rich question.stem question %}: words of a question with its markup and pictures."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.rich import rich as as_html
from assessments.rich import rich_runs

register = template.Library()


def address(sha256: str) -> str:
    return reverse("assessments:question_picture", args=[sha256])


@register.simple_tag
def rich(text: str, question: Any) -> str:
    """For places that hold paragraphs. `question` has `markup` and `images`: a Form, an Entry."""
    return as_html(text, question.markup, question.images, address)


@register.simple_tag
def rich_line(text: str, question: Any) -> str:
    """For a label, a heading, a list entry."""
    return as_html(text, question.markup, question.images, address, inline=True)


@register.simple_tag
def runs_and_gaps(question: Any) -> list[tuple[str, Any]]:
    """The text of a cloze in its runs, each with the piece whose gap follows it."""
    pieces = question.more["pieces"]
    return list(zip(rich_runs([piece.text for piece in pieces], question.markup, question.images, address), pieces, strict=True))
