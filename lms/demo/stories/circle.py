"""The others of the spring circle: with the seven trainees, Wen and two who were only invited they are twenty-four."""

from accounts.models import User
from accounts.services.breaks import start_break
from courses.models import Enrolment
from courses.services.enrol import end_enrolment
from lms.demo.doing import confirm, meet, practise
from lms.demo.learning import MODULES, begin, learn, take_test
from lms.demo.people import Circle
from lms.demo.showing import find, send_evidence, show
from logbook.services import return_entry

from .certified import certified
from .trainees import BEGAN, JOINED, Story, just_joined, meet_everything

QUESTION = "Was this one shift or two? The drop-in closes at eight."
ONE_MORE = "I listened to him for an hour and gave him good advice. He thanked me and I think he felt better. I always listen carefully."


def in_the_first(circle: Circle, person: User) -> None:
    begin(circle, person, MODULES[0], ago=5)


def in_the_third(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:2], ago=33)
    begin(circle, person, MODULES[2], ago=20)
    confirm(circle, meet(circle, person, 3, ago=36, every=14))


def in_the_fourth(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:3], ago=40)
    begin(circle, person, MODULES[3], ago=9)
    confirm(circle, practise(circle, person, [120, 150], ago=30))
    confirm(circle, meet(circle, person, 3, ago=40, every=14))


def in_the_last(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:4], ago=55)
    begin(circle, person, MODULES[4], ago=12)
    confirm(circle, practise(circle, person, [180, 120, 150], ago=44))
    confirm(circle, meet(circle, person, 4, ago=52, every=14))


def test_passed(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES, ago=52)
    take_test(circle, person, right=6, ago=30)
    take_test(circle, person, right=9, ago=16)
    confirm(circle, practise(circle, person, [120, 135, 150], ago=28))
    confirm(circle, meet(circle, person, 4, ago=50, every=14))


def one_more_thing(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES, ago=60)
    take_test(circle, person, right=8, ago=38)
    sent = send_evidence(circle, person, "listening", title="Listening for an hour", text=ONE_MORE, ago=13)
    find(circle, sent, "assessor2", ago=6, not_met=("L2",))
    confirm(circle, practise(circle, person, [150, 150, 120, 165], ago=50, every=9))
    confirm(circle, meet(circle, person, 4, ago=58, every=16))


def some_are_met(circle: Circle, person: User) -> None:
    """Three competencies shown, and a fourth that waits."""
    learn(circle, person, *MODULES, ago=66)
    take_test(circle, person, right=10, ago=44)
    first, second, third, fourth, _fifth = circle.framework.content["competencies"]
    for about, by, ago, judged in ((first, "assessor", 40, 38), (second, "assessor3", 31, 26), (third, "assessor4", 20, 17)):
        show(circle, person, about, by, ago=ago, judged=judged)
    send_evidence(circle, person, fourth["key"], title=fourth["title"], text=fourth["examples"]["met"], ago=3)
    confirm(circle, practise(circle, person, [150, 180, 165, 120, 150], ago=60, every=10))
    confirm(circle, meet(circle, person, 5, ago=62, every=13))


def hours_confirmed(circle: Circle, person: User) -> None:
    """All hours are there, and one entry came back with a question."""
    learn(circle, person, *MODULES[:3], ago=60)
    confirm(circle, practise(circle, person, [150] * 8, ago=58, every=6))
    confirm(circle, meet(circle, person, 6, ago=60, every=11))
    [asked] = practise(circle, person, [300], ago=6)
    return_entry(entry=asked, by=circle.staff["supervisor"], question=QUESTION, at=circle.calendar.at(4))


def not_seen_for_seven_weeks(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:3], ago=80)
    confirm(circle, practise(circle, person, [120, 150, 135], ago=70, every=20))
    confirm(circle, meet(circle, person, 3, ago=77, every=14))


def on_a_break(circle: Circle, person: User) -> None:
    learn(circle, person, *MODULES[:2], ago=70)
    confirm(circle, meet(circle, person, 3, ago=66, every=14))
    start_break(person=person, back_on=circle.calendar.day(-18), tells_manager=True, on=circle.calendar.day(24))


def ready_to_apply(circle: Circle, person: User) -> None:
    meet_everything(circle, person, began=BEGAN)


def left(circle: Circle, person: User) -> None:
    learn(circle, person, MODULES[0], ago=90)
    confirm(circle, meet(circle, person, 2, ago=88, every=14))
    place = Enrolment.objects.get(person=person, cohort=circle.cohort)
    end_enrolment(enrolment=place, by=circle.staff["manager"], at=circle.calendar.at(48))


SPRING_CIRCLE = (
    Story("malar", "மலர் மாதிரி", 6, just_joined),
    Story("fah", "ฟ้า ตัวอย่าง", 12, in_the_first),
    Story("hana", "한나 예시", 52, in_the_third),
    Story("davit", "დავით ნიმუში", 60, in_the_fourth),
    Story("selam", "ሰላም ምሳሌ", 70, in_the_last),
    Story("orsi", "Orsi Minta-Példa", 68, test_passed),
    Story("aram", "Արամ Օրինակ", 75, one_more_thing),
    Story("xinyi", "示例心怡", 80, some_are_met),
    Story("deepa", "दीपा उदाहरण", 72, hours_confirmed),
    Story("taras", "Тарас Приклад", 88, not_seen_for_seven_weeks),
    Story("kofi", "Kofi", 84, on_a_break),
    Story("hanako", "見本花子", JOINED, ready_to_apply),
    Story("siobhan", "Siobhán O'Sampla-Eiseamláir", 96, left, seen_until=48),
    Story("awarded", "Elefthería Παράδειγμα", 110, certified("Παράδειγμα", began=100, awarded=21), seen_until=21),
)
