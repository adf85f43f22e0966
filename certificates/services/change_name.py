"""Another name on one's certificate."""

from django.db import transaction

from accounts.models import User
from accounts.queries import selves
from accounts.services import choose_certificate_name
from certificates.services.renew import renew_copies
from lms.core.models import Job
from schemes.public import holdings_of


@transaction.atomic
def change_name(*, person: User, name: str, check_name: str, lang: str = "") -> list[Job]:
    """Keep the name and ask for new copies of what stands; the jobs that print them.

    The number stays. Older copies answer "a newer copy has been issued", with neither name (ux.md 2.7). Raises Refused for a name that
    cannot stand on a certificate.
    """
    choose_certificate_name(person=person, name=name, check_name=check_name, lang=lang)
    mine = [holding for row in sorted(selves(person)) for holding in holdings_of(row)]
    return [job for holding in mine for job in renew_copies(certification_id=holding.certification_id)]
