"""A hundred and five people certified by the rules of the first years: of every standing, and due for renewal at very different times."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from lms.demo.doing import award, confirm, meet, practise, send_application, sign
from lms.demo.names import NAMES, Named
from lms.demo.people import Circle
from schemes.outcomes import PublicOutcome

from .certified import Act, Turn, given_up, lifted, renamed, revoked, suspended, under_conditions, without_conditions
from .trainees import Story

TERM = 1096  # days in the three years of an award
# How many end in each of the next twelve months: one large class has to be looked after in the sixth.
ENDING = (2, 1, 3, 2, 2, 13, 4, 2, 1, 3, 2, 1)
PUBLIC = PublicOutcome


@dataclass(frozen=True)
class Founder(Story):
    """Somebody of the first years: no circle, no course on the service, Caro as supervisor until the award."""

    awarded: int = 0

    def join(self, circle: Circle) -> User:
        return circle.join_founders(self.key, self.called, ago=self.joined, until=self.awarded)


def by_the_first_rules(named: Named, awarded: int) -> Callable[[Circle, User], None]:
    def tell(circle: Circle, person: User) -> None:
        confirm(circle, practise(circle, person, [480], ago=awarded + 30))
        confirm(circle, meet(circle, person, 1, ago=awarded + 24, minutes=120))
        sign(circle, person, ago=awarded + 14)
        sent = send_application(
            circle, person, name=named.printed, check_name=named.check, lang=named.lang, ago=awarded + 10,
            begun_by=_last_day_of_the_first_rules(circle),
        )  # fmt: skip
        award(circle, sent, ago=awarded, member="board2")

    return tell


def _last_day_of_the_first_rules(circle: Circle) -> date:
    return circle.scheme.versions.get(number=1).effective_from - timedelta(days=1)


def _days() -> Iterator[int]:
    """When each was awarded, in days ago: long ended, in the days of grace, ending soon, and later."""
    yield from (TERM + 44 + 43 * place for place in range(15))
    yield from (TERM + days for days in (4, 10, 16, 23))
    for month, ends in enumerate(ENDING):
        yield from (TERM - 30 * month - 6 - 18 * place // ends for place in range(ends))
    yield from (712 - 12 * place for place in range(50))


# Of the fifty who have long to go, by their place among them: what came after the award, and how many days ago.
LATER: dict[int, tuple[PublicOutcome, tuple[tuple[Act, int], ...]]] = {
    2: (PUBLIC.CURRENT_WITH_CONDITIONS, ((under_conditions, 200),)),
    5: (PUBLIC.ENDED, ((given_up, 150),)),
    8: (PUBLIC.CURRENT, ((suspended, 320), (lifted, 290))),
    11: (PUBLIC.NEWER_COPY, ((renamed, 120),)),
    14: (PUBLIC.REVOKED, ((suspended, 220), (revoked, 180))),
    17: (PUBLIC.CURRENT_WITH_CONDITIONS, ((under_conditions, 60),)),
    20: (PUBLIC.CURRENT, ((under_conditions, 260), (without_conditions, 80))),
    23: (PUBLIC.NOT_VALID_AT_PRESENT, ((suspended, 33),)),
    26: (PUBLIC.ENDED, ((given_up, 20),)),
    29: (PUBLIC.NEWER_COPY, ((renamed, 45),)),
    32: (PUBLIC.CURRENT, ((suspended, 110), (lifted, 96))),
    35: (PUBLIC.CURRENT_WITH_CONDITIONS, ((under_conditions, 14),)),
    38: (PUBLIC.NOT_VALID_AT_PRESENT, ((suspended, 4),)),
    41: (PUBLIC.CURRENT, ((suspended, 70), (lifted, 41))),
    44: (PUBLIC.REVOKED, ((revoked, 25),)),
}
ENDED, LONG = 15, 55  # the first so many have ended; the last fifty come after so many


def _founder(place: int, awarded: int, named: Named) -> Turn:
    story = Founder(f"founder{place + 1}", named.called, awarded + 40, by_the_first_rules(named, awarded), awarded=awarded)
    outcome, after = LATER.get(place - LONG, (PUBLIC.ENDED if place < ENDED else PUBLIC.CURRENT, ()))
    return Turn(story, outcome, awarded, after)


FOUNDERS = tuple(_founder(place, *each) for place, each in enumerate(zip(_days(), NAMES[:105], strict=True)))
