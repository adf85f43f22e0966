"""manage.py export_person PERSON --to FILE --by OFFICER: the copy of everything for somebody who cannot press the button."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import User
from accounts.queries import has_role
from lms.core.reads import record_read
from lms.desk.copying.packing import pack


class Command(BaseCommand):
    help = "Write everything about a person into a ZIP. The person sees that it was done, and by which role."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("person", help="public id or e-mail address")
        parser.add_argument("--to", required=True, help="a file that does not exist yet; only you will be able to read it")
        parser.add_argument("--by", required=True, help="public id or e-mail address of the privacy officer who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        person, by = self._person(options["person"]), self._person(options["by"])
        if not has_role(by, "privacy"):
            raise CommandError("Only a privacy officer takes somebody's copy.")
        try:
            place = os.open(options["to"], os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"The file cannot be made: {error.strerror}.") from error
        record_read(actor=by, subjects=[person.public_id], record_type="accounts.copy", mode="export", role="privacy")
        with os.fdopen(place, "w+b") as file:
            pack(person=person, into=file)
        self.stdout.write(f"Written. Give it to {person.public_id} alone, then delete it.")

    def _person(self, words: str) -> User:
        person = User.objects.filter(Q(public_id=words.upper()) | Q(email=User.objects.normalise(words))).first()
        if person is None:
            raise CommandError(f"There is nobody called {words}.")
        return person
