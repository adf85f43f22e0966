"""manage.py import_framework FILE: release a framework from YAML."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.framework_files import FrameworkFileError
from assessments.services.import_framework import import_framework


class Command(BaseCommand):
    help = "Release a competency framework from a YAML file. The same file twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            version = import_framework(text=file.read_text(encoding="utf-8"))
        except FrameworkFileError as error:
            raise SystemExit("\n".join(f"{file}: {problem}" for problem in error.problems)) from error
        count = len(version.competencies())
        self.stdout.write(f"{version.framework.key}, version {version.number}: {count} competencies")
