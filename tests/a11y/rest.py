"""The screens that nobody listed: every other page of the permission matrix, pages of others' code, and pages for when things go wrong."""

from typing import Any

from allauth.mfa.models import Authenticator

from accounts.services import print_code
from assessments.models import Attempt
from courses.services.cohort_codes import make_cohort_code
from lms.core import clock
from lms.core.models import ReadEvent
from tests.accounts.signin.parts import PASSWORD, give_app, with_password
from tests.assessments.question_samples import GAPS
from tests.factories.accounts import RelationFactory
from tests.factories.assessments_evidence import framework, sent
from tests.factories.assessments_quiz import make_bank, make_question
from tests.factories.courses import cohort
from tests.factories.schemes import ready
from tests.permissions import assessments, courses, desk, logbook, schemes
from tests.permissions.accounts import privacy
from tests.permissions.matrix import Entry
from tests.permissions.test_matrix import ENTRIES

from .screens import A_LIST, Screen, app
from .urls import DRAWN
from .ways import press, then

# Who opens an address that several may open.
READERS = ("stranger", "owner", "supervisor", "assessor", "quality", "board", "manager", "safeguarding", "privacy", "admin", "organisation")


def others(listed: list[Screen]) -> list[Screen]:
    """A screen for each address of the matrix that no list names: a new page is looked at from its first day, a file passed over."""
    known = {screen.name for screen in listed if not screen.way}
    return [_of(entry) for entry in ENTRIES if entry.name not in known and not entry.posts_only]


def _of(entry: Entry) -> Screen:
    role = next((role for role in READERS if entry.lets_in(role)), "stranger")
    return Screen(entry.name, entry.name, role, entry.make or (lambda world: {}), is_found=True)


def _passkey(world: Any) -> dict[str, Any]:
    key = Authenticator.objects.create(user=world.owner, type=Authenticator.Type.WEBAUTHN, data={"name": "My telephone", "credential": {}})
    return {"pk": key.pk}


def _password(world: Any) -> dict[str, Any]:
    with_password(world.owner)
    return {}


def _no_password(world: Any) -> dict[str, Any]:
    world.owner.set_unusable_password()
    world.owner.save()
    return {}


def _read(world: Any) -> dict[str, Any]:
    """The instant at which Cy read something of Ada's, as the list writes it."""
    privacy.was_read(world)
    return {"at": ReadEvent.objects.latest("pk").at.isoformat().replace("+", "%2B")}


def _waiting_for_feedback(world: Any) -> dict[str, Any]:
    return {"public_id": sent(world.owner, framework()).submission.public_id}


def _with_an_assessor(world: Any) -> dict[str, Any]:
    """Ada handed in an essay."""
    assessments.waiting_answer(world)
    return {"public_id": Attempt.objects.get(person=world.owner).public_id}


def _tied(world: Any) -> dict[str, Any]:
    RelationFactory(kind="conflict", by=world.board, of=world.owner)
    return schemes.waiting(world)


def _confirmed(world: Any) -> dict[str, Any]:
    return logbook._entry(world, state="countersigned")


def _asked(world: Any) -> dict[str, Any]:
    return {"public_id": make_question(make_bank(0), definition=GAPS).public_id, "version": "1"}


def _sign_in_with_password(page: Any, world: Any) -> None:
    page.locator("details summary").filter(has_text="password").click()
    page.locator("[name=login]").fill(world.owner.email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("details[open] form button[type=submit]").click()


def _type_code(page: Any, world: Any) -> None:
    _invitation, code = print_code(called="Zoë", by=world.manager)
    press(code=code)(page, world)


def _type_wall_code(page: Any, world: Any) -> None:
    _row, code = make_cohort_code(cohort=cohort("The canary cohort"), ends_on=clock.today(), by=world.manager)
    press(code=code, called="Zoë", password=PASSWORD)(page, world)


def _give_role(page: Any, world: Any) -> None:
    press(person=world.owner.public_id, role="assessor", reason="Trained for it.")(page, world)


def _everything_met(world: Any) -> dict[str, Any]:
    kwargs = schemes.scheme(world)
    ready(world.owner)
    return kwargs


def _without_cookie(page: Any, world: Any) -> None:
    """A page that was open for too long: its form is sent once the cookie is gone."""
    page.context.clear_cookies(name="csrftoken")
    press()(page, world)


def _both_locks(world: Any) -> dict[str, Any]:
    _password(world)
    give_app(world.owner)
    return {}


def _in_another_tab(page: Any, world: Any) -> None:
    """The question is answered in a second tab, then in this one: the page saves each change at once, and so finds the other answer."""
    answers = "main input[name=answer]"
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(answers).nth(0).check(force=True)
    press("main form button[name=go]:visible")(other, world)
    other.close()
    with page.expect_navigation():
        page.locator(answers).nth(1).check(force=True)


OTHERS_CODE = [
    Screen("account closed", "account_inactive"),
    Screen("signing out", "account_logout", "owner"),
    Screen("a new password", "account_change_password", "owner", _password),
    Screen("a first password", "account_set_password", "owner", _no_password),
    Screen("password forgotten", "account_reset_password"),
    Screen("mail on its way", "account_reset_password_done"),
    Screen("password is new", "account_reset_password_from_key_done"),
    Screen("password link too old", "", path="/accounts/password/reset/key/1-set-password/"),
    Screen("password again", "account_reauthenticate", "owner", _password),
    Screen("app again", "mfa_reauthenticate", "owner", app),
    Screen("name of a passkey", "mfa_edit_webauthn", "owner", _passkey),
    Screen("no passkey any more", "mfa_remove_webauthn", "owner", _passkey),
    Screen("code by mail without a page of ours", "account_request_login_code"),
    Screen("code by mail", "accounts:sign_in", way=press(email="ada@people.example"), shows="account/confirm_login_code.html"),
    Screen("second lock", "accounts:sign_in", make=_both_locks, way=_sign_in_with_password, shows="mfa/authenticate.html"),
]
STEPS = [
    Screen("asking about a read", "", "owner", _read, path="/me/privacy/seen/ask/?at={at}"),
    Screen("evidence begun", "assessments:evidence", "owner", assessments.unsent),
    Screen("evidence sent", "assessments:evidence", "owner", _waiting_for_feedback),
    Screen(
        "a question before anybody is asked",
        "assessments_question_preview",
        "editor",
        _asked,
        way=press(),
        shows="assessments/cms/question_preview.html",
    ),
    Screen("too near to decide", "schemes:decision", "board", _tied),
    Screen("answers with an assessor", "assessments:test_result", "owner", _with_an_assessor),
    Screen("test that has closed", "assessments:test", "owner", assessments.closed),
    Screen("test with parts and a time limit", "assessments:test", "owner", assessments.timed_front),
    Screen("question with a time limit", "assessments:test_question", "owner", assessments.timed),
    Screen("time of a try is over", "assessments:test_check", "owner", assessments.run_out),
    Screen("a part that is not there yet", "assessments:test_result", "owner", assessments.short_of_a_part),
    Screen("correcting hours", "logbook:hours_correct", "owner", _confirmed),
    Screen(
        "no test any more",
        "assessments:test_set_aside",
        "owner",
        assessments.under_way,
        way=press(),
        shows="assessments/test_set_aside_done.html",
    ),
    Screen(
        "two answers",
        "assessments:test_question",
        "owner",
        assessments.first_question,
        way=_in_another_tab,
        shows="assessments/test_both.html",
    ),
    Screen(
        "figures to the new address", "accounts:address", "owner", way=press(email="new@people.example"), shows="accounts/address_code.html"
    ),
    Screen("a letter", "courses:cohort_letter", "manager", courses.group, way=press(called="Zoë"), shows="accounts/join_letter.html"),
    Screen(
        "a code on a wall",
        "courses:cohort_code",
        "manager",
        courses.group,
        way=press(ends_on_day="31", ends_on_month="12", ends_on_year="2099"),
        shows="courses/manage/code_made.html",
    ),
    Screen("come in with a code", "courses:place_code", way=_type_wall_code, shows="courses/place_code_done.html"),
    Screen("joining, the name", "accounts:join", way=_type_code, shows="accounts/join_details.html"),
    Screen("joined", "accounts:join", way=then(_type_code, press(called="Zoë", password=PASSWORD)), shows="accounts/join_done.html"),
    Screen(
        "many invited",
        "courses:cohort_invite_many",
        "manager",
        courses.group,
        way=then(press(pasted=A_LIST), press("[value=send]")),
        shows="courses/manage/many_done.html",
    ),
    Screen("a role read back", "accounts:role_new", "admin", way=_give_role, shows="accounts/roles_give_check.html"),
    Screen(
        "another time, checked",
        "desk:retention_change",
        "privacy",
        lambda world: {"key": "logbook.notes"},
        way=press(how="days", days="365"),
        shows="desk/retention_check.html",
    ),
    Screen(
        "what I send, checked",
        "schemes:send",
        "owner",
        _everything_met,
        way=press(certificate_name="Ada Canary", check_name="Canary", declares_true=""),
        shows="schemes/send_check.html",
    ),
    Screen("a copy on another device", "desk:copy_file", "owner", desk.copy_of_data, status=403),
    Screen("an inspector presses", "accounts:adjustments", "inspector", way=press(), shows="accounts/read_only.html"),
]
GONE_WRONG = [
    Screen("not here", "", path="/no/such/page/", status=404),
    Screen("not yours", "", path="/gone-wrong/403/", status=403),
    Screen("our mistake", "", path="/gone-wrong/500/", status=500),
    Screen("open too long, nothing written", "core:display", way=_without_cookie, shows="403_csrf.html"),
    Screen("open too long", "accounts:request_new", "owner", way=_without_cookie, shows="403_csrf.html"),
    *[Screen(name, "", path=f"/gone-wrong/{name}/") for name in DRAWN],
]
