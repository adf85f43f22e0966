"""How somebody in the demo shows a competency, and what an assessor finds."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from assessments.judging import Marking
from assessments.models import Judgement, SubmissionRound
from assessments.queries.rounds import names_that_unmask
from assessments.services.judge import judge
from assessments.services.reopen_evidence import reopen_evidence
from assessments.services.save_draft import save_draft
from assessments.services.submit_evidence import places_in, submit_evidence
from assessments.words import Piece

from .doing import dice_of
from .people import ASSESSORS, Circle

STRENGTHS = "Thank you, {name}. You stayed close to what the person said, and you say plainly what you did."
NEXT_STEP = "Add one moment, {name}: what was said, and what you did then. Two or three sentences are enough."


def send_evidence(circle: Circle, person: User, competency: str, *, title: str, text: str, ago: int, seen: int = 0) -> SubmissionRound:
    """Write a piece and send it as it is: every place where somebody could be recognised is answered with "as_is"."""
    at = circle.calendar.at(ago)
    piece = save_draft(
        person=person, framework_version=circle.framework, competency=competency, title=title, text=text, seen_number=seen, at=at
    )
    in_title, in_text = places_in(Piece(title, text), names_that_unmask(person))
    choices = ["as_is"] * (len(in_title) + len(in_text))
    return submit_evidence(submission=piece, by=person, draft_number=piece.draft_number, choices=choices, at=at)


def find(circle: Circle, sent: SubmissionRound, assessor: str, *, ago: int, not_met: tuple[str, ...] = ()) -> Judgement:
    """What an assessor found so many days ago: all met, but these."""
    about = sent.submission.about
    met = {key: key not in not_met for key in about.criterion_keys}
    marking = Marking(met=met, method="reflective_account", strengths=STRENGTHS, next_step=NEXT_STEP if not_met else "")
    return judge(submission_round=sent, by=circle.staff[assessor], marking=marking, at=circle.calendar.at(ago))


def show_all(circle: Circle, person: User, *, ago: int, every: int = 4, assessor: str = "") -> None:
    """Send one piece for each competency, in the words of the framework's own example; each is found met some days later.

    Now and then the first round lacks one thing, and the second has it. `assessor` is one of the four, else whoever came to it.
    """
    dice = dice_of(person, "evidence")
    for place, about in enumerate(circle.framework.content["competencies"]):
        day = ago - every * place
        by = assessor or dice.choice(ASSESSORS)
        if not assessor and dice.random() < 0.22:
            _not_yet_at_first(circle, person, about, by, day + 6, weakest=dice.random() < 0.7)
        waits = min(dice.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8)), day - 1)
        show(circle, person, about, by, ago=day, judged=day - waits)


def show(circle: Circle, person: User, about: Mapping[str, Any], by: str, *, ago: int, judged: int) -> Judgement:
    """One piece that has all of it; the second round of one that was sent before."""
    seen = _open_again(circle, person, about["key"], ago)
    sent = send_evidence(circle, person, about["key"], title=about["title"], text=about["examples"]["met"], ago=ago, seen=seen)
    return find(circle, sent, by, ago=judged)


def _not_yet_at_first(circle: Circle, person: User, about: Mapping[str, Any], by: str, ago: int, *, weakest: bool) -> None:
    """Mostly the second criterion is what is not there yet: what one did with the wish to help at once."""
    sent = send_evidence(circle, person, about["key"], title=about["title"], text=about["examples"]["not_yet"], ago=ago)
    missing = about["criteria"][1 if weakest else 0]["key"]
    find(circle, sent, by, ago=ago - 3, not_met=(missing,))


def _open_again(circle: Circle, person: User, competency: str, ago: int) -> int:
    """The draft number of the piece that came back, open again; 0 when there is none."""
    back = person.submissions.filter(framework_version=circle.framework, competency=competency, state="judged").order_by("pk").last()
    return reopen_evidence(submission=back, by=person, at=circle.calendar.at(ago)).draft_number if back else 0
