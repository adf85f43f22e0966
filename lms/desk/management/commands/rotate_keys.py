"""manage.py rotate_keys [--stopped]: a new operator key, and everything under it (docs/operations.md, "Keys")."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core import clock, key_rotation
from lms.core.errors import Refused


class Command(BaseCommand):
    help = "Put a new operator key in place and seal everything again with it. Run it again to go on, and to take the old key away."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--stopped", action="store_true", help="no web process and no worker runs: the old key may go at once")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with key_rotation.alone():
                self._rotate(is_stopped=options["stopped"])
        except Refused as error:
            raise CommandError(str(error)) from error

    def _rotate(self, *, is_stopped: bool) -> None:
        is_new = key_rotation.begin()
        self.stdout.write("A new key is in place." if is_new else "Going on with the rotation that is on.")
        done = key_rotation.reseal_all()
        for (name, fate), count in sorted(done.items()):
            self.stdout.write(f"{name}: {count} {'sealed again' if fate == 'new' else 'open with neither key'}")
        if key_rotation.finish(clock.now(), is_stopped=is_stopped):
            self.stdout.write("Done. The old key is gone from here; backups of before need your copy of it.")
        else:
            self.stdout.write("Nothing is under the old key now. Run this again in ten minutes: then it goes.")
