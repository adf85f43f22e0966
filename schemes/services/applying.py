"""Apply: begin, send when everything is met, take back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.names import choose_certificate_name
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require
from schemes.dates import authority_day
from schemes.legal_names import is_missing
from schemes.models import Application, Certification, Scheme, SchemeVersion
from schemes.queries import needs, record_of
from schemes.services.reports import make_report
from schemes.standing import EventKind, may_follow
from schemes.words.requirements import missing_sentences


@transaction.atomic
def start_application(*, person: User, scheme: Scheme, on: date | None = None) -> Application:
    """Begin under the newest version in force, which is then theirs. Somebody with an open application gets that one.

    Raises Refused when the scheme takes no applications yet, or the person holds what it awards.
    """
    version = scheme.versions.in_force(on).last()
    if version is None:
        raise Refused(_("Nobody can apply under this scheme yet."))
    opened = Application.objects.of(person).open().filter(credential_type=version.credential_type).first()
    if opened is None:
        _refuse_holders(person, version)
        opened, _new = Application.objects.open().get_or_create(
            person=person, credential_type=version.credential_type, defaults={"scheme_version": version}
        )
    return opened


def _refuse_holders(person: User, version: SchemeVersion) -> None:
    held = Certification.objects.of(person).filter(credential_type=version.credential_type).first()
    if held and not may_follow(record_of(held.pk).on(authority_day()), EventKind.AWARDED):
        raise Refused(_("You hold this certification already. Its number is %(number)s.") % {"number": held.shown_number})


@transaction.atomic
def apply(
    *,
    application: Application,
    by: User,
    certificate_name: str,
    check_name: str,
    certificate_name_lang: str = "",
    declares_true: bool,
    at: datetime | None = None,
) -> Application:
    """Send the application to the certification board, with the report that shows that every requirement is met.

    Evidence is weighed now, never as it might be later: raises Refused naming what is missing, to the minute. Also
    raises Refused without the declaration, and for names that cannot stand on a certificate. Sent twice, it is sent once.
    """
    require(by, "schemes.send_application", application)
    held = Application.objects.select_for_update().get(pk=application.pk)
    if held.is_waiting:
        return held
    if not declares_true:
        raise Refused(_("Say that what you send is true, to the best of your knowledge."))
    if is_missing(held):
        raise Refused(_("This scheme asks for your legal name. Write it under “My details” first."))
    report = needs(held.person, held.scheme_version, authority_day(at) if at else None)
    if not report.is_met:
        raise Refused(*missing_sentences(report))
    named = choose_certificate_name(person=held.person, name=certificate_name, check_name=check_name, lang=certificate_name_lang)
    held.certificate_name, held.check_name = named.certificate_name, named.check_name
    held.certificate_name_lang, held.sent_at = named.certificate_name_lang, at or clock.now()
    held.save(update_fields=["certificate_name", "check_name", "certificate_name_lang", "sent_at"])
    make_report(application=held, report=report)
    move(held, "send", by=by, at=held.sent_at)
    return held


@transaction.atomic
def withdraw(*, application: Application, by: User, at: datetime | None = None) -> Application:
    """Take an open application back. Nothing that counts is lost; another one can be begun."""
    move(application, "withdraw", by=by, at=at)
    return application
