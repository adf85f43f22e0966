"""The starter course onto pages and into editions. Running it again changes nothing that somebody has edited."""

from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from accounts.models import User

from .load_course import LoadedCourse, load_course, look_at_course
from .set_up_authoring import set_up_authoring

STARTER = Path(__file__).parents[1] / "starter"


def load_starter(*, by: User, at: datetime | None = None) -> LoadedCourse:
    """Make the pages of the starter course that are missing, publish them, and release each module that has no edition yet.

    Pages that exist stay as they are: editors have the last word. `at`: when the editions are released, now when left out. Raises
    PermissionDenied when `by` is no editor.
    """
    loaded = load_course(by=by, folder=STARTER, existing="only_new", release=True, at=at)
    set_up_authoring()
    return loaded


@cache
def starter_key() -> UUID:
    """What names the starter course, whatever editors call it by now."""
    found = look_at_course(STARTER)
    assert found.course  # noqa: S101 - the folder is part of the code, and a test reads it
    return UUID(found.course.programme.key)
