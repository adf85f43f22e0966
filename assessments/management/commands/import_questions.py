"""manage.py import_questions FILE... --bank NAME: questions of other systems into a bank, as drafts."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from assessments.models import QuestionBank
from assessments.questions.formats.found import AUTO, READ, Refused
from assessments.services.take_in import Account, take_in


class Command(BaseCommand):
    help = (
        "Read questions from GIFT, Moodle XML, Aiken, QTI (1.2, 2.x, 3.0) or Common Cartridge into a bank, as drafts. Safe to repeat. "
        "Ends with 1 when nothing could be read from one of the files."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--format", choices=(AUTO, *READ), default=AUTO, help="default: told from the file")
        parser.add_argument("--bank", required=True, help="key or title of the bank; a new one is made when there is none")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a file instead of words")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        read = [self.take(path, options) for path in files]
        if not all(read):
            raise SystemExit(1)

    def take(self, path: Path, options: dict[str, Any]) -> int:
        """How many questions were read from this file."""
        bank = bank_of(options["bank"], is_kept=not options["dry_run"])
        try:
            with path.open("rb") as source:
                account = take_in(bank=bank, source=source, name=path.name, format_name=options["format"], dry_run=options["dry_run"])
        except OSError as missing:
            raise CommandError(f"{path}: {missing.strerror}") from missing
        except Refused as refused:
            self.say_refused(path, refused, as_json=options["json"])
            return 0
        self.say(path, account, as_json=options["json"])
        return account.counts["read"]

    def say_refused(self, path: Path, refused: Refused, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(
                json.dumps({"file": str(path), "refused": refused.why, "where": refused.where, "read": 0}, ensure_ascii=False)
            )
        else:
            self.stderr.write(f"{path}: refused, nothing was kept: {refused}")

    def say(self, path: Path, account: Account, *, as_json: bool) -> None:
        if as_json:
            told = {"file": str(path), **account.counts, "lines": [line.as_json() for line in account.lines]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for line in account.lines:
            if line.outcome == "skipped" or line.notes:
                self.stdout.write(f"{path}: {line.where}: {line.outcome}: {line.why or '; '.join(line.notes)}")
        counts = account.counts
        self.stdout.write(
            f"{path}: {counts['read']} read, {counts['created']} created, {counts['updated']} updated, "
            f"{counts['same']} as before, {counts['skipped']} skipped"
        )


def bank_of(name: str, *, is_kept: bool) -> QuestionBank:
    """The bank with this key or title; a new one, which only exists afterwards if it `is_kept`."""
    found = QuestionBank.objects.filter(key=name).first() or QuestionBank.objects.filter(title=name).first()
    if found is not None:
        return found
    key = slugify(name)[:36].strip("-")
    if not key:
        raise CommandError(f"{name!r} has no letter that could stand in the key of a bank.")
    held = QuestionBank.objects.filter(key=key).first()
    if held is not None:
        return held
    bank = QuestionBank(key=key, title=name[:120])
    if is_kept:
        bank.save()
    return bank
