"""manage.py nightly: once a night, by cron or a timer. Idempotent."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from lms.core import clock
from lms.core.registry import contributions


class Command(BaseCommand):
    help = "Do what each app does at night, send what is due, and walk the invariants."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        for verb in ("nightly", "remind"):
            for app, contribution in contributions(verb):  # type: ignore[arg-type]
                self.stdout.write(f"{verb} {app}: {contribution(clock.today())}")
        call_command("check_records", stdout=self.stdout)
