"""Six figures by e-mail that prove an address: to show again that it is you, or that a new address is yours.

The session holds a keyed hash, never the figures; five tries, fifteen minutes, one use.
"""

import hmac
import secrets
import time

from django.http import HttpRequest

from lms.core.sealed import keyed_hash

LIFE, TRIES = 15 * 60, 5


def _hash(request: HttpRequest, purpose: str, about: str, code: str) -> str:
    return keyed_hash(f"{request.user.pk}\n{about}\n{code}", f"mailed code {purpose}").hex()


def make_code(request: HttpRequest, *, purpose: str, about: str = "") -> str:
    """New figures for a purpose; those before stop working. `about` is what they prove (an address)."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    held = {"hash": _hash(request, purpose, about, code), "about": about, "until": time.time() + LIFE, "left": TRIES}
    request.session[f"code.{purpose}"] = held
    return code


def waiting_for(request: HttpRequest, *, purpose: str) -> str | None:
    """What the figures that are on their way prove; None when none are, or they are too old or tried too often."""
    held = request.session.get(f"code.{purpose}")
    return held["about"] if held and held["left"] > 0 and held["until"] > time.time() else None


def spend_code(request: HttpRequest, *, purpose: str, code: str) -> bool:
    """Whether these are the figures. Right ones work once; each wrong one is a try less."""
    about = waiting_for(request, purpose=purpose)
    if about is None:
        return False
    held = request.session[f"code.{purpose}"]
    held["left"] -= 1
    request.session.modified = True
    if not hmac.compare_digest(held["hash"], _hash(request, purpose, about, "".join(code.split()))):
        return False
    del request.session[f"code.{purpose}"]
    return True
