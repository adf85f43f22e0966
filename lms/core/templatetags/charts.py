"""`{% chart figure %}`: a figure of lms.core.charts on a page. Each form is one template in templates/_ui/charts/."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from lms.core.charts import Figure

register = template.Library()


@register.inclusion_tag("_ui/charts/figure.html")
def chart(figure: Figure, csv: str = "", level: int = 2) -> dict[str, Any]:
    """The finding as its heading (`level` 2 to 4), then drawing, list for phones, table and file (`csv`: its address)."""
    form = f"_ui/charts/{figure.form}.html" if figure.is_drawn else ""
    return {"figure": figure, "form": form, "csv": csv, "level": level}


@register.filter
def unit(number: float) -> SafeString:
    """A number as drawings and attributes need it: a full stop in every language, at most two places."""
    return mark_safe(f"{round(float(number), 2):g}")
