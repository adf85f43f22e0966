"""What a stranger's folder can hold: every problem is named with its file and line, and nothing outside the folder is touched."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from courses import media_files
from courses.course_files import media
from courses.course_files.collecting import Reference
from courses.course_files.folder import MB, MOST_FILES, Listing, list_folder
from courses.course_files.ids import circles
from courses.course_files.reading import read_course

from .samples import MODULE, MODULE_KEY, PROGRAMME, STEP, look, problems, step, unfinished, write

FIRST = "paths/01-first.yaml"
LONG_ANSWER = "{kind: short_text, stem: x, longest: 5, answers: [{id: a, text: y, worth: '1'}]}"


def with_blocks(folder: Path, blocks: str) -> Path:
    return write(folder, **{"paths__01-first_yaml": step(blocks)})


def test_a_small_course_is_read(tmp_path):
    found = look(write(tmp_path))
    assert (found.problems, found.unfinished) == ((), ())
    assert found.course.programme.title == "Walking alongside"
    assert [folder.module.slug for folder in found.course.modules] == ["paths"]
    assert found.course.modules[0].steps[0].blocks[0].markdown == "Hello **you**."


# --- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [", [(1, "not_yaml")]),
        ("key: first\ntitle: [\n", [(3, "not_yaml")]),
        ("", [(0, "empty_file")]),
        ("- a list", [(1, "wrong_sort")]),
        ("key: first\ntitle: First\nminutes: 6\ntitel: x\n", [(4, "unknown_key")]),
        ("key: first\nkey: first\ntitle: First\nminutes: 6\n", [(2, "repeated_key")]),
        ("key: first\ntitle: 2027\nminutes: many\n", [(2, "wrong_sort"), (3, "wrong_sort")]),
        ("key: first\ntitle: ''\nminutes: 6\n", [(2, "empty")]),
        ("key: first\nminutes: 6\n", [(1, "missing_key")]),
        ('key: first\ntitle: "a\\x07b"\nminutes: 6\n', [(2, "controls")]),
        ("key: Not A Key\ntitle: First\nminutes: 6\n", [(1, "not_a_key")]),
        ("key: first\nslug: [a]\ntitle: First\nminutes: 6\n", [(2, "wrong_sort")]),
        ("key: first\nslug: a/b\ntitle: First\nminutes: 6\n", [(2, "not_a_key")]),
        ("key: !!python/object/apply:os.system [ls]\ntitle: First\nminutes: 6\n", [(1, "tag"), (1, "wrong_sort")]),
        ("key: first\ntitle: !secret First\nminutes: 6\n", [(2, "wrong_sort")]),
        ("key: first\ntitle: First\nminutes: 6\n{a: b}: c\n", [(4, "key_not_plain")]),
        ("key: &k first\ntitle: First\nminutes: 6\n*k : c\n", [(1, "alias")]),
        ("&k key: first\ntitle: *k\nminutes: 6\n", [(1, "alias"), (1, "wrong_sort")]),
        ("[" * 5000, [(0, "nested_without_end")]),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path, text, expected):
    write(tmp_path, **{"paths__01-first_yaml": text})
    assert [(line, code) for _file, line, code in problems(tmp_path)] == expected


def test_a_bomb_of_aliases_is_named_and_not_unfolded(tmp_path):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{here}: &{here} [{', '.join([f'*{there}'] * 9)}]\n" for there, here in zip("abcdefgh", "bcdefghi", strict=True)
    )
    write(tmp_path, **{"paths__01-first_yaml": bomb})
    codes = {code for _file, _line, code in problems(tmp_path)}
    assert "alias" in codes
    assert len(look(tmp_path).problems) < 100


def test_a_bomb_in_a_key_is_named_and_not_written_out(tmp_path):
    bomb = "key: first\ntitle: &a [x, x]\n" + "".join(
        f"{here}: &{here} [{', '.join([f'*{there}'] * 9)}]\n" for there, here in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    write(tmp_path, **{"paths__01-first_yaml": f"{bomb}? *m\n: words\n? [n]\n: words\n"})
    found = {(line, code) for _file, line, code in problems(tmp_path)}
    assert {(14, "alias"), (17, "key_not_plain")} <= found


def test_another_encoding_is_refused_at_its_first_odd_byte(tmp_path):
    write(tmp_path, **{"paths__01-first_yaml": "key: first\ntitle: Café\nminutes: 6\n".encode("windows-1252")})
    assert problems(tmp_path) == [(FIRST, 2, "not_utf8")]
    write(tmp_path, **{"paths__01-first_yaml": STEP.encode("utf-16")})
    assert problems(tmp_path) == [(FIRST, 1, "not_utf8")]


def test_a_mark_of_the_byte_order_is_no_hindrance(tmp_path):
    write(tmp_path, **{"paths__01-first_yaml": b"\xef\xbb\xbf" + STEP.encode()})
    assert problems(tmp_path) == []


def test_right_to_left_text_stays_letter_by_letter(tmp_path):
    said = "قالت \u200fسلمى: “أنا هنا” \u202b2027\u202c."
    with_blocks(tmp_path, f"  - id: b1\n    type: text\n    markdown: |\n      {said}\n")
    assert problems(tmp_path) == []
    assert look(tmp_path).course.modules[0].steps[0].blocks[0].markdown == said


def test_a_file_of_megabytes_is_not_opened(tmp_path):
    write(tmp_path)
    with (tmp_path / FIRST).open("wb") as file:
        file.truncate(50 * MB)
    assert problems(tmp_path) == [(FIRST, 0, "text_too_large")]


def test_many_large_files_are_too_much_together(tmp_path, monkeypatch):
    write(tmp_path)
    monkeypatch.setattr("courses.course_files.opening.MOST_BYTES_IN_ALL", len(PROGRAMME) + len(MODULE))
    assert problems(tmp_path) == [(FIRST, 0, "texts_too_large")]


# --- Markdown and blocks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<script>alert(1)</script>", "html"),
        ("Hello <img src=x onerror=alert(1)> you", "html"),
        ("[me](javascript:alert(1))", "link_to"),
        ("[me](//example.org)", "link_to"),
        ("[me](page)", "link_to"),
        ("# A title", "markdown_beyond"),
        ("![a picture](/x.jpg)", "markdown_beyond"),
        ("> a quote", "markdown_beyond"),
        ("`code`", "markdown_beyond"),
    ],
)
def test_what_markdown_may_not_hold_is_named_at_its_line(tmp_path, line, code):
    with_blocks(tmp_path, f"  - id: b1\n    type: text\n    markdown: |\n      Some words,\n      more words.\n\n      {line}\n")
    assert problems(tmp_path) == [(FIRST, 11, code)]


def test_a_line_in_the_middle_of_a_paragraph_is_found_too(tmp_path):
    with_blocks(tmp_path, "  - id: b1\n    type: text\n    markdown: |\n      Some words,\n      more <b>words</b>.\n")
    assert problems(tmp_path) == [(FIRST, 9, "html"), (FIRST, 9, "html")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("  - just words\n", [(5, "wrong_sort")]),
        ("  - id: b1\n    text: x\n", [(5, "missing_key")]),
        ("  - id: b1\n    type: headin\n", [(6, "not_one_of")]),
        ("  - id: b1\n    type: landing\n    text: x\n    colour: red\n", [(8, "unknown_key")]),
        ("  - id: B 1\n    type: landing\n    text: x\n", [(5, "not_an_id")]),
        ("  - id: 12345678\n    type: landing\n    text: x\n", [(5, "wrong_sort")]),
        (f"  - id: b1\n    type: landing\n    text: {'x' * 301}\n", [(7, "too_long")]),
        (f"  - id: b1\n    type: text\n    markdown: {'x' * 20001}\n", [(7, "too_long")]),
        ('  - id: b1\n    type: text\n    markdown: "\\x07"\n', [(7, "controls")]),
        ("  - id: b1\n    type: text\n    markdown: [x]\n", [(7, "wrong_sort")]),
        ("  - id: b1\n    type: landing\n    text: x\n  - id: b1\n    type: landing\n    text: y\n", [(8, "repeated_id")]),
        ("  - id: b1\n    type: check\n    question: x\n", [(7, "wrong_sort")]),
        ("  - id: b1\n    type: check\n    question: {kind: essay, stem: x, marked: met}\n", [(7, "needs_a_person")]),
        (f"  - id: b1\n    type: check\n    question: {LONG_ANSWER}\n", [(7, "too_rich")]),
        ("  - id: b1\n    type: check\n    question: {kind: single_choice, stem: x, key: a}\n", [(7, "question"), (7, "question")]),
        ("  - id: b1\n    type: check\n    question: {kind: riddle, stem: x}\n", [(7, "question")]),
        ("  - id: b1\n    type: check\n    question: {kind: true_false, stem: 0.5, key: true}\n", [(7, "wrong_sort")]),
    ],
)
def test_a_block_that_is_not_right_says_where(tmp_path, block, expected):
    with_blocks(tmp_path, block)
    assert [(line, code) for _file, line, code in problems(tmp_path)] == expected


def test_the_lines_of_a_question_are_found(tmp_path):
    question = """\
  - id: b1
    type: check
    question:
      kind: single_choice
      stem: What first?
      options:
        - {id: a, text: Wait, feedback: Not quite.}
        - {id: a, text: Ask, feedback: ''}
      key: z
"""
    with_blocks(tmp_path, question)
    assert problems(tmp_path) == [(FIRST, 12, "question"), (FIRST, 13, "question")]
    assert unfinished(tmp_path) == [(FIRST, 12, "question")]


def test_what_the_editor_cannot_hold_is_named_rather_than_lost(tmp_path):
    question = "{kind: true_false, stem: x, key: true, feedback_true: Yes., feedback_false: No., markup: markdown}"
    with_blocks(tmp_path, f"  - id: b1\n    type: check\n    question: {question}\n")
    assert problems(tmp_path) == [(FIRST, 7, "too_rich")]


SCENARIO = """\
  - id: b1
    type: scenario
    title: At the door
    scenes:
      - id: s1
        name: door
        text: Sam opens.
        choices:
          - {id: c1, text: Wait, consequence: Sam looks up., goes_to: hall, quality: helps, protects: His pace.}
      - id: s2
        name: hall
        text: You stand there.
        choices:
          - {id: c1, text: Go on, consequence: You go., goes_to: "", quality: partly}
    debrief: Both leave room.
"""


def test_a_story_with_an_end_is_right(tmp_path):
    with_blocks(tmp_path, SCENARIO)
    assert (problems(tmp_path), unfinished(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("said", "instead", "expected"),
    [
        ('goes_to: "", quality: partly', "goes_to: door, quality: partly", [(12, "scenario"), (17, "scenario")]),  # round and round
        ("goes_to: hall", "goes_to: nowhere", [(13, "scenario"), (15, "scenario")]),
        ("name: hall", "name: Door", [(10, "scenario"), (13, "scenario"), (15, "scenario"), (15, "scenario")]),
        ("debrief: Both leave room.", "debrief: ''", [(19, "scenario")]),
    ],
)
def test_a_story_that_leads_nowhere_says_where(tmp_path, said, instead, expected):
    with_blocks(tmp_path, SCENARIO.replace(said, instead))
    assert problems(tmp_path) == []
    assert sorted((line, code) for _file, line, code in unfinished(tmp_path)) == sorted(expected)


def test_another_route_is_a_step_of_the_same_module(tmp_path):
    note = "  - {id: b1, type: note, topics: [loss], sentence: Loss., strength: mention, other_route: second}\n"
    with_blocks(tmp_path, note)
    assert problems(tmp_path) == [(FIRST, 5, "no_step")]
    write(tmp_path, **{"paths__01-first_yaml": step(note), "paths__02-second_yaml": "key: second\ntitle: Second\nminutes: 1\n"})
    assert problems(tmp_path) == []


def test_a_callout_says_its_words_or_names_a_rule_of_the_place(tmp_path):
    with_blocks(
        tmp_path,
        "  - {id: b1, type: callout, kind: local, rule: one-one-two}\n"
        "  - {id: b2, type: callout, kind: local}\n"
        "  - {id: b3, type: callout, kind: do, title: Ask, markdown: ''}\n",
    )
    assert problems(tmp_path) == []
    assert unfinished(tmp_path) == [(FIRST, 6, "empty"), (FIRST, 6, "empty"), (FIRST, 7, "empty")]
    with_blocks(tmp_path, "  - {id: b1, type: callout, kind: do, rule: one-one-two, title: Ask, markdown: Ask.}\n")
    assert problems(tmp_path) == [(FIRST, 5, "rule_of_another")]


def test_topics_have_no_order(tmp_path):
    head = "key: first\ntitle: First\nminutes: 6\ntopics: [loss, boundaries]\n"
    write(tmp_path, **{"paths__01-first_yaml": step("  - {id: b1, type: landing, text: x}\n", head)})
    assert look(tmp_path).course.modules[0].steps[0].topics == ("boundaries", "loss")


@pytest.mark.parametrize(
    ("said", "expected", "left"),
    [
        ("completion: {read: true}\n", [(9, "missing_key")], []),
        ("completion: {read: true, checks: often}\n", [(9, "not_one_of")], []),
        ("completion: {read: true, checks: none, quizzes: none}\n", [(9, "not_one_of")], []),
        ("completion: {read: false, checks: none}\n", [], [(9, "asks_nothing")]),
        ("completion: {read: false, checks: none, scenarios: once}\n", [], []),
        ("prerequisites: [paths]\n", [(9, "not_a_uuid")], []),
        ("prerequisites:\n  - 33333333-3333-4333-8333-333333333333\n", [], [(10, "module_circle")]),
    ],
)
def test_what_a_module_takes_is_said_in_known_words(tmp_path, said, expected, left):
    write(tmp_path, paths__module_yaml=MODULE + said)
    assert [(line, code) for _file, line, code in problems(tmp_path)] == expected
    assert [(line, code) for _file, line, code in unfinished(tmp_path)] == left


def test_modules_that_wait_for_each_other_are_named_where_they_say_so(tmp_path):
    keys = {name: MODULE_KEY.replace("3", digit) for name, digit in (("paths", "3"), ("bridges", "4"), ("rivers", "5"))}
    needs = {"paths": "bridges", "bridges": "rivers", "rivers": "paths"}
    texts = {
        f"{name}__module_yaml": f"{MODULE}prerequisites: [{keys[before]}]\n".replace(MODULE_KEY, keys[name], 1).replace(
            "slug: paths", f"slug: {name}"
        )
        for name, before in needs.items()
    }
    write(tmp_path, programme_yaml=PROGRAMME + "  - bridges\n  - rivers\n", **texts)
    assert problems(tmp_path) == []
    assert unfinished(tmp_path) == [(f"{name}/module.yaml", 9, "module_circle") for name in needs]


def test_a_long_chain_of_modules_is_no_circle_and_no_burden():
    files = {f"m{number}/module.yaml": str(number) for number in range(3000)}
    chain = [Reference("module", str(number + 1), f"m{number}/module.yaml", 1, "") for number in range(2999)]
    assert list(circles(files, chain)) == []
    assert len(list(circles(files, [*chain, Reference("module", "0", "m2999/module.yaml", 1, "")]))) == 3000


def test_a_picture_without_words_is_not_finished(tmp_path):
    with_blocks(tmp_path, "  - {id: b1, type: image, file: ''}\n  - {id: b2, type: image, file: '', decorative: true}\n")
    assert unfinished(tmp_path) == [(FIRST, 5, "empty"), (FIRST, 5, "no_alt"), (FIRST, 6, "empty")]


def test_what_is_only_half_written_can_be_a_draft(tmp_path):
    with_blocks(
        tmp_path,
        "  - id: b1\n    type: text\n    markdown: ''\n  - id: b2\n    type: landing\n    text: ''\n"
        "  - id: b3\n    type: check\n    question: {kind: true_false, stem: x, key: null, feedback_true: Yes., feedback_false: No.}\n",
    )
    assert problems(tmp_path) == []
    assert unfinished(tmp_path) == [(FIRST, 7, "empty"), (FIRST, 10, "empty"), (FIRST, 13, "question")]
    assert len(look(tmp_path).course.modules[0].steps[0].blocks) == 3


# --- files that belong together ---------------------------------------------------------------------------------------


def test_a_folder_without_a_programme_names_all_that_is_missing(tmp_path):
    assert problems(tmp_path) == [("programme.yaml", 0, "missing_file")]
    write(tmp_path, programme_yaml=PROGRAMME + "  - bridges\n", lost__module_yaml=MODULE, programm_yaml=PROGRAMME)
    assert problems(tmp_path) == [
        ("lost/module.yaml", 0, "module_not_named"),
        ("programm.yaml", 0, "unknown_file"),
        ("bridges/module.yaml", 0, "missing_file"),
    ]


def test_what_is_no_folder_is_said(tmp_path):
    assert problems(tmp_path / "nowhere") == [("", 0, "unreadable")]
    (tmp_path / "file").write_text("x")
    assert problems(tmp_path / "file") == [("", 0, "no_folder")]


def test_every_problem_of_every_file_is_named_at_once(tmp_path):
    write(
        tmp_path,
        **{"programme_yaml": PROGRAMME.replace("title", "titel"), "paths__module_yaml": "slug: x", "paths__01-first_yaml": "key: ["},
    )
    assert problems(tmp_path) == [
        ("programme.yaml", 3, "unknown_key"),
        ("programme.yaml", 1, "missing_key"),
        ("paths/module.yaml", 1, "missing_key"),
        ("paths/module.yaml", 1, "missing_key"),
        ("paths/module.yaml", 1, "missing_key"),
        (FIRST, 1, "not_yaml"),
    ]


def test_a_module_has_a_key_that_no_other_thing_has(tmp_path):
    write(tmp_path, paths__module_yaml=MODULE.replace("33333333-3333", "3333"))
    assert problems(tmp_path) == [("paths/module.yaml", 1, "not_a_uuid")]


def test_keys_and_ids_that_stand_twice_are_named(tmp_path):
    write(tmp_path, **{"paths__02-first_yaml": STEP, "paths__03-other_yaml": STEP.replace("id: b1", "id: b2")})
    assert problems(tmp_path) == [
        ("paths/02-first.yaml", 1, "repeated_step"),
        ("paths/03-other.yaml", 1, "repeated_step"),
        ("paths/03-other.yaml", 0, "other_key"),
    ]
    assert unfinished(tmp_path) == [("paths/02-first.yaml", 5, "id_elsewhere")]


def test_two_modules_do_not_share_a_key_or_an_address(tmp_path):
    write(tmp_path, programme_yaml=PROGRAMME + "  - bridges\n", bridges__module_yaml=MODULE)
    assert problems(tmp_path) == [("bridges/module.yaml", 0, "repeated_in_modules")] * 2


def test_a_step_that_is_a_folder_and_a_file_that_nothing_reads_are_named(tmp_path):
    write(tmp_path, **{"paths__extra_yaml": STEP, "README.md": "read by people"})
    (tmp_path / "paths" / "02-second.yaml").mkdir()
    (tmp_path / "bridges.yaml").mkdir()
    assert problems(tmp_path) == [("paths/02-second.yaml", 0, "is_folder"), ("paths/extra.yaml", 0, "not_a_step")]


def test_hidden_files_of_an_editor_or_of_git_are_passed_over(tmp_path):
    write(tmp_path, **{".git__config_yaml": "x", "paths__.#01-first_yaml": "x"})
    assert problems(tmp_path) == []


# --- out of the folder ------------------------------------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_never_followed(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text(STEP.replace("Hello", "the canary"))
    course = write(tmp_path / "course")
    (course / FIRST).unlink()
    (course / FIRST).symlink_to(secret)
    (course / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    assert problems(course) == [("elsewhere", 0, "link"), (FIRST, 0, "link")]
    with pytest.raises(OSError, match="symbolic"):
        list_folder(course).read(FIRST, 10)  # became a link after it was listed
    assert "canary" not in repr(look(course))


def test_a_folder_that_became_a_link_after_it_was_listed_is_not_followed(tmp_path):
    elsewhere, course = write(tmp_path / "elsewhere"), write(tmp_path / "course")
    listing = list_folder(course)
    assert listing.read(FIRST, 3) == b"key"
    (course / "paths").rename(course / "moved")
    (course / "paths").symlink_to(elsewhere / "paths", target_is_directory=True)
    with pytest.raises(NotADirectoryError):
        listing.read(FIRST, 3)
    assert (FIRST, 0, "unreadable") in [(problem.file, problem.line, problem.code) for problem in read_course(listing).problems]


def test_a_course_folder_may_itself_be_reached_by_a_link(tmp_path):
    write(tmp_path / "course")
    (tmp_path / "link").symlink_to(tmp_path / "course", target_is_directory=True)
    assert problems(tmp_path / "link") == []


def test_names_that_lead_out_of_the_folder_are_refused(tmp_path):
    write(tmp_path, programme_yaml=PROGRAMME.replace("- paths", "- ../paths"))
    assert ("programme.yaml", 5, "not_a_key") in problems(tmp_path)


def test_devices_are_not_opened(tmp_path):
    course = write(tmp_path)
    (course / FIRST).unlink()
    os.mkfifo(course / FIRST)
    assert problems(course) == [(FIRST, 0, "special")]


@pytest.mark.skipif(os.geteuid() != 0, reason="root reads everything: the listing is told instead")
def test_what_may_not_be_read_is_named_as_root(tmp_path, monkeypatch):
    write(tmp_path)

    def closed(self, path, most):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Listing, "read", closed)
    assert problems(tmp_path)[0] == ("programme.yaml", 0, "unreadable")


def test_a_folder_that_may_not_be_opened_is_named(tmp_path, monkeypatch):
    write(tmp_path)
    real = os.scandir

    def scandir(path):
        if Path(path).name == "paths":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert ("paths", 0, "unreadable") in problems(tmp_path)


def test_ten_thousand_files_are_not_read(tmp_path):
    write(tmp_path)
    many = tmp_path / "paths"
    for number in range(MOST_FILES + 1):
        os.mknod(many / f"{number:05}-x.yaml")
    assert problems(tmp_path) == [("", 0, "too_many_files")]


# --- pictures and sound -----------------------------------------------------------------------------------------------


def jpeg(size: tuple[int, int] = (2, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "JPEG")
    return out.getvalue()


def looked_at(folder: Path, name: str, kind: str = "picture"):
    hashes, found = media.look_at(list_folder(folder), [Reference(kind, name, FIRST, 7, "blocks[1].file")])
    return sorted(hashes), [(one.file, one.line, one.code, one.params.get("maximum")) for one in found]


def test_a_picture_is_known_by_what_it_is(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "x.jpg").write_bytes(jpeg())
    (tmp_path / "media" / "cut.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 100)
    (tmp_path / "media" / "words.png").write_text("no picture")
    (tmp_path / "media" / "x.svg").write_text("<svg/>")
    assert looked_at(tmp_path, "media/x.jpg") == (["media/x.jpg"], [])
    assert looked_at(tmp_path, "media/cut.jpg") == ([], [(FIRST, 7, "wrong_kind", None)])
    assert looked_at(tmp_path, "media/words.png") == ([], [(FIRST, 7, "wrong_kind", None)])
    assert looked_at(tmp_path, "media/x.svg") == ([], [(FIRST, 7, "wrong_ending", None)])
    (tmp_path / "media" / "a?.jpg").write_bytes(jpeg())
    assert looked_at(tmp_path, "media/a?.jpg") == ([], [(FIRST, 7, "odd_name", None)])


@pytest.mark.parametrize("name", ["media/none.jpg", "../x.jpg", "/etc/passwd", "media/../programme.yaml", "programme.yaml", "media", ""])
def test_a_picture_lies_in_the_folder_for_media(tmp_path, name):
    write(tmp_path)
    (tmp_path / "media").mkdir()
    assert looked_at(tmp_path, name) == ([], [(FIRST, 7, "no_media", None)])


def test_fifty_megabytes_of_pictures_are_refused_with_the_limit_and_not_opened(tmp_path):
    (tmp_path / "media").mkdir()
    for number in range(5):
        with (tmp_path / "media" / f"{number}.jpg").open("wb") as file:
            file.truncate(12 * MB + (number == 0))
    hashes, found = looked_at(tmp_path, "media/0.jpg")
    assert hashes == []
    assert found == [("media", 0, "too_much", 40), (FIRST, 7, "file_too_large", 12)]


def test_no_file_is_taken_that_a_release_would_find_too_large():
    most = {kind: rule.most * MB for kind, rule in media.RULES.items()}
    assert most["picture"] == media_files.LARGEST_PICTURE
    assert most["recording"] == media_files.LARGEST_RECORDING
    assert most["document"] == media_files.LARGEST_DOWNLOAD
    assert media.MOST_PIXELS == media_files.LARGEST


def test_a_picture_that_unpacks_to_a_giant_is_none(monkeypatch):
    monkeypatch.setattr(media, "MOST_PIXELS", 3)
    assert media.is_picture(jpeg((1, 3)))
    assert not media.is_picture(jpeg((2, 2)))


@pytest.mark.parametrize(
    ("kind", "content", "fits"),
    [
        ("recording", b"ID3....", True), ("recording", b"\xff\xfb....", True), ("recording", b"OggS", True),
        ("recording", b"\0\0\0 ftypM4A ", True), ("recording", b"\0\0\0 ftypisom", True), ("recording", b"\x1aE\xdf\xa3", True),
        ("recording", b"RIFF....WAVE", True), ("recording", b"RIFF....AVI ", False), ("recording", b"\xff", False),
        ("recording", b"", False),
        ("captions", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", True), ("captions", b"1\n00:00", False),
        ("captions", b"WEBVTT\xff", False),
        ("document", b"%PDF-1.7", True), ("document", b"PK\x03\x04", True), ("document", b"plain", True), ("document", b" <html>", False),
        ("document", b"\xff\xfe", False), ("document", b"a\0b", False),
    ],
)  # fmt: skip
def test_other_files_are_known_by_their_first_bytes(kind, content, fits):
    assert media.RULES[kind].fits(content) is fits


def test_a_file_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "x.jpg").write_bytes(jpeg())

    def closed(self, path, most):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Listing, "read", closed)
    assert looked_at(tmp_path, "media/x.jpg") == ([], [(FIRST, 7, "unreadable", None)])


def test_reading_never_falls_over(tmp_path):
    """Whatever the bytes are, the answer is a list of problems."""
    for content in (b"\0", b"\xff" * 10, b"%YAML 9.9\n---\n", b"? [a]\n: b\n", b"key: *nobody\n", b"--- !!map\n", b"a: b: c\n"):
        write(tmp_path, **{"paths__01-first_yaml": content})
        assert read_course(list_folder(tmp_path)).problems
