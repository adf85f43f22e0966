"""Questions about how a step reads, and the editors who read it again and left it as it is (docs/decisions/0100).

An answer is a line of Wagtail's log of the page: who, when, and the hash of the words together with what was asked about them. Another
word, or another question about the same words, has no answer yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from accounts.models import User
from courses.models import Module, Step
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.permissions import require

from .build_edition import built_step, live_steps
from .findings import Finding, findings_of_step, word_list
from .readings import hash_of_step

STAYS = "courses.words_stay"


@dataclass(frozen=True)
class Asked:
    """A step with what is asked about its words. `sha256` names these words and these questions."""

    step: Step
    findings: list[Finding]
    sha256: str


def asked_of_step(step: Step, findings: Iterable[Finding]) -> Asked | None:
    """What is asked about a step as it stands, answered or not; None when nothing is."""
    asking = [finding for finding in findings if finding.question]
    if not asking:
        return None
    about = {"step": hash_of_step(built_step(step)), "asked": sorted(finding.question for finding in asking)}
    return Asked(step, asking, sha256_hex(canonical_json(about)))


def open_questions(module: Module) -> list[Asked]:
    """The published steps about whose words something is asked that nobody has answered."""
    words = word_list()
    asked = [one for step in live_steps(module) if (one := asked_of_step(step, findings_of_step(step, words)))]
    answered = _answered(one.step.pk for one in asked)
    return [one for one in asked if (one.step.pk, one.sha256) not in answered]


def _answered(pages: Iterable[int]) -> set[tuple[int, str]]:
    rows = PageLogEntry.objects.filter(page__in=list(pages), action=STAYS).values_list("page", "data")
    return {(page, data["sha256"]) for page, data in rows}


def words_stay(asked: Asked, *, by: User) -> None:
    """Put on record that `by` has read these words again and leaves them as they are. Raises PermissionDenied for others than editors."""
    require(by, "courses.release_edition")
    if (asked.step.pk, asked.sha256) not in _answered([asked.step.pk]):
        log(instance=asked.step, action=STAYS, user=by, data={"sha256": asked.sha256})


def unanswered(asked: Iterable[Asked]) -> Iterator[str]:
    """What a release says about each step that waits for an answer."""
    for one in asked:
        said = " ".join(finding.says for finding in one.findings)
        yield _("%(step)s: %(said)s Change the words, or say that you have read them again.") % {"step": one.step.title, "said": said}
