"""manage.py reapply_erasures [--dry-run]: after a restore, forget again whom the backup remembers (docs/operations.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.privacy import ledger
from accounts.services.reapply import damage, forgotten, reapply


class Command(BaseCommand):
    help = "Erase again everybody whom the ledger of erasures names and this database does not know as erased."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        book = ledger.read()
        for one in forgotten(book):
            if not options["dry_run"]:
                reapply(one)
            self.stdout.write(f"{one.person.public_id}, erased on {one.line.at:%Y-%m-%d}: {'waits' if options['dry_run'] else 'done'}")
        troubles = list(damage(book))
        for trouble in troubles:
            self.stderr.write(trouble)
        self.stdout.write(f"{len(book.lines)} lines in the ledger, {len(forgotten(book))} still to do")
        if troubles:
            raise CommandError("The ledger is damaged. See docs/operations.md.", returncode=1)
