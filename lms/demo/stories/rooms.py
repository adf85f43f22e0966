"""What stands in the rooms of the newer roles: a worry, a break, what helps somebody, a question about data, a second look, a reading."""

from accounts.models import Adjustment, Break, DataRequest, User
from accounts.services.adjustments import ask_adjustment
from accounts.services.breaks import start_break
from accounts.services.requests import open_request
from assessments.models import QualityCheck
from assessments.queries.quality import sample_for
from assessments.services.check_judgement import check_judgement
from lms.core.models import ReadEvent
from lms.core.reads import record_read
from lms.demo.people import Circle
from safeguarding.models import BreakGlass, Concern
from safeguarding.services import Told, add_note, break_glass, raise_concern, take_up

WORRY = "She was very quiet in our last two talks and said that nothing matters much. It is not like her. I am not sure what it means."
EARLIER = "He said that somebody at home keeps his money from him."
NOTE = "Invented for the demo: we rang him together. He wants to think until Friday."
REASON = "Invented for the demo: the ward rang and asked for somebody to call back today."
QUESTION = "Who is the quality assurer that opened my evidence, and why?"


def furnish(circle: Circle) -> None:
    """Each thing once; whatever was done with it in the demo meanwhile stays."""
    people = {key: User.objects.get(email=f"{key}@demo.example") for key in ("ngoc", "amal", "mat", "zoe", "trainee", "worker")}
    _worries(circle, people)
    _opened(circle, people)
    _cared_for(circle, people)
    _looked_at(circle, people)


def _worries(circle: Circle, people: dict[str, User]) -> None:
    """One that waits, and one that Sam has taken up."""
    if Concern.objects.exists():
        return
    cy, sam = circle.staff["supervisor"], circle.staff["safeguarding"]
    before = raise_concern(
        person=people["amal"], by=cy, told=Told(EARLIER, "no", "yes"), came_from="supervisee", at=circle.calendar.at(5)
    )  # fmt: skip
    take_up(concern=before, by=sam, at=circle.calendar.at(5))
    add_note(concern=before, by=sam, text=NOTE, at=circle.calendar.at(4))
    raise_concern(person=people["zoe"], by=cy, told=Told(WORRY, "unsure", "not_yet"), came_from="supervisee")


def _opened(circle: Circle, people: dict[str, User]) -> None:
    """A record that was opened in need, and closed again after its half hour."""
    if not BreakGlass.objects.exists():
        break_glass(
            person=people["trainee"], by=circle.staff["safeguarding"], role="safeguarding", reason=REASON, at=circle.calendar.at(6)
        )  # fmt: skip


def _cared_for(circle: Circle, people: dict[str, User]) -> None:
    """Somebody on a break, somebody with more time, somebody who asks about their data."""
    if not Break.objects.exists():
        start_break(person=people["mat"], tells_supervisor=True, tells_manager=True, on=circle.calendar.day(2))
    if not Adjustment.objects.exists():
        ask_adjustment(person=people["ngoc"], kind="quiet_slot", on=circle.calendar.day(3))
        ask_adjustment(person=people["zoe"], kind="large_print", on=circle.calendar.day(3))
    if not DataRequest.objects.exists():
        open_request(person=people["trainee"], kind="question", words=QUESTION, at=circle.calendar.at(3))


def _looked_at(circle: Circle, people: dict[str, User]) -> None:
    """Quin has agreed with one decision and the rest of the sample waits; readers leave their traces."""
    quin = circle.staff["quality"]
    if not QualityCheck.objects.exists() and (waiting := sample_for(quin)):
        check_judgement(judgement=waiting[0].judgement, by=quin, outcome="agree")
    if not ReadEvent.objects.exists():
        for actor, role in ((quin, "quality"), (circle.staff["assessor"], "assessor")):
            record_read(actor=actor, subjects=[people["trainee"].public_id], record_type="evidence", role=role)
