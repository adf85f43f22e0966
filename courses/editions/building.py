"""From what an editor wrote (the raw values of Wagtail blocks) to the JSON of an edition. Pure: links, consents and
salts are resolved by whoever calls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from lms.core.canonical import canonical_json, sha256_hex

Raw: TypeAlias = Mapping[str, Any]


class Resolver(Protocol):
    def html(self, source: str) -> str:
        """Rich text as stored -> plain, cleaned HTML that needs no page to be read."""

    def consent(self, key: Any) -> Mapping[str, str] | None:
        """Row id of a story consent -> {"ref", "attribution"}, or None."""

    def salt(self, text: str) -> str:
        """The same words always get the same salt, which nobody outside can guess: a short sentence that was
        taken back must not be found again by trying sentences against its hash."""


@dataclass(frozen=True)
class Fragment:
    """Words that somebody may take back. `sha256` is the hash of `body`; `consent_ref` says whose they are."""

    sha256: str
    body: str
    consent_ref: str = ""


@dataclass(frozen=True)
class Built:
    value: dict[str, Any]
    fragment: Fragment | None = None


@dataclass(frozen=True)
class BuiltEdition:
    content: dict[str, Any]
    fragments: tuple[Fragment, ...]

    @property
    def canonical(self) -> str:
        return canonical_json(self.content)

    @property
    def sha256(self) -> str:
        return sha256_hex(self.canonical)


def build_edition(*, module: Raw, steps: Iterable[Raw], resolve: Resolver) -> BuiltEdition:
    """Put a module together from plain values: `module` as in the content, each step with raw blocks."""
    fragments: dict[str, Fragment] = {}
    built_steps = [{**step, "blocks": _build_blocks(step["blocks"], resolve, fragments)} for step in steps]
    return BuiltEdition({"module": dict(module), "steps": built_steps}, tuple(fragments.values()))


def _build_blocks(blocks: Sequence[Raw], resolve: Resolver, fragments: dict[str, Fragment]) -> list[dict[str, Any]]:
    made = []
    for block in blocks:
        built = build_block(block["type"], block["value"], resolve)
        if built.fragment:
            fragments[built.fragment.sha256] = built.fragment
        made.append({"id": block["id"], "type": block["type"], "value": built.value})
    return made


def build_block(kind: str, raw: Any, resolve: Resolver) -> Built:
    """One block's raw value -> its JSON. KeyError for a type that no builder knows: nothing is dropped in silence."""
    return BUILDERS[kind](raw, resolve)


def _note(raw: Raw, resolve: Resolver) -> Built:
    value = {
        "topics": [topic.strip() for topic in _items(raw["topics"]) if topic.strip()],
        "sentence": raw["sentence"],
        "strength": raw["strength"],
    }
    short = resolve.html(raw.get("short_version") or "")
    return Built({**value, "short_version": short} if short else value)


def _heading(raw: Raw, resolve: Resolver) -> Built:
    return Built({"text": raw["text"], "level": int(raw["level"])})


def _text(raw: Any, resolve: Resolver) -> Built:
    return Built({"html": resolve.html(raw if isinstance(raw, str) else raw["html"])})


def _callout(raw: Raw, resolve: Resolver) -> Built:
    return Built({"kind": raw["kind"], "title": raw["title"], "html": resolve.html(raw["html"])})


def _quote(raw: Raw, resolve: Resolver) -> Built:
    consent = resolve.consent(raw["consent"]) if raw.get("consent") else None
    attribution = consent["attribution"] if consent else raw.get("attribution", "")
    ref = consent["ref"] if consent else ""
    fragment = make_fragment(text=raw["text"], attribution=attribution, consent_ref=ref, salt=resolve.salt)
    return Built({"fragment": fragment.sha256, "is_example": not consent}, fragment)


def make_fragment(*, text: str, attribution: str, consent_ref: str, salt: Callable[[str], str]) -> Fragment:
    """Who is quoted goes with the words: a name that stayed behind after a take-back would be the worse half."""
    body = canonical_json({"text": text, "attribution": attribution, "salt": salt(f"{consent_ref}|{attribution}|{text}")})
    return Fragment(sha256=sha256_hex(body), body=body, consent_ref=consent_ref)


def _reflection(raw: Raw, resolve: Resolver) -> Built:
    return Built({"prompt": raw["prompt"], "audience": raw.get("audience") or "private"})


def _check(raw: Raw, resolve: Resolver) -> Built:
    return Built({"question": question_from(raw)})


def question_from(raw: Raw) -> dict[str, Any]:
    """What the editor filled in -> a question definition of assessments.questions. Option ids are the ids of the
    list items, which stay the same for the life of the option."""
    definition = {"kind": raw["kind"], "stem": raw["stem"], **_BY_KIND[raw["kind"]](raw)}
    return {**definition, "why": raw["why"]} if raw.get("why") else definition


def _options(raw: Raw) -> list[dict[str, str]]:
    return [{"id": item["id"], "text": item["value"]["text"], "feedback": item["value"]["feedback"]} for item in raw["options"]]


def _right(raw: Raw) -> list[str]:
    return [item["id"] for item in raw["options"] if item["value"]["is_right"]]


def _single_choice(raw: Raw) -> dict[str, Any]:
    """Two lines ticked, or none, leave the key empty: the question's own check says so."""
    right = _right(raw)
    return {"options": _options(raw), "key": right[0] if len(right) == 1 else ""}


def _multiple_response(raw: Raw) -> dict[str, Any]:
    return {"options": _options(raw), "keys": _right(raw), "rule": raw.get("rule") or "all_or_nothing"}


def _ordering(raw: Raw) -> dict[str, Any]:
    return {"options": _options(raw), "key": [item["id"] for item in raw["options"]], "rule": raw.get("rule") or "all_or_nothing"}


def _true_false(raw: Raw) -> dict[str, Any]:
    """Two rows: the first stands for "true", the second for "false". Exactly one is ticked, or the key stays empty."""
    rows = [item["value"] for item in raw["options"][:2]] + [{"is_right": False, "feedback": ""}] * 2
    decided = rows[0]["is_right"] != rows[1]["is_right"]
    return {"key": rows[0]["is_right"] if decided else None, "feedback_true": rows[0]["feedback"], "feedback_false": rows[1]["feedback"]}


_BY_KIND: dict[str, Callable[[Raw], dict[str, Any]]] = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "ordering": _ordering,
    "true_false": _true_false,
}


def _quiz(raw: Raw, resolve: Resolver) -> Built:
    return Built({"quiz_key": raw["quiz_key"], "title": raw["title"]})


def _landing(raw: Raw, resolve: Resolver) -> Built:
    return Built({"text": raw["text"]})


def _items(raw: Iterable[Any]) -> list[str]:
    """A ListBlock stores {"type", "id", "value"}; a file may give the bare words."""
    return [item["value"] if isinstance(item, Mapping) else item for item in raw]


BUILDERS: dict[str, Callable[[Any, Resolver], Built]] = {
    "note": _note,
    "heading": _heading,
    "text": _text,
    "callout": _callout,
    "quote": _quote,
    "reflection": _reflection,
    "check": _check,
    "quiz": _quiz,
    "landing": _landing,
}
