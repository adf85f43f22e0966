"""A module that holds every block type: raw values as the editor stores them, with files from the library."""

from typing import Any

from tests.factories import library
from tests.factories.courses import check, item, note, option, quote, reflection, step, text

NAMES = ["note", "heading", "text", "callout", "accordion", "glossary", "quote", "story", "image", "video", "audio", "download"]


def block(of: str, block_id: str, **value: Any) -> dict[str, Any]:
    return {"id": block_id, "type": of, "value": value}


def choice(of: str, goes_to: str, quality: str = "helps") -> dict[str, Any]:
    return item(of, text=f"You {of}", consequence="Sam looks up.", goes_to=goes_to, quality=quality, protects="Sam’s pace")


def scenario(block_id: str = "sc1") -> dict[str, Any]:
    door = {"name": "Door", "text": "Sam opens, and says nothing.", "choices": [choice("wait", "sit"), choice("talk", "", "risks")]}
    sit = {"name": "Sit", "text": "You sit down together.", "choices": [choice("ask", "end"), choice("go-back", "DOOR", "partly")]}
    end = {"name": "End", "text": "Sam begins to speak.", "choices": []}
    scenes = [item("s1", **door), item("s2", **sit), item("s3", **end)]
    return block("scenario", block_id, title="A knock", intro="Sam is new here.", scenes=scenes, debrief="Silence leaves room.")


def reading() -> dict[str, Any]:
    return step(
        "reading",
        {**note(strength="strong", short="<p>The short way.</p>"), "id": "n1"},
        block("heading", "h1", text="Ask plainly", level="2"),
        text("t1", '<p>You do not need the <b>perfect</b> words. <a href="https://example.org/">More</a></p>'),
        block("callout", "co1", kind="do", title="Ask", html="<p>Ask plainly.</p>"),
        block("accordion", "ac1", items=[item("a1", title="And if they say no?", html="<p>Then that is an answer.</p>")]),
        block("glossary", "g1", term="Mutuality", meaning="Both people give and both people learn."),
        quote("q1"),
        block("landing", "l1", text="That was a heavy one."),
    )


def watching(of: dict[str, Any]) -> dict[str, Any]:
    """`of`: row ids of the library, by kind."""
    words = {"transcript": "<p>Kim: I am here.</p>", "captions_language": "en", "minutes": 2}
    lent = {"attribution": "Shared with permission", "take_down": "the office", "consent": of["consent"], **words}
    return step(
        "watching",
        block("image", "im1", image=of["image"], alt="Two chairs at a window", decorative=False, caption="The room"),
        block("video", "v1", title="Staying", media=of["film"], captions=of["captions"], is_described=True, listen=of["sound"], **words),
        block("audio", "au1", title="Two voices", media=of["sound"], **words),
        block("download", "d1", title="A plan", file=of["document"], is_accessible=True),
        block("story", "st1", form="text", text="The first weeks I only sat there.", **lent),
        block("story", "st2", form="video", text="", media=of["lent"], captions=of["captions"], is_described=False, **lent),
    )


def doing() -> dict[str, Any]:
    pairs = [item("p1", text="Ada", fits="learns", feedback=""), item("p2", text="Bo", fits="judges", feedback="")]
    gaps = [item("gp1", name="day", kind="short_text", rule="", options=[option("o1", "Monday", is_right=True)])]
    numbers = [option("n1", "12 ± 1", is_right=True), option("n2", "*")]
    steps = [
        item("k1", text="Not yet", is_right=False, feedback=""),
        item("k2", text="Quite", is_right=False, feedback=""),
    ]
    return step(
        "doing",
        check("c1"),
        check("c2", "multiple_response", rule="partial"),
        check("c3", "true_false", [option("true", "True", is_right=True), option("false", "False")]),
        check("c4", "ordering"),
        check("c5", "matching", pairs=pairs, why="Both matter."),
        check("c6", "short_text"),
        check("c7", "numeric", numbers, unit="km"),
        check("c8", "cloze", text="Ring on [[day]].", gaps=gaps),
        check("c9", "confidence", steps),
        reflection("r1"),
        scenario(),
        block("try_it", "ti1", task="Wait three breaths.", competency="listening", logs_hours=True),
        block("quiz", "z1", title="Ten questions", quiz_key="listening"),
    )  # fmt: skip


def every_block(consent: Any = None) -> list[dict[str, Any]]:
    """Three steps. With a database: the files of the library are made."""
    rows = {
        "image": library.picture().pk,
        "film": library.film().pk,
        "lent": library.film(library.FILM + b"lent", "lent.mp4").pk,
        "sound": library.sound().pk,
        "captions": library.captions().pk,
        "document": library.document().pk,
        "consent": consent.pk if consent else None,
    }
    return [reading(), watching(rows), doing()]
