"""Pictures, films, sound and files to keep. An edition names their bytes by hash, so nobody changes them by changing a file."""

from typing import Any

from .built import Built, Medium, Raw, Resolver, filled


def image(raw: Raw, resolve: Resolver) -> Built:
    """What only decorates has no words: a screen reader passes over it."""
    sources = resolve.picture(raw["image"]) if raw.get("image") else []
    decorative = bool(raw.get("decorative"))
    value = {"alt": "" if decorative else raw["alt"], "decorative": decorative, "sources": sources}
    return Built({**value, **filled(caption=raw.get("caption"))}, media=_uses(*sources))


def video(raw: Raw, resolve: Resolver) -> Built:
    file, captions = recorded(raw, resolve), captioned(raw, resolve)
    listen = resolve.recording(raw["listen"]) if raw.get("listen") else None
    value = {
        "title": raw["title"],
        "minutes": raw.get("minutes") or 0,
        "is_described": bool(raw.get("is_described")),
        "transcript": resolve.html(raw.get("transcript") or ""),
    }
    return Built({**value, **filled(file=file, captions=captions, listen=listen)}, media=_uses(file, captions, listen))


def audio(raw: Raw, resolve: Resolver) -> Built:
    file = recorded(raw, resolve)
    value = {"title": raw["title"], "minutes": raw.get("minutes") or 0, "transcript": resolve.html(raw.get("transcript") or "")}
    return Built({**value, **filled(file=file)}, media=_uses(file))


def download(raw: Raw, resolve: Resolver) -> Built:
    file = resolve.download(raw["file"]) if raw.get("file") else None
    value = {"title": raw["title"], "is_accessible": bool(raw.get("is_accessible"))}
    return Built({**value, **filled(file=dict(file) if file else None)}, media=_uses(file))


def recorded(raw: Raw, resolve: Resolver) -> dict[str, Any] | None:
    """What is kept of the film or the sound of a block; None while there is none."""
    kept = resolve.recording(raw["media"]) if raw.get("media") else None
    return dict(kept) if kept else None


def captioned(raw: Raw, resolve: Resolver) -> dict[str, str] | None:
    kept = resolve.captions(raw["captions"]) if raw.get("captions") else None
    return {"sha256": kept["sha256"], "language": raw.get("captions_language") or "en"} if kept else None


def _uses(*kept: Any) -> tuple[Medium, ...]:
    return tuple(Medium(each["sha256"]) for each in kept if each)
