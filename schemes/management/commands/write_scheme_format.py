"""manage.py write_scheme_format: the author's page and the JSON Schema, from the code that reads the files."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from schemes.files.schema import json_schema, page

ROOT = Path(settings.BASE_DIR)
INTRO = ROOT / "schemes" / "files" / "intro.md"


def files() -> dict[Path, str]:
    """What each generated file must hold."""
    return {
        ROOT / "docs" / "scheme-format.md": page(INTRO.read_text(encoding="utf-8")),
        ROOT / "schemes" / "scheme.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


class Command(BaseCommand):
    help = "Write docs/scheme-format.md and schemes/scheme.schema.json."

    def handle(self, *args: Any, **options: Any) -> None:
        for path, text in files().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(str(path.relative_to(ROOT)))
