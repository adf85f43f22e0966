"""How somebody in the demo shows what they can do: evidence, hours, a signature, an application."""

from collections.abc import Iterable

from accounts.models import User
from assessments.judging import Marking
from assessments.models import SubmissionRound
from assessments.queries.rounds import names_that_unmask
from assessments.services.judge import judge
from assessments.services.save_draft import save_draft
from assessments.services.submit_evidence import places_in, submit_evidence
from assessments.words import Piece
from logbook.facts import Facts
from logbook.models import Entry
from logbook.services import countersign, log_entry, submit
from schemes.models import Application, Decision, StatementVersion
from schemes.services import apply, decide, sign_statement, start_application

from .people import Circle

SESSION = 60  # minutes
STRENGTHS = "Thank you, {name}. You stayed close to what the person said, and you say plainly what you did."


def send_evidence(circle: Circle, person: User, competency: str, *, title: str, text: str) -> SubmissionRound:
    """Write a piece and send it as it is: every place where somebody could be recognised is answered with "as_is"."""
    piece = save_draft(person=person, framework_version=circle.framework, competency=competency, title=title, text=text)
    in_title, in_text = places_in(Piece(title, text), names_that_unmask(person))
    choices = ["as_is"] * (len(in_title) + len(in_text))
    return submit_evidence(submission=piece, by=person, draft_number=piece.draft_number, choices=choices)


def show_all(circle: Circle, person: User) -> None:
    """Send one piece for each competency, in the words of the framework's own example, and have Bo find each met."""
    for about in circle.framework.content["competencies"]:
        sent = send_evidence(circle, person, about["key"], title=about["title"], text=about["examples"]["met"])
        met = {criterion["key"]: True for criterion in about["criteria"]}
        judge(
            submission_round=sent, by=circle.staff["assessor"], marking=Marking(met=met, method="reflective_account", strengths=STRENGTHS)
        )


def practise(circle: Circle, person: User, minutes: Iterable[int], *, ago: int) -> list[Entry]:
    """Log practice, a shift every third day, the first so many days ago, and send each to Cy."""
    shifts = enumerate(minutes)
    return [_sent(circle, person, _shift(circle, length, ago - 3 * place), ago - 3 * place) for place, length in shifts]


def meet(circle: Circle, person: User, sessions: int, *, ago: int) -> list[Entry]:
    """Log an hour of supervision every fifth day, the first so many days ago, and send each to Cy."""
    days = [ago - 5 * place for place in range(sessions)]
    return [_sent(circle, person, _session(circle, day), day) for day in days]


def confirm(circle: Circle, entries: Iterable[Entry]) -> None:
    """Cy confirms, each on the day after."""
    for entry in entries:
        ago = (circle.calendar.today - entry.on).days
        countersign(entry=entry, by=circle.staff["supervisor"], at=circle.calendar.at(ago - 1))


def _shift(circle: Circle, minutes: int, ago: int) -> Facts:
    return Facts(kind="practice", on=circle.calendar.day(ago), minutes=minutes, activity="direct_support", setting="drop_in")


def _session(circle: Circle, ago: int) -> Facts:
    return Facts(
        kind="supervision", on=circle.calendar.day(ago), minutes=SESSION, activity="supervision", topics=("boundaries", "learning")
    )


def _sent(circle: Circle, person: User, facts: Facts, ago: int) -> Entry:
    cy = circle.staff["supervisor"]
    draft = log_entry(person=person, by=person, facts=facts, supervisor=cy, today=facts.on)
    return submit(entry=draft, by=person, at=circle.calendar.at(ago))


def sign(circle: Circle, person: User, *, ago: int) -> None:
    """Sign the code of ethics."""
    wording = StatementVersion.objects.filter(statement__code="code-of-ethics").order_by("number")[0]
    sign_statement(person=person, statement_version=wording, at=circle.calendar.at(ago))


def send_application(circle: Circle, person: User, *, name: str, check_name: str) -> Application:
    """Apply with the name that shall stand on the certificate."""
    application = start_application(person=person, scheme=circle.scheme)
    return apply(application=application, by=person, certificate_name=name, check_name=check_name, declares_true=True)


def award(circle: Circle, application: Application) -> Decision:
    """Di awards."""
    reasons = "You have shown every part of it. Welcome."
    return decide(application=application, by=circle.staff["board"], outcome="award", reasons=reasons, no_conflict=True)
