"""manage.py load_starter_course --by EMAIL: the starter course as pages and editions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from courses.services.load_starter import load_starter
from lms.core.errors import Refused


class Command(BaseCommand):
    help = "Make the pages of the starter course and release its modules. Safe to repeat; edited pages stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="e-mail address of the editor who releases")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email=User.objects.normalise(options["by"])).first()
        if by is None:
            raise CommandError("Nobody has this address.")
        try:
            loaded = load_starter(by=by)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{loaded.new_pages} pages made, {len(loaded.editions)} editions released.")
        for title, reasons in loaded.waiting.items():
            self.stdout.write(f"{title} waits: {'; '.join(reasons)}")
