"""Signing in is open to everybody."""

from datetime import timedelta

from accounts.models import FactorReset
from lms.core import clock
from tests.factories.accounts import with_role
from tests.permissions.matrix import EVERYBODY, SIGNED_IN, Entry


def _reset(world):
    by = with_role("manager", "Gus")
    reset = FactorReset.objects.create(person=world.owner, asked_by=by, method="met", until_at=clock.now() + timedelta(hours=1))
    return {"public_id": reset.public_id}


ENTRIES = [
    Entry("accounts:sign_in", EVERYBODY),
    Entry("accounts:security", SIGNED_IN),
    Entry("accounts:address", SIGNED_IN),
    Entry("accounts:address_code", SIGNED_IN, also_ok=frozenset({302})),
    Entry("accounts:end_session", SIGNED_IN, lambda world: {"pk": 1}, posts_only=True),
    Entry("accounts:end_others", SIGNED_IN, posts_only=True),
    Entry("accounts:disconnect", SIGNED_IN, lambda world: {"pk": 1}, posts_only=True),
    Entry("accounts:lost_factors", {"manager", "admin"}),
    Entry("accounts:lost_factor", {"admin"}, _reset, note="Managers see what they asked for."),
    Entry("accounts:lost_factor_confirm", SIGNED_IN, _reset, posts_only=True),
    Entry("accounts:lost_factor_withdraw", SIGNED_IN, _reset, posts_only=True),
    Entry("accounts:session", EVERYBODY),
    Entry("accounts:stay", EVERYBODY, posts_only=True),
    Entry("accounts:leave", EVERYBODY, posts_only=True),
    Entry("accounts:again", SIGNED_IN),
    Entry("accounts:again_code", SIGNED_IN, posts_only=True),
    Entry("accounts:again_demo", SIGNED_IN, posts_only=True),
    # Everybody signed in; who owes nothing is sent on to /start/.
    Entry("accounts:second_lock", SIGNED_IN, also_ok=frozenset({302})),
]
