"""manage.py load_course PATH [--check] [--by EMAIL] [--keep | --overwrite] [--unfinished] [--publish] [--release] [--as-it-stands] [--json]

`--as-it-stands` answers what `--release` asks about words.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from courses.file_words import SAYS, say
from courses.queries.course_plan import Plan, plan_of
from courses.services.course_places import Workshop
from courses.services.load_course import ChangedMeanwhile, LoadedCourse, load_course, look_at_course
from lms.core.errors import Refused
from lms.core.written.reading import Problem
from lms.core.written_words import words

MOST_LINES = 200
SAID = {"new": "new", "changed": "changed", "edited": "changed here and in the CMS", "gone": "not in the folder, stays", "same": "as it is"}


class Command(BaseCommand):
    help = "Make or update a programme from a folder of files (docs/course-format.md). The same folder again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check", action="store_true", help="say what is wrong and what would happen; change nothing")
        parser.add_argument("--by", help="e-mail address of the editor who loads")
        parser.add_argument("--keep", action="store_true", help="leave pages that were changed in the CMS as they are")
        parser.add_argument("--overwrite", action="store_true", help="write over them; what stood there stays in their history")
        parser.add_argument("--unfinished", action="store_true", help="take in drafts that no edition could hold yet")
        parser.add_argument("--publish", action="store_true", help="publish the pages as well")
        parser.add_argument("--release", action="store_true", help="publish, and release each module that has no edition yet")
        parser.add_argument("--as-it-stands", action="store_true", help="you have read the words that a release asks about, and they stay")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if options["check"]:
            self.look(folder, options["json"], options["unfinished"])
        else:
            self.load(folder, options)

    def look(self, folder: Path, as_json: bool, unfinished: bool) -> None:
        found = look_at_course(folder)
        plan = plan_of(found.course, Workshop()) if found.course else None
        problems = [*found.problems, *(plan.problems if plan else ())]
        if as_json:
            self.stdout.write(json.dumps(_as_json(problems, found.unfinished, plan), indent=2, ensure_ascii=False))
        else:
            self.say([say(problem) for problem in problems])
            self.say([f"{say(problem)} (not finished)" for problem in found.unfinished])
            self.say(_lines(plan) if plan else [])
        if problems or (found.unfinished and not unfinished):
            raise CommandError(f"{len(problems) + len(found.unfinished)} things to mend. Nothing was changed.")

    def say(self, lines: list[str]) -> None:
        for line in lines[:MOST_LINES]:
            self.stdout.write(line)
        if len(lines) > MOST_LINES:
            self.stdout.write(f"... and {len(lines) - MOST_LINES} more.")

    def load(self, folder: Path, options: dict[str, Any]) -> None:
        existing = "overwrite" if options["overwrite"] else "keep" if options["keep"] else "ask"
        wanted = {name: options[name] for name in ("unfinished", "publish", "release", "as_it_stands")}
        try:
            loaded = load_course(by=person(options["by"]), folder=folder, existing=existing, **wanted)
        except PermissionDenied as error:
            raise CommandError("Only editors and administrators can load a course.") from error
        except Refused as error:
            self.say(error.messages)
            how = " Choose --keep or --overwrite." if isinstance(error, ChangedMeanwhile) else ""
            raise CommandError(f"Nothing was loaded.{how}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json([], (), loaded.plan), indent=2, ensure_ascii=False))
        else:
            self.say(_said(loaded))


def person(email: str | None) -> User:
    """The one who acts. Raises CommandError."""
    found = User.objects.filter(email=User.objects.normalise(email)).first() if email else None
    if found is None:
        raise CommandError("Say who loads: --by with the e-mail address of an editor.")
    return found


def _lines(plan: Plan) -> list[str]:
    lines = [f"{line.kind} “{line.file.title}”: {SAID[line.verb]}" for line in plan.of("new", "changed", "edited", "gone")]
    return lines or ["Nothing would change."]


def _said(loaded: LoadedCourse) -> list[str]:
    head = f"{loaded.new_pages} pages new, {loaded.changed_pages} changed, {len(loaded.editions)} editions released."
    kept = [f"{line.kind} “{line.file.title}” was changed in the CMS and stays as it is." for line in loaded.kept]
    gone = [
        f"{line.kind} “{line.file.title}” is not in the folder any more. It stays; an editor can take it away."
        for line in loaded.plan.of("gone")
    ]
    waiting = [f"{title} waits: {'; '.join(reasons)}" for title, reasons in loaded.waiting.items()]
    return [head, *kept, *gone, *waiting]


def _as_json(problems: Iterable[Problem], unfinished: Iterable[Problem], plan: Plan | None) -> dict[str, Any]:
    pages = (
        [{"kind": line.kind, "key": line.file.key, "title": line.file.title, "what": line.verb} for line in plan.programme.walk()]
        if plan
        else []
    )
    return {"problems": [_problem(one) for one in problems], "unfinished": [_problem(one) for one in unfinished], "pages": pages}


def _problem(problem: Problem) -> dict[str, Any]:
    about = {"file": problem.file, "line": problem.line, "path": problem.path, "code": problem.code}
    return {**about, "says": words(problem, SAYS)}
