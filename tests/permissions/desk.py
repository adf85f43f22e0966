"""Screens that cross all apps."""

from accounts.models import DataCopy
from lms.core.models import Job
from lms.desk.copying.asking import ask_copy

from .accounts.roles import learner
from .matrix import EVERYBODY, SIGNED_IN, Entry


def copy_of_data(world):
    """Ada asked for a copy, on a device of her own."""
    ask_copy(person=world.owner, token="her device")
    return {"public_id": DataCopy.objects.get().public_id.lower()}


def stuck_job(world):
    """Ada's certificate could not be made."""
    job = Job.objects.create(kind="certificates.issue", key="a canary key", person_ref=world.owner.public_id, state="stuck", tries=5)
    return {"public_id": job.public_id.lower()}


def without_address(world):
    """Ada learns here, and has a number in the place of an address."""
    world.owner.email, world.owner.sign_in_number = None, "7K4Q92XD3"
    world.owner.save(update_fields=["email", "sign_in_number"])
    return learner(world)


ENTRIES = [
    Entry("desk:start", SIGNED_IN),
    Entry("desk:home", SIGNED_IN),
    Entry("desk:manage", {"manager", "inspector"}),
    Entry("desk:reports", {"manager", "inspector", "quality", "editor"}),
    Entry("desk:people", {"manager", "inspector"}),
    Entry("desk:people_csv", {"manager", "inspector"}),
    Entry(
        "desk:report", {"manager", "inspector"}, lambda world: {"key": "hours"}, note="each report's readers: tests/desk/test_reports.py"
    ),
    Entry("desk:report_csv", {"manager", "inspector", "editor"}, lambda world: {"key": "stops"}),
    Entry("desk:agreement", {"manager", "inspector", "quality"}),
    Entry("desk:person", {"manager", "admin"}, learner),
    Entry("desk:way_back", {"manager"}, without_address),
    Entry("desk:copy", SIGNED_IN),
    Entry("desk:copy_ask", SIGNED_IN),
    # 403: a page that says on which device it opens (tests/desk/test_copies.py has that device).
    Entry("desk:copy_file", {"owner"}, copy_of_data, also_ok=frozenset({403})),
    Entry("desk:copy_remove", SIGNED_IN, copy_of_data, posts_only=True, note="looks among one's own copies once it is posted"),
    Entry("desk:retention", {"privacy"}),
    Entry("desk:retention_change", {"privacy"}, lambda world: {"key": "logbook.notes"}),
    Entry("desk:jobs", {"admin"}),
    Entry("desk:job_again", {"admin"}, stuck_job),
    Entry("desk:live", EVERYBODY),
    Entry("desk:ready", EVERYBODY),
]
