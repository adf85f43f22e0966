"""Seven people of the spring circle on their way, each at another place of it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from accounts.models import User
from lms.demo.doing import confirm, meet, practise, send_application, sign
from lms.demo.learning import MODULES, begin, keep_journal, learn, take_test
from lms.demo.people import SPRING, Circle
from lms.demo.showing import send_evidence, show_all

PRACTICE = 1200  # minutes that the example scheme asks for
SESSIONS = 6  # hours of supervision that it asks for
JOINED = 90  # days ago, for people who have done much
BEGAN = 80  # days ago: the first module of somebody who has done everything
TAKES = 65  # days from the first module to the last signature


@dataclass(frozen=True)
class Story:
    """Somebody, since how many days they are here, what they have done, in which circle, and how long with Cy."""

    key: str
    called: str
    joined: int
    tell: Callable[[Circle, User], None]
    cohort: str = SPRING
    seen_until: int | None = None  # days ago: the last day on which Cy was their supervisor

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"

    def join(self, circle: Circle) -> User:
        return circle.join(self.key, self.called, ago=self.joined, cohort=self.cohort, seen_until=self.seen_until)


def just_joined(circle: Circle, person: User) -> None:
    """Nothing yet: that is the story."""


def one_module_done(circle: Circle, person: User) -> None:
    learn(circle, person, "listening", ago=10)
    words = "I want to fill every silence. Today I counted to five first, and she went on by herself."
    keep_journal(circle, person, "listening", words, ago=10)
    begin(circle, person, "boundaries", ago=3)
    confirm(circle, meet(circle, person, 1, ago=7))


def test_not_yet(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:3], ago=25)
    take_test(circle, person, right=5, ago=4)
    confirm(circle, meet(circle, person, 2, ago=23))


def evidence_waits(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:4], ago=35)
    take_test(circle, person, right=9, ago=12)
    confirm(circle, meet(circle, person, 3, ago=37, every=14))
    text = (
        "Somebody asked me to lend them the fare home. I said that I do not lend money and that I did not want them stranded. "
        "We rang the desk together and they found a day ticket. I told my supervisor about it the same week, because I had felt mean."
    )
    send_evidence(circle, person, "boundaries", title="The fare home", text=text, ago=4)
    text = "A man was silent for most of our hour. I asked whether he wanted company or questions. “Company,” he said. So I sat there."
    send_evidence(circle, person, "listening", title="An hour of few words", text=text, ago=2)


def hours_wait(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:2], ago=40)
    confirm(circle, practise(circle, person, [120, 180], ago=40))
    confirm(circle, meet(circle, person, 1, ago=30))
    practise(circle, person, [150, 90, 120], ago=12)
    meet(circle, person, 1, ago=2)


def meet_everything(circle: Circle, person: User, *, practice: int = PRACTICE, began: int = BEGAN, assessor: str = "") -> None:
    """All six requirements of the example scheme in nine weeks and a day, with so many minutes of practice."""
    learn_and_show(circle, person, began=began, assessor=assessor)
    confirm(circle, practise(circle, person, shifts(person.called, practice), ago=began - 5, every=6))
    confirm(circle, meet(circle, person, SESSIONS, ago=began - 10, every=10))


def learn_and_show(circle: Circle, person: User, *, began: int, assessor: str = "") -> None:
    """Everything but the hours."""
    learn(circle, person, *MODULES, ago=began)
    take_test(circle, person, right=10, ago=began - 20)
    show_all(circle, person, ago=began - 28, every=6, assessor=assessor)
    sign(circle, person, ago=began - TAKES)


def shifts(called: str, minutes: int) -> list[int]:
    """Eight shifts that make so many minutes together; the same for the same person, whenever this runs."""
    dice = Random(called)  # noqa: S311 - invented hours, nothing is secret
    usual = [dice.randrange(135, 180, 15) for _ in range(7)]
    return [*usual, minutes - sum(usual)]


def one_minute_short(circle: Circle, person: User) -> None:
    meet_everything(circle, person, practice=PRACTICE - 1, assessor="assessor")


def waits_for_the_board(circle: Circle, person: User) -> None:
    meet_everything(circle, person)
    send_application(circle, person, name="Ánxela Mostra Exemplo", check_name="Exemplo", ago=6)


TRAINEES = (
    Story("newcomer", "Nur Démo", 1, just_joined),
    Story("zoe", "Zoë Példa", 14, one_module_done),
    Story("mat", "Mát Sampla", 30, test_not_yet),
    Story("ngoc", "Ngọc Exemple", 45, evidence_waits),
    Story("amal", "أمل مثال", 50, hours_wait),
    Story("trainee", "Ada Démo", JOINED, one_minute_short),
    Story("anxela", "Ánxela Mostra", JOINED, waits_for_the_board),
)
