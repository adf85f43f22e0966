"""What stands in the rooms of the newer roles: a worry, a break, what helps somebody, a question about data, a second look, a reading."""

from accounts.models import Adjustment, Break, DataRequest, User
from accounts.services.adjustments import ask_adjustment
from accounts.services.breaks import start_break
from accounts.services.requests import answer_request, open_request
from assessments.models import Judgement, QualityCheck
from assessments.services.check_judgement import check_judgement
from lms.core.models import ReadEvent
from lms.core.reads import record_read
from lms.demo.people import Circle
from lms.demo.stories.groups import meet_in_groups
from safeguarding.models import BreakGlass, Concern
from safeguarding.services import Told, add_note, break_glass, close_concern, raise_concern, take_up

WORRY = "She was very quiet in our last two talks and said that nothing matters much. It is not like her. I am not sure what it means."
EARLIER = "He said that somebody at home keeps his money from him."
NOTE = "Invented for the demo: we rang him together. He wants to think until Friday."
REASON = "Invented for the demo: the ward rang and asked for somebody to call back today."
OVER = "A neighbour had shouted at her twice on the stairs."
ENDED = "Invented for the demo: the house has talked to both. She says that it has been quiet since."
ANSWER = "Your copy is ready: open “My privacy”, then “A copy of everything”."
RETURNED = "Say in which sentence you saw this, so that another assessor would find the same."
COMPARED, LOOKS = "listening", 22  # enough second looks for a figure about agreement
QUESTION = "Who is the quality assurer that opened my evidence, and why?"


def furnish(circle: Circle) -> None:
    """Each thing once; whatever was done with it in the demo meanwhile stays."""
    people = {key: User.objects.get(email=f"{key}@demo.example") for key in ("ngoc", "amal", "mat", "zoe", "trainee", "worker")}
    _worries(circle, people)
    _opened(circle, people)
    _cared_for(circle, people)
    _read(circle, people)
    _looked_at(circle)
    meet_in_groups(circle)


def _worries(circle: Circle, people: dict[str, User]) -> None:
    """One that waits, one that Sam has taken up, and one that is closed."""
    if Concern.objects.exists():
        return
    cy, sam = circle.staff["supervisor"], circle.staff["safeguarding"]
    before = raise_concern(
        person=people["amal"], by=cy, told=Told(EARLIER, "no", "yes"), came_from="supervisee", at=circle.calendar.at(5)
    )  # fmt: skip
    take_up(concern=before, by=sam, at=circle.calendar.at(5))
    add_note(concern=before, by=sam, text=NOTE, at=circle.calendar.at(4))
    over = raise_concern(
        person=people["ngoc"], by=cy, told=Told(OVER, "no", "yes"), came_from="supervisee", at=circle.calendar.at(25)
    )  # fmt: skip
    take_up(concern=over, by=sam, at=circle.calendar.at(25))
    close_concern(concern=over, by=sam, text=ENDED, found_something=False, at=circle.calendar.at(21))
    raise_concern(person=people["zoe"], by=cy, told=Told(WORRY, "unsure", "not_yet"), came_from="supervisee")


def _opened(circle: Circle, people: dict[str, User]) -> None:
    """A record that was opened in need, and closed again after its half hour."""
    if not BreakGlass.objects.exists():
        break_glass(
            person=people["trainee"], by=circle.staff["safeguarding"], role="safeguarding", reason=REASON, at=circle.calendar.at(6)
        )  # fmt: skip


def _cared_for(circle: Circle, people: dict[str, User]) -> None:
    """Somebody on a break, somebody with more time, somebody who asks about their data."""
    if not Break.objects.filter(person=people["mat"]).exists():
        start_break(person=people["mat"], tells_supervisor=True, tells_manager=True, on=circle.calendar.day(2))
    if not Adjustment.objects.exists():
        ask_adjustment(person=people["ngoc"], kind="quiet_slot", on=circle.calendar.day(3))
        ask_adjustment(person=people["zoe"], kind="large_print", on=circle.calendar.day(3))
    if not DataRequest.objects.exists():
        open_request(person=people["trainee"], kind="question", words=QUESTION, at=circle.calendar.at(3))
    if not DataRequest.objects.filter(person=people["worker"]).exists():
        asked = open_request(person=people["worker"], kind="copy", at=circle.calendar.at(40))
        answer_request(request=asked, by=circle.staff["privacy"], words=ANSWER, at=circle.calendar.at(36))


def _read(circle: Circle, people: dict[str, User]) -> None:
    """Readers leave their traces."""
    if not ReadEvent.objects.exists():
        for actor, role in ((circle.staff["quality"], "quality"), (circle.staff["assessor"], "assessor")):
            record_read(actor=actor, subjects=[people["trainee"].public_id], record_type="evidence", role=role)


def _looked_at(circle: Circle) -> None:
    """Quin has looked at one competency across all assessors; what the sample asks for besides that waits."""
    calendar, quin = circle.calendar, circle.staff["quality"]
    seen = QualityCheck.objects.filter(judgement__competency=COMPARED).count()
    until = calendar.at(8)
    rows = Judgement.objects.filter(competency=COMPARED, quality_check=None, recorded_at__lte=until).order_by("recorded_at", "pk")
    for place, judgement in enumerate(rows[: max(LOOKS - seen, 0)]):
        ago = (calendar.today - judgement.judged_on).days
        outcome, text = ("return", RETURNED) if place % 7 == 4 else ("agree", "")
        check_judgement(judgement=judgement, by=quin, outcome=outcome, text=text, at=calendar.at(max(ago - 5, 1)))
