"""manage.py load_bank [FILE ...]: question banks from YAML files, the starter bank when no file is named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.load_bank import STARTER, load_bank
from lms.core.errors import Refused


class Command(BaseCommand):
    help = "Load question banks and their tests from YAML files; without a file, the starter bank. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for path in files or [STARTER]:
            self.load(path)

    def load(self, path: Path) -> None:
        try:
            loaded = load_bank(path=path)
        except OSError as missing:
            raise CommandError(f"{path}: {missing.strerror}") from missing
        except Refused as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        self.stdout.write(f"{loaded.bank.key}: {loaded.created} new, {loaded.updated} changed, {loaded.unchanged} as before")
        for quiz, why in loaded.waiting.items():
            self.stdout.write(f"{quiz} waits: {why}")
