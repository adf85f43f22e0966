"""Who stands in most tests of the question bank."""

import pytest

from tests.factories.accounts import with_role


@pytest.fixture
def cms(client):
    """The browser of an editor."""
    client.force_login(with_role("editor", "Ed"))
    return client
