"""Whom the marking page and a quality check are about: the reader knows a code, and nothing that they send or get back says more."""

from accounts.models import User
from accounts.worries import Worry, know_worry
from assessments.models import Submission
from assessments.queries.quality import open_to_quality
from lms.core.ids import normalise
from lms.core.permissions import allowed


def writer_of(reader: User, ref: str) -> Worry | None:
    """The writer of a piece that this assessor may read today."""
    if not allowed(reader, "assessments.mark"):
        return None
    piece = Submission.objects.open_to_assessor(reader).filter(public_id=normalise(ref)).select_related("person").first()
    return Worry(piece.person, piece.code, is_known=False) if piece else None


def writer_in_sample(reader: User, ref: str) -> Worry | None:
    """The writer of a piece in this quality assurer's sample."""
    if not allowed(reader, "assessments.check_judgement"):
        return None
    judgement = open_to_quality(reader, normalise(ref))
    return Worry(judgement.person, judgement.round.submission.code, is_known=False) if judgement else None


know_worry("evidence", writer_of)
know_worry("sample", writer_in_sample)
