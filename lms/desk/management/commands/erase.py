"""manage.py erase PERSON --by STAFF --reason WORDS: anonymise somebody, and say what went and what stays."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import User
from accounts.services import erase


class Command(BaseCommand):
    help = "Erase a person: the row stays without the person in it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("person", help="public id or e-mail address")
        parser.add_argument("--by", required=True, help="public id or e-mail address of whoever does it")
        parser.add_argument("--reason", required=True, help="why, in a few words, without health")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = erase(person=self._person(options["person"]), by=self._person(options["by"]), reason=options["reason"])
        for line in lines:
            self.stdout.write(f"{line.fate}: {line.what}" + (f" ({line.why})" if line.why else ""))

    def _person(self, words: str) -> User:
        person = User.objects.filter(Q(public_id=words.upper()) | Q(email=User.objects.normalise(words))).first()
        if person is None:
            raise CommandError(f"There is nobody called {words}.")
        return person
