"""A copy of everything: what is in it, who gets it, on which device, and for how long."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import DataCopy
from accounts.services import erase
from lms.core import clock, registry
from lms.core.jobs import run_waiting_jobs
from lms.core.models import Job, PrivateFile, ReadEvent
from lms.desk.copying.asking import ask_copy, newest_copy, remove_old_copies
from lms.desk.copying.packing import gathered, pack, safe_path
from lms.desk.copying.pages import drawn
from tests.factories.accounts import UserFactory, with_role
from tests.permissions.planted import plant

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DOWNLOAD, ASK = "/me/privacy/download/", "/me/privacy/download/ask/"


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def packed(person):
    out = io.BytesIO()
    pack(person=person, into=out)
    return zipfile.ZipFile(out)


def ask(client, commits):
    with commits():
        answer = client.post(ASK)
    run_waiting_jobs()
    return answer


def body(answer):
    return b"".join(answer.streaming_content)


# --- what is in it ------------------------------------------------------------------------------------

# What of a planted record does not belong to the person's own copy, and why.
LEFT_OUT = {
    "private_reason": "the board's private note is given by a person, after a look",
    "concern": "what somebody told the safeguarding lead: the lead says what can be said",
    "concern_note": "the lead's own note about it",
}


def test_every_planted_sentence_is_in_the_copy_to_read_and_for_a_computer():
    planted = plant()
    with packed(planted.world.owner) as copy:
        pages = "".join(copy.read(name).decode() for name in copy.namelist() if name.endswith(".html"))
        data = "".join(copy.read(name).decode() for name in copy.namelist() if name.endswith(".json"))
        names = " ".join(copy.namelist())
    missing = {record for record, words in planted.canaries.items() if words not in data and words not in names}
    assert missing == set(LEFT_OUT) & set(planted.canaries)
    unread = {record for record, words in planted.canaries.items() if words not in pages and words not in names}
    assert unread == set(LEFT_OUT) & set(planted.canaries)


def test_somebody_elses_copy_holds_nothing_of_it():
    planted = plant()
    with packed(planted.world.outsider) as copy:
        everything = "".join(copy.read(name).decode() for name in copy.namelist())
    assert [record for record, words in planted.canaries.items() if words in everything] == []


def test_the_files_and_the_printed_certificates_are_in_it():
    planted = plant()
    with packed(planted.world.owner) as copy:
        files = [name for name in copy.namelist() if name.startswith("files/")]
        assert any("filecanary" in name for name in files)
        certificates = [name for name in files if name.endswith(".pdf") and "certificat" in name]
        assert certificates
        assert all(copy.read(name).startswith(b"%PDF") for name in certificates)
        assert all(name in copy.read("index.html").decode() for name in files)


def test_who_read_the_record_is_in_it(ada):
    from lms.core.reads import record_read

    record_read(actor=with_role("assessor", "Bo"), subjects=[ada.public_id], record_type="evidence", role="assessor")
    with packed(ada) as copy:
        (line,) = json.loads(copy.read("json/seen.json"))["reads"]
        assert (line["role"], line["what"], line["name"]) == ("Assessor", "a piece of your evidence", "")
        assert "a piece of your evidence" in copy.read("pages/seen.html").decode()


def test_words_of_anybody_are_escaped_and_pages_load_nothing(ada):
    ada.called = '<script>alert(1)</script><img src="https://evil.example/x">'
    ada.save()
    with packed(ada) as copy:
        for name in copy.namelist():
            if name.endswith(".html"):
                page = copy.read(name).decode()
                assert "<script" not in page
                assert "<img" not in page
                assert "default-src 'none'" in page


def test_values_are_said_in_words():
    said = drawn({"is_right": True, "at": "2026-11-24T10:42:00+00:00", "day": "2026-11-24", "words": "2026-11-24 was a day", "list": []})
    for words in ("yes", "24 November 2026, 10:42", "24 November 2026<", "2026-11-24 was a day", "Nothing."):
        assert words in said


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("evidence/reflection.pdf", "files/evidence/reflection.pdf"),
        ("../../etc/passwd", "files/etc/passwd"),
        ("/etc/passwd", "files/etc/passwd"),
        ("..\\..\\windows\\evil.exe", "files/windows/evil.exe"),
        ("C:\\evil.exe", "files/C/evil.exe"),
        (".hidden", "files/hidden"),
        ("", "files/file"),
        ("...", "files/file"),
        ("a\x00b\u202e.pdf", "files/ab.pdf"),
        ("x" * 400 + ".pdf", "files/" + "x" * 96 + ".pdf"),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_folder(wanted, safe):
    assert safe_path(wanted, set()) == safe


def test_two_files_of_one_name_stand_side_by_side():
    taken = set()
    assert [safe_path("a/note.pdf", taken) for _ in range(3)] == ["files/a/note.pdf", "files/a/note-2.pdf", "files/a/note-3.pdf"]
    assert safe_path("a/NOTE.pdf", taken) == "files/a/NOTE-4.pdf"


# --- asking -------------------------------------------------------------------------------------------


def test_ask_wait_and_download_on_the_same_device(client, ada, commits):
    client.force_login(ada)
    assert client.get(ASK).status_code == 200
    with commits():
        assert client.post(ASK).url == DOWNLOAD
    assert "Being made" in client.get(DOWNLOAD).content.decode()
    run_waiting_jobs()
    page = client.get(DOWNLOAD).content.decode()
    assert "Ready" in page
    copy = DataCopy.objects.get()
    answer = client.get(reverse("desk:copy_file", args=[copy.public_id.lower()]))
    assert (answer["Content-Type"], answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "application/zip", "private, no-store", "nosniff"
    )  # fmt: skip
    content = body(answer)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    copy.refresh_from_db()
    assert (copy.fetched_at is not None, copy.file.size) == (True, len(content))


def test_another_device_gets_a_kind_page_and_can_ask_for_its_own(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    first = DataCopy.objects.get()
    phone = Client()
    phone.force_login(ada)
    answer = phone.get(reverse("desk:copy_file", args=[first.public_id.lower()]))
    assert answer.status_code == 403
    assert "opens on another device" in answer.content.decode()
    assert "on another device" in phone.get(DOWNLOAD).content.decode()
    ask(phone, commits)
    assert phone.get(reverse("desk:copy_file", args=[newest_copy(ada).public_id.lower()])).status_code == 200
    assert client.get(reverse("desk:copy_file", args=[first.public_id.lower()])).status_code == 404
    assert PrivateFile.objects.exclude(file="").count() == 1


def test_the_token_stands_nowhere_and_opens_nobody_elses_copy(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    copy, token = DataCopy.objects.get(), client.cookies["copy"].value
    assert (client.cookies["copy"]["httponly"], client.cookies["copy"]["path"]) == (True, DOWNLOAD)
    assert token.encode() not in bytes(copy.token_hash)
    assert token not in json.dumps(list(Job.objects.values_list("payload", "key", "result")))
    eve = Client()
    eve.force_login(UserFactory(called="Eve"))
    eve.cookies["copy"] = token
    assert eve.get(reverse("desk:copy_file", args=[copy.public_id.lower()])).status_code == 404


def test_asking_again_within_a_day_is_the_same_copy_and_the_fourth_new_one_waits(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    ask(client, commits)
    assert DataCopy.objects.count() == 1
    for n in range(2):
        ask_copy(person=ada, token=f"device {n}")
    answer = Client()
    answer.force_login(ada)
    refused = answer.post(ASK)
    assert refused.status_code == 422
    assert "tomorrow" in refused.content.decode()
    assert DataCopy.objects.count() == 3


def test_a_proof_that_is_old_leads_to_the_sign_in_first(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    session = client.session
    session["account_authentication_methods"] = [{**record, "at": 0} for record in session.get("account_authentication_methods", [])]
    session.save()
    for address in (ASK, reverse("desk:copy_file", args=[DataCopy.objects.get().public_id.lower()])):
        answer = client.get(address)
        assert (answer.status_code, answer.url.startswith("/sign-in/again/")) == (302, True)


def test_after_seven_days_the_bytes_are_gone_and_the_note_stays(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    copy = DataCopy.objects.get()
    name, storage = copy.file.file.name, copy.file.file.storage
    assert remove_old_copies(clock.now() + timedelta(days=6)) == 0
    with commits():
        assert remove_old_copies(clock.now() + timedelta(days=8)) == 1
    assert not storage.exists(name)
    copy.refresh_from_db()
    assert copy.removed_at
    assert client.get(reverse("desk:copy_file", args=[copy.public_id.lower()])).status_code == 404


def test_it_can_be_deleted_before(client, ada, commits):
    client.force_login(ada)
    ask(client, commits)
    copy = DataCopy.objects.get()
    with commits():
        client.post(reverse("desk:copy_remove", args=[copy.public_id.lower()]))
    assert not PrivateFile.objects.exclude(file="").exists()
    assert client.post(reverse("desk:copy_remove", args=[copy.public_id.lower()])).status_code == 404


def test_a_worker_that_dies_half_way_leaves_no_second_file(ada, monkeypatch):
    """The job is run again from the start; a copy that is there already is not made twice."""
    from lms.desk.copying import asking

    copy = ask_copy(person=ada, token="here")
    attach, calls = asking._attach, []

    def dies(*words):
        calls.append(1)
        if len(calls) == 1:
            raise OSError("killed")
        return attach(*words)

    monkeypatch.setattr(asking, "_attach", dies)
    run_waiting_jobs()
    run_waiting_jobs()
    asking.make_copy(copy.job, copy_id=copy.pk)
    copy.refresh_from_db()
    assert copy.is_ready
    assert PrivateFile.objects.filter(purpose="copy").exclude(file="").count() == 1


def test_erasing_takes_the_copy_along(ada, commits):
    ask_copy(person=ada, token="here")
    run_waiting_jobs()
    with commits():
        erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    assert not PrivateFile.objects.exclude(file="").exists()
    assert DataCopy.objects.get().removed_at


def test_an_app_that_fails_leaves_a_job_that_says_where_and_not_what(ada):
    def breaks(person):
        raise ValueError("Ada's canary")

    registry.register("export", "test", breaks)
    try:
        copy = ask_copy(person=ada, token="here")
        run_waiting_jobs()
    finally:
        registry._contributions["export"].pop("test")
    copy.job.refresh_from_db()
    assert (copy.job.state, copy.job.trouble) == ("waiting", "ValueError")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_has_a_budget(client, ada, rows, django_assert_num_queries):
    for n in range(rows):
        moment = clock.now() - timedelta(days=2 * n)
        DataCopy.objects.create(person=ada, asked_at=moment, expires_at=clock.now() + timedelta(days=1), token_hash=b"x" * 16)
    client.force_login(ada)
    with django_assert_num_queries(3):
        client.get(DOWNLOAD)


# --- by command ---------------------------------------------------------------------------------------


def test_the_privacy_officer_exports_by_command_and_the_person_sees_it(tmp_path, ada):
    pia = with_role("privacy", "Pia")
    to = tmp_path / "copy.zip"
    call_command("export_person", ada.email, "--to", str(to), "--by", pia.public_id)
    assert "index.html" in zipfile.ZipFile(to).namelist()
    assert to.stat().st_mode & 0o077 == 0
    event = ReadEvent.objects.get()
    assert (event.actor_ref, event.mode, event.record_type) == (pia.public_id, "export", "accounts.copy")
    with pytest.raises(CommandError):
        call_command("export_person", ada.email, "--to", str(to), "--by", pia.public_id)
    with pytest.raises(CommandError):
        call_command("export_person", ada.email, "--to", str(tmp_path / "b.zip"), "--by", UserFactory().public_id)


def test_a_room_that_looks_at_one_row_only_is_asked_for_every_row_that_is_the_persons(ada, monkeypatch):
    other = UserFactory(called="Ada again")
    monkeypatch.setattr("lms.desk.copying.packing.selves", lambda person: frozenset({ada.pk, other.pk}))
    registry.register("export", "test", lambda person: {"rows": [{"ref": person.pk}], "same": ["once"]})
    try:
        (part,) = [each for each in gathered(ada) if each.name == "test"]
    finally:
        registry._contributions["export"].pop("test")
    assert part.data == {"rows": [{"ref": ada.pk}, {"ref": other.pk}], "same": ["once"]}
