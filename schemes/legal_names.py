"""Legal names, where a scheme asks for them: whose is wanted, and who may open one (ux.md 4.7)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.legal_names import legal_name_wanted_by
from accounts.models import User
from accounts.queries import selves, survivor_of
from lms.core.permissions import allowed
from lms.core.reads import name_kind
from schemes.conflicts import ties_to
from schemes.models import Application, SchemeVersion

READ = "accounts.legal_name"
name_kind(READ, _("your legal name"))


def asks(version: SchemeVersion) -> bool:
    """Whether this version of a scheme asks for legal names."""
    return version.file.credential.legal_name


@legal_name_wanted_by
def applies_where_it_is_asked(person: User) -> bool:
    """While an application of theirs is open under a version that asks."""
    mine = Application.objects.open().filter(person__in=selves(person)).select_related("scheme_version")
    return any(asks(application.scheme_version) for application in mine)


def is_missing(application: Application) -> bool:
    """Whether the applicant still has to give it before the application can be sent."""
    return asks(application.scheme_version) and survivor_of(application.person).legal_name_sealed is None


def may_open(reader: User, application: Application) -> bool:
    """A board member who may decide this case, while it waits, and nobody else."""
    waits = application.is_waiting and asks(application.scheme_version)
    return waits and allowed(reader, "schemes.decide_application", application) and not ties_to(reader, application.person)
