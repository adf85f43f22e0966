"""The whole road in a real browser at phone width: from a place in a cohort to a certificate that a stranger can check."""

import pytest

from tests.e2e.journey.assessing import be_assessed
from tests.e2e.journey.certifying import be_certified
from tests.e2e.journey.checking import check
from tests.e2e.journey.hours import log
from tests.e2e.journey.joining import join
from tests.e2e.journey.learning import learn
from tests.e2e.journey.people import gather
from tests.e2e.journey.proof import hold_the_proof
from tests.e2e.journey.testing import be_tested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_person_from_a_cohort_to_a_certificate_that_a_stranger_can_check(new_page):
    world = gather(new_page)
    nadia = join(world)
    learn(world, nadia)
    be_tested(world, nadia)
    be_assessed(world, nadia)
    log(world, nadia)
    di = be_certified(world, nadia)
    copy = hold_the_proof(nadia)
    check(world, di, copy)
