"""manage.py dump_course PATH [--programme SLUG] [--live] [--json]"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import Programme
from courses.services.dump_course import dump_course
from lms.core.errors import Refused


class Command(BaseCommand):
    help = "Write a programme as a folder of files (docs/course-format.md), as it is edited now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--programme", help="its address; not needed when there is one programme")
        parser.add_argument("--live", action="store_true", help="only what is published, as it is published")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            dumped = dump_course(programme=_programme(options["programme"]), folder=folder, live=options["live"])
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(dumped), indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"{len(dumped.written)} files written, {len(dumped.removed)} taken away.")


def _programme(slug: str | None) -> Programme:
    """Raises CommandError when it is not clear which one is meant."""
    found = Programme.objects.filter(slug=slug) if slug else Programme.objects.all()
    if len(found) != 1:
        known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True)) or "none"
        raise CommandError(f"Say which programme: --programme with one of {known}.")
    return found[0]
