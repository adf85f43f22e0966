"""People certified under the rules of today: one of each standing that a checker can meet, Wen, who works with hers, and a whole circle."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from accounts.models import User
from accounts.services import choose_certificate_name
from certificates.services.renew import renew_copies
from lms.demo.doing import award, confirm, meet, practise, send_application
from lms.demo.names import NAMES, Named
from lms.demo.people import SPRING, WINTER, Circle
from schemes.models import Certification
from schemes.services import end_conditions, lift, revoke, set_conditions, surrender, suspend

from .trainees import JOINED, Story, learn_and_show

CONDITIONS = "Works alongside another certified person until the end of the year."
NOTE = "Invented for the demo."
LONG_SHIFTS = (300, 285, 330, 285)  # together what the scheme asks for, in few entries
Act = Callable[[Circle, Certification, int], None]  # something that came after the award, so many days ago


def certified(check_name: str, *, began: int, awarded: int, name: str = "", lang: str = "") -> Callable[[Circle, User], None]:
    """The whole way up to the award, under the name they are called by or chose."""

    def tell(circle: Circle, person: User) -> None:
        learn_and_show(circle, person, began=began)
        confirm(circle, practise(circle, person, LONG_SHIFTS, ago=began - 5, every=14))
        confirm(circle, meet(circle, person, 3, ago=began - 10, every=20, minutes=120))
        sent = send_application(circle, person, name=name or person.called, check_name=check_name, ago=awarded + 3, lang=lang)
        award(circle, sent, ago=awarded)

    return tell


@dataclass(frozen=True)
class Turn:
    """Somebody with a certificate, and what came after the award, once its copy was printed: each act with its days ago."""

    story: Story
    outcome: str  # what a checker is told about the first copy: schemes.public
    awarded: int
    after: tuple[tuple[Act, int], ...] = ()


def under_conditions(circle: Circle, held: Certification, ago: int) -> None:
    set_conditions(**_by_the_board(circle, held, ago, "requirements", NOTE), public_text=CONDITIONS)


def without_conditions(circle: Circle, held: Certification, ago: int) -> None:
    end_conditions(**_by_the_board(circle, held, ago, "resolved", NOTE))


def suspended(circle: Circle, held: Certification, ago: int) -> None:
    suspend(**_by_the_board(circle, held, ago, "concern", f"{NOTE} A concern is being looked into."))


def lifted(circle: Circle, held: Certification, ago: int) -> None:
    lift(**_by_the_board(circle, held, ago, "resolved", f"{NOTE} It was talked over, and nothing stands against it."))


def revoked(circle: Circle, held: Certification, ago: int) -> None:
    revoke(**_by_the_board(circle, held, ago, "conduct", f"{NOTE} The board has made a finding."))


def _by_the_board(circle: Circle, held: Certification, ago: int, reason: str, note: str) -> dict[str, object]:
    ago = circle.calendar.working(ago)
    day, at = circle.calendar.day(ago), circle.calendar.at(ago)
    return {
        "certification": held, "by": circle.staff["board"], "reason": reason, "private_note": note, "effective_on": day, "at": at
    }  # fmt: skip


def given_up(circle: Circle, held: Certification, ago: int) -> None:
    surrender(certification=held, by=held.person, at=circle.calendar.at(ago))


def renamed(circle: Circle, held: Certification, ago: int) -> None:
    """A new name: the first copy now says that a newer one was issued, and neither name."""
    given = held.person.certificate_name.split()[0]
    choose_certificate_name(person=held.person, name=f"{given} Specimen", check_name="Specimen")
    renew_copies(certification_id=held.pk)


def _turn(key: str, called: str, outcome: str, *after: tuple[Act, int], awarded: int, cohort: str = WINTER) -> Turn:
    began = awarded + 79
    tell = certified(called.split()[-1], began=began, awarded=awarded)
    return Turn(Story(key, called, began + 10, tell, cohort, seen_until=awarded), outcome, awarded, after)


def _winter(place: int, named: Named) -> Turn:
    awarded = 205 - 17 * place
    tell = certified(named.check, began=awarded + 79, awarded=awarded, name=named.printed, lang=named.lang)
    return Turn(Story(f"winter{place + 1}", named.called, awarded + 89, tell, WINTER, seen_until=awarded), "current", awarded)


WEN = replace(_turn("worker", "Wen Démo", "current", awarded=5))
CERTIFIED = (
    replace(WEN, story=replace(WEN.story, joined=JOINED, cohort=SPRING, seen_until=None)),
    _turn("lucja", "Łucja Przykład", "current", awarded=212),
    _turn("eleni", "Ελένη Δείγμα", "current_with_conditions", (under_conditions, 130), awarded=190),
    _turn("soren", "Søren Eksempel", "not_valid_at_present", (suspended, 9), awarded=176),
    _turn("jurgen", "Jürgen Muster", "revoked", (revoked, 40), awarded=220),
    _turn("ipek", "İpek Örnek", "ended", (given_up, 62), awarded=163),
    _turn("nadia", "Nadia Voorbeeld", "newer_copy", (renamed, 30), awarded=150),
)
WINTER_CIRCLE = tuple(_winter(place, named) for place, named in enumerate(NAMES[-7:]))
