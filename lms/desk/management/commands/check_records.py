"""manage.py check_records [--json]: walk all invariants, name the rows, exit 1 when anything is broken."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core.registry import contributions
from lms.desk.services.records import broken_records


class Command(BaseCommand):
    help = "Walk the invariants of architecture.md section 5 and name every row that breaks one."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = sorted(broken_records(), key=lambda problem: (problem.invariant, problem.row))
        if options["json"]:
            self.stdout.write(json.dumps({"sound": not problems, "problems": [asdict(problem) for problem in problems]}))
        else:
            for problem in problems:
                self.stdout.write(f"invariant {problem.invariant}: {problem.row}: {problem.says}")
            self.stdout.write(f"{len(problems)} problems; checked by {', '.join(app for app, _ in contributions('check'))}")
        if problems:
            raise CommandError("Some records are broken.", returncode=1)
