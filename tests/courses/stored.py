"""Editions as they once were released, kept in tests/data/editions/starter: whatever becomes of the code, they are drawn as they were.

A file is never written again. When a renderer says something else on purpose, the new words need a new schema version; only `text_sha256`
may be renewed, and only when what a learner reads is the same (a blank, a mark).
"""

import json
from pathlib import Path

from django.utils import translation

from courses.editions.differing import plain_line, words_of
from courses.editions.rendering import render_edition
from lms.core.canonical import canonical_json, sha256_hex

FOLDER = Path(__file__).parents[1] / "data" / "editions" / "starter"


def stored():
    """Every kept edition by the name of its file."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def keep(edition, fragments):
    """Write a released edition down. For new files only."""
    facts = {name: getattr(edition, name) for name in ("number", "slug", "title", "schema_version", "content", "sha256", "fingerprint")}
    facts |= {"outline": edition.outline, "fragments": fragments}
    facts["text_sha256"] = sha256_hex("\n".join(text_of(facts)))
    write_down(FOLDER / f"{edition.slug}-{edition.number}.json", facts)


def write_down(path, facts):
    """Keep what was released: AssertionError for a file that stands there already, because it is never written again."""
    assert not path.exists(), f"{path.name} is a stored edition, and never written again"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def text_of(kept):
    """Everything that a learner reads of it, line by line, as it is drawn today."""
    with translation.override("en-gb"):
        drawn = render_edition(json.loads(kept["content"]), kept["schema_version"], kept["fragments"])
    yield from drawn.outcomes
    for step in drawn.steps.values():
        yield f"{step.slug} {step.title} {step.minutes} {canonical_json(step.note) if step.note else ''}"
        for part in step.parts:
            yield plain_line(part.html) if part.kind == "html" else f"{part.kind} {words_of({'value': part.value}, {})}"
