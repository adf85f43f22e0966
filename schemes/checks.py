"""The invariants of architecture.md section 5 that this app can break, in a fixed number of statements each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count

from accounts.models import RoleGrant
from accounts.queries import ever_joined, roots
from assessments.queries import judgements
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.registry import Problem
from logbook.queries import hours
from schemes.models import CaseReport, Certification, CertificationEvent, Decision, SchemeVersion, StatementVersion
from schemes.queries import records_of
from schemes.services.chain import body_of, link
from schemes.standing import Code


def check() -> Iterator[Problem]:
    """Every row that breaks an invariant."""
    yield from one_certification_each()
    yield from hashes_hold()
    yield from deciders_were_free()
    yield from deciders_had_the_role()
    yield from decisions_and_awards_match()
    yield from chains_are_whole()
    yield from everybody_stands_somewhere()


def one_certification_each() -> Iterator[Problem]:
    twice = Certification.objects.values("person_id", "credential_type_id").annotate(n=Count("pk")).filter(n__gt=1)
    for row in twice:
        yield Problem(1, f"person {row['person_id']}", "holds more than one certification of one type")


def hashes_hold() -> Iterator[Problem]:
    for version in SchemeVersion.objects.iterator():
        if sha256_hex(version.body) != version.sha256 or canonical_json(json.loads(version.body)) != version.body:
            yield Problem(2, f"SchemeVersion {version.pk}", "its fingerprint does not fit what it says")
    for wording in StatementVersion.objects.iterator():
        if sha256_hex(wording.wording) != wording.sha256:
            yield Problem(2, f"StatementVersion {wording.pk}", "its fingerprint does not fit its wording")
    for report in CaseReport.objects.iterator():
        if sha256_hex(report.body) != report.sha256:
            yield Problem(2, f"CaseReport {report.public_id}", "its fingerprint does not fit what it says")


def deciders_were_free() -> Iterator[Problem]:
    """Nobody decides about themselves or about somebody whose work they had judged or confirmed by then, under whichever record."""
    decisions = list(Decision.objects.select_related("application"))
    known_as = roots()
    rows = defaultdict(set)
    for row in {decision.application.person_id for decision in decisions} | {*known_as, *known_as.values()}:
        rows[known_as.get(row, row)].add(row)
    people = [row for own in rows.values() for row in own]
    judged, logged = judgements(people), (hours(people, "practice"), hours(people, "supervision"))
    for decision in decisions:
        person = known_as.get(decision.application.person_id, decision.application.person_id)
        near = {one.assessor_id for row in rows[person] for one in judged[row] if one.recorded_at <= decision.recorded_at}
        signed = [one for row in rows[person] for log in logged for one in log[row] if one.is_countersigned_by(decision.decided_on)]
        tied = near | {one.countersigned_by_id for one in signed if one.countersigned_by_id} | {person}
        if known_as.get(decision.decided_by_id, decision.decided_by_id) in {known_as.get(row, row) for row in tied}:
            yield Problem(4, f"Decision {decision.public_id}", "was made by somebody with a tie to the person")


def deciders_had_the_role() -> Iterator[Problem]:
    grants, known_as = defaultdict(list), ever_joined()
    for person_id, first, last in RoleGrant.objects.filter(role="board").values_list("person_id", "from_on", "until_on"):
        grants[known_as.get(person_id, person_id)].append((first, last))
    for decision in Decision.objects.all():
        day, held = decision.decided_on, grants[known_as.get(decision.decided_by_id, decision.decided_by_id)]
        if not any(first <= day and (last is None or last >= day) for first, last in held):
            yield Problem(5, f"Decision {decision.public_id}", "was made by somebody who was not on the board that day")


def decisions_and_awards_match() -> Iterator[Problem]:
    for decision in Decision.objects.filter(outcome="award", event=None):
        yield Problem(8, f"Decision {decision.public_id}", "awards, but no record says so")
    for event in CertificationEvent.objects.filter(kind="awarded", decision=None):
        yield Problem(8, f"CertificationEvent {event.public_id}", "awards without a decision")


def chains_are_whole() -> Iterator[Problem]:
    events = CertificationEvent.objects.select_related("certification", "scheme_version", "decision")
    place, seq, prev = 0, 0, ""
    for event in events.order_by("certification_id", "seq").iterator():
        if event.certification_id != place:
            place, seq, prev = event.certification_id, 0, ""
        yield from _links(event, seq + 1, prev)
        seq, prev = event.seq, event.hash


def _links(event: CertificationEvent, seq: int, prev: str) -> Iterable[Problem]:
    row = f"CertificationEvent {event.public_id}"
    if (event.seq, event.prev) != (seq, prev):
        yield Problem(8, row, "does not follow the entry before it")
    if link(event.seq, event.prev, event.body) != event.hash:
        yield Problem(8, row, "its hash does not fit what it says")
    if body_of(event, event.certification.public_id) != event.body:
        yield Problem(8, row, "its columns say something else than its sealed text")


def everybody_stands_somewhere() -> Iterator[Problem]:
    """Standing is derived; here it must be derivable, and begin with an award."""
    rows = dict(Certification.objects.values_list("pk", "public_id"))
    records = records_of(rows)
    for key, ref in rows.items():
        record = records.get(key)
        spans = record.timeline() if record else []
        if not spans or spans[0].standing.code is Code.NOT_AWARDED:
            yield Problem(8, f"Certification {ref}", "has no award at its beginning")
