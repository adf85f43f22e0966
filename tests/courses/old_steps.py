"""Raw blocks as they were stored before new fields came, and the hash that their edition had then."""

from typing import Any

from tests.factories.courses import check, note, quote, reflection, step, text

OLD_SHA256 = "b2022ab56440a5e456d7a147e55a0fd5f57347b512721fc5a84bab726f9b9cfe"


def old_steps() -> list[dict[str, Any]]:
    callout = {"id": "co1", "type": "callout", "value": {"kind": "do", "title": "Ask", "html": "<p>Ask plainly.</p>"}}
    heading = {"id": "h1", "type": "heading", "value": {"text": "Ask", "level": "2"}}
    landing = {"id": "l1", "type": "landing", "value": {"text": "That was a heavy one."}}
    quiz = {"id": "z1", "type": "quiz", "value": {"title": "Ten questions", "quiz_key": "listening"}}
    return [
        step("one", note(strength="strong", short="<p>Short.</p>"), check(rule="all_or_nothing", why="Because."), heading, text(), callout),
        step("two", quote(), landing, reflection(), check("c2", "multiple_response", rule="partial"), check("c3", "ordering"), quiz),
    ]
