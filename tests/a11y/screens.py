"""The pages that are looked at in Chromium: who opens each, and the record it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from accounts.services.breaks import start_break
from accounts.services.names import change_called, choose_certificate_name
from certificates.models import Copy
from lms.core import clock
from tests.accounts.signin.parts import give_app
from tests.factories.certificates import code_of
from tests.factories.courses import check, edition, learning, note, quote, reflection, step, text
from tests.factories.safeguarding import opened
from tests.permissions import accounts, assessments, certificates, courses, desk, logbook, safeguarding, schemes
from tests.permissions.accounts import breaks, me, merging, messages, privacy, roles, signing


@dataclass(frozen=True)
class Screen:
    """`make(world)` fills a record of Ada's and returns the address's kwargs, as in tests/permissions; `typed` is sent as a form.

    `second_factor=False`: its reader signed in with one lock only. `path`: an address without a name of its own. `way(page, world)`: what
    its reader does from there; then `shows` is the template that must come of it, and `status` that of the first address.
    `is_found`: by the permission matrix; its answer may be a file or lead elsewhere, and is then no screen.
    """

    id: str
    name: str
    role: str = "stranger"
    make: Callable[[Any], dict[str, Any]] = lambda world: {}
    typed: Callable[[Any], dict[str, str]] | None = None
    second_factor: bool = True
    path: str = ""
    status: int = 200
    way: Callable[[Any, Any], None] | None = None
    shows: str = ""
    is_found: bool = False

    def address(self, world: Any) -> str:
        kwargs = self.make(world)
        return self.path.format(**kwargs) if self.path else reverse(self.name, kwargs=kwargs)


def named_copy(world: Any) -> dict[str, Any]:
    """A copy under a name with an accent."""
    choose_certificate_name(person=world.owner, name="Ada Lúcia Canário", check_name="Canário", lang="pt")
    return certificates.copy(world)


def names_before(world: Any) -> dict[str, Any]:
    change_called(person=world.owner, called="Ada Later")
    return {}


def step_with_everything(world: Any) -> dict[str, Any]:
    blocks = (note(), text(), check(), check("m1", "multiple_response"), quote(consent=None), reflection())
    learning(world.owner, edition([step("calm", *blocks)]))
    return {"module": "listening", "step": "calm"}


def read_from_paper(world: Any) -> dict[str, str]:
    """What a checker types."""
    return {"number": code_of(Copy.objects.opened().get()), "name": "canario"}


def filled(make: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    """For lists: the record is there, the address has no part of it."""

    def only_the_record(world: Any) -> dict[str, Any]:
        make(world)
        return {}

    return only_the_record


def only_of(name: str, make: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    """For a list within a record: the address has one part of what was made."""
    return lambda world: {name: make(world)[name]}


def on_a_break(world: Any) -> dict[str, Any]:
    start_break(person=world.owner, back_on=clock.today() + timedelta(days=30), tells_supervisor=True, tells_manager=False)
    return {}


def read_lately(world: Any) -> dict[str, Any]:
    """Somebody opened Ada's record in need, and she may know."""
    opened(world.owner, world.privacy)
    return {}


def app(world: Any) -> dict[str, Any]:
    """Ada has an app as her second lock, and spare codes."""
    give_app(world.owner)
    RecoveryCodes.activate(world.owner)
    return {}


A_LIST = "Ada;ada@people.example\nBo;bo@people\nCy;cy@gmial.com\n"

SCREENS = [
    Screen("front", "core:front"),
    Screen("sign-in", "accounts:sign_in"),
    Screen("ways in", "accounts:security", "owner"),
    Screen("lost locks", "accounts:lost_factors", "admin"),
    Screen("support", "core:support"),
    Screen("display", "core:display"),
    Screen("check", "certificates:check"),
    Screen("check answer", "certificates:check", make=filled(named_copy), typed=read_from_paper),
    Screen("invitation", "accounts:invitation", make=accounts.token),
    Screen("home", "desk:home", "owner", filled(step_with_everything)),
    Screen("learn", "courses:learn", "owner", filled(courses.module)),
    Screen("lesson step", "courses:step", "owner", step_with_everything),
    Screen("content note", "courses:note", "owner", courses.one_step),
    Screen("journal", "courses:journal", "owner", filled(courses.entry)),
    Screen("test question", "assessments:test_question", "owner", assessments.first_question),
    Screen("test result", "assessments:test_result", "owner", assessments.handed_in),
    *(
        Screen(f"test question: {each['kind']}", "assessments:test_question", "owner", partial(assessments.one_of_each, position=place))
        for place, each in enumerate(assessments.NEW_KINDS, start=1)
    ),
    Screen("marking an answer", "assessments:marking_answer", "assessor", assessments.waiting_answer),
    Screen("passes to decide about", "assessments:passes", "quality"),
    Screen("portfolio", "assessments:portfolio", "owner", filled(assessments.feedback)),
    Screen("evidence new", "assessments:evidence_new", "owner", filled(assessments.competency)),
    Screen("feedback", "assessments:feedback", "owner", assessments.feedback),
    Screen("hours new", "logbook:hours_new", "owner"),
    Screen("to sign", "logbook:to_sign", "supervisor", filled(logbook._entry)),
    Screen("own session", "logbook:session_new", "supervisor", logbook._person),
    Screen("marking queue", "assessments:marking", "assessor", filled(assessments.waiting)),
    Screen("marking one piece", "assessments:marking_piece", "assessor", assessments.waiting),
    Screen("quality checks", "assessments:quality", "quality", filled(assessments.in_sample)),
    Screen("a second look", "assessments:quality_check", "quality", assessments.in_sample),
    Screen("worried", "safeguarding:raise", "supervisor", safeguarding.supervisee),
    Screen("concerns", "safeguarding:concerns", "safeguarding", filled(safeguarding.concern)),
    Screen("one concern", "safeguarding:concern", "safeguarding", safeguarding.concern),
    Screen("open a record", "safeguarding:glass", "safeguarding"),
    Screen("an open record", "safeguarding:glass_open", "privacy", safeguarding.glass),
    Screen("my organisation", "certificates:organisation", "organisation"),
    Screen("still need", "schemes:needs", "owner", schemes.scheme),
    Screen("signing the code", "schemes:statement", "owner", schemes.statement),
    Screen("decision", "schemes:decision", "board", schemes.waiting),
    Screen("board's record", "schemes:certificate", "board", schemes.certificate),
    Screen("certificate", "certificates:copy", "owner", named_copy),
    Screen("messages", "accounts:messages", "owner", filled(messages.told)),
    Screen("how we tell you", "accounts:my_messages", "owner"),
    Screen("words of a message", "accounts:wording", "admin", messages.kind),
    Screen("my details", "accounts:me", "owner"),
    Screen("my privacy", "accounts:privacy", "owner"),
    Screen("who read what", "accounts:seen", "owner", filled(privacy.was_read)),
    Screen("consents", "accounts:consents", "owner", filled(privacy.agreed)),
    Screen("one consent", "accounts:consent", "owner", lambda world: {"purpose": "journal"}),
    Screen("stop a consent", "accounts:consent_stop", "owner", privacy.agreed),
    Screen("copy of everything", "desk:copy", "owner", filled(desk.copy_of_data)),
    Screen("ask for a copy", "desk:copy_ask", "owner"),
    Screen("log of reads", "accounts:all_reads", "privacy", filled(privacy.was_read)),
    Screen("all consents", "accounts:all_consents", "privacy", filled(privacy.agreed)),
    Screen("names of before", "accounts:previous_names", "owner", filled(names_before)),
    Screen("name on the certificate", "certificates:name", "owner"),
    Screen("two records", "accounts:merge_preview", "privacy", merging.two),
    Screen("joined records", "accounts:merge_undo", "privacy", merging.one),
    Screen("manage", "desk:manage", "manager", filled(courses.group)),
    Screen("cohort", "courses:cohort", "manager", courses.group),
    Screen("tests of a cohort", "courses:cohort_tests", "manager", only_of("public_id", courses.group_with_a_test)),
    Screen("days of a test", "courses:cohort_test_days", "manager", courses.group_with_a_test),
    Screen("join-on-paper", "accounts:join"),
    Screen("invite-many", "courses:cohort_invite_many", "manager", courses.group),
    Screen("invite-many-preview", "courses:cohort_invite_many", "manager", courses.group, typed=lambda world: {"pasted": A_LIST}),
    Screen("letter-new", "courses:cohort_letter", "manager", courses.group),
    Screen("person", "desk:person", "manager", roles.learner),
    Screen("identity-new", "accounts:identity_new", "manager", roles.learner),
    Screen("roles", "accounts:roles", "admin", filled(roles.role)),
    Screen("role-new", "accounts:role_new", "admin"),
    Screen("roles-of", "accounts:roles_of", "admin", roles.owner),
    Screen("role-hand-over", "accounts:role_hand_over", "admin", roles.role),
    Screen("ties", "accounts:ties", "manager", filled(roles.tie)),
    Screen("my-ties", "accounts:my_ties", "assessor"),
    Screen("organisation", "accounts:organisation", "admin", roles.organisation),
    Screen("longer break", "accounts:pause", "owner"),
    Screen("what helps me", "accounts:adjustments", "owner", filled(breaks.asked)),
    Screen("adjustments to answer", "accounts:manage_adjustments", "manager", filled(breaks.asked)),
    Screen("what I asked", "accounts:requests", "owner", filled(privacy.asked)),
    Screen("asking about data", "accounts:request_new", "owner"),
    Screen("one request", "accounts:data_request", "owner", privacy.asked),
    Screen("three lists", "accounts:erasure", "owner", filled(privacy.held)),
    Screen("data requests", "accounts:manage_requests", "privacy", filled(privacy.asked)),
    Screen("answering a request", "accounts:manage_request", "privacy", privacy.asked),
    Screen("erasing for somebody", "accounts:manage_erase", "privacy", privacy.asked),
    Screen("how long we keep", "desk:retention", "privacy"),
    Screen("another time", "desk:retention_change", "privacy", lambda world: {"key": "logbook.notes"}),
    Screen("a second lock", "accounts:second_lock", "assessor", second_factor=False),
    Screen("an app", "mfa_activate_totp", "owner"),
    Screen("a passkey", "mfa_add_webauthn", "owner"),
    Screen("no app any more", "mfa_deactivate_totp", "owner", app),
    Screen("spare codes", "mfa_view_recovery_codes", "owner", app),
    Screen("new spare codes", "mfa_generate_recovery_codes", "owner", app),
    Screen("another address", "accounts:address", "owner"),
    Screen("is it you", "accounts:again", "owner"),
    Screen("a lost lock", "accounts:lost_factor", "admin", signing._reset),
    Screen("legal name", "accounts:legal_name", "owner", me.wanted),
    Screen("joining two", "accounts:merge", "privacy"),
    Screen("not one person", "accounts:merge_objection", make=merging.token),
    Screen("what was agreed", "accounts:consent_said", "owner", privacy.agreed),
    Screen("taking a request back", "accounts:request_take_back", "owner", privacy.asked),
    Screen("a longer time", "accounts:manage_request_longer", "privacy", privacy.asked),
    Screen("erased", "accounts:erased"),
    Screen("on a break", "accounts:pause", "owner", on_a_break),
    Screen("back again", "accounts:pause_back", "owner"),
    Screen("no longer needed", "accounts:adjustment_end", "owner", breaks.asked),
    Screen("answer what helps", "accounts:manage_adjustment", "manager", breaks.asked),
    Screen("all words", "accounts:wordings", "admin"),
    Screen("one wording", "accounts:wording_version", "admin", messages.version),
    Screen("log of messages", "accounts:message_log", "admin", filled(messages.told)),
    Screen("not reached", "accounts:unreached", "manager"),
    Screen("role-end", "accounts:role_end", "admin", roles.role),
    Screen("tie-new", "accounts:tie_new", "manager", filled(roles.learner)),
    Screen("tie-end", "accounts:tie_end", "manager", roles.tie),
    Screen("a tie of mine", "accounts:my_tie_end", "owner", roles.conflict),
    Screen("organisations", "accounts:organisations", "admin", filled(roles.organisation)),
    Screen("organisation-new", "accounts:organisation_new", "admin"),
    Screen("organisation-close", "accounts:organisation_close", "admin", roles.organisation),
    Screen("way back", "desk:way_back", "manager", desk.without_address),
    Screen("invite somebody", "courses:cohort_invite", "manager", courses.group),
    Screen("an invitation back", "courses:cohort_take_back", "manager", courses.invitation),
    Screen("groups", "courses:cohorts", "manager", filled(courses.group)),
    Screen("places and requests", "courses:cohort_places", "manager", courses.group_with_everybody),
    Screen("places asked for", "courses:places", "owner", filled(courses.asked)),
    Screen("my workshops", "courses:workshops", "owner", filled(courses.noted)),
    Screen("workshops kept", "courses:kept_workshops", "facilitator", filled(courses.noted)),
    Screen("planned days", "courses:cohort_dates", "manager", courses.group_with_everybody),
    Screen("journal entry", "courses:journal_entry", "owner", courses.entry),
    Screen("journal delete", "courses:journal_delete", "owner", courses.entry),
    Screen("worries of mine", "safeguarding:mine", "supervisor", filled(safeguarding.concern)),
    Screen("worried openly", "safeguarding:raise_open", "owner"),
    Screen("a note on a concern", "safeguarding:act", "safeguarding", safeguarding.noted),
    Screen("who opened mine", "safeguarding:opened", "owner", read_lately),
    Screen("leaving quickly", "core:leaving"),
    Screen("design", "demo:design"),
]
