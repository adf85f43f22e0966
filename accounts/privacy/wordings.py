"""The words of each consent: one Markdown file for a purpose and a language, in accounts/starter/consents/.

A file is what is said now; `accounts.services.consents.released` keeps each version that was ever said, for good.

    # The question, as a heading
    What it is about.
    ## If you say yes
    ## If you say no
    ## If you change your mind
"""

from dataclasses import dataclass
from pathlib import Path

from lms.core.canonical import sha256_hex

FOLDER = Path(__file__).parents[1] / "starter" / "consents"
FALLBACK = "en-gb"
CHANGE = "## If you change your mind"


@dataclass(frozen=True)
class Wording:
    """One text in one language. `sha256` covers the whole of it."""

    purpose: str
    language: str
    text: str

    @property
    def sha256(self) -> str:
        return sha256_hex(self.text)

    @property
    def question(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ").strip()

    @property
    def body(self) -> str:
        """All below the question."""
        return self.text.partition("\n")[2].strip()

    @property
    def below(self) -> str:
        """The body for a page on which the question is not the first heading but the second."""
        return self.body.replace("\n## ", "\n### ")

    @property
    def change(self) -> str:
        """What happens to somebody who changes their mind: said again before they do."""
        return self.text.partition(CHANGE)[2].strip()


def wording(purpose: str, language: str = FALLBACK) -> Wording:
    """What is said now, in this language if there are words in it. Raises FileNotFoundError for a purpose without words."""
    for each in dict.fromkeys((language.lower(), FALLBACK)):
        path = FOLDER / f"{purpose}.{each}.md"
        if path.is_file():
            return Wording(purpose, each, path.read_text(encoding="utf-8").strip())
    raise FileNotFoundError(purpose)


def languages(purpose: str) -> list[str]:
    """The languages that have words for a purpose."""
    return sorted(path.name.split(".")[1] for path in FOLDER.glob(f"{purpose}.*.md"))
