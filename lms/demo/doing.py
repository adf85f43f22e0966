"""How somebody in the demo practises and applies: hours, a signature, an application, what the board decides."""

from collections.abc import Iterable
from datetime import date
from random import Random

from accounts.models import User
from logbook.facts import Facts
from logbook.models import Entry
from logbook.services import countersign, log_entry, submit
from schemes.models import Application, Decision, StatementVersion
from schemes.services import apply, decide, sign_statement, start_application

from .people import Circle

SESSION = 60  # minutes
DOING = ("direct_support", "direct_support", "outreach", "advocacy", "shadowing")
WHERE = ("drop_in", "community", "phone_line", "ward", "online")
ABOUT = ("role", "boundaries", "confidentiality", "culture", "team", "learning", "practicals", "wellbeing")
REASONS = "You have shown every part of it. Welcome."


def dice_of(person: User, what: str) -> Random:
    """The same for the same person, whenever this runs."""
    return Random(f"{person.email} {what}")  # noqa: S311 - an invented past, nothing is secret


def practise(circle: Circle, person: User, minutes: Iterable[int], *, ago: int, every: int = 3) -> list[Entry]:
    """Log practice, a shift every so many days, the first so many days ago, and send each to the supervisor."""
    dice = dice_of(person, "practice")
    return [_sent(circle, person, _shift(circle, length, ago - every * place, dice)) for place, length in enumerate(minutes)]


def meet(circle: Circle, person: User, sessions: int, *, ago: int, every: int = 10, minutes: int = SESSION) -> list[Entry]:
    """Log supervision every so many days, the first so many days ago, and send each to the supervisor."""
    dice = dice_of(person, "supervision")
    return [_sent(circle, person, _session(circle, ago - every * place, minutes, dice)) for place in range(sessions)]


def confirm(circle: Circle, entries: Iterable[Entry]) -> None:
    """Whoever it was sent to confirms, each on the day after."""
    for entry in entries:
        ago = (circle.calendar.today - entry.on).days
        countersign(entry=entry, by=entry.supervisor, at=circle.calendar.at(ago - 1))  # type: ignore[arg-type]  # all were sent


def _shift(circle: Circle, minutes: int, ago: int, dice: Random) -> Facts:
    return Facts(kind="practice", on=circle.calendar.day(ago), minutes=minutes, activity=dice.choice(DOING), setting=dice.choice(WHERE))


def _session(circle: Circle, ago: int, minutes: int, dice: Random) -> Facts:
    topics = tuple(sorted(dice.sample(ABOUT, 2)))
    return Facts(kind="supervision", on=circle.calendar.day(ago), minutes=minutes, activity="supervision", topics=topics)


def _sent(circle: Circle, person: User, facts: Facts) -> Entry:
    supervisor = circle.supervisor_of(person)
    draft = log_entry(person=person, by=person, facts=facts, supervisor=supervisor, today=facts.on)
    return submit(entry=draft, by=person, at=circle.calendar.at((circle.calendar.today - facts.on).days))


def sign(circle: Circle, person: User, *, ago: int) -> None:
    """Sign the code of ethics."""
    wording = StatementVersion.objects.filter(statement__code="code-of-ethics").order_by("number")[0]
    sign_statement(person=person, statement_version=wording, at=circle.calendar.at(ago))


def send_application(
    circle: Circle, person: User, *, name: str, check_name: str, ago: int, lang: str = "", begun_by: date | None = None
) -> Application:
    """Apply with the name that shall stand on the certificate, by the rules in force when it was begun: that day, or before."""
    day = circle.calendar.day(ago)
    application = start_application(person=person, scheme=circle.scheme, on=min(day, begun_by or day))
    return apply(
        application=application, by=person, certificate_name=name, check_name=check_name, certificate_name_lang=lang,
        declares_true=True, at=circle.calendar.at(ago),
    )  # fmt: skip


def award(circle: Circle, application: Application, *, ago: int, member: str = "board") -> Decision:
    """A member of the board awards."""
    ago = circle.calendar.working(ago)
    return decide(
        application=application, by=circle.staff[member], outcome="award", reasons=REASONS, no_conflict=True,
        on=circle.calendar.day(ago), at=circle.calendar.at(ago),
    )  # fmt: skip
