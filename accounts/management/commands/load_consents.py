"""manage.py load_consents: keep the words of every consent as they stand now. Safe to repeat; a changed file is a new version."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.consents import release_consents


class Command(BaseCommand):
    help = "Keep the wording of every consent; the wordings that people answered before stay as they were."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{release_consents()} new wordings")
