"""People with a certificate: one of each standing that a checker can meet, and Wen, who works with hers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.services import choose_certificate_name
from certificates.services.renew import renew_copies
from lms.demo.doing import award, send_application
from lms.demo.people import Circle
from schemes.models import Certification
from schemes.public import awards_of
from schemes.services import revoke, set_conditions, surrender, suspend

from .trainees import JOINED, Story, meet_everything

CONDITIONS = "Works alongside another certified person until the end of the year."


def certified(check_name: str) -> Callable[[Circle, User], None]:
    """The whole way up to the award, under the name they are called by."""

    def tell(circle: Circle, person: User) -> None:
        meet_everything(circle, person)
        award(circle, send_application(circle, person, name=person.called, check_name=check_name))

    return tell


@dataclass(frozen=True)
class Turn:
    """Somebody with a certificate, and what came after the award, once its copy was printed."""

    story: Story
    outcome: str  # what a checker is told about the first copy: schemes.public
    after: Callable[[Circle, Certification], None] | None = None


def under_conditions(circle: Circle, held: Certification) -> None:
    set_conditions(
        certification=held, by=circle.staff["board"], reason="requirements", private_note="Invented for the demo.",
        effective_on=_awarded_on(held), public_text=CONDITIONS,
    )  # fmt: skip


def suspended(circle: Circle, held: Certification) -> None:
    note = "Invented for the demo: a concern is being looked into."
    suspend(certification=held, by=circle.staff["board"], reason="concern", private_note=note, effective_on=_awarded_on(held))


def revoked(circle: Circle, held: Certification) -> None:
    note = "Invented for the demo: the board has made a finding."
    revoke(certification=held, by=circle.staff["board"], reason="conduct", private_note=note, effective_on=_awarded_on(held))


def given_up(circle: Circle, held: Certification) -> None:
    surrender(certification=held, by=held.person)


def renamed(circle: Circle, held: Certification) -> None:
    """A new name: the first copy now says that a newer one was issued, and neither name."""
    choose_certificate_name(person=held.person, name="Nadia Esimerkki", check_name="Esimerkki")
    renew_copies(certification_id=held.pk)


def _awarded_on(held: Certification) -> date:
    return awards_of(held.pk)[0][1]


def _turn(key: str, called: str, outcome: str, after: Callable[[Circle, Certification], None] | None = None) -> Turn:
    return Turn(Story(key, called, JOINED, certified(called.split()[-1])), outcome, after)


CERTIFIED = (
    _turn("worker", "Wen Démo", "current"),
    _turn("lucja", "Łucja Przykład", "current"),
    _turn("eleni", "Ελένη Δείγμα", "current_with_conditions", under_conditions),
    _turn("soren", "Søren Eksempel", "not_valid_at_present", suspended),
    _turn("jurgen", "Jürgen Muster", "revoked", revoked),
    _turn("ipek", "İpek Örnek", "ended", given_up),
    _turn("nadia", "Nadia Voorbeeld", "newer_copy", renamed),
)
