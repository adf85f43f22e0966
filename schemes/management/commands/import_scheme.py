"""manage.py import_scheme FILE"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.core.errors import Refused
from schemes.services import import_scheme


class Command(BaseCommand):
    help = "Release a version of a scheme from a YAML file (docs/scheme-format.md). The same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            version = import_scheme(path=file)
        except Refused as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"{version.scheme.code} version {version.number}, fingerprint {version.sha256[:8]}")
