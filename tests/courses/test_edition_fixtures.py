"""Every edition that was ever released is drawn for ever: those in tests/data/editions are, whatever becomes of the code.

A new fixture is written by `WRITE_EDITION_FIXTURE=name pytest tests/courses/test_edition_fixtures.py`; one that stands there is never
written again.
"""

import json
import os
from pathlib import Path

import pytest

from accounts.models import StoryConsent
from courses.editions.building import question_from
from courses.editions.rendering import ASIDE, PERSONAL, STATIC, render_edition
from courses.editions.structure import SCHEMA_VERSION, blocks_of, fingerprint, fragments_of, is_outline_of, media_of
from courses.models import EditionFragment
from courses.services.release_edition import release_edition
from lms.core.canonical import canonical_json, sha256_hex
from tests.factories.courses import built, person, workshop

from .every_block import every_block
from .old_steps import OLD_SHA256, old_steps
from .stored import write_down

FOLDER = Path(__file__).parents[1] / "data" / "editions"
FIXTURES = sorted(FOLDER.glob("*.json"))


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_there_is_one_for_every_schema_version_and_every_block_that_was_ever_drawn():
    used = {(block["type"], read(path)["schema_version"]) for path in FIXTURES for _step, block in blocks_of(read(path)["content"])}
    assert used == {*STATIC, *PERSONAL, *ASIDE}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_stored_edition_is_whole_and_drawn(path):
    kept = read(path)
    assert sha256_hex(canonical_json(kept["content"])) == kept["sha256"]
    assert fingerprint(kept["content"]) == kept["fingerprint"]
    assert is_outline_of(kept["outline"], kept["content"])
    assert {sha256_hex(body) for body in kept["fragments"].values()} == set(kept["fragments"]) == set(fragments_of(kept["content"]))
    drawn = render_edition(kept["content"], kept["schema_version"], kept["fragments"])
    html = {slug: "".join(part.html for part in step.parts) for slug, step in drawn.steps.items()}
    for step, block in blocks_of(kept["content"]):
        if (block["type"], kept["schema_version"]) in PERSONAL:
            assert drawn.steps[step["slug"]].find(block["type"], block["id"]) == block["value"]
    whole = "".join(html.values())
    assert [words for words in kept["says"] if words not in whole] == []
    assert [sha256 for sha256 in media_of(kept["content"]) if f"/learn/media/{sha256}/" not in whole] == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_stored_edition_is_drawn_without_the_words_that_were_taken_back(path):
    kept = read(path)
    drawn = render_edition(kept["content"], kept["schema_version"], {})
    whole = "".join(part.html for step in drawn.steps.values() for part in step.parts)
    assert whole.count("This story has been taken back by its author.") == len(kept["fragments"])
    for body in kept["fragments"].values():
        assert json.loads(body)["text"][:20] not in whole or not json.loads(body)["text"]
    lent = [block["value"]["media"]["file"]["sha256"] for _step, block in blocks_of(kept["content"], "story") if "media" in block["value"]]
    assert [sha256 for sha256 in lent if sha256 in whole] == []


SAYS = [
    "Ask plainly", "You do not need the <b>perfect</b> words.", "And if they say no?", "Then that is an answer.", "Mutuality",
    "Both people give and both people learn.", "I wanted somebody to stay.", "That was a heavy one.", 'alt="Two chairs at a window"',
    "The room", "Read the transcript", 'preload="none"', 'kind="captions"', "Listen only", "Kim: I am here.", 'download="plan',
    "The first weeks I only sat there.", "Shared with permission", "Wait three breaths.", "/hours/new/", 'type="image/avif"',
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.skipif("WRITE_EDITION_FIXTURE" not in os.environ, reason="writes a new fixture")
def test_write_a_fixture():
    path = FOLDER / f"{os.environ['WRITE_EDITION_FIXTURE']}.json"
    consent = StoryConsent.objects.create(label="Kim", attribution="Shared with permission by a peer worker", channels=["lesson", "video"])
    ed = person("Ed", "editor")
    edition = release_edition(module=workshop(ed, every_block(consent)), by=ed)
    facts = {"schema_version": SCHEMA_VERSION, "sha256": edition.sha256, "fingerprint": edition.fingerprint, "outline": edition.outline}
    fragments = dict(EditionFragment.objects.values_list("sha256", "body"))
    write_down(path, {**facts, "says": SAYS, "fragments": fragments, "content": edition.read()})


def test_blocks_from_before_are_built_byte_for_byte_as_before():
    """New keys are left out while they are empty: an edition that is released again is the same one."""
    assert built(old_steps(), key="11111111-1111-4111-8111-111111111111").sha256 == OLD_SHA256
    assert question_from(old_steps()[0]["blocks"][1]["value"])["key"] == "b"
