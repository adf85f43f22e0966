"""Ada learns, Cy supervises her, Eve is nobody to them."""

import pytest

from tests.factories.accounts import UserFactory, with_role
from tests.factories.logbook import supervises


@pytest.fixture
def ada(db):
    return UserFactory(called="Ada", email="ada@example.org")


@pytest.fixture
def cy(ada):
    person = with_role("supervisor", "Cy", email="cy@example.org")
    supervises(person, ada)
    return person


@pytest.fixture
def eve(db):
    return UserFactory(called="Eve", email="eve@example.org")
