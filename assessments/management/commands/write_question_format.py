"""manage.py write_question_format: the JSON Schema of a question, from the code that reads one."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from assessments.questions.schema import json_schema

SCHEMA = Path(settings.BASE_DIR) / "docs" / "question.schema.json"


class Command(BaseCommand):
    help = "Write docs/question.schema.json."

    def handle(self, *args: Any, **options: Any) -> None:
        SCHEMA.write_text(json.dumps(json_schema(), indent=1) + "\n", encoding="utf-8")
        self.stdout.write(str(SCHEMA.relative_to(settings.BASE_DIR)))
