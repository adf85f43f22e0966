"""manage.py explain PERSON --scheme CODE [--as-at DATE] [--json]"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from accounts.models import User
from lms.core.ids import normalise
from schemes.models import Application, Scheme, SchemeVersion
from schemes.queries import needs
from schemes.requirements import Outcome, Report
from schemes.words.requirements import NOT_COUNTED_FOR_OTHERS, name_of, say, say_amount


class Command(BaseCommand):
    help = "Say what a person still needs for a scheme, what counts and what does not, as at a date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="public id or e-mail address")
        parser.add_argument("--scheme", required=True, help="the scheme's code")
        parser.add_argument("--as-at", type=date.fromisoformat, help="a day like 2027-03-31; today when left out")
        parser.add_argument("--json", action="store_true", help="the report as it would be kept")

    def handle(self, *args: Any, person: str, scheme: str, as_at: date | None, **options: Any) -> None:
        found = _person(person)
        report = needs(found, _version(found, scheme, as_at), as_at)
        if options["json"]:
            self.stdout.write(json.dumps(report.to_dict(), indent=2, sort_keys=True, ensure_ascii=False))
            return
        for line in lines_of(report):
            self.stdout.write(line)


def _person(named: str) -> User:
    found = User.objects.filter(Q(public_id=normalise(named)) | Q(email=User.objects.normalise(named))).first()
    if found is None:
        raise CommandError(f"Nobody has the public id or the e-mail address {named!r}.")
    return found


def _version(person: User, code: str, as_at: date | None) -> SchemeVersion:
    """The version that the person's own application pins, else the newest in force."""
    scheme = Scheme.objects.filter(code=code).first()
    if scheme is None:
        known = ", ".join(Scheme.objects.order_by("code").values_list("code", flat=True)) or "none"
        raise CommandError(f"There is no scheme {code!r}. Known: {known}.")
    pinned = Application.objects.of(person).open().filter(scheme_version__scheme=scheme).select_related("scheme_version").first()
    version = pinned.scheme_version if pinned else scheme.versions.in_force(as_at).last()
    if version is None:
        raise CommandError(f"No version of {code!r} is in force on that day.")
    return version


def lines_of(report: Report) -> Iterator[str]:
    """The report in plain lines, a person's name nowhere."""
    outcome = report.outcome
    yield f"{report.scheme} version {report.version}, as at {report.on.isoformat()}, rules {report.version_sha256[:8]}"
    yield f"{outcome.have} of {outcome.need} requirements are met."
    for part in outcome.parts:
        yield from _requirement(part, "")


def _requirement(outcome: Outcome, indent: str) -> Iterator[str]:
    yield f"{indent}[{outcome.state.replace('_', ' ')}] {outcome.title}: {say(outcome)}"
    for cite in outcome.counted:
        yield f"{indent}    counts: {cite.on.isoformat()} {cite.ref} {name_of(cite.label)} {say_amount(cite, outcome.unit)}".rstrip()
    for left in outcome.not_counted:
        why = NOT_COUNTED_FOR_OTHERS[left.rule]
        amount = say_amount(left.cite, outcome.unit)
        yield f"{indent}    does not count: {left.cite.on.isoformat()} {left.cite.ref} {name_of(left.cite.label)} {amount} ({why})"
    if outcome.unit == "requirement":
        for part in outcome.parts:
            yield from _requirement(part, indent + "    ")
