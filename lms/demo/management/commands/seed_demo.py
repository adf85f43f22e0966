"""manage.py seed_demo [--today YYYY-MM-DD]: the demo people and what has happened to them."""

from datetime import date
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.core import clock
from lms.demo.seed import seed


class Command(BaseCommand):
    help = "Lay out the demonstration. A second run changes nothing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="count days back from here (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo people belong to a demonstration only: set DEMO=1.")
        today = options["today"] or clock.today()
        if today > clock.today():
            raise CommandError("--today cannot lie in the future.")
        began = monotonic()
        told, turned = seed(today)
        news = f"{told} new people, {turned} changes of standing" if told or turned else "nothing to add"
        self.stdout.write(f"Demo: {news} ({monotonic() - began:.1f} s)")
