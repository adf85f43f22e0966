"""Only our own faces print, whatever the machine has."""

import tempfile

import pytest

from certificates.rendering import fonts
from certificates.rendering.errors import WrongFont


def test_the_configuration_knows_our_folder_and_no_other(tmp_path):
    text = fonts.write_conf(tmp_path, None).read_text()
    assert text.count("<dir>") == 1
    assert f"<dir>{fonts.FOLDER}</dir>" in text
    assert f"<cachedir>{tmp_path / 'cache'}</cachedir>" in text


def test_of_the_system_one_file_is_let_in_and_not_its_neighbours(tmp_path):
    (tmp_path / "machine").mkdir()
    face = tmp_path / "machine" / "NotoSerifCJK-Regular.ttc"
    face.write_bytes(b"face")
    (tmp_path / "machine" / "Other.ttf").write_bytes(b"other")
    for _ in range(2):  # a second worker finds it done
        conf = fonts.write_conf(tmp_path, face)
    assert f"<dir>{tmp_path / 'system'}</dir>" in conf.read_text()
    assert [file.read_bytes() for file in (tmp_path / "system").iterdir()] == [b"face"]


def test_a_link_that_leads_nowhere_is_laid_anew(tmp_path):
    face = tmp_path / "NotoSerifCJK-Regular.ttc"
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / face.name).symlink_to(tmp_path / "gone")
    face.write_bytes(b"face")
    fonts.write_conf(tmp_path, face)
    assert (tmp_path / "system" / face.name).read_bytes() == b"face"


def test_a_folder_that_somebody_else_laid_out_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ours = fonts.own_folder()
    assert ours.stat().st_mode & 0o077 == 0
    ours.rmdir()
    (tmp_path / "theirs").mkdir()
    ours.symlink_to(tmp_path / "theirs")
    with pytest.raises(WrongFont):
        fonts.own_folder()


def test_every_face_has_its_file_and_every_family_its_licence():
    assert all((fonts.FOLDER / name).is_file() for names in fonts.STACKS.values() for name in names)
    licensed = {file.stem.removeprefix("OFL-") for file in fonts.FOLDER.glob("OFL-*.txt")}
    assert {file.stem.split("_")[0] for file in fonts.FOLDER.glob("*.ttf")} == licensed
