"""The starter content keeps its own promises: whole, kind, plain and safe. Pure: reads the files, needs no Django."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from lms.core.readability import lix, sentences, words

STARTER = Path(__file__).resolve().parents[2] / "courses" / "starter"
SCHEMES = STARTER.parents[1] / "schemes" / "starter"
PAGES = STARTER.parents[1] / "lms" / "core" / "starter"

ORDER = ["listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"]
STEP_COUNT = {slug: 4 if slug == "crisis-response" else 3 for slug in ORDER}
MINUTES = {
    "listening": 480,
    "boundaries": 480,
    "confidentiality": 360,
    "crisis-response": 600,
    "cultural-sensitivity": 480,
}

FIELDS = {
    "note": ({"topics", "sentence", "strength"}, {"short_version"}),
    "heading": ({"text", "level"}, set()),
    "text": ({"markdown"}, set()),
    "callout": ({"kind", "title", "markdown"}, set()),
    "reflection": ({"prompt", "audience"}, set()),
    "check": ({"question"}, set()),
    "quiz": ({"quiz_key", "title"}, set()),
    "landing": ({"text"}, set()),
    "accordion": ({"items"}, set()),
    "glossary": ({"term", "meaning"}, set()),
    "scenario": ({"title", "intro", "scenes", "debrief"}, set()),
    "try_it": ({"task", "competency", "logs_hours"}, set()),
}
LENGTHS = {
    "note": {"sentence": 300},
    "heading": {"text": 120},
    "callout": {"title": 120},
    "reflection": {"prompt": 400},
    "landing": {"text": 300},
    "quiz": {"title": 120},
}
QUESTION_FIELDS = {
    "single_choice": {"kind", "stem", "options", "key"},
    "multiple_response": {"kind", "stem", "options", "keys", "rule"},
    "true_false": {"kind", "stem", "key", "feedback_true", "feedback_false"},
}

# Words that judge people or outcomes (the product's list says what to prefer), and words that describe a method.
WORDS_TO_AVOID = re.compile(
    r"\b(fail\w*|reject\w*|incorrect\w*|patients?|clients?|suffer\w*|victims?|afflicted|addict\w*|alcoholics?"
    r"|schizo\w*|bipolar|psycho|psychotic|crazy|insane|sane|bonkers|mentally ill|normal|disorders?|illness\w*"
    r"|commit\w* suicide|(?:successful|completed|attempted) suicide|suicide attempts?|battl\w+|brave\w*"
    r"|attention.seeking|manipulat\w*|non.complian\w*|refus\w+|resistan\w+|low.functioning|high.functioning"
    r"|frequent flyer|revolving door|relapse\w*|challenging behaviour|acting out|dangerous|trigger\w*|disturbing|graphic"
    r"|wheelchair.bound|the elderly|the homeless|the disabled|ethnic|click here|simply|obviously|heroes|hero)\b",
    re.IGNORECASE,
)
METHOD_WORDS = re.compile(
    r"\b(overdos\w*|pills?|tablets?|poison\w*|rope|hang(?:ing|ed)?|blades?|razors?|knife|knives|guns?|cut(?:s|ting)?"
    r"|jump\w*|bridge|drown\w*|bleach|bleed\w*|wrists?)\b",
    re.IGNORECASE,
)
ASKS_FOR_TRAUMA = re.compile(r"trauma|worst|your (?:own )?crisis|diagnos|abuse|when you were (?:ill|unwell)", re.IGNORECASE)
CLAIMS = re.compile(r"\b(reviewed by|approved by|endorsed|accredited|evidence.based)\b", re.IGNORECASE)
TELEPHONE = re.compile(r"\d[\d\s-]{2,}\d")
MARKDOWN_BEYOND_BASICS = re.compile(r"^\s*(#|>|\||```)|<\w|!\[|(?<!\*)\*(?![*\s])|_\w+_", re.MULTILINE)


def load(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict), path
    return loaded


MODULES = {slug: load(STARTER / slug / "module.yaml") for slug in ORDER}
STEP_PATHS = [path for slug in ORDER for path in sorted((STARTER / slug).glob("[0-9][0-9]-*.yaml"))]
STEPS = {f"{path.parent.name}/{path.stem}": load(path) for path in STEP_PATHS}

every_step = pytest.mark.parametrize("name", STEPS)
every_module = pytest.mark.parametrize("slug", ORDER)


def blocks(name: str, *types: str) -> list[dict[str, Any]]:
    return [block for block in STEPS[name]["blocks"] if not types or block["type"] in types]


def steps_of(slug: str) -> list[str]:
    return [name for name in STEPS if name.startswith(f"{slug}/")]


def questions(name: str) -> list[dict[str, Any]]:
    return [block["question"] for block in blocks(name, "check")]


# What only the machine reads, and the names of scenes, which only editors see.
MACHINE = {"id", "key", "keys", "kind", "type", "rule", "audience", "strength", "quiz_key", "competency", "name", "goes_to", "quality"}


def strings(value: Any) -> Iterator[str]:
    """Every text a learner may read, without the keys and ids that only the machine reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for field, item in value.items():
            if field not in MACHINE:
                yield from strings(item)


def plain(markdown: str) -> str:
    """One paragraph or list item a line, without Markdown's marks."""
    unwrapped = re.sub(r"\n(?!\s*(?:[-*]|\d+\.)\s|\n)[ \t]*", " ", markdown.replace("\n\n", "\n\n\n"))
    unmarked = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", unwrapped, flags=re.MULTILINE)
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", unmarked).replace("**", "")


def reading(name: str) -> str:
    return "\n".join(plain(text) for text in strings(STEPS[name]["blocks"]))


def texts() -> dict[str, str]:
    """Everything in the starter content that a learner may read, by file."""
    found = {name: f"{STEPS[name]['title']}\n{reading(name)}" for name in STEPS}
    found |= {f"{slug}/module": "\n".join(strings(MODULES[slug])) for slug in ORDER}
    return found | {"programme": "\n".join(strings(load(STARTER / "programme.yaml")))}


def longest_way(story: dict[str, Any]) -> int:
    """Words of the scenes and choices that one meets on the longest way that visits no scene twice."""
    scenes = {scene["name"]: scene for scene in story["scenes"]}

    def from_here(name: str, seen: frozenset[str]) -> int:
        scene = scenes[name]
        here = len(words("\n".join([scene["text"], *(choice["text"] for choice in scene.get("choices", []))])))
        ways = [
            len(words(choice["consequence"])) + (from_here(choice["goes_to"], seen | {name}) if choice.get("goes_to") else 0)
            for choice in scene.get("choices", [])
            if choice.get("goes_to") not in seen | {name}
        ]
        return here + max(ways, default=0)

    return from_here(story["scenes"][0]["name"], frozenset())


def test_the_programme_names_the_five_modules_in_order() -> None:
    programme = load(STARTER / "programme.yaml")
    assert programme["modules"] == ORDER
    assert {"key", "slug", "title", "summary", "for_whom", "time", "hard"} <= set(programme)
    assert len(programme["summary"]) <= 200
    assert len(programme["time"]) <= 200
    assert max(len(programme["for_whom"]), len(programme["hard"])) <= 600
    assert programme["review"] == "not yet reviewed"
    assert sorted(path.parent.name for path in STARTER.glob("*/module.yaml")) == sorted(ORDER)


@every_module
def test_a_module_says_what_it_teaches_and_counts_for(slug: str) -> None:
    module = MODULES[slug]
    assert set(module) == {
        "key",
        "slug",
        "title",
        "summary",
        "outcomes",
        "minutes_by_domain",
        "topics_that_may_be_hard",
        "review",
    }
    assert module["slug"] == slug
    assert UUID(module["key"]).version == 4
    assert len(module["summary"]) <= 200
    assert len(module["outcomes"]) >= 4
    assert max(len(outcome) for outcome in module["outcomes"]) <= 200
    assert module["minutes_by_domain"] == {slug: MINUTES[slug]}
    assert module["review"] == "not yet reviewed"
    assert len(steps_of(slug)) == STEP_COUNT[slug]


def test_the_five_modules_count_for_forty_hours() -> None:
    assert sum(sum(module["minutes_by_domain"].values()) for module in MODULES.values()) == 40 * 60


@every_step
def test_a_step_has_the_documented_shape(name: str) -> None:
    step = STEPS[name]
    assert set(step) == {"key", "title", "minutes", "blocks"}
    assert name.split("/")[1][3:] == step["key"]
    for block in step["blocks"]:
        required, optional = FIELDS[block["type"]]
        assert required <= set(block) - {"id", "type"} <= required | optional, block["id"]
        assert all(str(text).strip() for text in strings(block)), block["id"]
    assert all(block["kind"] in {"remember", "do", "try_not", "local"} for block in blocks(name, "callout"))
    assert all(block["audience"] == "private" for block in blocks(name, "reflection"))
    assert len(step["blocks"]) <= 25


@every_step
def test_no_text_is_longer_than_its_place(name: str) -> None:
    """The same lengths that the editor's fields allow (courses/blocks.py)."""
    for block in STEPS[name]["blocks"]:
        for field, most in LENGTHS.get(block["type"], {}).items():
            assert len(block[field]) <= most, (block["id"], field)
    for question in questions(name):
        assert len(question["stem"]) <= 1200
        for option in question.get("options", []):
            assert len(option["text"]) <= 400
            assert len(option["feedback"]) <= 400


@every_step
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    level = 1
    for heading in blocks(name, "heading"):
        assert heading["level"] in {2, 3}
        assert heading["level"] <= level + 1, heading["text"]
        level = heading["level"]


def test_keys_are_unique() -> None:
    keys = [thing["key"] for thing in (*MODULES.values(), *STEPS.values())]
    assert len(keys) == len(set(keys))


@every_module
def test_block_ids_are_eight_characters_and_unique_in_the_module(slug: str) -> None:
    ids = [block["id"] for name in steps_of(slug) for block in blocks(name)]
    assert all(isinstance(identifier, str) and re.fullmatch(r"[0-9a-z]{8}", identifier) for identifier in ids)
    assert len(ids) == len(set(ids))


@every_step
def test_every_step_checks_understanding_and_answers_every_choice(name: str) -> None:
    assert questions(name)
    for question in questions(name):
        assert set(question) == QUESTION_FIELDS[question["kind"]]
        if question["kind"] == "true_false":
            assert isinstance(question["key"], bool)
            assert question["feedback_true"] != question["feedback_false"]
            continue
        ids = [option["id"] for option in question["options"]]
        assert ids == list("abcdef")[: len(ids)]
        assert 2 <= len(ids) <= 6
        assert all(set(option) == {"id", "text", "feedback"} for option in question["options"])
        assert all(len(words(option["feedback"])) >= 4 for option in question["options"])
        assert len({option["feedback"] for option in question["options"]}) == len(ids)
        if question["kind"] == "single_choice":
            assert question["key"] in ids
        else:
            assert question["rule"] in {"all_or_nothing", "partial"}
            assert 0 < len(set(question["keys"])) < len(ids)
            assert set(question["keys"]) <= set(ids)


@every_step
def test_the_feedback_says_yes_exactly_where_the_key_does(name: str) -> None:
    """Feedback for one right answer opens with "Yes"; so the key and the words cannot drift apart."""
    for question in questions(name):
        if question["kind"] == "single_choice":
            yes = [option["id"] for option in question["options"] if option["feedback"].startswith("Yes.")]
            assert yes == [question["key"]], question["stem"]


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    keys = [question["key"] for name in STEPS for question in questions(name) if question["kind"] == "single_choice"]
    assert all(keys.count(letter) <= len(keys) * 0.6 for letter in keys)


def test_all_three_kinds_of_question_are_used() -> None:
    kinds = {question["kind"] for name in STEPS for question in questions(name)}
    assert kinds == set(QUESTION_FIELDS)


@every_module
def test_a_module_has_a_private_reflection_and_a_place_for_local_rules(slug: str) -> None:
    assert any(blocks(name, "reflection") for name in steps_of(slug))
    if slug != "listening":
        assert any(block["kind"] == "local" for name in steps_of(slug) for block in blocks(name, "callout"))


@every_step
def test_a_note_comes_first_and_a_strong_one_offers_another_way(name: str) -> None:
    notes = blocks(name, "note")
    assert notes in ([], STEPS[name]["blocks"][:1])
    for note in notes:
        assert note["topics"]
        assert note["strength"] in {"mention", "strong"}
        strong = note["strength"] == "strong"
        assert strong == ("short_version" in note)
        assert strong == bool(blocks(name, "landing"))
        if strong:
            assert 80 <= len(words(note["short_version"])) <= 250


@every_step
def test_after_strong_content_the_landing_comes_before_the_questions(name: str) -> None:
    types = [block["type"] for block in STEPS[name]["blocks"]]
    if "landing" in types:
        assert types.index("landing") < types.index("check")


@every_step
def test_a_step_that_speaks_about_suicide_or_racism_says_so_first(name: str) -> None:
    if re.search(r"suicid|racis|ending my life", reading(name), re.IGNORECASE):
        assert blocks(name, "note")


STORIES = {
    "boundaries/02-grey-areas": "Until Friday",
    "confidentiality/02-when-it-cannot-stay-with-you": "Promise not to tell",
    "crisis-response/03-the-first-ten-minutes": "A call in the evening",
}


def test_three_modules_have_a_story_with_choices() -> None:
    assert {name: story["title"] for name in STEPS for story in blocks(name, "scenario")} == STORIES


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_short_has_no_dead_end_and_says_what_each_choice_protects(name: str) -> None:
    (story,) = blocks(name, "scenario")
    assert 5 <= len(story["scenes"]) <= 8
    choices = [choice for scene in story["scenes"] for choice in scene.get("choices", [])]
    assert {choice["quality"] for choice in choices} == {"helps", "partly", "risks"}
    assert all(choice["protects"] for choice in choices)
    # Wherever one is, something that helps can still be done.
    for scene in story["scenes"]:
        assert not scene.get("choices") or any(choice["quality"] == "helps" for choice in scene["choices"])


def test_the_quiz_stands_once_at_the_very_end() -> None:
    quizzes = [(name, block["quiz_key"]) for name in STEPS for block in blocks(name, "quiz")]
    assert quizzes == [(list(STEPS)[-1], "core-knowledge")]
    assert STEPS[quizzes[0][0]]["blocks"][-1]["type"] == "quiz"


@every_step
def test_a_step_is_easy_to_read(name: str) -> None:
    lengths = [len(words(sentence)) for sentence in sentences(reading(name))]
    assert lix(reading(name)) <= 30  # lessons may go up to 40; these aim for the limit of instructions
    assert max(lengths) <= 20, [text for text in sentences(reading(name)) if len(words(text)) > 20]
    assert sum(length < 16 for length in lengths) >= 0.85 * len(lengths)


@every_step
def test_the_minutes_fit_the_words(name: str) -> None:
    """150 words a minute is slow reading; a question and a reflection ask for half a minute more each."""
    minutes = STEPS[name]["minutes"]
    either_or = sum(len(words(note.get("short_version", ""))) for note in blocks(name, "note"))
    # Of a story with choices people read one way; the longest is reckoned with.
    either_or += sum(len(words("\n".join(strings(story["scenes"])))) - longest_way(story) for story in blocks(name, "scenario"))
    needed = (len(words(reading(name))) - either_or) / 150 + 0.5 * len(blocks(name, "check", "reflection"))
    assert 6 <= minutes <= 10
    assert abs(minutes - needed) <= 1, needed


@pytest.mark.parametrize("name", texts())
def test_words_about_people_are_kind(name: str) -> None:
    found = WORDS_TO_AVOID.findall(texts()[name])
    assert found == []


@pytest.mark.parametrize("name", texts())
def test_nothing_describes_a_method_claims_a_review_or_prints_a_number(name: str) -> None:
    assert METHOD_WORDS.findall(texts()[name]) == []
    assert CLAIMS.findall(texts()[name]) == []
    assert TELEPHONE.findall(texts()[name]) == []


@every_step
def test_reflections_never_ask_for_the_hard_part_of_a_life(name: str) -> None:
    for block in blocks(name, "reflection"):
        assert not ASKS_FOR_TRAUMA.search(block["prompt"])


@every_step
def test_only_simple_markdown_is_used(name: str) -> None:
    opened = [line for block in blocks(name, "accordion") for line in block["items"]]
    for block in [*blocks(name, "text", "callout"), *opened]:
        assert not MARKDOWN_BEYOND_BASICS.search(block["markdown"]), block["id"]
    for block in blocks(name, "note", "heading", "reflection", "check", "landing", "quiz", "glossary", "scenario", "try_it"):
        assert all("**" not in text and "](" not in text for text in strings(block)), block["id"]


@every_step
def test_quotation_marks_come_in_pairs(name: str) -> None:
    for text in strings(STEPS[name]):
        assert '"' not in text
        for paragraph in text.split("\n\n"):
            # A speech that runs on opens again in the next paragraph and closes once.
            assert 0 <= paragraph.count("“") - paragraph.count("”") <= 1, paragraph


@pytest.mark.parametrize(
    "path",
    [SCHEMES / "code-of-ethics.md", *(PAGES / f"{page}.md" for page in ("privacy", "accessibility", "help"))],
    ids=lambda path: path.stem,
)
def test_example_pages_are_plain_and_say_that_they_are_examples(path: Path) -> None:
    text = re.sub(r"^#+\s*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "example" in text.lower()
    assert lix(plain(text)) <= 40
    assert WORDS_TO_AVOID.findall(text) == []


def test_the_code_of_ethics_fits_on_a_page() -> None:
    assert 350 <= len(words((SCHEMES / "code-of-ethics.md").read_text(encoding="utf-8"))) <= 450


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0.0),
        ("I can stay. You can go.", 3.0),
        ("Listening matters.", 102.0),  # two words in one sentence, both long
        ("“Is it far?” I ask. “Not very.”", 7 / 3),
        ("One thing\nAnother thing", 27.0),  # a line break ends a sentence; one long word in four
    ],
)
def test_lix_is_words_a_sentence_plus_the_share_of_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)
