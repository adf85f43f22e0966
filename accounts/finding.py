"""Finding one person by what only somebody who knows them can say. There is no search for names."""

from accounts.models import User
from lms.core.ids import normalise


def find_person(text: str) -> User | None:
    """The person with exactly this e-mail address, sign-in number or reference; None for nobody, and for somebody who left."""
    typed = text.strip()
    here = User.objects.filter(is_active=True, erased_at=None)
    if "@" in typed:
        return here.filter(email=User.objects.normalise(typed)).first()
    symbols = normalise(typed)
    return (here.filter(public_id=symbols) | here.filter(sign_in_number=symbols)).first() if symbols else None
