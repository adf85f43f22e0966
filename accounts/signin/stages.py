"""Steps of signing in that are ours (allauth.account.stages)."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, clear_authentication_records, record_authentication
from allauth.account.stages import LoginStage


class KeptRecord(LoginStage):
    """Whoever signs in to a record that was joined to another is in the other (services.merge). First of all stages.

    A second factor of the joined record is not carried along: where the kept record has one, that one is asked for. Otherwise joining
    somebody's record to a member of staff would open the staff account.
    """

    key = "kept_record"

    def handle(self) -> tuple[Any, bool]:
        person: Any = self.login.user
        if person is None or person.merged_into_id is None:
            return None, True
        kept = person.merged_into
        if not kept.is_active:
            return get_adapter().respond_user_inactive(self.request, kept), False
        self._carry_proofs(person, kept)
        self.login.user = kept
        return None, True

    def _carry_proofs(self, person: Any, kept: Any) -> None:
        records = [each for each in get_authentication_records(self.request, person) if each.get("method") != "mfa"]
        clear_authentication_records(self.request)
        record_authentication(self.request, kept, method="joined_record")
        self.request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records or [{"method": "joined_record", "at": time.time()}]
