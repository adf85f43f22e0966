"""Releasing the words of a message, and choosing how one is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.messaging.kinds import kinds
from accounts.messaging.words import problems, words_in_force
from accounts.models import MessagePreference, MessageWording, User
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.permissions import require

from .delivery import plan_again


@transaction.atomic
def release_wording(*, kind: str, language: str, subject: str, body: str, based_on: int, by: User) -> MessageWording:
    """Put new words in force; the ones before stay and can be read. `based_on` is the version that the writer started from.

    Raises PermissionDenied for anybody but an administrator, Refused for words with a problem, and when somebody else was quicker.
    """
    require(by, "accounts.release_wording")
    found = kinds()[kind]
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip() + "\n"
    if wrong := problems(found, subject, body):
        raise Refused(*[line for lines in wrong.values() for line in lines])
    if not subject or not body.strip():
        raise Refused(_("Write a subject and what the message says."))
    now = words_in_force(found, language)
    if now.version != based_on:
        raise Refused(_("Somebody else has released other words since you began. Look at theirs, then send yours again."))
    return _append(kind, language, now.version + 1, subject, body, by)


def wording_sha256(kind: str, language: str, version: int, subject: str, body: str) -> str:
    """The hash under which a released wording stands."""
    content = {"kind": kind, "language": language, "version": version, "subject": subject, "body": body}
    return sha256_hex(canonical_json(content))


def _append(kind: str, language: str, version: int, subject: str, body: str, by: User) -> MessageWording:
    digest = wording_sha256(kind, language, version, subject, body)
    row, is_new = MessageWording.objects.get_or_create(
        kind=kind,
        language=language,
        version=version,
        defaults={"subject": subject, "body": body, "sha256": digest, "released_by_ref": by.public_id},
    )
    if not is_new:
        raise Refused(_("Somebody else has released other words since you began. Look at theirs, then send yours again."))
    return row


@transaction.atomic
def choose_messages(*, person: User, at: datetime | None = None, **chosen: Any) -> MessagePreference:
    """Keep how somebody wants to be told: any of the fields of MessagePreference. What waits gets its new hour.

    `days` are figures from 0 (Monday), `choices` says of kinds whether they are wanted. Raises Refused for no day and for hours that
    end before they begin.
    """
    row = MessagePreference.objects.select_for_update().filter(person=person).first() or MessagePreference(person=person)
    for field, value in chosen.items():
        setattr(row, field, value)
    if not row.days:
        raise Refused(_("Choose at least one day. What waits for you has to reach you at some time."))
    if row.until_hour <= row.from_hour:
        raise Refused(_("Choose hours that end after they begin."))
    row.days = "".join(sorted(set(row.days)))
    row.save()
    plan_again(person, at or clock.now())
    return row


@transaction.atomic
def try_mail_again(*, person: User) -> None:
    """Forget that the address took no mail: the person says that it works again."""
    MessagePreference.objects.filter(person=person).update(unreachable_since=None, unreachable_address="")
