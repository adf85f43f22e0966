"""What building hands on, and what it asks of whoever calls: links, consents, files and salts are resolved outside. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from lms.core.canonical import canonical_json, sha256_hex

Raw: TypeAlias = Mapping[str, Any]
# Of a file that is kept by its hash: {"sha256", "type", "bytes"}.
Kept: TypeAlias = Mapping[str, Any]


class Resolver(Protocol):
    """Files are named by the row ids that the editor chose; whatever is not there (any more) is None, and the release checks say so."""

    def html(self, source: str) -> str:
        """Rich text as stored -> plain, cleaned HTML that needs no page to be read."""

    def consent(self, key: Any) -> Mapping[str, Any] | None:
        """Row id of a story consent -> {"ref", "attribution", "take_down", "is_living"}, or None."""

    def salt(self, text: str) -> str:
        """The same words always get the same salt, which nobody outside can guess: a short sentence that was
        taken back must not be found again by trying sentences against its hash."""

    def step(self, key: Any) -> Mapping[str, str] | None:
        """Row id of a step's page -> {"step_key", "title"}."""

    def rule(self, key: Any) -> Mapping[str, str] | None:
        """Row id of a local rule -> {"title", "html"}, the html as stored; None when it is gone."""

    def picture(self, key: Any) -> list[dict[str, Any]]:
        """Row id of an image -> [{"sha256", "type", "width", "height"}], the best kind first, each from small to large."""

    def recording(self, key: Any) -> Kept | None:
        """Row id of a film or of sound -> what is kept of it."""

    def captions(self, key: Any) -> Kept | None:
        """Row id of a document with captions -> what is kept of it."""

    def download(self, key: Any) -> Mapping[str, Any] | None:
        """Row id of a document -> {"sha256", "type", "bytes", "name"}."""


@dataclass(frozen=True)
class Fragment:
    """Words that somebody may take back. `sha256` is the hash of `body`; `consent_ref` says whose they are."""

    sha256: str
    body: str
    consent_ref: str = ""


@dataclass(frozen=True)
class Medium:
    """A file that an edition uses. `consent_ref`: whose it is, when it goes with a story."""

    sha256: str
    consent_ref: str = ""


@dataclass(frozen=True)
class Built:
    value: dict[str, Any]
    fragment: Fragment | None = None
    media: tuple[Medium, ...] = ()


@dataclass(frozen=True)
class BuiltEdition:
    content: dict[str, Any]
    fragments: tuple[Fragment, ...]
    media: tuple[Medium, ...] = ()

    @property
    def canonical(self) -> str:
        return canonical_json(self.content)

    @property
    def sha256(self) -> str:
        return sha256_hex(self.canonical)


def items(raw: Any) -> list[tuple[str, Any]]:
    """(id, value) of what a ListBlock stores; a file may give bare values, which have no id. None where the field is new."""
    return [(item["id"], item["value"]) if isinstance(item, Mapping) and "value" in item else ("", item) for item in raw or ()]


def filled(**fields: Any) -> dict[str, Any]:
    """Only what is there: optional keys that are empty stay out, so that the hashes of older editions hold."""
    return {name: value for name, value in fields.items() if value not in ("", None, False, [], {})}
