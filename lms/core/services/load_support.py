"""Put the starter support lines into the CMS, where editors check and change them."""

from django.db import transaction

from lms.core.models import SupportResource
from lms.core.services.support_copy import write_support_copies
from lms.core.support import starter_lines


@transaction.atomic
def load_starter_support() -> int:
    """Add the starter lines of each country that has no line yet; gives how many. Nothing that an editor wrote is touched."""
    present = set(SupportResource.objects.values_list("country", flat=True))
    fields = ("country", "kind", "name", "for_whom", "phone", "text_to", "web", "hours", "cost", "what_happens", "order")
    missing = [line for line in starter_lines() if line.country not in present]
    SupportResource.objects.bulk_create([SupportResource(**{name: getattr(line, name) for name in fields}) for line in missing])
    transaction.on_commit(write_support_copies)
    return len(missing)
