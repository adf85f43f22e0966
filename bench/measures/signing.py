"""Signing in with a password."""

from allauth.usersessions.models import UserSession

from accounts.models import User
from bench.crowd import strangers, takers
from bench.driving import Answer, Visitor
from bench.measures.bench import Bench
from bench.rounds import Line

PASSWORD = "correct horse battery staple"
PEOPLE = 16


def password(bench: Bench) -> Line:
    people = takers(PEOPLE, skip=200)
    for person in people:
        person.set_password(PASSWORD)
    User.objects.bulk_update(people, ["password"])
    UserSession.objects.filter(user__in=people).delete()  # each one that is listed is looked at when somebody signs in

    def act(visitor: Visitor, turn: int) -> Answer:
        answer = visitor.post("/sign-in/", login=people[turn % PEOPLE].email, password=PASSWORD)
        if "sessionid" not in answer.headers.get("Set-Cookie", ""):
            raise RuntimeError(f"nobody was signed in: {answer.status}")
        return answer

    return bench.of("password sign-in", act, strangers(bench.service.port, PEOPLE), PEOPLE * 3)
