"""manage.py demo_people: who can be become with one press, a line each."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.demo.cast import CAST


class Command(BaseCommand):
    help = "List the demo people."

    def handle(self, *args: Any, **options: Any) -> None:
        for part in CAST:
            self.stdout.write(f"  {part.key:<11} {part.called} - {part.says}")
