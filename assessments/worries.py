"""Whom the marking page is about: the assessor knows a code, and nothing that they send or get back says more."""

from accounts.models import User
from accounts.worries import Worry, know_worry
from assessments.models import Submission
from lms.core.ids import normalise


def writer_of(reader: User, ref: str) -> Worry | None:
    """The writer of a piece that this assessor may read today."""
    piece = Submission.objects.open_to_assessor(reader).filter(public_id=normalise(ref)).select_related("person").first()
    return Worry(piece.person, piece.code, is_known=False) if piece else None


know_worry("evidence", writer_of)
