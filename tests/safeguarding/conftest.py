"""The people of a worry: Cy supervises Ada and worries, Sam and Ines Two lead, everybody else must learn nothing."""

from types import SimpleNamespace

import pytest

from tests.factories.accounts import RelationFactory, UserFactory, with_role


@pytest.fixture
def cast(db):
    ada, cy = UserFactory(called="Ada"), with_role("supervisor", "Cy")
    RelationFactory(kind="supervises", by=cy, of=ada)
    return SimpleNamespace(
        ada=ada,
        cy=cy,
        sam=with_role("safeguarding", "Sam"),
        pia=with_role("privacy", "Pia"),
        ash=with_role("admin", "Ash"),
        di=with_role("board", "Di"),
        gus=with_role("manager", "Gus"),
        bo=with_role("assessor", "Bo"),
        eve=UserFactory(called="Eve"),
    )
