"""From a snapshot to the HTML of one paper. Jinja, because the engine knows no Django."""

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from certificates.rendering.fit import Fit
from certificates.rendering.snapshot import Snapshot
from certificates.rendering.words import Words, words_for

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)


def scheme_line(snapshot: Snapshot, words: Words) -> str:
    """The scheme and its version; a neutral copy names the authority instead, for the scheme's name says "peer"."""
    if not snapshot.scheme_name:
        return snapshot.authority.name
    version = words.version.format(snapshot.scheme_version)
    return f"{snapshot.scheme_name}, {version}" if snapshot.scheme_version else snapshot.scheme_name


def texts_of(snapshot: Snapshot, place: str) -> list[str]:
    """The texts that stand in one fitted place of a layout."""
    words = words_for(snapshot.language)
    if place == "hand":
        return [signatory.name for signatory in snapshot.authority.signatories]
    return [{"name": snapshot.name, "title": snapshot.title, "scheme": scheme_line(snapshot, words)}[place]]


def to_html(layout: str, snapshot: Snapshot, fits: dict[str, list[Fit]], *, qr: str, mark: str) -> str:
    words = words_for(snapshot.language)
    context = {
        "s": snapshot,
        "w": words,
        "fits": fits,
        "qr": qr,
        "mark": mark,
        "number": groups(snapshot.number, 4, 4, 3),
        "code": groups(snapshot.code, 4, 4, 4, 4, 5),
        "awarded": words.say_date(snapshot.awarded_on),
        "until": words.say_date(snapshot.valid_until) if snapshot.valid_until else words.no_end,
        "host": urlsplit(snapshot.authority.check_base).netloc,
        "issued": snapshot.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return str(_environment().get_template(f"{layout}.html").render(context))


def groups(text: str, *sizes: int) -> str:
    """XXXX-XXXX-XXX. What a person reads aloud comes in groups."""
    out, at = [], 0
    for size in sizes:
        out.append(text[at : at + size])
        at += size
    return "-".join(part for part in out if part)
