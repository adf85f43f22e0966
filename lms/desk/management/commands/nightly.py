"""manage.py nightly: once a night, by cron or a timer. Idempotent; ends with 1 when something went wrong, after doing the rest."""

import time
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lms.core import clock
from lms.core.alone import alone
from lms.core.registry import contributions
from lms.core.retention import run_retention
from lms.core.sweep import sweep_database


class Command(BaseCommand):
    help = "Do what each app does at night, let go of what has had its time, send what is due, and walk the invariants."

    def handle(self, *args: Any, **options: Any) -> None:
        with alone("nightly") as is_mine:
            if is_mine:
                self._night()
            else:
                self.stdout.write("another night is at it")

    def _night(self) -> None:
        self.troubles: list[str] = []
        self._do("sessions", lambda: call_command("clearsessions"))
        self._do("task results", lambda: call_command("prune_db_task_results", "--backend=jobs", verbosity=0))
        for verb in ("nightly", "remind"):
            for app, contribution in contributions(verb):  # type: ignore[arg-type]
                self._do(f"{verb} {app}", lambda contribution=contribution: contribution(clock.today()))  # type: ignore[misc]
        self._retention()
        tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
        self._do("sweep", lambda: "done" if sweep_database(tables) else "the database was busy; the next night sweeps")
        call_command("check_records", stdout=self.stdout)
        if self.troubles:
            raise CommandError(f"Did not work: {', '.join(self.troubles)}", returncode=1)

    def _do(self, name: str, act: Callable[[], Any]) -> None:
        """Do one thing and say what came of it; trouble with one stops no other."""
        begun = time.perf_counter()
        try:
            said = act()
        except Exception as error:  # noqa: BLE001 - said, and answered by the exit code
            # Where, not what: complaints of a database hold values.
            self.troubles.append(name)
            said = type(error).__name__
        self.stdout.write(f"{name}: {said} ({time.perf_counter() - begun:.1f} s)")

    def _retention(self) -> None:
        run = run_retention(clock.now())
        for line in run.lines:
            self.stdout.write(f"keep {line['key']} {line['days']} days: {line['trouble'] or line['rows']} ({line['seconds']} s)")
        self.troubles += [f"keep {line['key']}" for line in run.lines if line["trouble"]]
