"""Which judgements a quality assurer looks at. Pure, and the same whenever it is asked: by hash, never by chance.

Every early judgement of a new assessor, and of the others one in ten.
"""

from hashlib import sha256

FIRST = 3  # judgements of an assessor that are all looked at
ONE_IN = 10  # of those that follow


def is_due(ref: str, nth: int, *, first: int = FIRST, one_in: int = ONE_IN) -> bool:
    """Whether a judgement (by its public id; the assessor's `nth`, from 1) belongs to the sample."""
    if nth < 1 or one_in < 1:
        raise ValueError("judgements are counted from one")
    return nth <= first or lot(ref) % one_in == 0


def lot(ref: str) -> int:
    """A number that nobody can choose, drawn from the id alone."""
    return int.from_bytes(sha256(ref.encode()).digest()[:8], "big")


def risk(nth: int, *, first: int = FIRST) -> str:
    """Why it is in the sample: "new" for an assessor's early judgements, "usual" for the rest."""
    return "new" if nth <= first else "usual"
