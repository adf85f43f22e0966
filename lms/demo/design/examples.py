"""The examples on /design/: each is one template in templates/demo/design/, and what it shows is what it says about itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils.translation import gettext_lazy as _

FOLDER = Path(settings.BASE_DIR) / "templates" / "demo" / "design"
GROUPS = {
    "ways": _("Ways about"),
    "small": _("Small parts"),
    "boxes": _("Boxes"),
    "lists": _("Lists and tables"),
    "answers": _("Answers"),
    "forms": _("Forms"),
    "figures": _("Figures"),
}
STATES = re.compile(r"\{% block states %\}\s*(.*)\{% endblock states %\}", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One part of the look. `source` is the very text that draws it."""

    key: str
    template: str

    @property
    def source(self) -> str:
        found = STATES.search((FOLDER.parents[1] / self.template).read_text(encoding="utf-8"))
        return found[1].rstrip() if found else ""

    @property
    def name(self) -> str:
        loaded = cast(Template, get_template(self.template))
        blocks: list[Any] = loaded.template.nodelist.get_nodes_by_type(BlockNode)
        return str(next(node for node in blocks if node.name == "name").render(Context()))

    def draw(self, request: HttpRequest, values: dict[str, Any]) -> str:
        return get_template(self.template).render({**values, "key": self.key, "name": self.name, "source": self.source}, request)


def examples(group: str) -> list[Example]:
    """In the order of their file names."""
    return [Example(path.stem, f"demo/design/{group}/{path.name}") for path in sorted((FOLDER / group).glob("*.html"))]
