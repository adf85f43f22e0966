"""manage.py export_questions --bank KEY --format gift|moodlexml|qti FILE: a bank as other systems read it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.models import QuestionBank
from assessments.queries.questions_to_write import questions_to_write
from assessments.questions.formats.found import WRITTEN, Skipped
from assessments.questions.formats.writers import write


class Command(BaseCommand):
    help = "Write the questions of a bank as GIFT, Moodle XML or a QTI 2.1 package. Names each question that the format cannot say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True, help="the key of the bank")
        parser.add_argument("--format", choices=list(WRITTEN), required=True)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        bank = QuestionBank.objects.filter(key=options["bank"]).first()
        if bank is None:
            raise CommandError(f"There is no bank with the key {options['bank']!r}.")
        left_out = 0
        with file.open("wb") as target:
            for piece in write(questions_to_write(bank), options["format"]):
                if isinstance(piece, Skipped):
                    left_out += 1
                    self.stdout.write(f"{piece.where}: left out: {piece.why}")
                else:
                    target.write(piece)
        self.stdout.write(f"{file}: written, {left_out} left out")
