"""manage.py tick: every few minutes, by cron or a timer. Idempotent."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.core import clock
from lms.core.jobs import run_waiting_jobs
from lms.core.registry import contributions


class Command(BaseCommand):
    help = "Start again what a worker left, and do what each app does every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        done = {"jobs": run_waiting_jobs()}
        done |= {app: contribution(clock.now()) for app, contribution in contributions("tick")}
        self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))
