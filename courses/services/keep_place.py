"""Where somebody is, so that they can come back to it."""

from datetime import datetime, timedelta

from courses.models import ModuleEnrolment
from lms.core import clock

STILL_THERE = timedelta(minutes=10)


def keep_place(*, learning: ModuleEnrolment, step_key: str, block_id: str = "", at: datetime | None = None) -> None:
    """Remember step and block. One small statement, and none while somebody stays where they are."""
    moment = at or clock.now()
    is_same = learning.step_key == step_key and learning.block_id == (block_id or learning.block_id)
    if is_same and moment - learning.touched_at < STILL_THERE:
        return
    learning.block_id = block_id or (learning.block_id if learning.step_key == step_key else "")
    if not is_same:
        learning.second, learning.medium, learning.scene = 0, "", ""
    learning.step_key, learning.touched_at = step_key, moment
    exactly = {"second": learning.second, "medium": learning.medium, "scene": learning.scene}
    ModuleEnrolment.objects.filter(pk=learning.pk).update(step_key=step_key, block_id=learning.block_id, touched_at=moment, **exactly)


def keep_second(*, learning: ModuleEnrolment, step_key: str, block_id: str, second: int, medium: str, at: datetime | None = None) -> None:
    """Remember how far somebody is in a video ("video") or a recording ("audio") of a block. From its start or end nothing is resumed."""
    exactly = {"step_key": step_key, "block_id": block_id, "second": second, "medium": medium if second else "", "scene": ""}
    ModuleEnrolment.objects.filter(pk=learning.pk).update(touched_at=at or clock.now(), **exactly)
