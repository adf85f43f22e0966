"""Words and recordings that somebody lent us: they stand beside the edition by their hash, so that they can be taken back."""

from collections.abc import Callable
from typing import Any

from lms.core.canonical import canonical_json, sha256_hex

from .building_media import captioned, recorded
from .built import Built, Fragment, Medium, Raw, Resolver, filled


def quote(raw: Raw, resolve: Resolver) -> Built:
    consent = resolve.consent(raw["consent"]) if raw.get("consent") else None
    fragment = make_fragment(text=raw["text"], salt=resolve.salt, **_whose(raw, consent))
    return Built({"fragment": fragment.sha256, "is_example": not consent}, _living(fragment, consent))


def _whose(raw: Raw, consent: Any) -> dict[str, str]:
    if consent:
        return {"attribution": consent["attribution"], "consent_ref": consent["ref"]}
    return {"attribution": raw.get("attribution") or "", "consent_ref": ""}


def _living(fragment: Fragment, consent: Any) -> Fragment | None:
    """Words that were taken back are built no more, not even for a preview; only their hash is."""
    return fragment if _may_be_used(consent) else None


def _may_be_used(consent: Any) -> bool:
    return not consent or bool(consent.get("is_living", True))


def make_fragment(*, text: str, attribution: str, consent_ref: str, salt: Callable[[str], str], **more: str) -> Fragment:
    """Who is quoted goes with the words: a name that stayed behind after a take-back would be the worse half. `more`: what a story
    has besides its text ("transcript", "take_down")."""
    said = "|".join([consent_ref, attribution, text, *(more[name] for name in sorted(more))])
    body = canonical_json({"text": text, "attribution": attribution, **more, "salt": salt(said)})
    return Fragment(sha256=sha256_hex(body), body=body, consent_ref=consent_ref)


def story(raw: Raw, resolve: Resolver) -> Built:
    consent = resolve.consent(raw["consent"]) if raw.get("consent") else None
    whose = _whose(raw, consent)
    # What is noted with the consent holds for every place of the story; the block's own line where nothing is noted.
    take_down = (consent or {}).get("take_down") or raw.get("take_down") or ""
    words = {"transcript": resolve.html(raw.get("transcript") or ""), "take_down": take_down}
    fragment = make_fragment(text=raw.get("text") or "", salt=resolve.salt, **whose, **words)
    files = _files(raw, resolve) if _may_be_used(consent) else {}
    value = {"fragment": fragment.sha256, "is_example": not consent, "form": raw["form"], **filled(media=files)}
    uses = tuple(Medium(file["sha256"], whose["consent_ref"]) for file in (files.get("file"), files.get("captions")) if file)
    return Built(value, _living(fragment, consent), uses)


def _files(raw: Raw, resolve: Resolver) -> dict[str, Any]:
    """Nothing that names anybody stands here: the value outlives the words."""
    file = recorded(raw, resolve) if raw["form"] != "text" else None
    if file is None:
        return {}
    captions = captioned(raw, resolve) if raw["form"] == "video" else None
    seen = {"is_described": bool(raw.get("is_described"))} if raw["form"] == "video" else {}
    return {"file": file, "minutes": raw.get("minutes") or 0, **seen, **filled(captions=captions)}
