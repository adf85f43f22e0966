"""Figures of questions and tests as people read them."""

from fractions import Fraction

from django import template
from django.utils.formats import number_format

from assessments.statistics import percent as nearest

register = template.Library()


@register.filter
def percent(share: Fraction | None) -> str:
    """ "67 %"; "–" for what is not known."""
    return "–" if share is None else f"{nearest(share)} %"


@register.filter
def decimals(value: Fraction | float | None, places: int = 2) -> str:
    """With the reader's own decimal sign; "–" for what is not known."""
    return "–" if value is None else number_format(round(float(value), places), places)
