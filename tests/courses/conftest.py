"""Who stands in most tests of courses."""

import pytest

from tests.factories.courses import editor


@pytest.fixture
def ed():
    return editor()
