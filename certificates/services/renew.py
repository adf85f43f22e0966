"""After a standing changed: print what is not printed yet."""

from accounts.models import User
from accounts.queries import survivor_of
from certificates.models import Copy
from certificates.queries import can_be_printed, status_of
from certificates.services.ask import ask_for_copy
from lms.core.models import Job
from schemes.public import holdings


def renew_copies(*, certification_id: int) -> list[Job]:
    """Ask for a standard copy, and for a new neutral one where there is one, if they would say something new.

    An award and a renewal change what is printed; a suspension or a condition does not, and nothing is printed while a
    certification does not stand. What kind of event it was need not be known.
    """
    status = status_of(certification_id)
    holder = survivor_of(User.objects.get(pk=holdings([certification_id])[certification_id].person_id))
    if status is None or not can_be_printed(holder, status):
        return []
    wanted = [(Copy.STANDARD, ""), *_neutral(certification_id, tuple(status.neutral_titles))]
    jobs = [ask_for_copy(certification_id=certification_id, kind=kind, title=title) for kind, title in wanted]
    return [job for job in jobs if job is not None]


def _neutral(certification_id: int, titles: tuple[str, ...]) -> list[tuple[str, str]]:
    """The neutral copies that are held, with their title; one whose title the scheme no longer has stays as it is."""
    held = Copy.objects.current().opened().filter(certification_id=certification_id, kind=Copy.NEUTRAL, snapshot__isnull=False)
    return [(Copy.NEUTRAL, title) for copy in held if (title := copy.snapshot.open().title) in titles]
