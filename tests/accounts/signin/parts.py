"""An app and passkeys for tests, and ways through the sign-in."""

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail

from lms.core.jobs import run_waiting_jobs

PASSWORD = "correct horse battery"


def give_app(person) -> str:
    """Set up an app for somebody. Returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def by_password(client, person, **more):
    return client.post("/sign-in/", {"login": person.email, "password": PASSWORD, "asks_device": "1", **more})


def mailed_code(to=None) -> str:
    """The figures of the newest mail (to an address)."""
    run_waiting_jobs()
    bodies = [message.body for message in mail.outbox if to is None or to in message.to]
    return re.search(r"\b\d{6}\b", bodies[-1]).group()


def set_records(client, *records) -> None:
    """Say in the session how somebody signed in, and when (`ago` seconds)."""
    session = client.session
    session["account_authentication_methods"] = [
        {"at": time.time() - record.pop("ago", 0), **record} for record in (dict(one) for one in records)
    ]
    session.save()


def set_idle(client, seconds: float) -> None:
    """Let nothing have happened for some seconds."""
    session = client.session
    session["life"] = {**session["life"], "seen": time.time() - seconds}
    session.save()
