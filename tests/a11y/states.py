"""Empty states, and forms that came back because something was left out: of the main screens first, then of the other forms."""

from typing import Any

from tests.permissions import assessments, certificates, courses, logbook, safeguarding, schemes
from tests.permissions.accounts import breaks, privacy, roles

from .screens import Screen, filled
from .ways import SEND, press


def empty(screen: str, name: str, role: str) -> Screen:
    """For somebody who has nothing yet: `outsider` is signed in and has no record at all."""
    return Screen(f"{screen}, nothing yet", name, role)


def refused(
    screen: str, name: str, role: str = "owner", make: Any = None, where: str = SEND, typed: dict[str, str] | None = None
) -> Screen:
    """Sent without what it needs."""
    way = press(where, **(typed or {}))
    return Screen(f"{screen}, something left out", name, role, make or (lambda world: {}), way=way)


EMPTY = [
    empty("home", "desk:home", "outsider"),
    empty("learn", "courses:learn", "outsider"),
    empty("journal", "courses:journal", "outsider"),
    empty("portfolio", "assessments:portfolio", "outsider"),
    empty("hours", "logbook:hours", "outsider"),
    empty("supervision", "logbook:supervision", "outsider"),
    empty("record", "schemes:record", "outsider"),
    empty("certificates", "certificates:list", "outsider"),
    empty("messages", "accounts:messages", "outsider"),
    empty("who read what", "accounts:seen", "outsider"),
    empty("what I asked", "accounts:requests", "outsider"),
    empty("marking queue", "assessments:marking", "assessor"),
    empty("quality checks", "assessments:quality", "quality"),
    empty("to sign", "logbook:to_sign", "supervisor"),
    empty("manage", "desk:manage", "manager"),
    empty("groups", "courses:cohorts", "manager"),
    empty("places asked for", "courses:places", "outsider"),
    empty("my workshops", "courses:workshops", "outsider"),
    empty("workshops kept", "courses:kept_workshops", "facilitator"),
    empty("decisions", "schemes:decisions", "board"),
    empty("concerns", "safeguarding:concerns", "safeguarding"),
    empty("data requests", "accounts:manage_requests", "privacy"),
    empty("all consents", "accounts:all_consents", "privacy"),
    Screen("still need, nothing yet", "schemes:needs", "outsider", schemes.scheme),
]
REFUSED = [
    refused("check", "certificates:check", "stranger"),
    refused("check a scan", "certificates:scan", "stranger", lambda world: {"code": "K7M2Q9X4D1"}),
    refused("sign-in", "accounts:sign_in", "stranger"),
    refused("join-on-paper", "accounts:join", "stranger"),
    refused("hours new", "logbook:hours_new"),
    refused("supervision new", "logbook:supervision_new"),
    Screen(
        "evidence new, something left out",
        "",
        "owner",
        filled(assessments.competency),
        path="/portfolio/evidence/new/?competency=boundaries",
        way=press("button[value=check]"),
    ),
    refused("marking one piece", "assessments:marking_piece", "assessor", assessments.waiting),
    refused("decision", "schemes:decision", "board", schemes.waiting, where="main form:has([name=outcome]) button[type=submit]"),
    refused("sending an application", "schemes:send", make=schemes.scheme),
    refused("signing the code", "schemes:statement", make=schemes.statement),
    refused("acting on a certificate", "schemes:change", "board", schemes.act),
    refused("own session", "logbook:session_new", "supervisor", logbook._person),
    refused("to sign", "logbook:to_sign", "supervisor", filled(logbook._entry)),
    refused("new group", "courses:cohort_new", "manager", lambda world: courses.programme(world) and {}),
    refused("invite somebody", "courses:cohort_invite", "manager", courses.group),
    refused("new workshop", "courses:workshop_new", "manager", courses.group),
    refused("register", "courses:register", "manager", courses.begun),
    refused("ask for a place", "courses:ask", make=courses.open_programme),
    refused("a code from a wall", "courses:place_code", "stranger"),
    refused("invite many", "courses:cohort_invite_many", "manager", courses.group),
    refused("letter", "courses:cohort_letter", "manager", courses.group),
    refused("identity", "accounts:identity_new", "manager", roles.learner),
    refused("role", "accounts:role_new", "admin"),
    refused("tie", "accounts:tie_new", "manager", filled(roles.learner)),
    refused("organisation", "accounts:organisation_new", "admin"),
    refused("worried", "safeguarding:raise", "supervisor", safeguarding.supervisee),
    refused("a note on a concern", "safeguarding:act", "safeguarding", safeguarding.noted),
    refused("open a record", "safeguarding:glass", "safeguarding"),
    refused("my details", "accounts:me", typed={"called": ""}),
    refused("another address", "accounts:address"),
    refused("asking about data", "accounts:request_new"),
    refused("answering a request", "accounts:manage_request", "privacy", privacy.asked),
    refused("longer break", "accounts:pause"),
    refused("answer what helps", "accounts:manage_adjustment", "manager", breaks.asked),
    refused("name on the certificate", "certificates:name", make=filled(certificates.copy), typed={"name": ""}),
    refused("joining two", "accounts:merge", "privacy"),
]
