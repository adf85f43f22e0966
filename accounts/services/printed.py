"""Coming in, and coming back, with a code on paper: for people who have no e-mail address."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.queries import are_one, roles_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.ids import ALPHABET, check_symbol, normalise
from lms.core.models import MoveEvent
from lms.core.permissions import require
from lms.core.sealed import keyed_hash

from .accept import refuse_closed, use_up
from .names import clean_name
from .sessions import end_all_sessions

LIVES_FOR = timedelta(days=28)  # a letter travels slower than a mail
COMES_BACK_WITHIN = timedelta(days=7)
PURPOSE = "printed code"
RANDOM, NUMBER_RANDOM = 11, 8


def with_check(count: int) -> str:
    """So many random symbols and a check symbol, by which most slips of the hand are noticed."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(count))
    return body + check_symbol(body)


def show_in_groups(text: str, size: int) -> str:
    """`7K4Q92XD3MTA` as `7K4Q-92XD-3MTA`, the way it is printed and read out."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def is_well_formed(typed: str, length: int) -> bool:
    """Whether normalised text has the length and the check symbol of a code or number; says nothing about its existence."""
    return len(typed) == length and all(symbol in ALPHABET for symbol in typed) and check_symbol(typed[:-1]) == typed[-1]


def find_printed(typed: str) -> Invitation | None:
    """The invitation of a code as somebody typed it, whatever has become of it; None for one that we never printed."""
    code = normalise(typed)
    if not is_well_formed(code, RANDOM + 1):
        return None
    found = Invitation.objects.select_related("sent_by", "for_person").exclude(way="mail")
    return found.filter(token_hash=keyed_hash(code, PURPOSE)).first()


def _printed(*, by: User, moment: datetime, lives: timedelta, **fields: object) -> tuple[Invitation, str]:
    code = with_check(RANDOM)
    hashed = keyed_hash(code, PURPOSE)
    row = Invitation.objects.create(token_hash=hashed, sent_by=by, sent_at=moment, expires_at=moment + lives, **fields)
    return row, code


@transaction.atomic
def print_code(
    *, called: str, by: User, context_key: str = "", says: str = "", request_key: str | None = None, at: datetime | None = None
) -> tuple[Invitation, str]:
    """Keep a place for somebody without an address. Gives the invitation and its code, which is shown once and kept nowhere.

    The same `request_key` again (a page that was loaded twice) makes a new code, and the one before stops working. Raises Refused
    when that one was used, PermissionDenied when `by` may not invite.
    """
    require(by, "accounts.invite")
    name, moment = clean_name(called), at or clock.now()
    if not name:
        raise Refused(_("Write what the person is called."))
    _drop_same(request_key, moment)
    fields = {"way": "paper", "called": name, "context_key": context_key, "says": says, "request_key": request_key}
    return _printed(by=by, moment=moment, lives=LIVES_FOR, **fields)


def _drop_same(request_key: str | None, moment: datetime) -> None:
    for row in Invitation.objects.select_for_update().filter(request_key=request_key) if request_key else ():
        if row.used_at:
            raise Refused(_("Somebody has joined with this code already."))
        row.withdrawn_at, row.withdrawn_as, row.request_key = row.withdrawn_at or moment, row.withdrawn_as or "replaced", None
        row.save(update_fields=["withdrawn_at", "withdrawn_as", "request_key"])


def _free_number() -> str:
    number = with_check(NUMBER_RANDOM)
    return number if not User.objects.filter(sign_in_number=number).exists() else _free_number()


@transaction.atomic
def join_with_code(*, invitation: Invitation, called: str, password: str, at: datetime | None = None) -> User:
    """Join with a code on paper: the person gets a number that they type in the place of an address. Signs nobody in.

    Raises Refused when the code was used, has ended or was taken back.
    """
    moment = at or clock.now()
    held = Invitation.objects.select_for_update(of=("self",)).select_related("sent_by").get(pk=invitation.pk)
    refuse_closed(held, moment)
    if held.way != "paper" or not password:
        raise Refused(_("Choose a password: you have no address to which we could send a code."))
    return use_up(held, open_account(called=clean_name(called) or held.called, password=password), moment)


@transaction.atomic
def open_account(*, called: str, password: str) -> User:
    """Somebody new without an address: a password, and a number that they type in the place of an address. Signs nobody in.

    Who may come in is for the caller to know. Raises Refused without a name or a password.
    """
    name = clean_name(called)
    if not name or not password:
        raise Refused(_("Say what we shall call you, and choose a password."))
    try:
        with transaction.atomic():
            return User.objects.create_user(password=password, called=name, sign_in_number=_free_number())
    except IntegrityError as problem:  # one chance in a million million: somebody else got that very number just now
        raise Refused(_("That did not work. Please press the button again.")) from problem


def may_come_back_on_paper(person: User) -> bool:
    """Only for people who have no other way back: no address, and no role through which others' records would come along."""
    return bool(person.is_active and person.sign_in_number and not person.email and not roles_of(person))


@transaction.atomic
def print_way_back(*, person: User, by: User, at: datetime | None = None) -> tuple[Invitation, str]:
    """A code for somebody who lost their password, after `by` has made sure that it is them. Shown once, good for 7 days.

    Raises Refused for oneself, for somebody with an address (they help themselves) and for anybody with a role.
    """
    require(by, "accounts.invite")
    if are_one(by, person.pk) or not may_come_back_on_paper(person):
        raise Refused(_("A code on paper is only for people without an e-mail address and without a role."))
    moment = at or clock.now()
    open_now = Invitation.objects.filter(for_person=person, used_at=None, withdrawn_at=None)
    open_now.update(withdrawn_at=moment, withdrawn_as="replaced")
    _log(person, "print_way_back", by, moment)
    return _printed(by=by, moment=moment, lives=COMES_BACK_WITHIN, way="return", called=person.called, for_person=person)


@transaction.atomic
def come_back(*, invitation: Invitation, password: str, at: datetime | None = None) -> User:
    """Choose a new password with a code on paper. Ends every session that is open; signs nobody in.

    Raises Refused when the code was used, has ended or was taken back, or the person has another way in by now.
    """
    moment = at or clock.now()
    held = Invitation.objects.select_for_update(of=("self",)).select_related("sent_by", "for_person").get(pk=invitation.pk)
    refuse_closed(held, moment)
    person = held.for_person
    if person is None or not password or not may_come_back_on_paper(person):
        raise Refused(_("This code does not fit any more. Ask the person who gave it to you."))
    person.set_password(password)
    person.save(update_fields=["password"])
    end_all_sessions(person)
    held.used_at, held.used_by = moment, person
    held.save(update_fields=["used_at", "used_by"])
    _log(person, "come_back", person, moment)
    return person


def _log(person: User, verb: str, by: User, moment: datetime) -> None:
    MoveEvent.objects.create(
        record_type="accounts.user", record_ref=person.public_id, verb=verb, from_state="", to_state="", by_ref=by.public_id, at=moment
    )
