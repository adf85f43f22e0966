"""The people of the permission matrix, made once for each worker; every test finds them untouched."""

from copy import deepcopy

import pytest

from tests import pristine
from tests.permissions.world import make_world


@pytest.fixture(scope="session")
def kept_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        world = make_world()
        pristine.keep("world")
        pristine.put_back()
    return world


@pytest.fixture
def fresh_world(kept_world, transactional_db):
    """`fresh_world()`: the database with these people and nothing else, as often as it is asked for."""

    def again():
        pristine.put_back("world")
        return deepcopy(kept_world)

    return again


@pytest.fixture
def world(fresh_world):
    return fresh_world()
