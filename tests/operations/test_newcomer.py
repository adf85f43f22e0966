"""What README promises a newcomer is there."""

import re

from django.conf import settings

ROWS = re.compile(r"^\| (?!Where|---)(?P<question>[^|]+) \| (?P<answer>[^|]+) \|$", re.MULTILINE)
PLACES = re.compile(r"`([\w./-]+)`|\]\(([\w./-]+)\)")


def rows():
    text = (settings.BASE_DIR / "README.md").read_text()
    return ROWS.findall(text.partition("## Where is ...?")[2].partition("\n## ")[0])


def places(answer):
    """What looks like a place of the repository; a bare file name belongs to the folder named before it; an address is none."""
    before = settings.BASE_DIR
    for quoted, linked in PLACES.findall(answer):
        name = quoted or linked
        if name.startswith("/") or ("/" not in name and "." not in name):
            continue
        here = settings.BASE_DIR / name if "/" in name else before / name
        if "/" in name:
            before = here if here.is_dir() else here.parent
        yield name, here


def test_twenty_questions_are_answered():
    assert len({question for question, _ in rows()}) >= 20


def test_every_place_that_readme_names_exists():
    missing = []
    for question, answer in rows():
        if answer.startswith(("each app", "then each")):
            continue
        found = [
            (name, place) for name, place in places(re.sub(r"(?:; )?each app's [^|]*|then each app[^|]*|`\w+\.py` of each app", "", answer))
        ]
        missing += [f"{question}: {name}" for name, place in found if not place.exists()]
    assert missing == []
