"""Questions of other systems come into a bank as drafts: known again, never written over, never drawn before somebody read them."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from assessments.models import Question, QuestionBank, QuestionOrigin, QuestionPicture
from assessments.queries.questions_to_write import questions_to_write
from assessments.questions.formats.found import Found, Refused
from assessments.services import take_in as service
from assessments.services.release_question import release_question_version
from assessments.services.save_question_draft import save_question_draft
from assessments.services.take_in import take_in
from lms.core.moves import move
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import make_bank, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.both]
GIFT = b"""$CATEGORY: Listening

::silence:: Sam is silent. {
=Wait with them # Yes.
~Tell a story # Not yet.
}

::number:: How many? {#3}

A line that asks nothing.
"""


@pytest.fixture
def bank():
    return QuestionBank.objects.create(key="taken", title="Taken in")


def taken(bank, content=GIFT, name="file.gift", **more):
    return take_in(bank=bank, source=io.BytesIO(content), name=name, **more)


def outcomes(account):
    return [(line.name, line.outcome) for line in account.lines]


def test_questions_come_as_drafts_that_no_test_draws(bank):
    account = taken(bank)
    assert account.counts == {"read": 2, "created": 2, "updated": 0, "same": 0, "skipped": 1}
    assert account.lines[2].why
    question = Question.objects.get(key__startswith="silence")
    assert (question.state, question.topic, question.newest, question.draft["kind"]) == ("draft", "listening", None, "single_choice")
    assert (question.origin.file_name, question.origin.name, question.origin.category) == ("file.gift", "silence", "Listening")


def test_the_same_file_again_changes_nothing_and_another_word_changes_its_draft(bank):
    taken(bank)
    assert taken(bank).counts["same"] == 2
    again = taken(bank, GIFT.replace(b"Tell a story", b"Tell your own story"))
    assert outcomes(again)[:2] == [("silence", "updated"), ("number", "same")]
    assert "Tell your own story" in json.dumps(Question.objects.get(key__startswith="silence").draft)
    assert (Question.objects.count(), QuestionOrigin.objects.count()) == (2, 2)


def test_a_dry_run_says_the_same_and_keeps_nothing(bank):
    assert outcomes(taken(bank, dry_run=True)) == outcomes(taken(bank))
    assert taken(bank, GIFT.replace(b"Wait", b"Stay"), dry_run=True).counts["updated"] == 1
    assert "Wait" in json.dumps(Question.objects.get(key__startswith="silence").draft)


def test_what_somebody_changed_here_is_never_written_over(bank):
    taken(bank)
    question = Question.objects.get(key__startswith="silence")
    save_question_draft(question=question, definition=question.draft | {"why": "Silence is an answer."}, by=None)
    again = taken(bank, GIFT.replace(b"Wait", b"Stay"))
    assert (again.lines[0].outcome, again.lines[0].why) == ("skipped", "Somebody has changed this question here. Nothing was written over.")
    assert "Silence is an answer." in json.dumps(Question.objects.get(pk=question.pk).draft)


def test_a_question_that_was_released_as_it_came_gets_a_new_draft_and_its_version_stays(bank):
    taken(bank)
    question = Question.objects.get(key__startswith="silence")
    release_question_version(question=question, definition=question.draft, by=None)
    assert taken(bank, GIFT.replace(b"Wait", b"Stay")).lines[0].outcome == "updated"
    question.refresh_from_db()
    assert "Stay" in json.dumps(question.draft)
    assert "Wait" in json.dumps(question.newest.definition)


def test_a_retired_question_stays_as_it_is(bank):
    taken(bank)
    move(Question.objects.get(key__startswith="silence"), "retire", by=with_role("editor", "Ed"))
    assert taken(bank).lines[0].outcome == "same"
    assert "retired" in taken(bank, GIFT.replace(b"Wait", b"Stay")).lines[0].why


def test_two_questions_that_one_file_calls_the_same_are_one_and_a_word_about_the_other(bank):
    xml = b"<quiz>" + b"".join(
        b'<question type="truefalse"><name><text>Same</text></name><questiontext><text>It rains.</text></questiontext>'
        b'<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'
        for _n in range(2)
    )
    account = taken(bank, xml + b"</quiz>", "file.xml")
    assert [line.outcome for line in account.lines] == ["created", "skipped"]


def test_the_same_name_in_two_categories_is_two_questions(bank):
    taken(bank, b"$CATEGORY: a\n\n::Q1:: One? {T}\n\n$CATEGORY: b\n\n::Q1:: Two? {F}\n")
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"$CATEGORY: a/b\n\n::Q1:: One? {T}\n\n$CATEGORY: b/a\n\n::Q1:: Two? {F}\n\n$CATEGORY: a/b/a/b\n\n::Q1:: Three? {T}\n", "f.gift"),
        (
            b"<quiz>"
            + b"".join(
                b'<question type="category"><category><text>$course$/' + path + b"</text></category></question>"
                b'<question type="truefalse"><name><text>Q1</text></name><questiontext><text>It rains.</text></questiontext>'
                b'<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'
                for path in (b"a/b", b"b/a", b"a/b/a/b")
            )
            + b"</quiz>",
            "f.xml",
        ),
    ],
)
def test_categories_that_lead_in_a_circle_are_names_and_end(bank, content, name):
    account = taken(bank, content, name)
    assert account.counts["created"] == 3
    assert set(QuestionOrigin.objects.values_list("category", flat=True)) == {"a / b", "b / a", "a / b / a / b"}
    assert taken(bank, content, name).counts["same"] == 3


def test_a_file_that_its_makers_refuse_leaves_nothing_behind(bank):
    with pytest.raises(Refused):
        taken(bank, GIFT + b"\n::bad:: What? {~%33%Some ~%44%Other}\n")
    assert not Question.objects.exists()


def test_only_editors_take_in(bank):
    with pytest.raises(PermissionDenied):
        taken(bank, by=UserFactory(called="Eve"))
    assert taken(bank, by=with_role("editor", "Ed")).counts["created"] == 2


@pytest.mark.parametrize("format_name", ["gift", "moodlexml", "qti"])
def test_a_bank_that_was_written_comes_back_to_itself(tmp_path, format_name, capsys):
    bank = make_bank(3)
    file = tmp_path / "out"
    call_command("export_questions", str(file), bank=bank.key, format=format_name)
    with file.open("rb") as source:
        account = take_in(bank=bank, source=source, name=file.name, format_name=format_name)
    assert [line.outcome for line in account.lines] == ["same"] * len(list(questions_to_write(bank)))
    assert not QuestionOrigin.objects.exists()
    assert "written" in capsys.readouterr().out


def test_a_question_of_ours_that_comes_back_changed_gets_a_draft_unless_somebody_is_writing_one():
    bank = make_bank(0)
    question = make_question(bank, topic="boundaries")
    changed = f"$CATEGORY: boundaries\n\n// [id:{question.key}]\n::ours:: Other words? {{T}}\n".encode()
    assert taken(bank, changed).lines[0].outcome == "updated"
    question.refresh_from_db()
    assert question.draft["stem"] == "Other words?"
    assert taken(bank, changed.replace(b"Other", b"Still other")).lines[0].outcome == "updated"
    save_question_draft(question=question, definition=question.newest.definition | {"stem": "Mine."}, by=None)
    assert taken(bank, changed.replace(b"Other", b"New")).lines[0].outcome == "skipped"


def test_two_categories_with_the_name_of_one_question_of_ours_change_it_once():
    bank = make_bank(0)
    key = make_question(bank, topic="boundaries").key
    account = taken(bank, f"$CATEGORY: a\n\n// [id:{key}]\nOne? {{T}}\n\n$CATEGORY: b\n\n// [id:{key}]\nTwo? {{F}}\n".encode())
    assert [line.outcome for line in account.lines] == ["updated", "created"]
    assert sorted(question.draft["stem"] for question in Question.objects.all()) == ["One?", "Two?"]


def png(color="red"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), color).save(out, format="PNG")
    return out.getvalue()


@pytest.mark.parametrize(("data", "kept"), [(png(), True), (b"GIF89a", False)])
def test_a_picture_is_kept_as_we_write_it_and_one_that_we_cannot_keep_gives_way_to_its_words(bank, monkeypatch, data, kept):
    sha256 = "a" * 64
    definition = {
        "kind": "true_false",
        "stem": f"See. ![](image:{sha256})",
        "key": True,
        "markup": "markdown",
        "images": {sha256: "A red square."},
    }
    monkeypatch.setattr(service, "read", lambda *_all: iter([Found("item 1", definition, pictures={sha256: data})]))
    (line,) = taken(bank, b"").lines
    draft = Question.objects.get().draft
    assert (line.outcome, bool(line.notes)) == ("created", not kept)
    assert (QuestionPicture.objects.count() == 1, draft["images"] != {}) == (kept, kept)
    assert draft["stem"] == (f"See. ![](image:{QuestionPicture.objects.get().sha256})" if kept else "See. A red square.")
    assert taken(bank, b"").lines[0].outcome == "same"


@pytest.mark.parametrize("many", [3, 60])
def test_a_file_takes_the_same_statements_however_long_it_is(bank, many, django_assert_num_queries):
    content = b"\n\n".join(b"::q%d:: Is it %d? {T}" % (n, n) for n in range(many))
    with django_assert_num_queries(7):
        taken(bank, content)


def test_the_command_counts_and_names_what_it_skips(tmp_path, capsys):
    path = tmp_path / "file.gift"
    path.write_bytes(GIFT)
    call_command("import_questions", str(path), bank="New bank", dry_run=True)
    assert not QuestionBank.objects.exists()
    call_command("import_questions", str(path), bank="New bank")
    said = capsys.readouterr().out
    assert f"{path}: 2 read, 2 created, 0 updated, 0 as before, 1 skipped" in said
    assert "line 10" in said
    assert QuestionBank.objects.get().key == "new-bank"
    call_command("import_questions", str(path), bank="new-bank", json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["same"], told["lines"][2]["outcome"]) == (2, "skipped")


def test_the_command_ends_with_one_when_nothing_could_be_read(tmp_path, capsys):
    good, bad = tmp_path / "file.gift", tmp_path / "file.pdf"
    good.write_bytes(GIFT)
    bad.write_bytes(b"%PDF-1.7")
    for as_json in (False, True):
        with pytest.raises(SystemExit) as ended:
            call_command("import_questions", str(good), str(bad), bank="b", json=as_json)
        assert ended.value.code == 1
    said = capsys.readouterr()
    assert "refused, nothing was kept: This seems to be a PDF" in said.err
    assert json.loads(said.out.splitlines()[-1])["read"] == 0
    assert Question.objects.count() == 2


@pytest.mark.parametrize(("files", "bank", "says"), [(["nowhere.gift"], "b", "No such file"), (["x"], "!!!", "has no letter")])
def test_what_the_command_cannot_do_it_says(files, bank, says):
    with pytest.raises(CommandError, match=says):
        call_command("import_questions", *files, bank=bank)


def test_a_bank_that_is_not_there_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="no bank"):
        call_command("export_questions", str(tmp_path / "x"), bank="nowhere", format="gift")
