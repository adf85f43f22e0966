"""Ada with a canary in everything that an erasure has to reach."""

from types import SimpleNamespace

import pytest

from accounts.services import end_role, give_role
from accounts.services.requests import open_request
from lms.core.models import Job
from lms.core.reads import record_read
from tests.permissions.planted import plant


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "erasures"


@pytest.fixture
def rich(db):
    """Ada's whole record through the services (tests/permissions/planted.py), and what stands in corners: reasons, jobs, requests."""
    planted = plant()
    ada, world = planted.world.owner, planted.world
    planted.canaries["request"] = "canary request 7Q"
    open_request(person=ada, kind="question", words=planted.canaries["request"])
    planted.canaries["read_reason"] = "canary read reason 7Q"
    record_read(actor=world.safeguarding, subjects=[ada.public_id], record_type="assessments.evidence", reason="canary read reason 7Q")
    planted.canaries["job"] = "canary job 7Q"
    Job.objects.create(
        kind="test", key="canary", payload={"words": "canary job 7Q"}, result={"x": "canary job 7Q"}, person_ref=ada.public_id
    )
    planted.canaries["role_reason"] = "canary role reason 7Q"
    end_role(grant=give_role(person=ada, role="editor", by=world.admin), by=world.admin, reason="canary role reason 7Q")
    ada.refresh_from_db()
    return SimpleNamespace(ada=ada, world=world, canaries=planted.canaries)
