"""manage.py tick: every few minutes, by cron or a timer. Idempotent; ends with 1 when something went wrong, after doing the rest."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core import clock
from lms.core.alone import alone
from lms.core.jobs import run_waiting_jobs
from lms.core.registry import contributions


class Command(BaseCommand):
    help = "Start again what a worker left, and do what each app does every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        with alone("tick") as is_mine:
            if is_mine:
                self._tick()
            else:
                self.stdout.write("another tick is at it")

    def _tick(self) -> None:
        done: dict[str, Any] = {"jobs": run_waiting_jobs()}
        troubles = []
        for app, contribution in contributions("tick"):
            try:
                done[app] = contribution(clock.now())
            except Exception as error:  # noqa: BLE001 - said, and answered by the exit code
                done[app] = type(error).__name__
                troubles.append(app)
        self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))
        if troubles:
            raise CommandError(f"Did not work: {', '.join(troubles)}", returncode=1)
