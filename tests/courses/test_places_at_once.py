"""Two who come for the last place at the same moment: real connections side by side, on PostgreSQL and on a SQLite file."""

import pytest

from courses.models import Enrolment, PlaceRequest, TrainingCredit
from courses.queries.places import taken
from courses.services.ask_for_place import answer_place_request
from courses.services.cohort_codes import make_cohort_code, use_cohort_code
from courses.services.enrol import CohortFull, end_enrolment, enrol
from courses.services.keep_register import close_register
from lms.core import clock
from lms.core.errors import Refused
from tests.courses.test_at_once import together
from tests.factories.cohorts import THERE, asking, group_of, session
from tests.factories.courses import cohort, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def quietly(act):
    """Refused is an answer too."""

    def tried(n):
        try:
            act(n)
        except Refused as error:
            return type(error)
        return None

    return tried


def test_four_who_come_for_the_last_place_at_once():
    group, people = cohort(capacity=1), [person(f"P{n}") for n in range(4)]
    said = together(quietly(lambda n: enrol(person=people[n], cohort=group)))
    assert sorted(map(str, said)) == sorted(map(str, [None, CohortFull, CohortFull, CohortFull]))
    assert taken(group) == 1


def test_one_person_in_four_windows_gets_one_place():
    group, ada = cohort(capacity=3), person("Ada")
    together(quietly(lambda n: enrol(person=ada, cohort=group)))
    assert Enrolment.objects.count() == 1


def test_requests_answered_and_codes_typed_at_once_fill_no_more_than_there_is():
    gus = person("Gus", "manager")
    group = cohort(capacity=2, takes_requests=True)
    asked = [asking(group, f"Asker {n}") for n in range(2)]
    code = make_cohort_code(cohort=group, ends_on=clock.today(), by=gus)[1]
    walkers = [person(f"Walker {n}") for n in range(2)]

    def act(n):
        if n < 2:
            answer_place_request(request=asked[n], answer="place", by=gus)
        else:
            use_cohort_code(typed=code, person=walkers[n - 2])

    assert together(quietly(act)) == [None] * 4
    assert taken(group) == 2
    assert PlaceRequest.objects.filter(state="waiting").count() == 2


def test_two_who_leave_at_once_offer_two_places_to_the_first_two():
    gus = person("Gus", "manager")
    group, people = group_of(2, capacity=2)
    rows = [answer_place_request(request=asking(group, name), answer="wait", by=gus) for name in "ABC"]
    places = [Enrolment.objects.select_related("cohort").get(person=one) for one in people]
    together(lambda n: end_enrolment(enrolment=places[n], by=gus), 2)
    assert list(PlaceRequest.objects.order_by("pk").values_list("state", flat=True)) == ["offered", "offered", "waiting"]
    assert len(rows) == 3


def test_a_register_closed_twice_at_once_credits_once():
    gus = person("Gus", "manager")
    group, (ada,) = group_of(1)
    meeting = session(group, gus, ago=2)
    said = together(quietly(lambda n: close_register(workshop=meeting, noted={ada.pk: THERE}, by=gus)), 3)
    assert said.count(None) == 1
    assert TrainingCredit.objects.get().minutes == 120
