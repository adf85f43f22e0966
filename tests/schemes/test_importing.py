"""Taking in a scheme file: whole, once, and never silently changed."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lms.core.errors import Refused
from schemes.models import CredentialType, Scheme, SchemeVersion, StatementVersion
from schemes.services import import_scheme
from tests.factories.schemes import QUICK, STARTER, release, scheme_file

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def refusal(path):
    with pytest.raises(Refused) as caught:
        import_scheme(path=path)
    return caught.value.messages


def test_the_starter_scheme_is_released_whole(capsys):
    call_command("import_scheme", str(STARTER))
    version = SchemeVersion.objects.get()
    assert (version.scheme.code, version.number, version.title) == ("alongside-demo", 1, "Certified Peer Support Worker")
    assert version.credential_type.neutral_titles == ["Certified Support Practitioner", "Certified Community Support Worker"]
    assert version.read_terms.valid_months == 36
    assert len(version.rules.requirement.of) == 6
    assert version.scheme.is_example
    assert StatementVersion.objects.get().wording == (STARTER.parent / "code-of-ethics.md").read_text()
    assert version.sha256[:8] in capsys.readouterr().out


def test_the_same_file_again_is_the_same_version():
    assert release() == release()
    assert (Scheme.objects.count(), CredentialType.objects.count(), StatementVersion.objects.count()) == (1, 1, 1)


def test_a_changed_file_under_the_same_number_is_refused():
    release()
    messages = refusal(scheme_file(QUICK.replace("minutes: 60", "minutes: 61")))
    assert messages == ["quick.yaml: version.number: Version 1 of “quick” was released with other contents. Draft the next version: 2."]


def test_another_figure_under_the_next_number_is_another_version():
    first = release()
    second = release(QUICK.replace("minutes: 60", "minutes: 61").replace("number: 1", "number: 2"))
    assert [version.rules.requirement.of[0].minutes for version in (first, second)] == [60, 61]
    assert first.scheme == second.scheme


def test_a_newer_version_may_call_things_by_new_names_and_the_old_keeps_its_own():
    first = release()
    second = release(
        QUICK.replace("number: 1", "number: 2").replace("title: Certified Peer Support Worker", "title: Certified Peer Worker")
    )
    assert (first.title, second.title) == ("Certified Peer Support Worker", "Certified Peer Worker")
    assert CredentialType.objects.get().title == "Certified Peer Worker"


def test_an_unknown_key_names_file_line_and_key_and_saves_nothing():
    messages = refusal(scheme_file(QUICK.replace("minutes: 60", "minuets: 60")))
    assert messages[0] == (
        "quick.yaml:9: requirements[1].minuets: “minuets” is not a key that can stand here. Known keys: kind, key, title, help, minutes, "
        "counted, excluded, within_months, without_breaks, day_max_minutes. Did you mean “minutes”?"
    )
    assert Scheme.objects.count() == 0


def test_the_command_says_all_of_it_and_fails():
    with pytest.raises(CommandError, match=r"quick\.yaml:5: terms\.valid_months"):
        call_command("import_scheme", str(scheme_file(QUICK.replace("valid_months: 36", "valid_months: soon"))))


def test_a_wording_that_was_released_cannot_change():
    release()
    messages = refusal(scheme_file(QUICK.replace("number: 1", "number: 2"), wording="Another"))
    assert "code-of-ethics 1" in messages[0]
    assert SchemeVersion.objects.count() == 1


@pytest.mark.parametrize("name", ["../secret.md", "/etc/passwd", "nowhere.md"])
def test_a_wording_lies_beside_the_file_and_nowhere_else(name):
    assert name in refusal(scheme_file(QUICK.replace("file: ethics.md", f"file: {name}")))[0]
    assert Scheme.objects.count() == 0


def test_a_statement_that_nobody_has_released_cannot_be_asked_for():
    without = QUICK.replace("statements:\n  - {code: code-of-ethics, version: 1, title: Code of ethics, file: ethics.md}\n", "")
    assert "code-of-ethics 1" in refusal(scheme_file(without))[0]
    release()
    assert import_scheme(path=scheme_file(without.replace("number: 1", "number: 2"))).number == 2


def test_a_file_that_is_not_there_and_one_that_is_not_text():
    assert "nowhere.yaml" in refusal(Path("nowhere.yaml"))[0]
    path = scheme_file()
    path.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refusal(path)[0]
