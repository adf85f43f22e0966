"""Component tags: each is one template in templates/_ui/, so that a part of the look has one home."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from lms.core.markdown import to_html
from lms.core.minutes import say_minutes

register = template.Library()

TAG_ICONS = {"met": "tick", "yet": "again", "wait": "dots", "off": "open", "care": "", "stop": "bar"}
STATUS_ICONS = {"": "tick", "ended": "bar", "hold": "pause", "revoked": "cross", "newer": "copy", "cannot": "question", "yet": "again"}

# A workflow column's word -> how it is shown. An app that needs other words passes them: {% state entry.state "With Dee" %}.
STATES = {
    "draft": ("off", _("Draft")),
    "open": ("off", _("Open")),
    "submitted": ("wait", _("Waiting")),
    "waiting": ("wait", _("Waiting")),
    "running": ("wait", _("In progress")),
    "returned": ("yet", _("Needs one more thing")),
    "not_yet": ("yet", _("Not yet")),
    "stuck": ("yet", _("Needs a person to look")),
    "met": ("met", _("Met")),
    "done": ("met", _("Done")),
    "countersigned": ("met", _("Confirmed")),
    "current": ("met", _("Current")),
    "ended": ("off", _("Ended")),
    "suspended": ("yet", _("Not valid at present")),
    "revoked": ("stop", _("Revoked")),
}


@cache
def _drawing(name: str) -> SafeString:
    try:
        return mark_safe(get_template(f"_ui/icons/{name}.html").render().strip())
    except template.TemplateDoesNotExist as problem:
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in templates/_ui/icons/") from problem


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own drawings, for the eye only: the words beside it say the same."""
    return _drawing(name)


@register.inclusion_tag("_ui/tag.html")
def tag(kind: str, text: Any) -> dict[str, Any]:
    """A state in a word, a shape and a colour. Kinds: met, yet, off, care, stop, wait."""
    return {"kind": kind, "text": text, "picture": TAG_ICONS[kind]}


@register.inclusion_tag("_ui/tag.html")
def state(code: str, text: str = "") -> dict[str, Any]:
    """The tag for a workflow state such as `draft` or `countersigned`; unknown codes are shown as they stand."""
    kind, words = STATES.get(code, ("off", code))
    return tag(kind, text or words)


@register.inclusion_tag("_ui/audience.html")
def audience(text: str, more: str = "", id: str = "") -> dict[str, str]:  # noqa: A002 - the HTML attribute
    """Who will read the words in the box beside it, first in bold when `more` follows."""
    return {"text": text, "more": more, "id": id}


@register.inclusion_tag("_ui/meter.html")
def meter(have: float, need: float, label: str) -> dict[str, Any]:
    """A native progress bar; `label` says the same in words and units, like "42 of 60 hours"."""
    return {"value": max(0, min(have, need)), "max": need if need > 0 else 1, "label": label}


@register.inclusion_tag("_ui/back.html")
def back(url: str, text: str) -> dict[str, str]:
    return {"url": url, "text": text}


@register.inclusion_tag("_ui/kv.html")
def kv(pairs: Iterable[Sequence[Any]], card: bool = True) -> dict[str, Any]:
    """A list of what is called what, from pairs of label and value."""
    return {"pairs": pairs, "card": card}


@register.simple_block_tag
def status(content: str, kind: str, title: str, picture: str = "", level: int = 1, id: str = "status-title") -> str:  # noqa: A002
    """The big answer box: "" or current, ended, hold, revoked, newer, cannot. The shape changes with the kind, not only the colour."""
    kind = "" if kind == "current" else kind
    css = "hold" if kind == "yet" else kind
    context = {"kind": css, "picture": picture or STATUS_ICONS[kind], "title": title, "level": level, "id": id, "content": content}
    return get_template("_ui/status.html").render(context)


@register.simple_tag
def called(bound: Any, label: str) -> str:
    """Give a field of somebody else's form our words, before the error summary and the box both say them."""
    if bound:
        bound.label = label
    return ""


@register.simple_tag
def field(bound: Any, label: str = "", hint: str = "", audience: str = "", layout: str = "", css: str = "") -> SafeString:
    """Draw a form field, with the words or the width (`css`, for the box) that only this page knows."""
    if not bound:
        return SafeString()
    bound.label, bound.help_text = label or bound.label, hint or bound.help_text
    bound.field.audience = audience or getattr(bound.field, "audience", "")
    bound.field.layout = layout or getattr(bound.field, "layout", "")
    if css:
        bound.field.widget.attrs["class"] = css
    return SafeString(bound.as_field_group())


@register.inclusion_tag("_ui/errsum.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """First in `main`, above the heading: every problem with a link to its box, in the same words as beside the box."""
    return {"problems": [problem for form in forms for problem in _problems(form)]}


def _problems(form: Any) -> list[tuple[str, str]]:
    if not form or not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "management_form"):
        shared = [("", str(message)) for message in form.non_form_errors()]
        return shared + [problem for part in form for problem in _problems(part)]
    found = [("", str(message)) for message in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else bound.error_target
        found += [(target, message) for message in bound.told]
    return found


@register.filter
def has_errors(form: Any) -> bool:
    """Whether the page title must begin with "Error:". Takes a form, a formset or nothing."""
    return bool(_problems(form))


@register.filter
def minutes(amount: int) -> str:
    """`90|minutes` -> "1 hour 30 minutes"."""
    return say_minutes(int(amount))


@register.filter
def markdown(text: str) -> SafeString:
    """Safe HTML from Markdown: headings, lists, links, emphasis, nothing else."""
    return to_html(text)


@register.filter
def telephone(number: str) -> str:
    """The number as a `tel:` link needs it: digits, and a plus in front."""
    kept = "".join(letter for letter in number if letter.isdigit())
    return f"+{kept}" if number.strip().startswith("+") else kept


@register.filter
def text_number(what: str) -> str:
    """The number in "SHOUT to 85258" for an `sms:` link: the last word's digits."""
    return telephone(what.split()[-1]) if what.split() else ""
