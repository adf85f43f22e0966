"""The larger parts of a page: boxes with words in them, lists, ways about. Each is one template in templates/_ui/.

One more is a template there, a line in BOXES or LISTS, and an example in templates/demo/design/ (docs/design.md).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

register = template.Library()

Options = dict[str, Any]

# {% name "Title" option=value %}…{% endname %}: the options of each, with their usual values. `level` is the heading's.
BOXES: dict[str, Options] = {
    "details": {"css": "", "open": False},
    "notice": {"kind": "info", "id": "notice-title", "level": 2},
    "care": {"css": "tight", "id": "", "level": 2},
    "callout": {"id": "", "level": 2},
    "ask": {"id": "", "level": 2, "focus": False},
    "danger": {"id": "", "level": 2},
    "confirmed": {"reference": "", "level": 1},
    "empty": {},
    "filters": {"button": _("Show")},
    "pair": {"change": "", "lang": ""},
}
# {% name items option=value %}: what an item holds stands in each template's first line.
LISTS: dict[str, Options] = {
    "do": {"level": 3},
    "avoid": {"level": 3},
    "contents": {"title": _("On this page"), "level": 2},
    "tasks": {},
    "said": {},
    "groups": {},
}


def _with_usual(name: str, usual: Options, given: Options) -> Options:
    if unknown := sorted(given.keys() - usual.keys()):
        raise template.TemplateSyntaxError(f"{{% {name} %}} has no option {', '.join(unknown)}; it has {', '.join(usual) or 'none'}")
    return usual | given


def _box(name: str, usual: Options) -> Callable[..., str]:
    def draw(content: str, title: Any = "", **options: Any) -> str:
        return get_template(f"_ui/{name}.html").render({"content": content, "title": title, **_with_usual(name, usual, options)})

    return draw


def _list(name: str, usual: Options) -> Callable[..., Options]:
    def gather(items: Iterable[Any], **options: Any) -> Options:
        return {"items": list(items), **_with_usual(name, usual, options)}

    return gather


for _name, _usual in BOXES.items():
    register.simple_block_tag(_box(_name, _usual), name=_name)
for _name, _usual in LISTS.items():
    register.inclusion_tag(f"_ui/{_name}.html", name=_name)(_list(_name, _usual))


@register.inclusion_tag("_ui/crumbs.html", takes_context=True)
def crumbs(context: Context, *ways: Any) -> Options:
    """Where a deep page lies: address, words, address, words… from the top down. The first step is the reader's own home.

    Goes into {% block crumbs %} and takes the place of {% back %}: a page has one or the other.
    """
    steps = list(zip(ways[::2], ways[1::2], strict=True))
    nav = context.get("nav")
    home = nav.area.home if nav and nav.signed_in else "/"
    return {"steps": steps if steps and steps[0][0] == home else [(home, _("Home")), *steps]}


@register.inclusion_tag("_ui/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], newer: Any = "", older: Any = "", label: Any = "") -> Options:
    """The way to a list's other pages; what the reader has asked for besides (`?month=…`) stays."""
    words = {"newer": newer or _("Newer"), "older": older or _("Older"), "label": label or _("Pages of this list")}
    return {"page": page, **words}


@register.inclusion_tag("_ui/steps.html")
def steps(number: int, of: int, done: Sequence[int] | None = None, words: Any = "") -> Options:
    """ "Step 3 of 7", which is what counts; the bars below it are for the eye. `done`: those that are ready, where it is not all before."""
    ready = range(1, number) if done is None else done
    return {"number": number, "of": of, "words": words, "bars": [(place == number, place in ready) for place in range(1, of + 1)]}


@register.inclusion_tag("_ui/seal.html")
def seal(on: Any, rules: Any, fingerprint: str) -> Options:
    """What a frozen report stands on: its day (in words), its rules, and the fingerprint that says whether it was changed."""
    return {"on": on, "rules": rules, "fingerprint": fingerprint}


@register.inclusion_tag("_ui/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, words: Any) -> Options:
    """A column's head that sorts by `?sort=key`, and the other way round by `?sort=-key`. The view sorts, and refuses unknown keys."""
    now = context["request"].GET.get("sort", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"words": words, "order": order, "to": f"-{key}" if order == "ascending" else key}


@register.inclusion_tag("_ui/table.html")
def table(columns: Sequence[Any], rows: Iterable[Sequence[Any]], caption: Any) -> Options:
    """Rows of plain words: a table from 48rem up, labelled blocks below. The first cell of a row is its head."""
    named = [[(columns[place], words) for place, words in enumerate(row)] for row in rows]
    return {"columns": columns, "rows": named, "caption": caption}


@register.inclusion_tag("_ui/grid.html")
def grid(columns: Sequence[Any], rows: Iterable[tuple[Any, Sequence[tuple[str, Any, str]], Any]], caption: Any) -> Options:
    """Things by ways to show them; chips on a phone. `columns` name the first column, each way, and the sum.

    A row: its title, for each way (kind, words, address), and how many of how many. Kinds: y met, w waiting, o open, na not used here.
    """
    ways = columns[1:-1]
    named = [(title, [(way, *one) for way, one in zip(ways, cells, strict=True)], total) for title, cells, total in rows]
    return {"columns": columns, "rows": named, "caption": caption}


@register.inclusion_tag("_ui/timer.html", takes_context=True)
def timer(context: Context, words: Any) -> Options:
    """How much time is left, in words. Who chose so in the display settings opens it themselves."""
    display = context.get("display")
    return {"words": words, "is_hidden": bool(display and display.timers == "hide")}


@register.inclusion_tag("_ui/heads.html")
def heads(*columns: Any) -> Options:
    """The heads of a table written by hand; its cells are {% cell %}."""
    return {"columns": columns}


@register.simple_block_tag
def cell(content: str, column: Any, css: str = "") -> str:
    """A cell of a table written by hand, with the column's name for the narrow form."""
    return get_template("_ui/cell.html").render({"content": content, "column": column, "css": css})
