"""{% rich question.stem question %}: words of a question with its markup and pictures."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.rich import rich as as_html

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
