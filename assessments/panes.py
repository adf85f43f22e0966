"""What may be seen of somebody's work while the glass is broken (ux.md 5.6, the cells marked B)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from assessments.models import Attempt, AttemptResult, Submission
from assessments.queries.rounds import rounds_with_words
from lms.core.registry import Pane, register

EVIDENCE, ATTEMPTS = "evidence", "assessments.attempt"


def glass(person: User, role: str) -> list[Pane]:
    """Evidence as it was sent, never a draft, for the safeguarding lead and the privacy officer; tests for the privacy officer."""
    panes = []
    if role in ("safeguarding", "privacy"):
        panes.append(Pane(_("Evidence"), list(_evidence(person)), EVIDENCE))
    if role == "privacy":
        panes.append(Pane(_("Tests"), list(_attempts(person)), ATTEMPTS))
    return panes


def _evidence(person: User) -> Iterator[tuple[str, str]]:
    pieces = Submission.objects.filter(person__in=selves(person)).select_related("framework_version").prefetch_related("rounds")
    for piece in pieces.order_by("pk"):
        for row, words in rounds_with_words(sorted(piece.rounds.all(), key=lambda each: each.number)):
            label = _("%(about)s, sent %(day)s") % {"about": piece.about.title, "day": row.submitted_at.date().isoformat()}
            yield label, f"{words.title}\n{words.text}" if words else _("taken back")


def _attempts(person: User) -> Iterator[tuple[str, str]]:
    mine = selves(person)
    results = {row.attempt_id: row for row in AttemptResult.objects.standing().filter(attempt__person__in=mine)}
    for attempt in Attempt.objects.filter(person__in=mine).select_related("quiz").order_by("pk"):
        result = results.get(attempt.pk)
        said = _("%(points)s of %(most)s points") % {"points": result.points, "most": result.of} if result else _("no result")
        yield f"{attempt.quiz.key}, {attempt.started_at:%Y-%m-%d}", said


register("glass", "assessments", glass)
