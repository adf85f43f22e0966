"""An edition is drawn for ever: every one that is kept says today what it said when it was kept."""

import json
from uuid import uuid4

import pytest
from django.template.loader import get_template

from courses.editions import rendering
from courses.editions.rendering import NoRenderer, has_renderer, render_edition
from courses.editions.structure import blocks_of, fingerprint, fragments_of, is_outline_of, outline
from lms.core.canonical import canonical_json, sha256_hex
from tests.courses.stored import stored, text_of
from tests.factories.courses import built, edition, step, text

KEPT = stored()


def test_the_starter_course_is_among_them():
    assert {"listening-1.0", "boundaries-1.0", "confidentiality-1.0", "crisis-response-1.0", "cultural-sensitivity-1.0"} <= set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_its_hashes_and_its_outline_still_hold(name):
    kept = KEPT[name]
    content = json.loads(kept["content"])
    assert sha256_hex(kept["content"]) == kept["sha256"]
    assert canonical_json(content) == kept["content"]
    assert fingerprint(content) == kept["fingerprint"]
    assert is_outline_of(kept["outline"], content)
    assert {sha256_hex(body) for body in kept["fragments"].values()} == set(kept["fragments"]) == set(fragments_of(content))


@pytest.mark.parametrize("name", KEPT)
def test_a_learner_reads_the_same_words_as_then(name):
    assert sha256_hex("\n".join(text_of(KEPT[name]))) == KEPT[name]["text_sha256"]


def test_an_outline_that_says_something_else_is_found_with_and_without_shapes():
    content = built().content
    assert is_outline_of(outline(content), content)
    for name in ("title", "shape"):
        wrong = outline(content)
        wrong["steps"][0][name] = "another"
        assert not is_outline_of(wrong, content)
    shorter = outline(content)
    shorter["steps"].pop()
    assert not is_outline_of(shorter, content)


def test_every_renderer_that_is_named_has_its_template():
    for template in rendering.STATIC.values():
        get_template(template)


# --- a renderer that went away ---------------------------------------------------------------------


def test_a_block_that_nothing_draws_is_an_error_and_never_a_gap(monkeypatch):
    monkeypatch.delitem(rendering.STATIC, ("text", 1))
    assert not has_renderer("text", 1)
    with pytest.raises(NoRenderer, match="text, schema 1"):
        render_edition(built([step("one", text())]).content, 1, {})


@pytest.mark.django_db
def test_the_check_of_the_records_names_the_edition(monkeypatch):
    from tests.courses.test_release import problems

    made = edition([step("one", text())], slug=f"m-{uuid4().hex[:6]}")
    assert {has_renderer(block["type"], 1) for _step, block in blocks_of(made.read())} == {True}
    assert list(problems()) == []
    monkeypatch.delitem(rendering.STATIC, ("text", 1))
    (found,) = problems()
    assert (found.invariant, "nothing draws these blocks" in found.says) == (2, True)
