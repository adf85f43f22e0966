"""What every measure is given."""

from dataclasses import dataclass

from accounts.models import User
from bench.crowd import learners, signed_in
from bench.driving import Answer, Visitor
from bench.rounds import Act, Line, measure
from bench.service import Service
from courses.models import Cohort


class NotHere(Exception):
    """This version of the service, or this database, has no such page: the measure is left out, and says so."""


def opened(visitor: Visitor, path: str) -> Answer:
    """The page. Raises RuntimeError when it led elsewhere: a door that refuses is cheap, and not what is measured."""
    answer = visitor.get(path)
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status} {answer.location}")
    return answer


@dataclass
class Bench:
    """`cohorts` from the smallest to the largest; `times` is how often an ordinary page is asked for."""

    service: Service
    cohorts: list[Cohort]
    times: int

    def cohort(self, place: int) -> Cohort:
        if place >= len(self.cohorts):
            raise NotHere(f"{len(self.cohorts)} cohorts were filled")
        return self.cohorts[place]

    def of(self, name: str, act: Act, crowd: list[Visitor], times: int = 0, *, warm: bool = True) -> Line:
        return measure(self.service, name, act, crowd, times or self.times, warm=warm)

    def page(self, name: str, path: str, crowd: list[Visitor], times: int = 0) -> Line:
        return self.of(name, lambda visitor, turn: opened(visitor, path), crowd, times)

    def visitors(self, people: list[User]) -> list[Visitor]:
        return signed_in(self.service.port, people)

    def learners(self) -> list[Visitor]:
        return self.visitors(learners())
