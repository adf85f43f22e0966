"""What a question kind promises, and the values that pass between kinds and callers.

A *definition* is a JSON object ({"kind", "stem", ...}); a *response* is a JSON object or None
(nothing answered). Neither knows who answered, when, or in which test.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Literal

Definition = Mapping[str, Any]
Response = Mapping[str, Any] | None
Raw = Mapping[str, Sequence[str]]

NOTHING_VOID: frozenset[str] = frozenset()
WHOLE_QUESTION = "*"  # what is voided when the question itself is
WHOLE = Fraction(1)
NOTHING = Fraction(0)


class Unclear(ValueError):
    """What was sent cannot be read as an answer. `says` is a sentence for the person."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True)
class Problem:
    """Something an editor has to mend: where ("options[2].text") and what to do.

    "structural": nobody could show or mark it. "editorial": it works, and no learner should meet it (docs/question-format.md).
    """

    path: str
    says: str
    level: Literal["structural", "editorial"] = "structural"

    @property
    def is_structural(self) -> bool:
        return self.level == "structural"


@dataclass(frozen=True)
class Note:
    """Feedback that belongs beside one line of a question."""

    option: str
    text: str
    feedback: str
    fits: bool


@dataclass(frozen=True)
class Mark:
    """Points from 0 to 1, exactly; `notes` on what was chosen, `better` on what would have fitted.

    `waits`: a person has yet to give the points.
    """

    points: Fraction
    notes: tuple[Note, ...] = ()
    better: tuple[Note, ...] = ()
    waits: bool = False

    @property
    def is_right(self) -> bool:
        return self.points == WHOLE


@dataclass(frozen=True)
class Row:
    """One line to show. `place` is what stands in its number box (ordering), `choices` what can be chosen beside it (matching)."""

    id: str
    text: str
    chosen: bool = False
    place: str = ""
    choices: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Form:
    """Everything a template needs to show the question.

    `choose` is how many lines fit, `text` what stands in a box for words, `more` what the template of this kind alone asks for.
    `sent` are the fields that a browser would send for what is shown; reading them gives the same response again.
    """

    kind: str
    stem: str
    rows: tuple[Row, ...] = ()
    choose: int = 1
    text: str = ""
    sent: tuple[tuple[str, str], ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    markup: str = ""
    images: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"assessments/kinds/{self.kind}.html"

    @property
    def is_answered(self) -> bool:
        return bool(self.sent)


class Kind(ABC):
    """Six pure methods. All but `problems` may rely on a definition without structural problems.

    `marked_by` "person": `grade` only says that it waits. "nobody": it earns no points and none are missing.
    """

    name: ClassVar[str]
    fields: ClassVar[frozenset[str]]
    marked_by: ClassVar[Literal["machine", "person", "nobody"]] = "machine"

    @abstractmethod
    def problems(self, definition: Definition) -> list[Problem]:
        """What this kind asks of a definition beyond the fields that all kinds share."""

    @abstractmethod
    def read(self, definition: Definition, raw: Raw) -> Response:
        """The answer in a sent form; None when it was left open. Raises Unclear."""

    @abstractmethod
    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        """Mark an answer as if the voided options had never counted against anybody."""

    @abstractmethod
    def key(self, definition: Definition) -> str:
        """What is right, in words."""

    @abstractmethod
    def summary(self, definition: Definition, response: Response) -> str:
        """What was answered, in words; "" when it was left open."""

    @abstractmethod
    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        """The lines in the order given. `typed` is a form that could not be read, to show again."""

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        """The order in which one person sees the lines."""
        ids = [str(option["id"]) for option in definition.get("options", ())]
        if not definition.get("fixed"):
            dice.shuffle(ids)
        return ids

    def is_finished(self, definition: Definition, response: Response) -> bool:
        """Whether nothing more is asked: of a story, whether it has come to an end."""
        return response is not None

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        """What can be taken back by itself: (id, words)."""
        return [(str(option["id"]), str(option["text"])) for option in definition.get("options", ())]
