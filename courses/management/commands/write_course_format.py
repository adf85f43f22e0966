"""manage.py write_course_format: the author's page and the JSON Schema, from the code that reads the folders."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.course_files.schema import json_schema, page

ROOT = Path(settings.BASE_DIR)
INTRO = ROOT / "courses" / "course_files" / "intro.md"


def files() -> dict[Path, str]:
    """What each generated file must hold."""
    return {
        ROOT / "docs" / "course-format.md": page(INTRO.read_text(encoding="utf-8")),
        ROOT / "docs" / "course.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


class Command(BaseCommand):
    help = "Write docs/course-format.md and docs/course.schema.json."

    def handle(self, *args: Any, **options: Any) -> None:
        for path, text in files().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(str(path.relative_to(ROOT)))
